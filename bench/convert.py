"""How long a letter takes to become a PDF, and what LibreOffice holds in memory meanwhile.

    python -m bench.convert [--documents 60]

Prints a table; nothing is asserted, for the numbers belong to the machine they were taken on.
"""

import argparse
import dataclasses
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docx import Document

from generator.pdf import ConverterPrograms, LibreOfficeConverter, describe_converter, find_programs
from generator.rules.config import ConverterSettings
from generator.system.sandbox import NO_SANDBOX


@dataclass(frozen=True, kw_only=True)
class Row:
    """One way of converting, measured; times in milliseconds, memory in megabytes."""

    way: str
    start: float
    first: float
    usual: float
    slowest: float
    memory_first: int
    memory_last: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=60, help="letters per way (default 60)")
    documents: int = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as folder:
        docx = write_letter(Path(folder) / "surat.docx")
        ways: tuple[tuple[str, Callable[[Path], LibreOfficeConverter], int], ...] = (
            ("warm, cut off", cut_off, documents),
            ("warm, not cut off", not_cut_off, documents),
            ("a process each", process_each, max(3, documents // 6)),
        )
        print_head()
        for way, make, times in ways:
            print_row(measure(way, make, docx, times))


def cut_off(scratch: Path) -> LibreOfficeConverter:
    return LibreOfficeConverter(ConverterSettings(), scratch=scratch)


def not_cut_off(scratch: Path) -> LibreOfficeConverter:
    return LibreOfficeConverter(ConverterSettings(), scratch=scratch, sandbox=NO_SANDBOX)


def process_each(scratch: Path) -> LibreOfficeConverter:
    def find(settings: ConverterSettings) -> ConverterPrograms:
        return dataclasses.replace(find_programs(settings), has_uno=False)

    return LibreOfficeConverter(ConverterSettings(), scratch=scratch, find=find)


def measure(way: str, make: Callable[[Path], LibreOfficeConverter], docx: Path, times: int) -> Row:
    scratch = docx.parent / "konversi"
    pdf = docx.with_suffix(".pdf")
    with closing(make(scratch)) as converter:
        start = milliseconds(converter.start)
        first = milliseconds(lambda: converter.convert(docx, pdf))
        memory_first = megabytes(scratch)
        later = [milliseconds(lambda: converter.convert(docx, pdf)) for _ in range(times - 1)]
        print(f"# {describe_converter(converter)}")
        return Row(
            way=way,
            start=start,
            first=first,
            usual=statistics.median(later),
            slowest=max(later),
            memory_first=memory_first,
            memory_last=megabytes(scratch),
        )


@contextmanager
def closing(converter: LibreOfficeConverter) -> Iterator[LibreOfficeConverter]:
    try:
        yield converter
    finally:
        converter.close()


def milliseconds(action: Callable[[], None]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def megabytes(scratch: Path) -> int:
    """Resident memory of the LibreOffice that works in `scratch`; 0 if none is running."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(scratch) in (process / "cmdline").read_bytes():
                pages = int((process / "statm").read_text().split()[1])
                total += pages * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            continue
    return total >> 20


def write_letter(path: Path) -> Path:
    """About a page and a half, with a table."""
    letter = Document()
    letter.core_properties.title = "Surat Koordinasi"
    letter.styles["Normal"].font.name = "Arial"
    letter.add_paragraph("Nomor: 400.9.8/12/DINSOSPM/2026")
    for number in range(18):
        letter.add_paragraph(f"Butir {number}. " + "Sehubungan dengan penanganan kasus ini, " * 4)
    table = letter.add_table(rows=8, cols=3)
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.text = "isi tabel"
    letter.save(str(path))
    return path


def print_head() -> None:
    print(f"{'way':20}{'start ms':>9}{'first ms':>9}{'usual ms':>9}{'slowest':>9}{'MB':>11}")


def print_row(row: Row) -> None:
    memory = f"{row.memory_first} → {row.memory_last}"
    print(
        f"{row.way:20}{row.start:9.0f}{row.first:9.0f}{row.usual:9.0f}{row.slowest:9.0f}{memory:>11}"
    )


if __name__ == "__main__":
    main()
