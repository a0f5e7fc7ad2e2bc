"""Word forms: two-column tables, label left, answer right; read by label, never by position alone.

People write as they like: label and answer in one line, tables inside tables, merged cells, a case
number in the page's header. Whatever is answered is understood, or told and kept; nothing is dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from generator.forms.matching import (
    STRANGE,
    Match,
    column_key,
    find_label,
    of_person,
    rows_headed,
    section_headed,
)
from generator.forms.raw import RawForm
from generator.forms.values import is_prose
from generator.forms.word import lines as word_lines
from generator.forms.word import rows as word_rows
from generator.forms.word import text as word_text
from generator.forms.word.answers import MAX_LABEL, GatheredAnswers
from generator.forms.word.doubts import doubtful_picks
from generator.forms.word.opening import WordParts, open_package, parse_xml
from generator.forms.word.pictures import pictures_in, what_is_no_text
from generator.forms.word.rows import NUMBERED, RowColumns
from generator.forms.word.survey import Spot, Survey
from generator.forms.word.text import TableCell, TableRow
from generator.vocabulary.fields import SECTIONS, RowsLabels, SectionLabels
from generator.vocabulary.problems import Problem

__all__ = ["Spot", "Survey", "WordReader", "read_word"]

# Help that is printed below a label, not typed.
HELP = re.compile(
    r"\W*(contoh|mis|misal|misalnya|tulis|tuliskan|isi|diisi|sebutkan|pilih|coret|sesuai|bila|jika|"
    r"ceritakan|jelaskan|lampirkan|dalam|boleh|satu)\b",
    re.IGNORECASE,
)


def read_word(data: bytes) -> RawForm:
    """The form in the bytes of a .docx; problems of the file itself are in its `problems`."""
    package = open_package(data)
    if isinstance(package, Problem):
        return RawForm(problems=[package])
    try:
        return WordReader().read(package)
    except (etree.XMLSyntaxError, RecursionError):
        return RawForm(problems=[Problem(code="B003")])


@dataclass
class _Across:
    """A label with its answer below it, not beside it."""

    match: Match
    label: TableCell
    cells: list[TableCell] = field(default_factory=list)


class WordReader:
    """Walks a document and remembers under which heading it is."""

    def __init__(self) -> None:
        self.raw = RawForm()
        self._answers = GatheredAnswers(self.raw)
        self._section: SectionLabels = SECTIONS[0]
        self._rows: RowsLabels | None = None
        self._is_known = False
        # The inner person (`menyerahkan`) whose post and NIP may follow in rows of their own.
        self._inner = ""
        self._last_section: SectionLabels | None = None
        # Whether lines outside tables are being filled in here.
        self._is_in_lines = False
        self._words = word_lines.Beside()

    @property
    def survey(self) -> Survey:
        return self._answers.survey

    def read(self, package: WordParts) -> RawForm:
        body = parse_xml(package.document)
        self.walk(body)
        margins = [self._margin(parse_xml(part)) for part in package.headers]
        unread = {
            "kotak teks": word_text.text_boxes(body),
            "teks tersembunyi": word_text.hidden(body),
            "catatan kaki": word_text.notes(body),
            "tulisan di luar tabel": self._words.in_lines,
            "baris atau sel label yang bukan isian": self._words.in_rows,
            "kepala atau kaki halaman": not all(margins),
        }
        places = [place for place, is_there in unread.items() if is_there]
        self.raw.problems += [Problem(code="W005", found=place) for place in places]
        self.raw.problems += [*what_is_no_text(body), *doubtful_picks(body)]
        self.raw.pictures += pictures_in(body, package.pictures)
        if not self._is_known:
            self.raw.problems.insert(0, Problem(code="B014"))
        return self.raw

    def walk(self, body: etree._Element) -> None:
        """Read everything below an element."""
        for block in word_text.blocks(body):
            if word_text.is_table(block):
                self._answers.settle()
                self._table(block)
            else:
                self._paragraph(block)
        self._answers.settle()

    def _margin(self, part: etree._Element) -> bool:
        """A page's header or footer: answers of the top section count if the body has none.

        Returns:
            Whether everything that looks like an answer was read. A header alone makes no form.
        """
        is_read = True
        for label, answer, element, is_row in word_lines.margin_lines(part):
            match = find_label(label, SECTIONS[0], exact=True)
            if match is None or match.section.key:
                is_read &= not word_lines.is_missed(match, label, answer, is_row=is_row)
            elif answer and match.key not in self.raw.values:
                self._answers.begin(
                    SECTIONS[0], label, match, answer, label_at=element, cells=[element]
                )
                self._answers.settle()
            elif answer and self.raw.values[match.key] != answer:
                is_read = False
        return is_read

    # -- headings and paragraphs ---------------------------------------------------------------

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = word_text.text(paragraph)
        if not text or self._take_heading(text, paragraph):
            return
        label, answer, has_colon = word_lines.split(text)
        match = self._match(label, exact=not has_colon)
        is_here = match is not None and match.section is self._section
        takes_prose = match is not None and is_prose(match.path)
        if is_here and (answer or takes_prose):
            self._begin(label, match, answer, paragraph, [paragraph])
            self._is_in_lines = True
        elif self._answers.takes_prose:
            self._answers.go_on(text, paragraph)
        elif answer and (match is not None or (has_colon and self._is_in_lines)):
            # Asked in another section, or nowhere: no guess.
            self._answers.begin(
                self._section, label, None, answer, label_at=paragraph, cells=[paragraph]
            )
        elif self._words.line(text, is_begun=bool(self.raw.places)):
            self._answers.keep(self._section, text)

    def _take_heading(self, text: str, element: etree._Element) -> bool:
        """Enter the section or table of rows that a line of text heads, if it heads one."""
        rows = rows_headed(text, self._section)
        section, near = section_headed(text)
        if rows is not None and near:
            section = None
        if rows is None and section is None:
            return False
        self._answers.settle()
        if section is not None:
            self._section = section
            if section.key != STRANGE:
                self.raw.places.setdefault(section.key, section.headings[0])
            if near:
                self._answers.warn(
                    section.headings[0], "W002", found=text.strip()[:MAX_LABEL], hint=near
                )
        self._rows = rows
        self._is_known = self._is_known or self._section.key != STRANGE
        self._inner, self._is_in_lines = "", False
        self._answers.no_person()
        self.survey.headings.setdefault(rows.path if rows else self._section.key, element)
        return True

    # -- tables --------------------------------------------------------------------------------

    def _table(self, table: etree._Element) -> None:
        people: RowColumns | None = None
        across: list[_Across] = []
        rows = word_text.rows(table)
        for row, below in zip(rows, [*rows[1:], None], strict=False):  # a table may be empty
            told = [cell for cell in row.cells if cell.text and cell.text != ":"]
            if any(next(word_text.nested(cell), None) is not None for cell in row.cells):
                people = None
                self._frame(row)
            elif not told:
                continue
            elif across and self._is_below(across, row):
                for one, cell in zip(across, row.cells, strict=True):
                    one.cells.append(cell)
            elif len(told) == 1 and self._is_heading(row, told[0]):
                people = None
            else:
                self._take_below(across)
                people = self._columns(row, people)
                across = self._labels_across(row, below) if people is None else []
                if people is None and not across:
                    self._labelled_row(row)
        self._take_below(across)
        self._answers.settle()
        if people is not None:
            self._rows = None

    def _is_heading(self, row: TableRow, cell: TableCell) -> bool:
        """Whether the one cell that is told heads something, and is no label without an answer."""
        is_label = len(row.cells) > 1 and find_label(cell.text, self._section, exact=True)
        return not is_label and self._take_heading(cell.text, cell.element)

    def _frame(self, row: TableRow) -> None:
        """A row with tables in it: an answer told in a table, or a frame around whole sections."""
        label, rest = row.cells[0], row.cells[1:]
        if not label.text or not rest or next(word_text.nested(label), None) is not None:
            for cell in row.cells:
                self.walk(cell.element)
            return
        if not self._take_heading(label.text, label.element):
            self._pair(label, rest)
        for cell in rest:
            for table in word_text.nested(cell):
                self._table(table)
        self._rows = None

    # -- labels with their answers below -------------------------------------------------------

    def _labels_across(self, row: TableRow, below: TableRow | None) -> list[_Across]:
        """Labels side by side, if the row below answers them and is no such row itself."""
        found = [
            _Across(match, cell)
            for cell in row.cells
            if (match := self._match(cell.text, exact=True)) and match.section is self._section
        ]
        keys = {one.match.key for one in found}
        if below is None or len(keys) != len(row.cells) or len(keys) < 2:  # noqa: PLR2004 - side by side
            return []
        return found if self._is_below(found, below) else []

    def _is_below(self, across: Sequence[_Across], row: TableRow) -> bool:
        is_as_wide = len(row.cells) == len(across)
        is_asked = any(self._asks(cell) for cell in row.cells[:1])
        return is_as_wide and not is_asked and any(cell.text for cell in row.cells)

    def _take_below(self, across: list[_Across]) -> None:
        """The answers below labels are whole."""
        for one in across:
            text = "\n".join(cell.text for cell in one.cells if cell.text)
            elements = [cell.element for cell in one.cells]
            self._begin(one.label.text, one.match, text, one.label.element, elements)
        across.clear()

    # -- rows of people or goods ---------------------------------------------------------------

    def _columns(self, row: TableRow, people: RowColumns | None) -> RowColumns | None:
        """The columns in force after a row; a row of data is taken on the way."""
        header = word_rows.header(row, self._rows, self._section)
        if header is not None:
            self._answers.settle()
            self._rows, self._is_known = header.rows, True
            self.survey.headings.setdefault(header.rows.path, row.cells[0].element)
            for column in header.columns:
                if column.near:
                    found = column.label[:MAX_LABEL]
                    where = header.rows.headings[0]
                    self._answers.warn(where, "W002", found=found, hint=column.near)
            return header
        if people is None and self._rows is not None:
            people = word_rows.as_printed(row, self._rows, self._section)
            if people is not None:
                self._answers.warn("", "W014", found=self._rows.headings[0])
        if people is None or people.ends_at(row, self._section):
            return None
        self._answers.row(people, row)
        return people

    # -- labelled answers ----------------------------------------------------------------------

    def _labelled_row(self, row: TableRow) -> None:
        """Label and answer, also two and more pairs in a row; a colon or number in a cell is neither."""
        cells = [cell for place, cell in enumerate(row.cells) if cell.text != ":" or place == 0]
        while len(cells) > 2 and NUMBERED.fullmatch(cells[0].text) and self._asks(cells[1]):  # noqa: PLR2004
            cells = cells[1:]
        is_list = len(cells) == 2 and word_rows.is_number_heading(cells[0].text)  # noqa: PLR2004
        if is_list and self._asks(cells[1]):
            # `No | Butir kesepakatan` above numbered rows.
            self._pair(cells[1], [])
            return
        start = 0
        for place in range(2, len(cells) - 1):
            if place - start > 1 and self._asks(cells[place], anywhere=len(cells) == 4):  # noqa: PLR2004
                self._pair(cells[start], cells[start + 1 : place])
                start = place
        self._pair(cells[start], cells[start + 1 :])

    def _asks(self, cell: TableCell, *, anywhere: bool = False) -> bool:
        """Whether a cell is a label of this section, exactly so."""
        match = self._match(cell.text, exact=not anywhere)
        return match is not None and (anywhere or match.section is self._section)

    def _pair(self, label: TableCell, answers: Sequence[TableCell]) -> None:
        told = [cell for cell in answers if cell.text]
        if len(told) > 1:
            told = [cell for cell in told if not NUMBERED.fullmatch(cell.text)] or told
        text = "\n".join(cell.text for cell in told)
        elements = [cell.element for cell in answers]
        if NUMBERED.fullmatch(label.text):
            self._unlabelled(text, answers)
        elif word_rows.is_number_heading(label.text):
            # The upper of two header rows: `No | Identitas`.
            self._answers.keep(self._section, text)
        elif not answers and self._answers.takes_prose and not self._match(label.text):
            # A long answer in a row of its own below its label.
            self._answers.go_on(label.text, label.element)
        elif not text and (inline := self._inline(label.text)) is not None:
            name, match, answer = inline
            self._begin(name, match, answer, label.element, [label.element])
        elif (
            self._rows
            and text
            and (key := column_key(label.text, self._rows)[0])
            and (not self._asks(label) and self._answers.person(self._rows, key, text, told[0]))
        ):
            self._is_known = True
        else:
            match = self._match(label.text) or self._match(word_lines.split(label.text)[0])
            if match is None and not text and self._words.cell(label.text):
                self._answers.keep(self._section, label.text)
                return
            self._begin(label.text, match, text, label.element, elements)

    def _inline(self, text: str) -> tuple[str, Match | None, str] | None:
        """Label and answer in one cell: `Nama lengkap: Yohanes Lado`, or one below the other."""
        name, answer, _ = word_lines.split(text)
        if answer and self._match(text) is None:
            match = self._match(name)
            return (name, match, answer) if match else None
        first, _, rest = text.partition("\n")
        is_typed = rest.strip() and not HELP.match(rest) and not rest.lstrip().startswith("(")
        match = self._match(first, exact=True) if is_typed else None
        return (first, match, rest.strip()) if match else None

    def _unlabelled(self, text: str, cells: Sequence[TableCell]) -> None:
        """An answer beside an empty label goes on with the answer above it."""
        if text and not self._answers.go_on(text, cells[0].element):
            self._answers.keep(self._section, text)
            self._answers.warn(self._section.headings[0], "W003", found=text[:MAX_LABEL])

    def _begin(
        self,
        label: str,
        match: Match | None,
        text: str,
        element: etree._Element,
        cells: Sequence[etree._Element],
    ) -> None:
        if match is not None:
            self._last_section = match.section
            self._inner = match.key.partition(".")[0] if "." in match.key else ""
            self._is_known = self._is_known or bool(text)
        self._answers.begin(self._section, label, match, text, label_at=element, cells=cells)

    def _match(self, label: str, *, exact: bool = False) -> Match | None:
        """What a label asks for here; below `Yang menyerahkan` also the plain `Nama`, `NIP`."""
        if self._inner and (inner := of_person(label, self._section, self._inner)):
            return Match(self._section, inner)
        match = find_label(label, self._section, exact=exact)
        is_elsewhere = match is not None and match.section not in (
            self._section,
            self._last_section,
        )
        # Asked of anybody: from another section only right behind other answers of that section.
        return None if match and is_elsewhere and match.is_anybodys else match
