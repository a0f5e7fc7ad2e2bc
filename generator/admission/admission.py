"""All that tells who may come in, for one office."""

from pathlib import Path

from generator.admission.secret_file import NoteEvent, nobody
from generator.admission.throttle import SignIns
from generator.admission.tokens import Tokens
from generator.admission.users import Users
from generator.system.clock import Clock

__all__ = ["Admission"]


class Admission:
    """The folder `access/` of an office: users, programs, and sign-ins that failed.

    `tell` hears of every change of a user or program.
    """

    def __init__(self, folder: Path, clock: Clock, tell: NoteEvent = nobody) -> None:
        self.users = Users(folder, clock, tell)
        self.tokens = Tokens(folder, clock, tell)
        self.sign_ins = SignIns(folder, clock)
