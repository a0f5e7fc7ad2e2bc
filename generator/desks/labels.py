"""Sheets of labels for ordners and folders: the case's number as text and as a QR code."""

from collections.abc import Sequence
from dataclasses import dataclass

from fpdf import FPDF

from generator.letters import qr_rows
from generator.office.office import Office
from generator.rules.config import LabelSettings

__all__ = ["Label", "label_of", "label_sheets"]

A4 = (210.0, 297.0)
MARGIN = 5.0  # mm inside a label: what printers leave white, and a sheet that lies askew
GAP = 3.0
QUIET = 4  # modules of white around a code
POINT = 0.3528  # mm
HEADING, NUMBER, SMALL = 7.5, 15.0, 8.5


@dataclass(frozen=True, kw_only=True)
class Label:
    """What stands on one label. It names the case by its number, and nobody by name."""

    case: str
    heading: str
    lines: tuple[str, ...]
    access: str


def label_of(office: Office, case: str) -> Label:
    """The label of a case.

    Raises:
        UsageError: there is no such case.
    """
    view, stands = office.archive.cases.show(case), office.archive.places.of(case)
    forms = (one.classification for one in view.items if one.kind == "formulir")
    code = next(forms, office.classification.case)
    lines = [f"Kode {code}", f"Dibuka {view.opened:%d-%m-%Y}"]
    if stands is not None:
        lines.append(f"{stands.container} no. {stands.position}")
    return Label(
        case=case,
        heading=f"Berkas PMBS, {office.config.office.unit}",
        lines=tuple(lines),
        access=office.access_of(case).access,
    )


def label_sheets(labels: Sequence[Label], settings: LabelSettings, *, skip: int = 0) -> bytes:
    """A PDF of label sheets; the first `skip` labels of the first sheet are used up already."""
    pdf = FPDF(unit="mm", format=A4)
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.set_title("Label berkas")
    on_a_sheet = settings.columns * settings.rows
    for place, label in enumerate(labels, start=skip):
        if place == skip or place % on_a_sheet == 0:
            pdf.add_page()
        row, column = divmod(place % on_a_sheet, settings.columns)
        left = settings.left + column * (settings.width + settings.gap_x)
        top = settings.top + row * (settings.height + settings.gap_y)
        _draw(pdf, label, settings, left + MARGIN, top + MARGIN)
    return bytes(pdf.output())


def _draw(pdf: FPDF, label: Label, settings: LabelSettings, left: float, top: float) -> None:
    width, height = settings.width - 2 * MARGIN, settings.height - 2 * MARGIN
    side = min(height, width * 0.45)
    _code(pdf, label.case, left, top + (height - side) / 2, side)
    text_left, room = left + side + GAP, width - side - GAP
    lines = [(label.heading, HEADING, ""), (label.case, NUMBER, "B")]
    lines += [(line, SMALL, "") for line in label.lines]
    lines.append((label.access.upper(), SMALL, "B"))
    total = sum(size for _, size, _ in lines) * POINT * 1.3
    scale = min(1.0, height / total)
    y = top + max(0.0, (height - total * scale) / 2)
    for text, size, weight in lines:
        y += _line(pdf, text, size * scale, weight, (text_left, y, room))


def _line(
    pdf: FPDF, text: str, size: float, weight: str, where: tuple[float, float, float]
) -> float:
    """One line, made smaller until it fits into its room; how high it stands."""
    left, top, room = where
    # The fonts that every printer has know the letters of Western Europe.
    text = text.encode("latin-1", "replace").decode("latin-1")
    pdf.set_font("helvetica", weight, size)
    needed = pdf.get_string_width(text)
    if needed > room:
        pdf.set_font("helvetica", weight, size * room / needed)
    pdf.text(left, top + size * POINT, text)
    return size * POINT * 1.3


def _code(pdf: FPDF, text: str, left: float, top: float, side: float) -> None:
    rows = qr_rows(text)
    module = side / (
        len(rows) + 2 * QUIET - 4
    )  # the label itself is white: half the border will do
    start = module * (QUIET - 2)
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = 1
            while x + run < len(row) and row[x + run] == row[x]:
                run += 1
            if row[x]:
                pdf.rect(
                    left + start + x * module,
                    top + start + y * module,
                    run * module,
                    module,
                    style="F",
                )
            x += run
