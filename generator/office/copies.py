"""What the code in the foot of a page tells: letter and page when it is filed, copy when it is printed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.archive import Archive
from generator.letters import LetterIdentity, code_of, earlier_code_of, plain_unit, qr_png
from generator.pdf import PageCodes, marked_pdf
from generator.system import files
from generator.vocabulary.prints import PrintJob

__all__ = ["MarkedCopies", "copy_codes", "page_codes"]

MARKED = Path(".work") / "cetak"


def page_codes(identity: LetterIdentity) -> PageCodes:
    """The codes of a letter's pages, in place of the one that stands on all of them."""
    # Only whoever makes a letter needs it.
    from generator.scans.codes import texts_of

    shared = code_of(identity)
    return PageCodes(known=lambda _page, _pages: (shared,), new=_pictured(identity), read=texts_of)


def copy_codes(identity: LetterIdentity, *, copy: int, reprint: int) -> PageCodes:
    """The codes of one printed copy, in place of those of the archived PDF, of whatever age it is."""
    from generator.scans.codes import texts_of

    ages = code_of(identity), earlier_code_of(identity)
    return PageCodes(
        known=lambda page, pages: (code_of(identity.of_page(page, pages)), *ages),
        new=_pictured(replace(identity, copy=copy, reprint=reprint)),
        read=texts_of,
    )


def _pictured(identity: LetterIdentity) -> Callable[[int, int], bytes]:
    return lambda page, pages: qr_png(code_of(identity.of_page(page, pages)))


class MarkedCopies:
    """The PDFs of printed copies, whose codes tell which copy each is."""

    def __init__(self, archive: Archive, *, unit: str) -> None:
        self._archive = archive
        self._unit = unit

    def of(self, job: PrintJob) -> PrintJob:
        """A copy's PDF, whose codes tell which copy it is; made once, and again if it went away."""
        path = self._path(job)
        if not path.exists():
            item = self._archive.items.named(f"{job.case}/{job.item}")
            digest = self._archive.items.record_of(item).paper_digest
            identity = LetterIdentity(
                unit="" if digest else plain_unit(self._unit),
                office=self._archive.office_code if digest else "",
                digest=digest,
                year=item.year,
                sequence=item.sequence,
                revision=item.revision,
                series=item.series,
            )
            codes = copy_codes(identity, copy=job.copy, reprint=job.reprint)
            try:
                data = marked_pdf(job.pdf, codes)
            except OSError:
                data = None
            if data is None:
                # The printer looks at the archived PDF itself, and says what is the matter with it.
                return job
            files.make_folder(path.parent)
            files.replace_file(path, data)
        return replace(job, pdf=path)

    def forget(self, job: PrintJob) -> None:
        """Remove the PDF of a copy that was printed, or never will be."""
        self._path(job).unlink(missing_ok=True)

    def _path(self, job: PrintJob) -> Path:
        return self._archive.root / MARKED / f"{job.key}.pdf"
