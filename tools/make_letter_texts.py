"""Write what the letters of four invented cases say: docs/contoh/teks, through the real way of a form.

A test holds them against what the letters say now (`tests/letters/test_letter_texts.py`).
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from generator.office.office import Office
from generator.service import handling
from tests.office_kit import drop, make_office_folder, open_office
from tools.example_cases import CASES, Forms

__all__ = ["OUT", "texts"]

OUT = Path(__file__).parents[1] / "docs" / "contoh" / "teks"
HEAD = """# Teks surat

Apa yang dikatakan surat-surat empat kasus rekaan, dalam urutan pembuatannya. Dibuat oleh
`python -m tools.make_letter_texts` dari formulir dalam `tools/example_cases.py`; sebuah tes menjaga agar tidak usang.
"""


def texts(folder: Path) -> dict[str, str]:
    """Each page of docs/contoh/teks by its file name; `folder` is for the offices that are played."""
    pages = {
        f"{key}.md": _page(folder / key, title, forms) for key, (title, forms) in CASES.items()
    }
    lines = [f"- [{title}]({key}.md)" for key, (title, _) in CASES.items()]
    return {"README.md": f"{HEAD}\n" + "\n".join(lines) + "\n", **pages}


def _page(folder: Path, title: str, forms: Forms) -> str:
    office = open_office(
        make_office_folder(folder, companions=True, web="enabled = false"), moment=forms[0][0]
    )
    try:
        case = ""
        for n, (moment, data) in enumerate(forms):
            office.clock.moment = moment  # type: ignore[attr-defined] - a clock that stands still
            told = {"tanggal": str(moment.date()), **data}
            drop(office, told | ({"nomor_kasus": case} if case else {}), f"{n}.json")
            (outcome,) = handling.handle_once(office)
            assert outcome.outcome == "filed", outcome.problems  # noqa: S101 - the tool's own forms
            case = case or outcome.case or ""
        return f"# {title}\n\n" + "\n".join(_letters(office, case))
    finally:
        office.close()


def _letters(office: Office, case: str) -> Iterator[str]:
    for item in office.archive.items.of_case(case):
        if item.kind == "surat" and not item.is_replaced:
            docx = office.archive.root / item.folder / "surat.docx"
            said = "\n".join(_said(Document(str(docx))))
            yield f"## {item.title}\n\n```text\n{said}\n```\n"


def _said(part: object) -> Iterator[str]:
    """Paragraphs a line each, rows of tables with a bar between their cells."""
    for block in part.iter_inner_content():  # type: ignore[attr-defined] - a document or a cell
        if isinstance(block, Paragraph):
            if text := " ".join(block.text.split()):
                yield text
        elif isinstance(block, Table):
            for row in block.rows:
                cells: list[_Cell] = []
                for cell in row.cells:
                    if not cells or cell._tc is not cells[-1]._tc:  # noqa: SLF001 - a merged cell comes twice
                        cells.append(cell)
                told = [" / ".join(_said(cell)) for cell in cells]
                if any(told):
                    yield " | ".join(told)


def main() -> None:
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.md"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts(Path(folder)).items():
            (OUT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
