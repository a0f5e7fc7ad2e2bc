"""All that tells who may come in, for one office."""

from pathlib import Path

from generator.access.people import Users
from generator.access.throttle import SignIns
from generator.access.tokens import Tokens
from generator.clock import Clock

__all__ = ["Access"]


class Access:
    """The folder `access/` of an office: users, programs, and sign-ins that failed."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.users = Users(folder, clock)
        self.tokens = Tokens(folder, clock)
        self.sign_ins = SignIns(folder, clock)
