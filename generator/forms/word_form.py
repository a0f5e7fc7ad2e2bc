"""Word forms: two-column tables, label left, answer right; read by label, never by position alone.

People write as they like: label and answer in one line, tables inside tables, merged cells, a case
number in the page's header. Whatever is answered is understood, or told and kept; nothing is dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree
from rapidfuzz import fuzz, process

from generator.forms import readers, word_text
from generator.forms.labels import ROWS, SECTIONS, RowsLabels, SectionLabels, normal
from generator.forms.package import Package, open_package, parse_xml
from generator.forms.raw import Answer, RawForm
from generator.forms.values import Values
from generator.forms.word_text import Cell, Row
from generator.problems import Problem

__all__ = ["Spot", "Survey", "WordReader", "read_word"]

NEAR_LABEL = 84
# Longer texts are sentences, not headings or labels.
MAX_HEADING, MAX_LABEL = 60, 60
ROW_NUMBER = frozenset({"no", "nomor", "no urut", "#"})
FORM_CODE = "kode formulir"
SECTION_OF_HEADING = {normal(h): section for section in SECTIONS for h in section.headings}


def read_word(data: bytes) -> RawForm:
    """The form in the bytes of a .docx; problems of the file itself are in its `problems`."""
    package = open_package(data)
    if isinstance(package, Problem):
        return RawForm(problems=[package])
    try:
        return WordReader().read(package)
    except (etree.XMLSyntaxError, RecursionError):
        return RawForm(problems=[Problem(code="B003")])


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where an answer stands: the element of its label (None in rows) and those of the answer."""

    label: etree._Element | None
    answers: tuple[etree._Element, ...]


@dataclass(kw_only=True)
class Survey:
    """Where in the document everything was found: by key path, by label, by section."""

    spots: dict[str, list[Spot]] = field(default_factory=dict)
    labels: dict[str, Spot] = field(default_factory=dict)
    headings: dict[str, etree._Element] = field(default_factory=dict)


