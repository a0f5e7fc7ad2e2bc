"""Kinds of files that offices drop and that are no form, scan or attachment: each gets its own advice.

The first bytes go before the name, for a photo of an iPhone is often called `.jpg`, and a mail program
saves anything as anything.
"""

from dataclasses import dataclass
from pathlib import PurePath

from generator.scans import PICTURES, picture_kind

__all__ = ["ForeignKind", "foreign_kind"]


@dataclass(frozen=True, kw_only=True)
class ForeignKind:
    """What a file is instead: the code of a submission of it alone, and words for one among attachments."""

    code: str
    words: str


SHEET = ForeignKind(code="B031", words="lembar kerja; simpan sebagai PDF")
PICTURE = ForeignKind(code="B032", words="gambar yang tidak dapat dibaca; simpan sebagai JPG")
SHORTCUT = ForeignKind(
    code="B033", words="hanya pintasan ke berkas di tempat lain; unduh berkasnya sebagai PDF"
)
MAIL = ForeignKind(
    code="B034", words="surel; simpan surel dan lampirannya sebagai PDF, JPG, atau PNG"
)
PACKED = ForeignKind(code="B035", words="berkas kemasan; keluarkan isinya lebih dahulu")
DOCUMENT = ForeignKind(code="B036", words="dokumen; simpan sebagai PDF")
RECORDING = ForeignKind(
    code="B037", words="video atau suara; simpan di tempat lain dan sebut dalam catatan"
)
PROGRAM = ForeignKind(code="B038", words="program; tidak pernah diarsipkan")
SLIDES = ForeignKind(code="B039", words="salindia; simpan sebagai PDF")

ENDINGS: dict[ForeignKind, str] = {
    SHEET: "xls xlsb xlsm xlsx xlt xltx xltm ods fods csv tsv numbers et dbf",
    PICTURE: "heic heif avif webp bmp gif jfif jpe jxl jp2 svg psd ai cdr tga raw dng cr2 nef wmf emf ico",
    SHORTCUT: "lnk url webloc desktop gdoc gsheet gslides gform gdraw gdlink website appref-ms",
    MAIL: "msg eml mbox mht mhtml pst ost oft",
    PACKED: "rar 7z gz tgz tar bz2 xz iso cab zipx arj lzh",
    DOCUMENT: "doc docx dot dotx docm dotm odt fodt ott rtf wps wpd pages txt md html htm xml epub xps oxps one pub",
    RECORDING: "mp4 mov 3gp avi mkv wmv webm mpg mpeg mp3 m4a ogg opus wav amr aac flac",
    PROGRAM: "exe bat cmd com scr msi js jse vbs vbe wsf ps1 jar apk dll hta reg sh py lnk2 chm cpl",
    SLIDES: "ppt pptx pps ppsx pptm odp key",
}
BY_ENDING = {f".{ending}": kind for kind, endings in ENDINGS.items() for ending in endings.split()}
MAGIC = {
    b"Rar!\x1a\x07": PACKED,
    b"7z\xbc\xaf\x27\x1c": PACKED,
    b"\x1f\x8b": PACKED,
    b"MZ": PROGRAM,
    b"\x7fELF": PROGRAM,
    b"L\x00\x00\x00\x01\x14\x02\x00": SHORTCUT,
    b"[InternetShortcut]": SHORTCUT,
    b"{\\rtf": DOCUMENT,
}


def foreign_kind(name: str, data: bytes) -> ForeignKind | None:
    """What a file is that is taken as nothing; None if neither its bytes nor its name say it."""
    by_bytes = next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)
    if by_bytes is None and picture_kind(data) in PICTURES:
        by_bytes = PICTURE
    return by_bytes or BY_ENDING.get(PurePath(name).suffix.lower())
