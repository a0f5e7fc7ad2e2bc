"""What a Word form says, gathered label by label: an answer may go on in later rows and paragraphs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from generator.forms import readers
from generator.forms.matching import Match, spelled_out
from generator.forms.raw import Answer, RawForm
from generator.forms.values import Values, is_prose
from generator.forms.word.label_help import written_into
from generator.forms.word.rows import RowAnswer, RowColumns, row_values
from generator.forms.word.survey import Spot, Survey
from generator.forms.word.text import TableCell, TableRow
from generator.vocabulary.fields import RowsLabels, SectionLabels
from generator.vocabulary.problems import Problem

__all__ = ["MAX_LABEL", "GatheredAnswers"]

MAX_LABEL = 60
FORM_CODE = "kodeform"


@dataclass(kw_only=True)
class _Open:
    """A label whose answer is still being told."""

    label: str
    match: Match | None
    section: SectionLabels
    texts: list[str]
    element: etree._Element
    cells: list[etree._Element] = field(default_factory=list)


class GatheredAnswers:
    """Collects answers for the record, their values, their places, and what is odd about them."""

    def __init__(self, raw: RawForm) -> None:
        self.raw = raw
        self.survey = Survey()
        self.values = Values(raw)
        self._open: _Open | None = None
        self._person: dict[str, str] | None = None

    # -- labelled answers ----------------------------------------------------------------------

    def begin(
        self,
        section: SectionLabels,
        label: str,
        match: Match | None,
        text: str,
        *,
        label_at: etree._Element,
        cells: Sequence[etree._Element],
    ) -> None:
        """A label, known or not, and its answer as far as it is told beside it."""
        self.settle()
        if spelled_out(label).startswith(FORM_CODE):
            return
        self._open = _Open(
            label=label,
            match=match,
            section=section,
            texts=[text] if text else [],
            element=label_at,
            cells=list(cells),
        )

    def go_on(self, text: str, element: etree._Element) -> bool:
        """More of the answer that is being told; false if none is."""
        if self._open is None:
            return False
        self._open.texts.append(text)
        self._open.cells.append(element)
        return True

    @property
    def is_open(self) -> bool:
        return self._open is not None

    @property
    def takes_prose(self) -> bool:
        """Whether the answer being told is one in sentences, over several paragraphs."""
        match = self._open.match if self._open else None
        return match is not None and is_prose(match.path)

    def settle(self) -> None:
        """The answer that was being told is whole."""
        done, self._open = self._open, None
        if done is None:
            return
        match, text = done.match, "\n".join(done.texts)
        shown = " ".join(readers.POINT.sub("", done.label).split()).strip(" :*")
        spot = Spot(label=done.element, answers=tuple(done.cells))
        self.survey.labels.setdefault(shown[:MAX_LABEL], spot)
        if match is not None:
            self.survey.spots.setdefault(match.path, []).append(spot)
            # The help in brackets is printed, not asked; what somebody wrote into it is kept.
            if extra := written_into(done.label, match.path):
                self.raw.answers.append(
                    Answer(section=match.section.key, label="", text=shown, is_used=False)
                )
                self.warn(match.section.headings[0], "W005", found=f"“{extra[:MAX_LABEL]}”")
            shown = shown if match.near else shown.partition("(")[0].strip(" :*")
        if not text:
            return
        section = match.section if match else done.section
        self.raw.answers.append(
            Answer(section=section.key, label=shown, text=text, is_used=match is not None)
        )
        if match is None:
            self.warn(section.headings[0], "W003", found=shown[:MAX_LABEL])
            return
        if match.near:
            self.warn(section.headings[0], "W002", found=shown[:MAX_LABEL], hint=match.near)
        self.values.put(section, match.key, text)

    def keep(self, section: SectionLabels, text: str) -> None:
        """Text without a label, for the record only."""
        self.settle()
        self.raw.answers.append(Answer(section=section.key, label="", text=text, is_used=False))

    def warn(self, where: str, code: str, *, found: str, hint: str = "") -> None:
        self.raw.problems.append(Problem(code=code, found=found, hint=hint, where=where))

    # -- rows of people or goods ---------------------------------------------------------------

    def row(self, people: RowColumns, row: TableRow) -> None:
        """A row under known columns; words among the running numbers make it a remark or a sum."""
        told = people.told(row)
        for one in told:
            label = (one.column.key or one.column.label) if one.column else ""
            is_used = bool(one.column and one.column.key) or readers.is_empty(one.text)
            self.raw.answers.append(
                Answer(section=people.rows.path, label=label, text=one.text, is_used=is_used)
            )
            if not (one.column and one.column.key) and not readers.is_empty(one.text):
                self._strange_cell(people, one)
        values = row_values(told)
        if values and not any(one.column and one.column.is_number for one in told):
            self._put_row(people.rows, values, [cell for cell in row.cells if cell.text])

    def _strange_cell(self, people: RowColumns, told: RowAnswer) -> None:
        name = (told.column.label if told.column else "") or "kolom tanpa judul"
        if told.column and told.column.is_number:
            name = told.text
        if name not in people.warned:
            people.warned.add(name)
            self.warn(people.rows.headings[0], "W003", found=name[:MAX_LABEL])

    def _put_row(
        self,
        rows: RowsLabels,
        values: Mapping[str, tuple[str, TableCell]],
        cells: Sequence[TableCell],
    ) -> dict[str, str]:
        many = self.values.slot(rows.path)
        many.append({key: text for key, (text, _) in values.items()})
        path = f"{rows.path}[{len(many)}]"
        self.raw.places[path] = f"{rows.headings[0]} baris {len(many)}"
        self.survey.spots[path] = [Spot(label=None, answers=tuple(c.element for c in cells))]
        for key, (_, cell) in values.items():
            self.survey.spots[f"{path}.{key}"] = [Spot(label=None, answers=(cell.element,))]
        return many[-1]

    def person(self, rows: RowsLabels, key: str, text: str, cell: TableCell) -> bool:
        """One line of a person told under labels: the name first, then post and so on.

        False if no name came before.
        """
        self.settle()
        if key == "nama":
            self._person = self._put_row(rows, {key: (text, cell)}, [cell])
        elif self._person is None or key in self._person:
            return False
        else:
            self._person[key] = readers.ticked(text)
        self.raw.answers.append(Answer(section=rows.path, label=key, text=text))
        return True

    def no_person(self) -> None:
        """Labels that follow belong to no person of a table any more."""
        self._person = None
