"""How many codes are read from spoilt scans, in what time, and how many wrongly (that must be none).

    python -m bench.scans [--times 5]

Every damage is done that many times to a page of each kind of letter; then a stack is read as a file.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from generator.letters import parse_qr
from generator.pdf import LibreOfficeConverter
from generator.rules.config import ConverterSettings
from generator.scans import read_scan
from generator.scans.codes import read_codes
from tests.letters.kit import CATALOGUE, filled, specimen
from tests.returns.degrade import DAMAGES, HARD, Damage, as_pdf, pages_of, through_scanner


@dataclass(kw_only=True)
class Row:
    """One damage: pages tried, codes read, read wrongly, and the slowest page."""

    pages: int = 0
    read: int = 0
    wrong: int = 0
    seconds: float = 0
    slowest: float = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--times", type=int, default=5, help="pages a damage and letter (default 5)"
    )
    times: int = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        letters = dict(printed(Path(folder)))
        print(f"{'damage':28}{'pages':>6}{'read':>6}{'wrong':>6}{'ms':>7}{'slowest':>9}")
        rows = []
        for name, damage in {"none": untouched, **DAMAGES, **HARD}.items():
            row = measure(letters, damage, times)
            rows.append(row)
            print_row(name, row)
        print_row("all", total(rows))
        stack(Path(folder), list(letters.values()))


def printed(folder: Path) -> Iterator[tuple[int, Image.Image]]:
    """The first page of each kind of letter, by its number."""
    converter = LibreOfficeConverter(ConverterSettings(), scratch=folder / "konversi")
    docx, pdf = folder / "surat.docx", folder / "surat.pdf"
    for number, kind in enumerate(CATALOGUE.types, start=12):
        docx.write_bytes(filled(kind, specimen(kind), sequence=number).docx)
        converter.convert(docx, pdf)
        yield number, pages_of(pdf)[0]
    converter.close()


def untouched(page: Image.Image, _chance: random.Random) -> Image.Image:
    return page


def measure(letters: dict[int, Image.Image], damage: Damage, times: int) -> Row:
    chance = random.Random(2026)  # noqa: S311 - repeatable
    row = Row()
    for number, page in letters.items():
        for _ in range(times):
            scanned = through_scanner(page, damage, chance)
            began = time.perf_counter()
            codes = read_codes(scanned)
            took = time.perf_counter() - began
            known = {one.sequence for code in codes if (one := parse_qr(code.text)) is not None}
            row.pages += 1
            row.read += number in known
            row.wrong += bool(known - {number})
            row.seconds += took
            row.slowest = max(row.slowest, took)
    return row


def total(rows: list[Row]) -> Row:
    return Row(
        pages=sum(row.pages for row in rows),
        read=sum(row.read for row in rows),
        wrong=sum(row.wrong for row in rows),
        seconds=sum(row.seconds for row in rows),
        slowest=max(row.slowest for row in rows),
    )


def print_row(name: str, row: Row) -> None:
    usual = row.seconds / row.pages * 1000
    print(
        f"{name:28}{row.pages:6}{row.read:6}{row.wrong:6}{usual:7.0f}{row.slowest * 1000:9.0f}",
        flush=True,
    )


def stack(folder: Path, pages: list[Image.Image]) -> None:
    """A file of forty pages, from bytes to parted codes, in its process of its own."""
    path = folder / "setumpuk.pdf"
    path.write_bytes(as_pdf(pages * 10))
    began = time.perf_counter()
    told = read_scan(path)
    took = time.perf_counter() - began
    assert isinstance(told, list)  # noqa: S101 - a bench that reads nothing is broken
    print(f"\nA stack of {len(told)} pages: {took:.1f} s, {took / len(told) * 1000:.0f} ms a page")


if __name__ == "__main__":
    main()
