"""How a letter leaves the house: a slip goes along, comes back signed, and tells when it was sent."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.archive import ArchivedItem, Delivery, FiledItem, NumberWanted, RegisterPlace
from generator.filing.entered import Paperwork, enter
from generator.letters import SlipIdentity, qr_png, short_digest, slip_code
from generator.office.office import Office
from generator.vocabulary.indonesian import long_date
from generator.vocabulary.problems import UsageError
from generator.word.paper import Paper

__all__ = ["deliver", "enter_delivery", "slip_digest", "slips"]

SLIPS_A_PAGE = 2
QR_SIDE = 2.6


# -- the slip goes out -----------------------------------------------------------------------------


def slips(office: Office, numbers: Sequence[str], *, sent: date, carrier: str = "") -> bytes:
    """A PDF with a slip for each letter, two on a page; each is a line of the ledger.

    Raises:
        UsageError: there is no such letter.
    """
    rows = [_row(office, office.archive.items.named(number)) for number in numbers]
    paper = Paper(landscape=False, margin=2, size=10)
    with office.archive.by_hand.turn():
        for place, (letter, row) in enumerate(rows):
            slip = office.archive.correspondence.make_slip(letter.number, sent, carrier)
            if place % SLIPS_A_PAGE:
                paper.cut_line()
            elif place:
                paper.new_page()
            _write_slip(
                office, paper, letter, _code(office, letter, row, slip), sent=sent, carrier=carrier
            )
    paper.foot("Tanda terima surat: pindai kembali ke inbox setelah ditandatangani")
    return office.as_pdf(paper.save())


def _row(office: Office, letter: ArchivedItem) -> tuple[ArchivedItem, RegisterPlace]:
    row = office.archive.correspondence.row_of(letter.number)
    if row is None:
        raise UsageError("A005", found=letter.number)
    return letter, row


def _write_slip(
    office: Office, paper: Paper, letter: ArchivedItem, code: str, *, sent: date, carrier: str
) -> None:
    paper.letterhead(office.config.office, office.logo)
    paper.line("TANDA TERIMA SURAT", size=12, bold=True, align="center", after=6)
    paper.facts(
        [
            ("Nomor surat", letter.number),
            ("Tanggal surat", long_date(letter.date)),
            ("Kepada", letter.party),
            ("Perihal", letter.subject),
            ("Dikirim tanggal", long_date(sent)),
            ("Pengantar", carrier or "…………………………………………"),
        ]
    )
    paper.line("", size=6)
    blank = "…………………………………………"
    lines = [
        "Diterima oleh:",
        "",
        f"Nama\t: {blank}",
        "",
        f"Jabatan\t: {blank}",
        "",
        f"Tanggal/jam\t: {blank}",
        "",
        "Tanda tangan dan cap:",
        "",
        "",
        "",
    ]
    paper.beside(lines, qr_png(code), side=QR_SIDE, caption=code)


def slip_digest(letter: ArchivedItem) -> str:
    """What the code of a slip tells of its letter: all that the slip says of it."""
    said = (letter.case, letter.number, letter.date.isoformat(), letter.party, letter.subject)
    return short_digest(*(one.encode() for one in said))


def _code(office: Office, letter: ArchivedItem, row: RegisterPlace, slip: int) -> str:
    return slip_code(
        SlipIdentity(
            office=office.archive.office_code,
            digest=slip_digest(letter),
            year=row.year,
            series="sisipan" if row.series == "sisipan" else "keluar",
            sequence=row.sequence,
            slip=slip,
        )
    )


# -- and it was handed over --------------------------------------------------------------------------------


def deliver(
    office: Office,
    number: str,
    *,
    sent: date,
    receiver: str = "",
    received: date | None = None,
    carrier: str = "",
    file: Path | None = None,
) -> FiledItem:
    """Enter by hand when a letter was sent and who received it; what is told later completes it.

    Raises:
        UsageError: there is no such letter, it was not written yet, or the day lies ahead.
    """
    letter, row = _row(office, office.archive.items.named(number))
    last = max(sent, received or sent)
    if last > office.clock.today() or sent < letter.date or (received and received < sent):
        raise UsageError("A017", found=f"{last:%d-%m-%Y}")
    told = Delivery(
        number=letter.number, sent=sent, received=received, receiver=receiver, carrier=carrier
    )
    return enter_delivery(office, row, told, file, (str(sent), str(received), receiver, carrier))


def enter_delivery(
    office: Office, row: RegisterPlace, told: Delivery, file: Path | None, sameness: tuple[str, ...]
) -> FiledItem:
    """Enter what is known of a delivery, with the page that shows it; `sameness` tells it from others."""
    letter = office.archive.items.named(told.number)
    paperwork = Paperwork(
        kind="tanda-terima",
        type="tanda-terima",
        title="Tanda Terima Surat",
        direction="internal",
        number=letter.number,
        dated=told.received or told.sent,
        subject=letter.subject,
        party=letter.party,
        classification=letter.classification,
        told=told,
        sameness=(row.series, str(row.year), str(row.sequence), *sameness),
        file=file,
    )
    wanted = NumberWanted(type="tanda-terima", pattern="C-{urut}", series="catatan")
    return enter(office, paperwork, case=letter.case, wanted=wanted, same="tanda terima {}")
