"""What a scanned file is, by its first bytes, for the name proves nothing; and what may act in it."""

from collections.abc import Iterable
from pathlib import Path

__all__ = ["LINKS", "PICTURES", "PROGRAMS", "in_words", "kind_of", "picture_kind", "scan_kind"]

KINDS = {
    b"%PDF-": "pdf",
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"II*\x00": "tif",
    b"MM\x00*": "tif",
}
# Printer commands, a mail's head or stray bytes may come before a PDF; readers look so far for it.
PDF_WITHIN = 1024
# Runs, sends or fetches something by itself, or by a touch that looks harmless.
PROGRAMS = {
    "JavaScript": "program (JavaScript)",
    "XFA": "formulir berprogram (XFA)",
    "Launch": "perintah menjalankan program (Launch)",
    "SubmitForm": "pengiriman isian ke alamat lain (SubmitForm)",
    "ImportData": "pengambilan isian dari berkas lain (ImportData)",
    "Media": "suara, video, atau benda 3D",
}
# Leads elsewhere when a person asks for it, or carries along what is no page.
LINKS = {
    "EmbeddedFiles": "berkas lain di dalamnya",
    "GoToR": "tautan ke berkas lain",
    "GoToE": "tautan ke berkas di dalamnya",
    "URI": "tautan ke alamat internet",
}


def scan_kind(data: bytes) -> str:
    """pdf, jpg, png or tif; empty if it is none of them."""
    found = next((kind for magic, kind in KINDS.items() if data.startswith(magic)), "")
    return found or ("pdf" if b"%PDF-" in data[:PDF_WITHIN] else "")


# Pictures that are turned into JPEG to be kept, by the words that a clerk knows them by.
PICTURES = {"heic": "HEIC", "avif": "AVIF", "webp": "WebP", "bmp": "BMP", "gif": "GIF"}
BRANDS = {
    b"heic": "heic",
    b"heix": "heic",
    b"heim": "heic",
    b"heis": "heic",
    b"hevc": "heic",
    b"hevx": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
    b"avif": "avif",
    b"avis": "avif",
}


def picture_kind(data: bytes) -> str:
    """Which of `PICTURES` it is, by its first bytes; empty if it is none of them."""
    if data[4:8] == b"ftyp":
        return BRANDS.get(data[8:12], "")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    # A bitmap says its own size in its head.
    is_bitmap = data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data)
    return "bmp" if is_bitmap else ""


def kind_of(path: Path) -> str:
    """The same of a file."""
    with path.open("rb") as file:
        return scan_kind(file.read(PDF_WITHIN))


def in_words(kinds: Iterable[str]) -> str:
    """Kinds of what acts, as the clerk reads them."""
    return ", ".join((PROGRAMS | LINKS)[kind] for kind in kinds)
