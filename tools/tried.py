"""docs/yang-dicoba.md: what was tried, and how it ends, from the specimens that the tests read."""

from generator.vocabulary.problem_texts import TEXTS
from tools.make_bad_specimens import SPECIMENS as REFUSED
from tools.make_specimens import files
from tools.specimens_written import EVERY

__all__ = ["tried_page"]

HEAD = """\
# Yang pernah dicoba

Begini orang mengisi formulir dan memasukkan berkas, dan begini akhirnya. Setiap baris adalah berkas contoh dalam
`tests/specimens/` yang dibaca setiap kali program diuji. Daftar orang dalam Excel ada tabelnya sendiri di
[petugas.md](petugas.md); arti setiap kode ada di [masalah.md](masalah.md).
Halaman ini dibuat dengan `make templates`; jangan disunting di sini.
"""
PLACEHOLDERS = {"label": "*isian*", "found": "*…*", "hint": "*…*"}


def tried_page() -> str:
    """docs/yang-dicoba.md."""
    lines = [HEAD, "## Dibaca", "", "| Yang ditulis | Contoh | Akhirnya |", "| --- | --- | --- |"]
    for specimen in EVERY:
        name = next(name for name in files(specimen) if not name.endswith(".expected.json"))
        told = ", ".join(specimen.warnings)
        lines.append(
            f"| {_cell(specimen.rule)} | `{name}` | {f'dibaca, diberi tahu ({told})' if told else 'dibaca'} |"
        )
    lines += [
        "",
        "## Ditolak, dengan alasannya",
        "",
        "| Contoh | Kode | Yang disebut |",
        "| --- | --- | --- |",
    ]
    for name in REFUSED:
        code = name.partition("-")[0]
        happened = TEXTS[code][0].format(**PLACEHOLDERS)
        lines.append(f"| `{name}` | {code} | {_cell(happened)} |")
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