@dataclass
class WordReader:
    """Walks a document and remembers under which heading it is."""

    raw: RawForm = field(default_factory=RawForm)
    survey: Survey = field(default_factory=Survey)
    section: SectionLabels = SECTIONS[0]
    rows: RowsLabels | None = None
    heading: str = ""
    is_known: bool = False
    _spot: Spot = field(default_factory=lambda: Spot(label=None, answers=()))
    _last_answer: tuple[SectionLabels, str] | None = None

    def __post_init__(self) -> None:
        self._values = Values(self.raw)

    def read(self, package: Package) -> RawForm:
        for part in package.headers:
            self._margin(parse_xml(part))
        body = parse_xml(package.document)
        self.walk(body)
        if word_text.text_boxes(body):
            self.raw.problems.append(Problem(code="W005", found="kotak teks"))
        if word_text.hidden(body):
            self.raw.problems.append(Problem(code="W005", found="teks tersembunyi"))
        if not self.is_known:
            self.raw.problems.insert(0, Problem(code="B014"))
        return self.raw

    def walk(self, body: etree._Element) -> None:
        """Read everything below an element."""
        for block in word_text.blocks(body):
            if word_text.is_table(block):
                self._table(block)
            else:
                self._paragraph(block)

    def _margin(self, part: etree._Element) -> None:
        """A page's header or footer: what answers a question of the top section is read there too."""
        unread = False
        for block in word_text.blocks(part):
            if word_text.is_table(block):
                pairs = [(row.texts[0], " ".join(filter(None, row.texts[1:]))) for row in
                         word_text.rows(block) if row.cells]  # fmt: skip
            else:
                label, _, answer = word_text.text(block).partition(":")
                pairs = [(label, answer.strip())]
            for label, answer in pairs:
                if normal(label) in _keys(SECTIONS[0]) and answer:
                    self._spot = Spot(label=None, answers=(block,))
                    self._answer(label, answer)
                    # A header alone makes no form.
                    self.is_known = False
                elif answer and word_text.is_table(block):
                    unread = True
        if unread:
            self.raw.problems.append(Problem(code="W005", found="kepala atau kaki halaman"))

    # -- headings and paragraphs ---------------------------------------------------------------

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = word_text.text(paragraph)
        if not text or self._take_heading(text, paragraph):
            return
        label, colon, answer = text.partition(":")
        label = readers.POINT.sub("", label)
        if colon and answer.strip() and len(label) <= MAX_LABEL:
            self._spot = Spot(label=paragraph, answers=(paragraph,))
            found = self._find(label)
            if found is not None and not found[2]:
                self._answer(label, answer.strip())

    def _take_heading(self, text: str, element: etree._Element) -> bool:
        """Enter the section or table of rows that a line of text heads, if it heads one."""
        name = normal(readers.POINT.sub("", text))
        if not name or len(name) > MAX_HEADING:
            return False
        rows = self._rows_headed(name)
        section = SECTION_OF_HEADING.get(name)
        if section is not None:
            self.section, self.rows, self.heading = section, None, section.headings[0]
            self.raw.places.setdefault(section.key, self.heading)
            self.is_known = True
        if rows is not None:
            self.rows, self.heading, self.is_known = rows, rows.headings[0], True
        if rows is not None or section is not None:
            self.survey.headings.setdefault(rows.path if rows else self.section.key, element)
            self._last_answer = None
        return rows is not None or section is not None

    def _rows_headed(self, name: str) -> RowsLabels | None:
        """The table of rows of this name; of several (`Saksi`) that of the present section."""
        fitting = [rows for rows in ROWS if name in {normal(h) for h in rows.headings}]
        of_section = [rows for rows in fitting if rows.path.startswith(f"{self.section.key}.")]
        return next(iter(of_section or fitting), None)

    # -- tables --------------------------------------------------------------------------------

    def _table(self, table: etree._Element) -> None:
        people: _People | None = None
        for row in word_text.rows(table):
            told = [cell for cell in row.cells if cell.text and cell.text != ":"]
            inner = [one for cell in row.cells for one in word_text.nested(cell)]
            if len(told) == 1 and self._take_heading(told[0].text, told[0].element):
                people = None
            elif told:
                people = self._row(row, people)
            for one in inner:
                self._table(one)

    def _row(self, row: Row, people: "_People | None") -> "_People | None":
        """One row with text in it; the columns that are in force after it."""
        header = self._columns(row)
        if header is not None:
            return header
        if people is None and self.rows is not None and self._is_bare_row(row):
            # No headings, but right under the table's own title: in the printed order.
            self._warn("W014", found=self.rows.headings[0])
            people = _People(self.rows, ["", *self.rows.columns], {})
        if people is not None:
            self._data_row(people, row)
        else:
            self._labelled_row(row)
        return people

    def _is_bare_row(self, row: Row) -> bool:
        assert self.rows is not None  # noqa: S101 - asked only then
        is_numbered = row.texts[0].rstrip(".)").isdigit() or not row.texts[0]
        return is_numbered and len(row.cells) == len(self.rows.columns) + 1

    # -- rows of people or goods ---------------------------------------------------------------

    def _columns(self, row: Row) -> "_People | None":
        """The columns of a header row (`No | Nama | Jabatan`), or None if it is none."""
        texts = row.texts
        candidates = [self.rows] if self.rows else []
        candidates += [rows for rows in ROWS if rows.path.startswith(f"{self.section.key}.")]
        candidates += [rows for rows in ROWS if rows.path == self.section.key]
        for rows in candidates:
            keys = {normal(name): key for key, names in rows.columns.items() for name in names}
            found = [keys.get(normal(text), "") for text in texts]
            known = [key for key in found if key]
            strange = [
                text for key, text in zip(found, texts, strict=True)
                if not key and text and normal(text) not in ROW_NUMBER
            ]  # fmt: skip
            is_named = "nama" in known or "instansi" in known
            if is_named and len(known) > max(1, len(strange)):
                self.rows, self.is_known = rows, True
                self.survey.headings.setdefault(rows.path, row.cells[0].element)
                return _People(rows, found, dict(enumerate(texts)))
        return None

    def _data_row(self, people: "_People", row: Row) -> None:
        texts = people.continued(row)
        told: dict[str, str] = {}
        spots: dict[str, etree._Element] = {}
        for place, text in enumerate(texts):
            key = people.keys[place] if place < len(people.keys) else ""
            label = key or people.labels.get(place, "")
            if not text or (not key and normal(label) in ROW_NUMBER | {""}):
                continue
            answer = Answer(section=people.rows.path, label=label, text=text)
            self.raw.answers.append(answer)
            if not key:
                if place not in people.warned and not readers.is_empty(text):
                    people.warned.add(place)
                    self._warn("W003", found=label[:MAX_LABEL])
            elif not readers.is_empty(text):
                told[key] = readers.ticked(text)
                spots[key] = row.cells[min(place, len(row.cells) - 1)].element
        if told:
            answers = tuple(cell.element for cell in row.cells if cell.text)
            self._put_row(people.rows, told, spots, answers)

    def _put_row(
        self,
        rows: RowsLabels,
        told: dict[str, str],
        spots: dict[str, etree._Element],
        whole: tuple[etree._Element, ...],
    ) -> None:
        many = self._values.slot(rows.path)
        many.append(told)
        path = f"{rows.path}[{len(many)}]"
        self.raw.places[path] = f"{rows.headings[0]} baris {len(many)}"
        self.survey.spots[path] = [Spot(label=None, answers=whole)]
        for key, element in spots.items():
            self.survey.spots[f"{path}.{key}"] = [Spot(label=None, answers=(element,))]

    # -- labelled answers ----------------------------------------------------------------------

    def _labelled_row(self, row: Row) -> None:
        """Label and answer; a colon in a cell of its own is no answer; two pairs in a row are two."""
        cells = [cell for place, cell in enumerate(row.cells) if cell.text != ":" or place == 0]
        if len(cells) == 4 and self._find(cells[2].text) is not None:  # noqa: PLR2004 - two pairs
            self._pair(cells[0], cells[1:2])
            self._pair(cells[2], cells[3:])
        elif cells:
            self._pair(cells[0], cells[1:])

    def _pair(self, label: Cell, answers: Sequence[Cell]) -> None:
        text = "\n".join(cell.text for cell in answers if cell.text)
        self._spot = Spot(label=label.element, answers=tuple(cell.element for cell in answers))
        if not normal(label.text):
            self._unlabelled(text)
            return
        if not text:
            # Label and answer in one cell, `Nama lengkap: Yohanes Lado`.
            name, _, inline = label.text.partition(":")
            is_inline = inline.strip() and self._find(label.text) is None
            if is_inline and self._find(name) is not None:
                self._spot = Spot(label=label.element, answers=(label.element,))
                self._answer(name, inline.strip())
                return
        self._answer(label.text, text)

    def _unlabelled(self, text: str) -> None:
        """An answer beside an empty label goes on with the answer above it."""
        if not text:
            return
        if self._last_answer is None:
            self.raw.answers.append(Answer(section=self.section.key, label="", text=text))
            self._warn("W003", found=text[:MAX_LABEL])
            return
        section, key = self._last_answer
        holder = self._values.of_section(section.key)
        earlier = holder.get(key)
        self.raw.answers.append(Answer(section=section.key, label=key, text=text))
        if isinstance(earlier, str):
            holder[key] = f"{earlier}\n{readers.ticked(text)}"
        else:
            self._values.put(section, key, text)

    def _answer(self, label: str, text: str) -> None:
        shown = " ".join(readers.POINT.sub("", label).split()).strip(" :*")
        if not normal(label) or normal(label) == FORM_CODE:
            return
        found = self._find(label)
        self.survey.labels.setdefault(shown[:MAX_LABEL], self._spot)
        self._last_answer = None
        if found is not None:
            section, key, near = found
            path = f"{section.key}.{key}".lstrip(".")
            self.survey.spots.setdefault(path, []).append(self._spot)
            # The help in brackets is printed, not asked.
            shown = shown if near else shown.partition("(")[0].strip(" :*")
            if "." not in key and key != "ttl":
                self._last_answer = section, key
        if not text:
            return
        where = found[0] if found else self.section
        self.raw.answers.append(Answer(section=where.key, label=shown, text=text))
        if found is None:
            self._warn("W003", found=shown[:MAX_LABEL])
            return
        self.is_known = True
        if near:
            self._warn("W002", found=shown[:MAX_LABEL], hint=near)
        self._values.put(section, key, text)

    def _find(self, label: str) -> tuple[SectionLabels, str, str] | None:
        """The section and key of a label; third, the label it was taken for if it is misspelt."""
        plain = readers.POINT.sub("", label)
        name, bare = normal(plain), normal(plain.partition("(")[0])
        for wanted in dict.fromkeys((name, bare)):
            key = _keys(self.section).get(wanted)
            if key:
                return self.section, key, ""
            elsewhere = [(s, k) for s in SECTIONS if (k := _keys(s).get(wanted))]
            if len(elsewhere) == 1:
                return *elsewhere[0], ""
        near = process.extractOne(bare or name, list(_keys(self.section)), scorer=fuzz.ratio)
        if near and near[1] >= NEAR_LABEL:
            key = _keys(self.section)[near[0]]
            return self.section, key, self.section.labels[key][0]
        return None

    def _warn(self, code: str, *, found: str, hint: str = "") -> None:
        where = self.section.headings[0]
        self.raw.problems.append(Problem(code=code, found=found, hint=hint, where=where))


@dataclass
class _People:
    """The columns of a table of rows that are in force, and what merged cells carry downwards."""

    rows: RowsLabels
    keys: list[str]
    labels: dict[int, str]
    warned: set[int] = field(default_factory=set)
    above: dict[int, str] = field(default_factory=dict)

    def continued(self, row: Row) -> list[str]:
        """The texts of a row; a cell merged with the one above has its text."""
        texts = [
            self.above.get(place, "") if cell.is_continued and not cell.text else cell.text
            for place, cell in enumerate(row.cells)
        ]
        self.above = dict(enumerate(texts))
        return texts


def _keys(section: SectionLabels) -> dict[str, str]:
    return {normal(name): key for key, names in section.labels.items() for name in names}
