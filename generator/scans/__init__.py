"""The signed page finds its letter: codes on scans, scans parted by them, made searchable."""

from generator.scans.arriving import Kept, is_signed_electronically, keep_safe
from generator.scans.ink import Ink, Inked
from generator.scans.kinds import scan_kind
from generator.scans.ocr import Recogniser, Searchable, Tesseract
from generator.scans.scan import (
    Compared,
    ScannedPage,
    compare_with_printed,
    read_scan,
    write_part,
)
from generator.scans.splitting import Part, split_pages
from generator.scans.text import read_text

__all__ = [
    "Compared",
    "Ink",
    "Inked",
    "Kept",
    "Part",
    "Recogniser",
    "ScannedPage",
    "Searchable",
    "Tesseract",
    "compare_with_printed",
    "is_signed_electronically",
    "keep_safe",
    "read_scan",
    "read_text",
    "scan_kind",
    "split_pages",
    "write_part",
]
