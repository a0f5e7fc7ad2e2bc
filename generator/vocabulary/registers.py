"""What an item of the archive can be, which way it went, and the registers that numbers are counted in."""

from typing import Literal

__all__ = ["Direction", "ItemKind", "Series"]

Direction = Literal["masuk", "keluar", "internal"]
ItemKind = Literal[
    "formulir",
    "surat",
    "lampiran",
    "pindaian",
    "surat-masuk",
    "surat-luar",
    "disposisi",
    "tanda-terima",
]
# Each counts by itself. `sisipan` are numbers between two of `keluar`; `revisi` take none of their own.
Series = Literal[
    "kasus",
    "masuk",
    "keluar",
    "internal",
    "srikandi",
    "sisipan",
    "revisi",
    "lampiran",
    "pindaian",
    "catatan",
]
