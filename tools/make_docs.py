"""Write the pages that are made from the code: masalah.md, penulis-templat.md, commands.md, yang-dicoba.md,
formulir.schema.json, and the table of events in architecture.md."""

import json
from pathlib import Path

from generator.forms import form_schema
from generator.vocabulary.problem_texts import TEXTS
from tools.author_guide import authors_page
from tools.command_reference import commands_page
from tools.ledger_events import PAGE, architecture_page
from tools.tried import tried_page

DOCS = Path(__file__).parents[1] / "docs"
FAMILIES = {
    "B": "Berkas yang dimasukkan",
    "F": "Isian formulir",
    "W": "Peringatan (surat tetap dibuat)",
    "T": "Templat",
    "K": "Pembuatan PDF",
    "C": "Cetak",
    "R": "Pindaian yang kembali",
    "A": "Arsip",
    "V": "Temuan pmbs verify",
    "D": "Temuan pmbs doctor",
    "S": "Pengaturan",
}
HEAD = """\
# Daftar masalah

Setiap masalah yang dapat disebut layanan ini: kodenya, apa yang terjadi, dan apa yang perlu dilakukan.
Halaman ini dibuat dari `generator/vocabulary/problem_texts/` dengan `make templates`; jangan disunting di sini.
"""
PLACEHOLDERS = {"label": "*isian*", "found": "*…*", "hint": "*…*"}


def problems_page() -> str:
    """docs/masalah.md."""
    lines = [HEAD]
    for family, title in FAMILIES.items():
        codes = sorted(code for code in TEXTS if code.startswith(family))
        if not codes:
            continue
        lines += [
            f"## {family}: {title}",
            "",
            "| Kode | Yang terjadi | Yang dilakukan |",
            "| --- | --- | --- |",
        ]
        for code in codes:
            happened, advice = (text.format(**PLACEHOLDERS) for text in TEXTS[code])
            lines.append(f"| {code} | {_cell(happened)} | {_cell(advice)} |")
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def schema_page() -> str:
    """docs/formulir.schema.json."""
    return json.dumps(form_schema(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    (DOCS / "masalah.md").write_text(problems_page(), encoding="utf-8")
    PAGE.write_text(architecture_page(), encoding="utf-8")
    (DOCS / "commands.md").write_text(commands_page(), encoding="utf-8")
    (DOCS / "penulis-templat.md").write_text(authors_page(), encoding="utf-8")
    (DOCS / "yang-dicoba.md").write_text(tried_page(), encoding="utf-8")
    (DOCS / "formulir.schema.json").write_text(schema_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
