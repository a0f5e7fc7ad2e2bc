"""Word forms: two-column tables, label left, answer right; read by label, never by position.

The text is taken from the XML: python-docx's `cell.text` misses content controls, cells that Word
wrapped in one, and tracked insertions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from rapidfuzz import fuzz, process

from generator.forms import readers
from generator.forms.labels import ROWS, SECTIONS, RowsLabels, SectionLabels, normal
from generator.forms.package import Package, open_package, parse_xml
from generator.forms.raw import Answer, RawForm
from generator.problems import Problem

__all__ = ["read_word"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX = f"{W}txbxContent"
# Kept out of an answer: deleted text, text boxes, and the copy of a drawing for old programs.
LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", TEXT_BOX, MC_FALLBACK, f"{W}sdtPr", f"{W}tbl"})
NEAR_LABEL = 84
# Box glyphs of the Wingdings fonts, which have no Unicode text of their own.
BOXES = {"f0fe": "☒", "f0fd": "☒", "f052": "☒", "f0fc": "✓", "f0a8": "☐", "f06f": "☐", "f0a3": "☐"}
ROW_NUMBER = frozenset({"no", "nomor", "no urut", "#"})
FORM_CODE = "kode formulir"

SECTION_OF_HEADING = {normal(h): section for section in SECTIONS for h in section.headings}


def read_word(data: bytes) -> RawForm:
    """The form in the bytes of a .docx; problems of the file itself are in its `problems`."""
    package = open_package(data)
    if isinstance(package, Problem):
        return RawForm(problems=[package])
    try:
        return _Reader().read(package)
    except (etree.XMLSyntaxError, RecursionError):
        return RawForm(problems=[Problem(code="B003")])


# -- text ----------------------------------------------------------------------------------------


def _text(element: etree._Element) -> str:
    """The visible text below an element: paragraphs as lines, prompts of empty controls left out."""
    lines: list[str] = []
    _collect(element, lines)
    return "\n".join(lines).strip()


def _collect(element: etree._Element, lines: list[str]) -> None:
    for child in element.iterchildren(etree.Element):
        tag = child.tag
        if tag in LEFT_OUT or (tag == f"{W}sdt" and _is_prompt(child)):
            continue
        if tag == f"{W}p":
            lines.append("")
        if tag == f"{W}t":
            _extend(lines, child.text or "")
        elif tag in (f"{W}br", f"{W}cr"):
            lines.append("")
        elif tag == f"{W}tab":
            _extend(lines, " ")
        elif tag == f"{W}noBreakHyphen":
            _extend(lines, "-")
        elif tag == f"{W}sym":
            _extend(lines, BOXES.get(child.get(f"{W}char", "").lower(), ""))
        else:
            _collect(child, lines)


def _extend(lines: list[str], text: str) -> None:
    if lines:
        lines[-1] += text
    else:
        lines.append(text)


def _is_prompt(control: etree._Element) -> bool:
    """Whether a content control still shows its prompt ("Klik di sini …"): an empty answer."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, also those that Word wrapped in a content control."""
    return [
        cell
        for cell in row.iterdescendants(f"{W}tc")
        if next(cell.iterancestors(f"{W}tr"), None) is row
    ]


