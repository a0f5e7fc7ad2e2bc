"""The signed page finds its letter: codes on scans, scans parted by them, made searchable."""

from generator.returns.ocr import Searchable, make_searchable
from generator.returns.scan import ScannedPage, read_scan, unsigned_names, write_part
from generator.returns.splitting import Part, split_pages

__all__ = [
    "Part",
    "ScannedPage",
    "Searchable",
    "make_searchable",
    "read_scan",
    "split_pages",
    "unsigned_names",
    "write_part",
]
