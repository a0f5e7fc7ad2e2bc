"""The blank Word forms, made from the one table of labels.

Plain two-column tables, label left, answer right: the only design that survived being saved again by
Word, WPS and LibreOffice. Lists, date pickers and tick boxes inside the answers are a comfort: when
a program drops them, their text stays and is read. The body ends with a paragraph: a table at the
very end is lost in .doc.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.forms import readers
from generator.forms.blank import word_parts as word
from generator.vocabulary.facts import Fact, Kind
from generator.vocabulary.fields import (
    JOINTS,
    ROWS,
    SECTIONS,
    RowsLabels,
    SectionLabels,
    fact_of,
    group_of,
    is_required,
)

__all__ = [
    "BLANKS",
    "BlankForm",
    "help_of",
    "make_form",
    "must_tell",
]

Prefilled = Mapping[str, str | Sequence[Mapping[str, str]]]

# What becomes of a case's letters when its form is corrected, as it happens (`submission/carried.py`).
PROMISE = (
    "Jawaban tentang klien, keluarga, rombongan, pekerjaan, atau permasalahan yang lain dari sebelumnya berlaku untuk "
    "seluruh kasus. Surat yang belum bertanda tangan dan memuat jawaban lama dibuat lagi di bawah nomornya. "
    "Yang sudah bertanda tangan tetap, dan disebut di tanda terima beserta bedanya."
)
OFFICE = "Dinas Sosial dan Pemberdayaan Masyarakat Kota Tarakan"
MARGIN, FOOT = 2.0, 1.5
WIDTH = 21.0 - 2 * MARGIN
LABEL_WIDTH = 5.8
NUMBER_WIDTH = 1.0
INK, LABEL_SHADE, SUB_SHADE = "1F4E5F", "EEF3F6", "D3E0E7"
LINE_HEIGHT = 0.6
NEW_CASE_HELP = "kosong bila baru"
CONTINUED_HELP = "mis. PMBS-2026-0007"


@dataclass(frozen=True)
class BlankForm:
    """One blank form: its code, its title, the sections it asks for ("" is the top).

    `new_page` is the section that begins a page of its own.
    """

    code: str
    title: str
    sections: tuple[str, ...]
    new_page: str = ""

    @property
    def is_continuing(self) -> bool:
        """Whether it belongs to a case that is open already."""
        return "klien" not in self.sections


BLANKS: dict[str, BlankForm] = {
    "pengaduan": BlankForm(
        "PMBS-F1 v1",
        "Formulir Pengaduan PMBS",
        ("", "petugas", "klien", "pekerjaan", "permasalahan", "keluarga", "rombongan"),
    ),
    "temu-bahas": BlankForm(
        "PMBS-F2 v1",
        "Formulir Temu Bahas Kasus",
        ("", "temu_bahas", "hasil_temu_bahas"),
        new_page="hasil_temu_bahas",
    ),
    "kesepakatan": BlankForm("PMBS-F3 v1", "Formulir Kesepakatan Antar Dinas", ("", "kesepakatan")),
    "serah-terima": BlankForm(
        "PMBS-F4 v1", "Formulir Serah Terima ke Shelter", ("", "serah_terima")
    ),
    "lanjutan": BlankForm(
        "PMBS-F5 v1",
        "Formulir Lanjutan",
        (
            "",
            "pendampingan",
            "pemulangan",
            "rujukan",
            "permakanan",
            "tiket",
            "keluar_shelter",
            "penutupan",
        ),
        new_page="tiket",
    ),
}


def make_form(
    blank: BlankForm, answers: Prefilled | None = None, *, sections: Sequence[str] | None = None
) -> bytes:
    """A Word form, empty or with answers.

    Args:
        blank: which form.
        answers: by key path (`klien.nama`); rows as a list of their answers by key.
        sections: ask for these instead of the form's own.
    """
    given = answers or {}
    has_case = blank.is_continuing or "nomor_kasus" in given
    body = _title(blank, has_case=has_case)
    for key in sections or blank.sections:
        section = next((one for one in SECTIONS if one.key == key), None)
        if key and key == blank.new_page:
            body += _gap(new_page=True)
        if section is not None:
            body += _section(blank, section, given)
        for rows in ROWS:
            told = given.get(rows.path, ())
            is_here = rows.path == key or (key and rows.path.startswith(f"{key}."))
            if is_here and (rows.is_printed or told):
                body += _rows(rows, told)
    return word.package(
        body, _footer(blank), title=f"{blank.title} ({blank.code})", margins=MARGIN, foot=FOOT
    )


def _title(blank: BlankForm, *, has_case: bool) -> str:
    if blank.is_continuing:
        hint = "Isi nomor kasus dan bagian yang diperlukan saja. Tanda * wajib dalam bagian yang diisi."
    else:
        hint = "Tanda * wajib diisi. Yang tidak diketahui dibiarkan kosong."
    hint += (
        " Tambah baris tabel bila perlu; simpan sebagai Word (.docx), lalu salin ke folder inbox."
    )
    if has_case:
        hint += f" {PROMISE}"
    return (
        word.paragraph(word.run(OFFICE, size=9, color=word.GREY))
        + word.paragraph(word.run(blank.title, bold=True, size=17, color=INK), before=1, rule=True)
        + word.paragraph(word.run(hint, size=8.5, color=word.GREY), before=3)
        + _gap()
    )


def _footer(blank: BlankForm) -> str:
    def text(words: str) -> str:
        return word.run(words, size=8, color=word.GREY)

    def number(code: str) -> str:
        return word.field(code, size=8, color=word.GREY)

    return word.paragraph(
        text(f"{blank.title} · {blank.code}\tHalaman "),
        number("PAGE"),
        text(" dari "),
        number("NUMPAGES"),
        right_tab=WIDTH,
        style="Footer",
    )


def _gap(*, new_page: bool = False) -> str:
    """Between two tables, which Word would join, and behind the last."""
    return word.paragraph(size=5, new_page=new_page)


# -- sections --------------------------------------------------------------------------------------


def _section(blank: BlankForm, section: SectionLabels, given: Prefilled) -> str:
    rows = [_bar(section.headings[0], 2)]
    if not section.key:
        rows.append(_labelled("Kode formulir", "", _plain(blank.code)))
    left_out = section.opening if blank.is_continuing else ()
    for key, names in section.labels.items():
        path = f"{section.key}.{key}".lstrip(".")
        answer = given.get(path, "")
        text = answer if isinstance(answer, str) else ""
        if not text and (key not in section.printed or key in left_out):
            continue
        fact = fact_of(path)
        star = " *" if must_tell(blank, path) else ""
        rows.append(
            _labelled(
                names[0] + star,
                help_of(blank, path),
                _answer(fact, names[0], text),
                height=(fact.height if fact else 0) or LINE_HEIGHT,
            )
        )
    return word.table((LABEL_WIDTH, WIDTH - LABEL_WIDTH), rows) + _gap()


def help_of(blank: BlankForm, path: str) -> str:
    """The hint beside a question; empty if its label says enough."""
    if path == "nomor_kasus":
        return CONTINUED_HELP if blank.is_continuing else NEW_CASE_HELP
    told = JOINTS.get(path) or fact_of(path)
    return told.help if told else ""


def must_tell(blank: BlankForm, path: str) -> bool:
    """What the section cannot be without, as its model says; a case to continue has a number."""
    return blank.is_continuing if path == "nomor_kasus" else is_required(path)


def _labelled(label: str, hint: str, answer: str, *, height: float = LINE_HEIGHT) -> word.BlankRow:
    is_long = height > LINE_HEIGHT
    runs = [word.run(label)]
    if hint:
        # In brackets: the reader leaves brackets out when it looks a label up.
        runs.append(word.run(f" ({hint})", size=7.5, color=word.GREY))
    left = word.paragraph(*runs, before=2, after=2)
    align = "top" if is_long else "center"
    return word.row(
        word.cell(left, shade=LABEL_SHADE, align=align),
        word.cell(answer, align=align),
        height=height,
    )


def _answer(fact: Fact | None, label: str, text: str) -> str:
    """The answer's cell: a control where one helps, else its lines."""
    if fact is None:
        return _plain(text)
    if fact.boxes:
        return _boxes(fact.boxes, text)
    control = ""
    if fact.choices and text in ("", *fact.choices):
        control = word.choice(label, fact.choices, text, is_open=False)
    elif fact.proposals and "\n" not in text:
        control = word.choice(label, fact.proposals, text, is_open=True)
    elif fact.kind is Kind.DATE and "\n" not in text:
        control = word.date_picker(label, text)
    return word.paragraph(control, before=2, after=2) if control else _plain(text)


