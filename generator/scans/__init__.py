"""The signed page finds its letter: codes on scans, scans parted by them, made searchable."""

from generator.scans.arriving import KeptScan, is_signed_electronically, keep_safe
from generator.scans.document_text import own_text, read_text, text_of_pages
from generator.scans.ink import Ink, Inked
from generator.scans.kinds import PICTURES, picture_kind, scan_kind
from generator.scans.ocr import Recogniser, Searchable, Tesseract
from generator.scans.scan import (
    Compared,
    ScannedPage,
    compare_with_printed,
    electronic_signatures,
    has_a_code,
    read_scan,
    typed_pages,
    write_jpeg,
    write_part,
    write_unfolded,
)
from generator.scans.splitting import ScanPart, crowded_pages, split_pages

__all__ = [
    "PICTURES",
    "Compared",
    "Ink",
    "Inked",
    "KeptScan",
    "Recogniser",
    "ScanPart",
    "ScannedPage",
    "Searchable",
    "Tesseract",
    "compare_with_printed",
    "crowded_pages",
    "electronic_signatures",
    "has_a_code",
    "is_signed_electronically",
    "keep_safe",
    "own_text",
    "picture_kind",
    "read_scan",
    "read_text",
    "scan_kind",
    "split_pages",
    "text_of_pages",
    "typed_pages",
    "write_jpeg",
    "write_part",
    "write_unfolded",
]
