"""Pictures pasted into a form (a card, a passport's page) go with it as attachments."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from generator.forms import FormPicture, FormReading
from generator.inbox.brought import Attachment
from generator.office.office import Office
from generator.scans import scan_kind
from generator.submission.intake import jpeg_of
from generator.vocabulary.problems import Problem

__all__ = ["with_pictures"]

KEPT = ("jpg", "png")
# A form of more pictures is an album: what comes after is told.
MOST = 50


def with_pictures(
    office: Office, digest: str, reading: FormReading
) -> tuple[FormReading, tuple[Attachment, ...]]:
    """The reading with a word on each of its pictures, and those that are kept, in the work folder.

    A form that is refused keeps none: it comes again with them.
    """
    if reading.form is None or not reading.pictures:
        return reading, ()
    taken: list[Attachment] = []
    told: list[Problem] = []
    for number, (picture, kind, data) in enumerate(_as_kept(reading.pictures), start=1):
        if not kind or number > MOST:
            why = "gambar jenis lain" if not kind else f"lebih dari {MOST} gambar"
            told.append(Problem(code="W082", found=why, where=picture.label))
            continue
        path = office.archive.store.work_folder(digest) / f"gambar-{number:03d}.{kind}"
        path.write_bytes(data)
        attachment = Attachment(
            name=f"{_title(picture, number)}.{kind}",
            path=path,
            digest=hashlib.sha256(data).hexdigest(),
            media=kind,
        )
        taken.append(attachment)
        told.append(Problem(code="W083", found=attachment.title, where=picture.label))
    return replace(reading, problems=(*reading.problems, *told)), tuple(taken)


def _as_kept(pictures: tuple[FormPicture, ...]) -> Iterator[tuple[FormPicture, str, bytes]]:
    """Each picture with its kind and bytes as they are kept; without a kind if it cannot be."""
    for picture in pictures:
        data = jpeg_of(picture.data) or picture.data
        kind = scan_kind(data)
        yield picture, kind if kind in KEPT else "", data


def _title(picture: FormPicture, number: int) -> str:
    """`Gambar 2 dalam formulir (NIK)`; no slash, which would be read as a folder's."""
    label = picture.label.replace("/", "-")
    return f"Gambar {number} dalam formulir" + (f" ({label})" if label else "")
