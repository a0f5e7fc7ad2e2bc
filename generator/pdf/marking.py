"""Exchanging a picture in a finished PDF: a reprint carries a code of its own. The only use of pikepdf here."""

import io
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops

__all__ = ["exchange_picture"]


def exchange_picture(pdf: Path, old: bytes, new: bytes) -> bytes | None:
    """The PDF with every picture that looks like `old` (PNG) shown as `new`; None if there is none."""
    wanted = Image.open(io.BytesIO(old)).convert("L")
    drawn = Image.open(io.BytesIO(new)).convert("L")
    out = io.BytesIO()
    try:
        with pikepdf.open(pdf) as document:
            pictures = [one for one in document.objects if isinstance(one, pikepdf.Stream)
                        and one.get("/Subtype") == pikepdf.Name.Image]  # fmt: skip
            found = [one for one in pictures if _looks_like(one, wanted)]
            for stream in found:
                _redraw(stream, drawn)
            document.save(out, deterministic_id=True)
    except pikepdf.PdfError:
        return None
    return out.getvalue() if found else None


def _looks_like(stream: pikepdf.Stream, wanted: Image.Image) -> bool:
    try:
        shown = pikepdf.PdfImage(stream).as_pil_image().convert("L")
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):
        return False
    return shown.size == wanted.size and ImageChops.difference(shown, wanted).getbbox() is None


def _redraw(stream: pikepdf.Stream, drawn: Image.Image) -> None:
    for key in ("/SMask", "/Decode", "/DecodeParms", "/Filter"):
        if key in stream:
            del stream[key]
    stream.Width, stream.Height = drawn.size
    stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    stream.write(drawn.tobytes())
