"""A stand-in for LibreOffice: same promise, the same text, no layout; a few milliseconds a letter."""

import re
import time
import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES_PER_PAGE = 60
INSTEAD = {f"{W}tab": " ", f"{W}br": " ", f"{W}noBreakHyphen": "-"}


class StubConverter:
    """Writes a PDF that holds the text of the .docx.

    `fails` maps the number of the conversion (from 1) to the error that it raises.
    """

    def __init__(self, *, seconds: float = 0, fails: dict[int, Exception] | None = None) -> None:
        self.converted = 0
        self._seconds = seconds
        self._fails = fails or {}

    def start(self) -> None:
        """Always there."""

    def convert(self, docx: Path, pdf: Path) -> None:
        self.converted += 1
        if self.converted in self._fails:
            raise self._fails[self.converted]
        time.sleep(self._seconds)
        pdf.write_bytes(pdf_of(text_of(docx)))

    def close(self) -> None:
        """Nothing to end."""


def text_of(docx: Path) -> list[str]:
    """The paragraphs of a .docx, headers and footers included."""
    with zipfile.ZipFile(docx) as package:
        names = [n for n in package.namelist() if re.match(r"word/(document|header|footer)", n)]
        parts = [etree.fromstring(package.read(name)) for name in sorted(names)]
    paragraphs = [paragraph for part in parts for paragraph in part.iter(f"{W}p")]
    lines = ["".join(map(_said, paragraph.iter(f"{W}r"))) for paragraph in paragraphs]
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines if line.strip()]


def _said(run: etree._Element) -> str:
    """The text of a run; a tab or a line break is a blank."""
    return "".join(
        (part.text or "") if part.tag == f"{W}t" else INSTEAD.get(part.tag, "") for part in run
    )


def pdf_of(lines: list[str]) -> bytes:
    """A plain PDF with one text line per given line."""
    pages = [lines[n : n + LINES_PER_PAGE] for n in range(0, len(lines), LINES_PER_PAGE)] or [[]]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        content = _content(page)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            + f"/Contents {5 + 2 * number} 0 R>>".encode()
        )
        objects.append(f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream")
    return _assemble(objects)


def _content(lines: list[str]) -> bytes:
    shown = []
    for line in lines:
        text = line.encode("cp1252", "replace")
        for special in (b"\\", b"(", b")"):
            text = text.replace(special, b"\\" + special)
        shown.append(b"(" + text + b") Tj T*")
    return b"BT /F 8 Tf 40 800 Td 12 TL\n" + b"\n".join(shown) + b"\nET"


def _assemble(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode() + trailer.encode()
