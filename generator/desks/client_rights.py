"""What a client may ask of the office (UU 27/2022): the own data, who saw it, and copies that tell nobody else.

Nothing here is a judgement of what may be given to whom: a person asks, and it is written down.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from generator.archive import Archive, ArchivedItem, AuditLine, Correction, form_of
from generator.forms import told_of
from generator.office.office import Office
from generator.pdf.redacting import Redacted, black_out
from generator.vocabulary import indonesian
from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import PERSONAL, SECRET, Kind
from generator.vocabulary.fields import told_in
from generator.vocabulary.prints import STATE_WORDS, PrintState
from generator.vocabulary.problems import UsageError
from generator.word.columns import PaperColumn
from generator.word.paper import Paper

__all__ = ["Subject", "redacted", "subject_json", "subject_of", "subject_paper"]

# Lines that say nothing about a person: which number a paper got, how far a printer was.
INNER = frozenset({"number-issued", "submission-filed", "item-filed"})
SHORTEST = 3
WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One answer, with the words that stand in the form."""

    section: str
    label: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One client's case as the client may see it."""

    case: str
    client: str
    status: str
    answers: tuple["Answered", ...]
    items: tuple[ArchivedItem, ...]
    log: tuple[AuditLine, ...]
    corrections: tuple[Correction, ...]

    @property
    def given_to(self) -> tuple[ArchivedItem, ...]:
        """The letters by which the data went to others."""
        return tuple(
            one
            for one in self.items
            if one.direction == "keluar" and one.kind == "surat" and one.party
        )


def subject_of(office: Office, case: str) -> Subject:
    """Everything about one case that its client may ask for; that it was asked is written down.

    Raises:
        UsageError: there is no such case.
    """
    archive = office.archive
    view = archive.cases.show(case)
    archive.audit.exported(view.case, how="hak subjek data")
    form = archive.cases.form(view.case)
    return Subject(
        case=view.case,
        client=view.client,
        status=view.status,
        answers=tuple(_answers(form)) if form else (),
        items=view.items,
        log=tuple(one for one in _log(archive, view.case) if _is_told(one)),
        corrections=tuple(archive.corrections.of_case(view.case)),
    )


def _log(archive: Archive, case: str) -> list[AuditLine]:
    """What was done with a case, and with what was moved there while it was elsewhere; in order."""
    earlier = {
        place for item in archive.refilings.here(case) for place in archive.items.way_of(case, item)
    }
    elsewhere = [
        line
        for home in {home for home, _ in earlier if home != case}
        for line in archive.audit.of_case(home)
        if (line.case, line.item) in earlier
    ]
    return sorted([*archive.audit.of_case(case), *elsewhere], key=lambda one: one.seq)


def subject_json(subject: Subject) -> dict[str, object]:
    """The same for another program."""
    return {
        "case": subject.case,
        "client": subject.client,
        "status": subject.status,
        "data": [
            {"section": one.section, "label": one.label, "answer": one.answer}
            for one in subject.answers
        ],
        "items": [
            {
                "item": one.item,
                "title": one.title,
                "number": one.number,
                "date": one.date,
                "revision": one.revision,
                "replaced": one.is_replaced,
                "to": one.party,
            }
            for one in subject.items
        ],
        "log": [
            {
                "at": one.at.isoformat(),
                "who": one.who,
                "event": one.event,
                "item": one.item,
                "detail": one.detail,
            }
            for one in subject.log
        ],
        "corrections": [
            {
                "asked": one.asked_at.isoformat(),
                "by": one.asked_by,
                "reason": one.reason,
                "entered_by": one.entered_by,
                "done_by_item": one.done_item or None,
                "done": one.done_at.isoformat() if one.done_at else None,
            }
            for one in subject.corrections
        ],
    }


def subject_paper(office: Office, subject: Subject) -> bytes:
    """The same as a Word document, from which a PDF is made."""
    paper = Paper(landscape=False, margin=2, size=9.5)
    paper.letterhead(office.config.office, office.logo)
    paper.title("Data pribadi dan catatan aksesnya", f"Berkas {subject.case}")
    paper.facts(
        [
            ("Klien", subject.client or "-"),
            ("Keadaan berkas", subject.status),
            ("Dibuat pada", _moment(office.clock.now())),
        ]
    )
    paper.line("")
    _what_is_kept(paper, subject)
    _what_was_done(paper, subject)
    head = office.archive.chain.head()
    paper.foot(
        f"{subject.case} · buku besar baris {head.seq}, {head.hash[:16]}" if head else subject.case
    )
    return paper.save()


def _what_is_kept(paper: Paper, subject: Subject) -> None:
    _section(paper, "1. Data yang disimpan, menurut formulir terakhir")
    paper.table(
        [
            PaperColumn(name="Bagian", width=3.6),
            PaperColumn(name="Isian", width=4.4),
            PaperColumn(name="Jawaban"),
        ],
        [[one.section, one.label, one.answer] for one in subject.answers],
        numbered=False,
        size=9,
    )
    _section(paper, "2. Dokumen dalam berkas")
    paper.table(
        [
            PaperColumn(name="Isi", width=1.2, align="center"),
            PaperColumn(name="Dokumen"),
            PaperColumn(name="Nomor", width=4.8),
            PaperColumn(name="Tanggal", width=2.2),
            PaperColumn(name="Keterangan", width=2.8),
        ],
        [
            [
                f"{one.item:03d}",
                one.title,
                one.number or "-",
                indonesian.numeric_date(one.date),
                _state(one),
            ]
            for one in subject.items
        ],
        numbered=False,
        size=9,
    )


