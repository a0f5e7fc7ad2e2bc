"""Who signs the archive's own papers: the two heads of unit, the head of the office, people told by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.office.office import Office
from generator.rules.config import Official
from generator.vocabulary.problems import ConfigurationError, Problem, UsageError

__all__ = ["Signatory", "head_of_office", "heads_of", "unnamed_heads"]

HEAD_OF_OFFICE = "kepala_dinas"
# By the word that templates use: the role in pmbs.toml, and what the head is called on paper.
UNITS: Mapping[str, tuple[str, str]] = {
    "kearsipan": ("kepala_unit_kearsipan", "Kepala Unit Kearsipan"),
    "pengolah": ("kepala_unit_pengolah", "Kepala Unit Pengolah"),
}
PARTS = 3


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Somebody outside of pmbs.toml who signs: a witness, a receiver."""

    name: str
    post: str
    nip: str = ""

    @classmethod
    def read(cls, text: str) -> "Signatory":
        """`Rina Sari, S.H.; Kepala Bagian Hukum; 198001012005012001`; names hold commas, so parts end with semicolons.

        Raises:
            UsageError: there is no name or no post, or more than the three parts.
        """
        parts = [" ".join(part.split()) for part in text.split(";")]
        if not 1 < len(parts) <= PARTS or not all(parts[:2]):
            raise UsageError("A111", found=text)
        return cls(name=parts[0], post=parts[1], nip=parts[2] if parts[2:] else "")


def heads_of(office: Office, day: date) -> dict[str, dict[str, str]]:
    """The heads of unit kearsipan and unit pengolah; whoever is not in pmbs.toml has no name, to be written by hand."""
    return {word: _head(office, role, called, day) for word, (role, called) in UNITS.items()}


def _head(office: Office, role: str, called: str, day: date) -> dict[str, str]:
    one = _serving(office, role, day)
    if one is None:
        return {"sebutan": called, "jabatan": "", "nama": "", "pangkat": "", "nip": ""}
    return {
        "sebutan": called,
        "jabatan": one.own_post,
        "nama": one.name,
        "pangkat": one.rank,
        "nip": one.nip,
    }


def unnamed_heads(office: Office) -> list[Problem]:
    """A warning for each head of unit whose name papers leave blank today."""
    today = office.clock.today()
    return [
        Problem(code="W111", found=called.removeprefix("Kepala "), hint=role)
        for role, called in UNITS.values()
        if _serving(office, role, today) is None
    ]


def head_of_office(office: Office, day: date) -> dict[str, str]:
    """Who signs for the office, as templates of letters know it.

    Raises:
        ConfigurationError: nobody does on that day.
    """
    one = office.config.official(HEAD_OF_OFFICE, day)
    return {
        "jabatan": one.title,
        "jabatan_sendiri": one.own_post,
        "atas_nama": one.on_behalf_of,
        "melalui": one.through,
        "nama": one.name,
        "pangkat": one.rank,
        "nip": one.nip,
        "ttd": "",
    }


def _serving(office: Office, role: str, day: date) -> Official | None:
    try:
        return office.config.official(role, day)
    except ConfigurationError:
        return None