def _boxes(options: Sequence[str], text: str) -> str:
    """A box for each answer that is common, in two columns; ticked if the answer names it. One alone stands by itself."""
    told = readers.read_items(text)
    if not set(told) <= set(options):
        return _plain(text)
    if len(options) == 1:
        (only,) = options
        box = word.check_box(only, is_ticked=only in told) + word.run(f" {only}", size=9)
        return word.paragraph(box, before=2, after=2)
    kinds = (*options, "lainnya:")
    half = WIDTH - LABEL_WIDTH
    lines = ""
    for left, right in zip(kinds[::2], kinds[1::2], strict=True):
        boxes = (
            word.check_box(kind, is_ticked=kind in told) + word.run(f" {kind}{end}", size=9)
            for kind, end in ((left, "\t"), (right, ""))
        )
        lines += word.paragraph(*boxes, before=1, after=1, tabs=(half * 0.48,))
    return lines


def _plain(text: str) -> str:
    return "".join(
        word.paragraph(word.run(line) if line else "", before=2, after=2)
        for line in text.split("\n")
    )


# -- rows of people or goods -----------------------------------------------------------------------


def _rows(rows: RowsLabels, given: str | Sequence[Mapping[str, str]]) -> str:
    told = [one for one in given if isinstance(one, Mapping)]
    keys = [key for key in rows.columns if key in rows.printed or any(one.get(key) for one in told)]
    facts = [fact_of(f"{rows.path}.{key}") for key in keys]
    weights = [fact.width for fact in facts if fact]
    scale = (WIDTH - NUMBER_WIDTH) / sum(weights)
    widths = (NUMBER_WIDTH, *(weight * scale for weight in weights))
    names = ("No", *(rows.columns[key][0] for key in keys))
    head = word.row(
        *(
            word.cell(
                word.paragraph(
                    word.run(name, bold=True, size=9), before=2, after=2, keep_next=True
                ),
                shade=LABEL_SHADE,
            )
            for name in names
        ),
        is_header=True,
    )
    body = []
    group = group_of(rows.path)
    for place in range(max(group.blank_rows if group else 0, len(told))):
        answers = told[place] if place < len(told) else {}
        texts = (str(place + 1), *(answers.get(key, "") for key in keys))
        body.append(word.row(*(word.cell(_plain(text)) for text in texts), height=LINE_HEIGHT))
    bar = _bar(rows.headings[0], len(widths), is_inner="." in rows.path)
    return word.table(widths, [bar, head, *body]) + _gap()


def _bar(heading: str, span: int, *, is_inner: bool = False) -> word.BlankRow:
    """The heading as the first row over all columns; repeated where the table goes on."""
    text = word.run(heading, bold=True, size=10.5, color=INK if is_inner else "FFFFFF")
    bar = word.paragraph(text, before=2, after=2, keep_next=True)
    return word.row(word.cell(bar, shade=SUB_SHADE if is_inner else INK, span=span), is_header=True)
