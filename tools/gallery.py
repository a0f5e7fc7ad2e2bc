"""Every letter with every specimen, to look at: `python -m tools.gallery`, `make gallery`.

    --accept    keep the pages and texts as the golden ones, and one page of each letter in docs/contoh/

The contact sheet goes to build/galeri.png, a row a letter.
"""

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw

from generator.letters import SPECIMENS
from generator.pdf import LibreOfficeConverter
from generator.rules.config import ConverterSettings
from tests import golden
from tests.letters.kit import CATALOGUE, ROOT, finished, specimen

SHEET = ROOT / "build" / "galeri.png"
EXAMPLES = ROOT / "docs" / "contoh"
SHEET_DPI, EXAMPLE_DPI = 40, 72
HEAD = """# Contoh surat

Halaman pertama setiap jenis surat dengan data rekaan, dalam urutan SOP. Gambar-gambar ini dibuat oleh `make golden`.
Register dan daftar dengan data rekaan ada di sebelahnya sebagai PDF; [teks](teks/README.md) memuat semua yang dikatakan
surat-surat empat kasus: seorang perempuan, seorang laki-laki, seorang anak, dan rombongan 23 orang.
"""
LIST_OF_CLIENTS = "DAFTAR KLIEN"
GAP, LABEL, MOST_PAGES = 10, 16, 6

Letters = Mapping[tuple[str, str], Path]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--accept", action="store_true", help="keep what is seen as golden")
    is_accepted: bool = parser.parse_args().accept
    with tempfile.TemporaryDirectory() as folder:
        letters = made(Path(folder))
        if is_accepted:
            accept(letters)
        SHEET.parent.mkdir(exist_ok=True)
        contact_sheet(letters).save(SHEET)
    print(SHEET.relative_to(ROOT))


def made(folder: Path) -> Letters:
    """The PDF of each letter and specimen."""
    converter = LibreOfficeConverter(ConverterSettings(), scratch=folder)
    letters = {}
    for kind in CATALOGUE.types:
        for which in SPECIMENS:
            letters[kind, which] = folder / f"{kind}-{which}.pdf"
            finished(converter, kind, specimen(kind, which), letters[kind, which])
    converter.close()
    return letters


def accept(letters: Letters) -> None:
    """Keep the letters as they are; of those that are made no more nothing stays."""
    for old in [
        *golden.GOLDEN.glob("*.png"),
        *golden.GOLDEN.glob("*.txt"),
        *EXAMPLES.glob("*.png"),
    ]:
        old.unlink()
    EXAMPLES.mkdir(parents=True, exist_ok=True)
    for (kind, which), pdf in letters.items():
        golden.keep(f"{kind}-{which}", pdf)
        if which == "rich":
            show(golden.pictures(pdf, EXAMPLE_DPI)[0], kind)
    group = letters["surat-koordinasi", "rich"]
    pages = golden.text_of_pages(group).split("\f")
    place = next(number for number, text in enumerate(pages) if LIST_OF_CLIENTS in text)
    show(golden.pictures(group, EXAMPLE_DPI)[place], "daftar-klien")
    titles = {one.key: one.title for one in CATALOGUE.types.values()}
    titles["daftar-klien"] = "Daftar Klien (lampiran surat untuk rombongan)"
    shown = [f"## {title}\n\n![{title}]({key}.png)\n" for key, title in titles.items()]
    (EXAMPLES / "README.md").write_text(f"{HEAD}\n" + "\n".join(shown), encoding="utf-8")


def show(page: Image.Image, name: str) -> None:
    """Keep a page for docs/contoh/."""
    page.quantize(golden.GREYS).save(EXAMPLES / f"{name}.png", optimize=True)


def contact_sheet(letters: Letters) -> Image.Image:
    """A row a letter and specimen, its first pages side by side."""
    rows = [_row(f"{kind}: {which}", pdf) for (kind, which), pdf in letters.items()]
    size = max(row.width for row in rows), sum(row.height for row in rows)
    sheet, top = Image.new("L", size, 150), 0
    for row in rows:
        sheet.paste(row, (0, top))
        top += row.height
    return sheet


def _row(label: str, pdf: Path) -> Image.Image:
    pages = golden.pictures(pdf, SHEET_DPI)
    shown = pages[:MOST_PAGES]
    width, height = max(page.width for page in shown), max(page.height for page in shown)
    row = Image.new("L", (GAP + len(shown) * (width + GAP), LABEL + height + GAP), 150)
    ImageDraw.Draw(row).text((GAP, 2), f"{label}, {len(pages)}", fill=0)
    for place, page in enumerate(shown):
        row.paste(page, (GAP + place * (width + GAP), LABEL))
    return row


if __name__ == "__main__":
    main()
