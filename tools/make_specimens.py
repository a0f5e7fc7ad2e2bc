"""Write the specimens of good readings into tests/specimens/good/: one small form per reading rule.

Run with `python -m tools.make_specimens`. Beside each form stands what it must be read as. The same
code always writes the same bytes: stored, not packed, with one date. All people are invented.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from tools.specimens_good import Specimen
from tools.specimens_written import EVERY

GOOD = Path(__file__).parents[1] / "tests" / "specimens" / "good"
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
# Part -> the element around its content.
ROOTS = {
    "header": "hdr",
    "comments": "comments",
    "footnotes": "footnotes",
    "numbering": "numbering",
}


def package(body: str, parts: Mapping[str, str]) -> bytes:
    """A whole Word file, which Word opens too; `parts` are named as in `ROOTS`."""
    overrides = relations = reference = ""
    for n, name in enumerate(parts, start=1):
        kind = f"{WORD}.{name}+xml"
        overrides += f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
        relations += f'<Relationship Id="r{n}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        if name == "header":
            reference = f'<w:headerReference w:type="default" r:id="r{n}"/>'
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
    page += 'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": _with_grids(
            f"<w:document {NAMESPACES}><w:body>{body}<w:p/>"
            f"<w:sectPr>{reference}{page}</w:sectPr></w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _relations(relations),
    }
    for name, content in parts.items():
        root = ROOTS[name]
        files[f"word/{name}.xml"] = _with_grids(f"<w:{root} {NAMESPACES}>{content}</w:{root}>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(name, ZIP_DATE), (HEAD + text).encode())
    return out.getvalue()


def _with_grids(xml: str) -> str:
    """Give each table its borders and its grid, without which Word calls the file damaged."""
    root = etree.fromstring(xml)
    for table in root.iter(f"{W}tbl"):
        spans = [
            sum(
                int(span)
                for span in row.xpath("w:tc/w:tcPr/w:gridSpan/@w:val", namespaces={"w": W[1:-1]})
            )
            + len(row.xpath("w:tc[not(w:tcPr/w:gridSpan)]", namespaces={"w": W[1:-1]}))
            for row in table.iterchildren(f"{W}tr")
        ]
        is_inner = next(table.iterancestors(f"{W}tc"), None) is not None
        width = (4200 if is_inner else 9600) // max(spans)
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for edge in EDGES
        )
        head = etree.fromstring(
            f'<w:tbl {NAMESPACES}><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders>'
            f'</w:tblPr><w:tblGrid>{f"""<w:gridCol w:w="{width}"/>""" * max(spans)}</w:tblGrid></w:tbl>'
        )
        for place, part in enumerate(list(head)):
            table.insert(place, part)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", "mc", "w14"])
    return str(etree.tostring(root, encoding="unicode"))


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def files(specimen: Specimen) -> dict[str, bytes]:
    """The specimen and what it must be read as, by file name."""
    if isinstance(specimen.content, str):
        form = {f"{specimen.name}.docx": package(specimen.content, specimen.parts)}
    else:
        form = {f"{specimen.name}.json": _json(specimen.content)}
    expected = {"rule": specimen.rule, "form": specimen.form, "warnings": list(specimen.warnings)}
    return form | {f"{specimen.name}.expected.json": _json(expected)}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def main() -> None:
    """Write all of them, and nothing else stays there."""
    GOOD.mkdir(parents=True, exist_ok=True)
    for old in GOOD.iterdir():
        old.unlink()
    for specimen in EVERY:
        for name, data in files(specimen).items():
            (GOOD / name).write_bytes(data)


if __name__ == "__main__":
    main()
