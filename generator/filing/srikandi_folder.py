"""`keluar/srikandi/`: the letters that somebody still has to upload to SRIKANDI, and no other.

A letter is laid there when it is filed and taken away when its number comes back or it is given up, so
that the folder is the list of what is to be done. The archive keeps the letter itself.
"""

from pathlib import Path

from generator.archive import ArchivedItem
from generator.office.office import Office
from generator.system import files

__all__ = ["give_up", "lay_out", "place_of", "take_away"]

FOLDER = Path("keluar", "srikandi")


def place_of(office: Office, *, reference: str, case: str, type_: str) -> Path:
    """`SRIKANDI-3-2026 PMBS-2026-0007 surat-koordinasi.docx`: a revision takes the same place."""
    name = f"{reference.replace('/', '-')} {case} {type_}.docx"
    return office.folder / FOLDER / name


def lay_out(office: Office, data: bytes, *, reference: str, case: str, type_: str) -> None:
    """Lay a letter ready to be uploaded; an earlier revision of it is replaced."""
    path = place_of(office, reference=reference, case=case, type_=type_)
    files.make_folder(path.parent)
    files.replace_file(path, data)


def take_away(office: Office, letter: ArchivedItem) -> None:
    """Take away what was uploaded; fine if somebody moved it."""
    for path in (office.folder / FOLDER).glob(f"*{letter.case} {letter.type}.docx"):
        if path.read_bytes() == (office.archive.folder_of(letter) / "surat.docx").read_bytes():
            files.remove(path)


def give_up(office: Office, number: str, *, reason: str) -> str:
    """Give up a number and its letter, which then waits for nobody here either; returns the number.

    Raises:
        UsageError: there is no such number, or its letter is signed or replaced.
    """
    given_up = office.archive.void(number, reason=reason)
    place = office.archive.withdrawals.place_of(given_up)
    if place:
        take_away(office, office.archive.item(place))
    return given_up
