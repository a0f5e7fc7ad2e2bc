"""The signed page finds its letter: codes on scans, scans parted by them, made searchable."""

from generator.returns.ink import Ink, Inked
from generator.returns.ocr import Recogniser, Searchable, Tesseract
from generator.returns.reading import read_text
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
    "Recogniser",
    "ScannedPage",
    "Searchable",
    "Tesseract",
    "compare_with_printed",
    "read_scan",
    "read_text",
    "scan_kind",
    "split_pages",
    "write_part",
]
