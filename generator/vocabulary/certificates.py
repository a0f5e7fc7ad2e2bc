"""Electronic signatures: how each stands, and why a paper that came back with one proves nothing yet."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

__all__ = ["Certified", "Doubt", "ElectronicSignature"]


class Certified(StrEnum):
    """How an electronic signature stands at the moment at which it was made."""

    VALID = "sah"
    UNKNOWN_ISSUER = "penerbit-tidak-dikenal"
    CHANGED = "diubah"
    REVOKED = "dicabut"
    EXPIRED = "kedaluwarsa"
    UNREADABLE = "tidak-terbaca"

    @property
    def in_words(self) -> str:
        return _STATES[self]


_STATES = {
    Certified.VALID: "sah",
    Certified.UNKNOWN_ISSUER: "utuh, penerbit tidak dikenal",
    Certified.CHANGED: "diubah sesudah ditandatangani",
    Certified.REVOKED: "sertifikatnya sudah dicabut",
    Certified.EXPIRED: "sertifikatnya tidak berlaku ketika menandatangani",
    Certified.UNREADABLE: "tidak dapat diperiksa",
}


class Doubt(StrEnum):
    """Why what came back does not count as signed, however it looks."""

    NONE = ""
    ISSUER = "penerbit"
    OTHER_SIGNER = "orang-lain"
    INVALID = "tidak-berlaku"
    UNSIGNED = "tanpa-tanda-tangan"
    PAPER = "kertas"

    @property
    def in_words(self) -> str:
        return _DOUBTS[self]


_DOUBTS = {
    Doubt.NONE: "",
    Doubt.ISSUER: "tanda tangan elektronik utuh, tetapi penerbitnya tidak dikenal",
    Doubt.OTHER_SIGNER: "ditandatangani secara elektronik oleh orang lain",
    Doubt.INVALID: "tanda tangan elektroniknya tidak berlaku",
    Doubt.UNSIGNED: "PDF-nya tidak memuat tanda tangan",
    Doubt.PAPER: "tanda tangan elektronik di atas kertas tidak dapat diperiksa",
}


class ElectronicSignature(BaseModel):
    """One signature in a PDF, as it was found when the file was taken.

    `signer` and `issuer` are the names in the certificates; `at` is the moment of a known authority's time
    stamp (`is_stamped`), or only what the signer claims.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: Certified
    signer: str
    issuer: str
    at: datetime | None
    is_stamped: bool

    @property
    def in_words(self) -> str:
        """`SITI AMINAH (penerbit BSrE): sah`."""
        who = self.signer or "penanda tangan tidak diketahui"
        return f"{who} (penerbit {self.issuer or 'tidak diketahui'}): {self.state.in_words}"
