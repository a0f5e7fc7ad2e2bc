"""The signed page finds its letter: codes on scans, scans parted by them, made searchable."""

from generator.scans.ink import Ink, Inked
from generator.scans.ocr import Recogniser, Searchable, Tesseract
from generator.scans.scan import (
    Compared,
    ScannedPage,
    compare_with_printed,
    read_scan,
    scan_kind,
    write_part,
)
from generator.scans.splitting import Part, split_pages
from generator.scans.text import read_text

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
