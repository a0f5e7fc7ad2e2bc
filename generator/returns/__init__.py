"""The signed page finds its letter: codes on scans, scans parted by them, made searchable."""

from generator.returns.ink import Ink, Inked
from generator.returns.ocr import Searchable, make_searchable
from generator.returns.scan import (
    Compared,
    ScannedPage,
    compare_with_printed,
    read_scan,
    scan_kind,
    write_part,
)
from generator.returns.splitting import Part, split_pages

__all__ = [
    "Compared",
    "Ink",
    "Inked",
    "Part",
    "ScannedPage",
    "Searchable",
    "compare_with_printed",
    "make_searchable",
    "read_scan",
    "scan_kind",
    "split_pages",
    "write_part",
]
