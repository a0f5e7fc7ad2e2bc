"""The signed page finds its letter: codes on scans, scans parted by them, made searchable."""

from generator.scans.arriving import KeptScan, is_signed_electronically, keep_safe
from generator.scans.document_text import own_text, read_text, text_of_pages
from generator.scans.ink import Ink, Inked
from generator.scans.kinds import PICTURES, picture_kind, scan_kind
from generator.scans.ocr import Recogniser, Searchable, Tesseract
from generator.scans.readable import Readable, make_readable
from generator.scans.scan import (
    Compared,
    Gathered,
    ScannedPage,
    compare_with_printed,
    electronic_signatures,
    gather,
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
    "Gathered",
    "Ink",
    "Inked",
    "KeptScan",
    "Readable",
    "Recogniser",
    "ScanPart",
    "ScannedPage",
    "Searchable",
    "Tesseract",
    "compare_with_printed",
    "crowded_pages",
    "electronic_signatures",
    "gather",
    "has_a_code",
    "is_signed_electronically",
    "keep_safe",
    "make_readable",
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
