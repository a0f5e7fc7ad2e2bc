"""A stand-in for tesseract: reads nothing, or what it was told, in no time."""

from pathlib import Path

from generator.scans import Searchable


class StubRecogniser:
    """Says the same of every scan; the picture itself stands for the searchable copy."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.pages = 0

    def make_searchable(self, source: Path, out: Path, *, pages: int) -> Searchable:
        self.pages += pages
        out.write_bytes(source.read_bytes())
        return Searchable(pdf=out, text=self.text)