def _rows(table: etree._Element) -> list[etree._Element]:
    return [
        row
        for row in table.iterdescendants(f"{W}tr")
        if next(row.iterancestors(f"{W}tbl"), None) is table
    ]


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and outermost tables in document order, content controls opened."""
    for element in body.iterchildren(etree.Element):
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag not in LEFT_OUT:
            yield from _blocks(element)


# -- reading -------------------------------------------------------------------------------------


@dataclass
class _Reader:
    """Walks the document and remembers under which heading it is."""

    raw: RawForm = field(default_factory=RawForm)
    section: SectionLabels = SECTIONS[0]
    rows: RowsLabels | None = None
    heading: str = ""
    is_known: bool = False

    def read(self, package: Package) -> RawForm:
        body = parse_xml(package.document)
        for block in _blocks(body):
            if block.tag == f"{W}tbl":
                self._table(block)
            else:
                self._take_heading(_text(block))
        self._warn_unread(body, package)
        if not self.is_known:
            self.raw.problems.insert(0, Problem(code="B014"))
        return self.raw

    def _take_heading(self, text: str) -> bool:
        """Enter the section or table of rows that a line of text heads, if it heads one."""
        name = normal(readers.POINT.sub("", text))
        if not name or len(name) > 60:  # noqa: PLR2004 - a heading is short
            return False
        rows = self._rows_headed(name)
        section = SECTION_OF_HEADING.get(name)
        if section is not None:
            self.section, self.rows, self.heading = section, None, section.headings[0]
            self.raw.places.setdefault(section.key, self.heading)
            self.is_known = True
        if rows is not None:
            self.rows, self.heading, self.is_known = rows, rows.headings[0], True
        return rows is not None or section is not None

    def _rows_headed(self, name: str) -> RowsLabels | None:
        """The table of rows of this name; of several (`Saksi`) that of the present section."""
        fitting = [rows for rows in ROWS if name in {normal(h) for h in rows.headings}]
        of_section = [rows for rows in fitting if rows.path.startswith(f"{self.section.key}.")]
        return next(iter(of_section or fitting), None)

    def _table(self, table: etree._Element) -> None:
        columns: list[str] | None = None
        for row in _rows(table):
            texts = [_text(cell) for cell in _cells(row)]
            told = [text for text in texts if text and text != ":"]
            if not told:
                continue
            if len(told) == 1 and self._take_heading(told[0]):
                columns = None
                continue
            header = self._columns(texts)
            if header is not None:
                columns = header
            elif columns is not None:
                self._data_row(columns, texts)
            else:
                self._labelled_row(texts)

    # -- rows of people or goods ---------------------------------------------------------------

    def _columns(self, texts: list[str]) -> list[str] | None:
        """The keys of a header row (`No | Nama | Jabatan`), or None if it is none."""
        candidates = [self.rows] if self.rows else []
        candidates += [rows for rows in ROWS if rows.path.startswith(f"{self.section.key}.")]
        candidates += [rows for rows in ROWS if rows.path == self.section.key]
        for rows in candidates:
            keys = {normal(name): key for key, names in rows.columns.items() for name in names}
            found = [keys.get(normal(text), "") for text in texts]
            known = [key for key in found if key]
            is_header = all(
                key or normal(text) in ROW_NUMBER or not text
                for key, text in zip(found, texts, strict=True)
            )
            if is_header and "nama" in known + ["nama"] * ("instansi" in known) and len(known) > 1:
                self.rows, self.is_known = rows, True
                return found
        return None

    def _data_row(self, columns: list[str], texts: list[str]) -> None:
        assert self.rows is not None  # noqa: S101 - set when the header row was found
        row = {
            key: text
            for key, text in zip(columns, texts, strict=False)
            if key and text and not readers.is_empty(text)
        }
        for key, text in zip(columns, texts, strict=False):
            if key and text:
                self.raw.answers.append(Answer(section=self.rows.path, label=key, text=text))
        if row:
            many = self._slot(self.rows.path)
            many.append(row)
            place = f"{self.rows.headings[0]} baris {len(many)}"
            self.raw.places[f"{self.rows.path}[{len(many)}]"] = place

    def _slot(self, path: str) -> list[dict[str, str]]:
        """The list that a path names, made if need be."""
        section, _, key = path.rpartition(".")
        holder = self.raw.values
        if section:
            holder = self._section_values(section)
        many = holder.setdefault(key, [])
        assert isinstance(many, list)  # noqa: S101 - only rows are kept under this path
        return many

    def _section_values(self, key: str) -> dict[str, object]:
        if not key:
            return self.raw.values
        inner = self.raw.values.setdefault(key, {})
        assert isinstance(inner, dict)  # noqa: S101 - sections are dicts
        return inner

    # -- labelled answers ----------------------------------------------------------------------

    def _labelled_row(self, texts: list[str]) -> None:
        """Label and answer; a colon in a cell of its own is no answer; two pairs in a row are two."""
        cells = [text for place, text in enumerate(texts) if text.strip() != ":" or place == 0]
        if len(cells) == 4 and self._find(cells[2]) is not None:  # noqa: PLR2004 - two pairs
            self._answer(cells[0], cells[1])
            self._answer(cells[2], cells[3])
        elif len(cells) >= 2:  # noqa: PLR2004 - label and answer
            self._answer(cells[0], "\n".join(text for text in cells[1:] if text))

    def _answer(self, label: str, text: str) -> None:
        if not normal(label) or normal(label) == FORM_CODE:
            return
        found = self._find(label)
        if not text:
            return
        section = found[0] if found else self.section
        self.raw.answers.append(Answer(section=section.key, label=label.strip(" :\n"), text=text))
        if found is None:
            self._warn("W003", found=label.strip(" :\n")[:60])
            return
        self.is_known = True
        _, key, near = found
        if near:
            self._warn("W002", found=label.strip(" :\n")[:60], hint=near)
        self._put(section, key, text)

    def _find(self, label: str) -> tuple[SectionLabels, str, str] | None:
        """The section and key of a label; third, the label it was taken for if it is misspelt."""
        name = normal(label)
        bare = normal(label.partition("(")[0])
        for wanted in (name, bare):
            key = _keys(self.section).get(wanted)
            if key:
                return self.section, key, ""
            elsewhere = [(s, k) for s in SECTIONS if (k := _keys(s).get(wanted))]
            if len(elsewhere) == 1:
                return *elsewhere[0], ""
        near = process.extractOne(name, list(_keys(self.section)), scorer=fuzz.ratio)
        if near and near[1] >= NEAR_LABEL:
            key = _keys(self.section)[near[0]]
            return self.section, key, self.section.labels[key][0]
        return None

    def _put(self, section: SectionLabels, key: str, text: str) -> None:
        text = readers.ticked(text)
        if not text:
            return
        if key == "ttl":
            self._put_birth(section, text)
            return
        holder = self._section_values(section.key)
        person, _, inner = key.partition(".")
        if inner:
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            nested = holder.setdefault(person, {})
            assert isinstance(nested, dict)  # noqa: S101 - inner persons are dicts
            # A person told in one cell: name, post and NIP one below the other.
            keys = ("nama", "jabatan", "nip") if inner == "nama" else (inner,)
            for inner_key, line in zip(keys, lines, strict=False):
                self._set(nested, inner_key, line, f"{section.key}.{person}.{inner_key}", section)
        else:
            self._set(holder, key, text, f"{section.key}.{key}".lstrip("."), section)

    def _put_birth(self, section: SectionLabels, text: str) -> None:
        """`Ende, 3 Mei 1992` in one cell; without a comma it is a date or a place."""
        place, comma, day = text.rpartition(",")
        if not comma:
            is_date = any(c.isdigit() for c in text)
            place, day = ("", text) if is_date else (text, "")
        if place.strip():
            self._put(section, "tempat_lahir", place.strip())
        if day.strip():
            self._put(section, "tanggal_lahir", day.strip())

    def _set(
        self, holder: dict[str, object], key: str, text: str, path: str, section: SectionLabels
    ) -> None:
        earlier = holder.get(key)
        if earlier is not None and earlier != text and not readers.is_empty(text):
            if isinstance(earlier, str) and readers.is_empty(earlier):
                holder[key] = text
                return
            label = section.labels.get(path.removeprefix(f"{section.key}."), (key,))[0]
            self._warn("F033", field_path=path, label=label)
            return
        holder.setdefault(key, text)
        self.raw.places[path] = section.headings[0]

    # -- warnings ------------------------------------------------------------------------------

    def _warn(
        self, code: str, *, found: str = "", hint: str = "", field_path: str = "", label: str = ""
    ) -> None:
        self.raw.problems.append(
            Problem(
                code=code,
                field=field_path,
                label=label,
                found=found,
                hint=hint,
                where=self.section.headings[0],
            )
        )

    def _warn_unread(self, body: etree._Element, package: Package) -> None:
        """Text that stands where no answer is looked for."""
        boxes = [box for box in body.iter(TEXT_BOX) if _text(box)
                 and next(box.iterancestors(MC_FALLBACK), None) is None]  # fmt: skip
        if boxes:
            self.raw.problems.append(Problem(code="W005", found="kotak teks"))
        nested = [t for t in body.iter(f"{W}tbl") if next(t.iterancestors(f"{W}tbl"), None) is not None
                  and _text(_wrapped(t))]  # fmt: skip
        if nested:
            self.raw.problems.append(Problem(code="W005", found="tabel di dalam tabel"))
        for part in package.headers:
            if any(True for _ in parse_xml(part).iter(f"{W}tbl")):
                self.raw.problems.append(Problem(code="W005", found="kepala atau kaki halaman"))
                break


def _wrapped(table: etree._Element) -> etree._Element:
    """The table's rows below a plain element, so that its own text can be asked for."""
    holder = etree.Element("holder")
    for row in table.iterchildren(f"{W}tr"):
        for cell in row.iterchildren(f"{W}tc"):
            for paragraph in cell.iterchildren(f"{W}p"):
                holder.append(etree.fromstring(etree.tostring(paragraph)))
    return holder


def _keys(section: SectionLabels) -> dict[str, str]:
    return {normal(name): key for key, names in section.labels.items() for name in names}
