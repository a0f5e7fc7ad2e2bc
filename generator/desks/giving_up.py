"""A number and its letter are given up: nobody waits for them any more, here or in SRIKANDI."""

from generator.archive import Archive, ArchivedItem
from generator.filing.srikandi_folder import SrikandiFolder

__all__ = ["give_up", "take_from_uploads"]


def give_up(archive: Archive, uploads: SrikandiFolder, number: str, *, reason: str) -> str:
    """Give up a number and its letter, which then waits for nobody here either; returns the number.

    Raises:
        UsageError: there is no such number, or its letter is signed or replaced.
    """
    given_up = archive.numbers.void(number, reason=reason)
    place = archive.withdrawals.place_of(given_up)
    if place:
        take_from_uploads(archive, uploads, archive.items.named(place))
    return given_up


def take_from_uploads(archive: Archive, uploads: SrikandiFolder, letter: ArchivedItem) -> None:
    """Take a letter out of the folder of those to upload, if it lies there as the archive has it."""
    data = (archive.items.folder_of(letter) / "surat.docx").read_bytes()
    uploads.take_away(data, case=letter.case, type_=letter.type)
