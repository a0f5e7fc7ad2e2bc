"""What the head orders about a letter that came in: the sheet that goes to the desk, and what came of it."""

from datetime import date
from pathlib import Path

from generator.archive import Disposition, FiledItem, NumberWanted
from generator.filing.entered import Paperwork, enter
from generator.office.office import Office
from generator.vocabulary.indonesian import long_date
from generator.vocabulary.problems import UsageError
from generator.word.paper import Paper

__all__ = ["disposition_sheet", "enter_disposition"]

BOX = "\N{BALLOT BOX}"
EMPTY_LINES, DOTS = 6, 44
HANDLINGS = ("Sangat Segera", "Segera", "Biasa", "Rahasia")


def disposition_sheet(office: Office, year: int, sequence: int) -> bytes:
    """A PDF: the letter's data, tick boxes, empty lines, room to sign.

    Raises:
        UsageError: nothing stands in the agenda under this number.
    """
    place = office.archive.correspondence.incoming(year, sequence)
    letter = office.archive.items.named(f"{place.case}/{place.item}")
    came = office.archive.correspondence.came(letter.case, letter.item)
    paper = Paper(landscape=False, margin=2, size=10.5)
    paper.letterhead(office.config.office, office.logo)
    paper.line("LEMBAR DISPOSISI", size=13, bold=True, align="center", after=8)
    dated = long_date(came.dated) if came and came.dated else "-"
    received = long_date(came.received if came else letter.filed_at.date())
    paper.grid(
        [
            [f"Surat dari\n{letter.party or '-'}", f"Nomor agenda\n{sequence}/{year}"],
            [f"Nomor surat\n{letter.number or '-'}", f"Diterima tanggal\n{received}"],
            [f"Tanggal surat\n{dated}", f"Kasus\n{_case_of(letter.case)}"],
        ]
    )
    paper.grid([[f"Perihal\n{letter.subject}"]])
    paper.grid([[f"Sifat:    {_boxes(HANDLINGS, '        ')}"]])
    settings = office.config.agenda
    paper.grid(
        [
            [
                f"Diteruskan kepada:\n{_boxes((*settings.receivers, '……………………………………'))}",
                f"Dengan hormat harap:\n{_boxes((*settings.instructions, '……………………………………'))}",
            ]
        ]
    )
    lines = "\n\n".join("…" * DOTS for _ in range(EMPTY_LINES))
    paper.grid([[f"Catatan/isi disposisi:\n\n{lines}\n"]])
    paper.signature(office.config.office.city, "Kepala")
    paper.foot(f"Lembar disposisi, agenda {sequence}/{year}")
    return office.as_pdf(paper.save())


def _case_of(case: str) -> str:
    return "-" if case.startswith("UMUM-") else case


def _boxes(texts: tuple[str, ...], between: str = "\n") -> str:
    return between.join(f"{BOX}  {text}" for text in texts)


def enter_disposition(
    office: Office,
    year: int,
    sequence: int,
    *,
    receivers: str,
    instruction: str = "",
    giver: str = "",
    given: date | None = None,
    file: Path | None = None,
) -> FiledItem:
    """Enter what was ordered about a letter that came in; it shows in the agenda.

    Raises:
        UsageError: nothing stands in the agenda under this number, or the day lies ahead.
    """
    place = office.archive.correspondence.incoming(year, sequence)
    letter = office.archive.items.named(f"{place.case}/{place.item}")
    given = given or office.clock.today()
    if given > office.clock.today():
        raise UsageError("A017", found=f"{given:%d-%m-%Y}")
    told = Disposition(
        year=year,
        sequence=sequence,
        given=given,
        giver=giver,
        receivers=receivers,
        instruction=instruction,
    )
    paperwork = Paperwork(
        kind="disposisi",
        type="disposisi",
        title=f"Lembar Disposisi Agenda {sequence}/{year}",
        direction="internal",
        number="",
        dated=given,
        subject=f"Disposisi: {letter.subject}",
        party=giver,
        classification=letter.classification,
        told=told,
        sameness=(str(year), str(sequence), str(given), receivers, instruction),
        file=file,
    )
    wanted = NumberWanted(type="disposisi", pattern="C-{urut}", series="catatan")
    return enter(office, paperwork, case=letter.case, wanted=wanted, same="disposisi {}")
