"""What is made to be handed out and kept nowhere: lists as files, specimen letters."""

import tempfile
from contextlib import suppress
from pathlib import Path

from generator.archive import Listing, as_csv, as_docx, as_xlsx, report_docx
from generator.desks.act_papers import PAPERS
from generator.desks.act_specimens import specimen_paper
from generator.letters import identity_of, specimen_letter
from generator.office.copies import page_codes
from generator.office.office import Office
from generator.pdf import finish_pdf
from generator.vocabulary.problems import ConfigurationError, UsageError

__all__ = ["LISTING_FORMATS", "listing_docx", "listing_file", "specimen_docx", "specimen_pdf"]

LISTING_FORMATS = ("csv", "xlsx", "pdf")


def listing_file(office: Office, listing: Listing, format_: str) -> bytes:
    """A list as a file of one of LISTING_FORMATS.

    Raises:
        NotReadyError: LibreOffice cannot make the PDF now.
    """
    if format_ == "csv":
        return as_csv(listing)
    if format_ == "xlsx":
        return as_xlsx(listing)
    return office.as_pdf(listing_docx(office, listing))


def listing_docx(office: Office, listing: Listing) -> bytes:
    """A list as it is printed: as a register, or as the page that a head signs."""
    if listing.paper != "report":
        return as_docx(listing, office.config.office, office.logo)
    today = office.clock.today()
    head = None
    with suppress(ConfigurationError):  # a post that nobody holds is left to be written by hand
        head = office.config.official(listing.signer, today)
    return report_docx(listing, office.config.office, head, office.logo, today)


def specimen_docx(office: Office, type_: str, *, specimen: str = "rich") -> bytes:
    """A specimen letter with invented data (rich, sparse, extreme) and the number 0.

    Raises:
        UsageError: there is no such letter type.
        FormHeldError: the template cannot be filled.
    """
    types = office.catalogue.types
    if type_ in PAPERS:
        return specimen_paper(office, type_)
    if type_ not in types:
        raise UsageError("S006", found=type_, hint=", ".join(sorted({*types, *PAPERS})))
    today = office.clock.today()
    letter = specimen_letter(types[type_], office.config, today, specimen=specimen)
    return office.filler.fill(letter).docx


def specimen_pdf(office: Office, type_: str, *, specimen: str = "rich") -> bytes:
    """The specimen as it would be printed, codes and all.

    Raises:
        UsageError: there is no such letter type.
        FormHeldError: the template cannot be filled.
        NotReadyError: LibreOffice cannot make the PDF now.
    """
    with tempfile.TemporaryDirectory() as folder:
        docx, pdf = Path(folder) / "surat.docx", Path(folder) / "surat.pdf"
        docx.write_bytes(specimen_docx(office, type_, specimen=specimen))
        office.converter.convert(docx, pdf)
        if type_ in PAPERS:
            return pdf.read_bytes()
        letter_type = office.catalogue.types[type_]
        today = office.clock.today()
        letter = specimen_letter(letter_type, office.config, today, specimen=specimen)
        if letter_type.srikandi:
            return pdf.read_bytes()
        digest = office.filler.fill(letter).digest
        codes = page_codes(identity_of(letter, office=office.filler.office_code, digest=digest))
        finish_pdf(pdf, codes, title=letter_type.title, number=letter.number)
        return pdf.read_bytes()