def _what_was_done(paper: Paper, subject: Subject) -> None:
    _section(paper, "3. Kepada siapa data diberikan")
    paper.table(
        [
            PaperColumn(name="Tanggal", width=2.2),
            PaperColumn(name="Kepada"),
            PaperColumn(name="Dengan surat", width=7),
        ],
        [
            [indonesian.numeric_date(one.date), one.party, f"{one.title}\n{one.number}"]
            for one in subject.given_to
        ],
        numbered=False,
        size=9,
    )
    _section(paper, "4. Siapa melihat, mencetak, atau mengubah")
    paper.table(
        [
            PaperColumn(name="Saat", width=3.2),
            PaperColumn(name="Siapa", width=3.2),
            PaperColumn(name="Apa"),
            PaperColumn(name="Isi", width=1.2, align="center"),
        ],
        [
            [
                f"{one.at:%d-%m-%Y %H.%M}",
                one.who or "-",
                _what(one),
                f"{one.item:03d}" if one.item else "-",
            ]
            for one in subject.log
        ],
        numbered=False,
        size=9,
    )
    _section(paper, "5. Permintaan perbaikan")
    paper.table(
        [
            PaperColumn(name="Diminta", width=3.2),
            PaperColumn(name="Oleh", width=3.2),
            PaperColumn(name="Alasan"),
            PaperColumn(name="Diselesaikan", width=4.2),
        ],
        [
            [f"{one.asked_at:%d-%m-%Y %H.%M}", one.asked_by, one.reason, _done(one)]
            for one in subject.corrections
        ],
        numbered=False,
        size=9,
    )


def redacted(
    office: Office, number: str, *, also: Iterable[str] = ()
) -> tuple[Redacted, ArchivedItem]:
    """A copy of a letter without names and numbers of private people; that it was made is written down.

    Raises:
        UsageError: there is no such letter, or it is no letter that the service made.
    """
    archive = office.archive
    item = archive.items.named(number)
    pdf = archive.items.folder_of(item) / "surat.pdf"
    if item.kind != "surat" or not pdf.is_file():
        raise UsageError("A035", found=number)
    archive.audit.exported(item.case, how=f"salinan tersamar {item.item:03d}")
    return black_out(pdf, sorted({*_secrets(office, item.case), *also})), item


# -- inside --------------------------------------------------------------------------------------


def _secrets(office: Office, case: str) -> Iterator[str]:
    """Names and numbers of the private people of a case, as any of its forms told them."""
    archive = office.archive
    for item in archive.cases.show(case).items:
        form = form_of(archive.items.folder_of(item)) if item.kind == "formulir" else None
        if form is not None:
            yield from _private(form)


def _private(form: CaseForm) -> Iterator[str]:
    """What tells who a private person is, as letters write it.

    Who acts for a public body stands in a letter by name, people of companies and witnesses do not; a number
    that stands for one person never does.
    """
    for told in told_in(form):
        privacy = told.fact.privacy
        if privacy is SECRET or (privacy is PERSONAL and not told.is_public):
            for value in told.value if isinstance(told.value, tuple) else (told.value,):
                yield from _spellings(told.fact.kind, value)


def _spellings(kind: Kind, value: object) -> Iterator[str]:
    if isinstance(value, bool):
        return
    if isinstance(value, date):
        yield indonesian.long_date(value)
        yield indonesian.numeric_date(value)
        yield indonesian.date_in_words(value)
    elif isinstance(value, time):
        yield indonesian.clock_time(value)
    elif isinstance(value, int):
        yield indonesian.rupiah(value) if kind is Kind.MONEY else str(value)
        yield indonesian.in_words(value)
    elif kind is Kind.NAME:
        yield from _names(str(value))
    else:
        yield from (line for line in str(value).split("\n") if line.strip())


def _names(name: str) -> Iterator[str]:
    """A name, and each of its words: a letter may call somebody by one of them."""
    yield name
    yield from (word for word in WORD.findall(name) if len(word) >= SHORTEST)


def _answers(form: CaseForm) -> Iterator[Answered]:
    """Each answer under its heading, in the order of the forms; a row of people is one answer."""
    for section in told_of(form):
        for _, label, answer in section.answers:
            yield Answered(section=section.heading, label=label, answer=answer)
        for rows in section.rows:
            people = "\n".join(", ".join(one for one in row if one) for row in rows.rows)
            yield Answered(section=section.heading, label=rows.heading, answer=people)


def _is_told(line: AuditLine) -> bool:
    """What a client is told: not which number a paper got, nor that a printer was at it."""
    return line.event not in INNER and (line.event, line.detail) != ("print-changed", "started")


def _section(paper: Paper, title: str) -> None:
    paper.line("", size=5)
    paper.line(title, size=10.5, bold=True, keep=True, after=3)


def _moment(at: datetime) -> str:
    return f"{indonesian.long_date(at.date())}, pukul {at:%H.%M}"


def _state(item: ArchivedItem) -> str:
    words = [f"revisi {item.revision}"] if item.revision > 1 else []
    if item.is_replaced:
        words += ["dibatalkan" if item.is_withdrawn else "sudah diganti"]
    words += ["bertanda tangan"] if item.is_signed else []
    words += [f"kembali tidak lengkap: {item.lacking}"] if item.lacking else []
    return ", ".join(words) or "-"


def _what(line: AuditLine) -> str:
    detail = line.detail
    if line.event == "print-changed":
        return f"cetakan {STATE_WORDS[PrintState(detail)]}"
    return f"{line.words}: {detail}" if detail else line.words


def _done(one: Correction) -> str:
    return f"{one.done_at:%d-%m-%Y}, isi {one.done_item:03d}" if one.done_at else "belum"
