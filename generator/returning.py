"""The signed page comes home: a scan is filed as the signed version of its letter."""

import hashlib
from pathlib import Path

from generator.archive import ArchivedItem, FiledItem, ItemDraft, NumberWanted
from generator.office import Office
from generator.problems import UsageError

__all__ = ["file_signed"]

MEDIA = {
    b"%PDF-": "pdf",
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"II*\x00": "tif",
    b"MM\x00*": "tif",
}


def file_signed(office: Office, letter: ArchivedItem, scan: Path, *, claim: str) -> FiledItem:
    """File a scan, byte for byte, as the signed version of a letter; the same scan twice is one.

    From then on the letter stands: a correction of it is a letter of its own.

    Raises:
        UsageError: the file is no PDF, JPG, PNG or TIFF, or too large.
    """
    data = scan.read_bytes()
    media = next((kind for magic, kind in MEDIA.items() if data.startswith(magic)), "")
    if not media or len(data) > office.config.inbox.max_megabytes * 1_000_000:
        raise UsageError("A007", found=scan.suffix or "tanpa akhiran nama")
    told = f"ttd {letter.case}/{letter.item} {hashlib.sha256(data).hexdigest()}"
    digest = hashlib.sha256(told.encode()).hexdigest()
    wanted = NumberWanted(type="pindaian-1", pattern="T-{urut}", series="pindaian")
    taken = office.archive.reserve(
        digest=digest, claim=claim, case=letter.case, wanted=[wanted], has_form=False
    )
    (place,) = taken.enclosures
    standing = office.archive.published(letter.case, place.item)
    if standing is None:
        folder = office.archive.draft_folder(digest, place.item)
        (folder / f"pindaian.{media}").write_bytes(data)
        standing = office.archive.publish(
            ItemDraft(
                folder=folder,
                case=letter.case,
                item=place.item,
                slug=f"{letter.type}-ttd",
                kind="pindaian",
                type=letter.type,
                title=f"{letter.title} (bertanda tangan)",
                direction="internal",
                number=letter.number,
                series=place.series,
                sequence=place.sequence,
                year=place.year,
                date=letter.date,
                subject=letter.subject,
                party=letter.party,
                classification=letter.classification,
                form_digest=digest,
                claim=claim,
                filed_at=taken.moment,
                revision=letter.revision,
            )
        )
    submission = office.archive.find_submission(digest)
    if submission is None or not submission.filed:
        office.archive.record(taken, [standing])
    office.archive.clear_work(digest)
    return standing
