"""All that tells who may come in, for one office."""

from pathlib import Path

from generator.access.kept import Tell, nobody
from generator.access.people import Users
from generator.access.throttle import SignIns
from generator.access.tokens import Tokens
from generator.clock import Clock

__all__ = ["Access"]


class Access:
    """The folder `access/` of an office: users, programs, and sign-ins that failed.

    `tell` hears of every change of a user or program.
    """

    def __init__(self, folder: Path, clock: Clock, tell: Tell = nobody) -> None:
        self.users = Users(folder, clock, tell)
        self.tokens = Tokens(folder, clock, tell)
        self.sign_ins = SignIns(folder, clock)
