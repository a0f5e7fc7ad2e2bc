"""The archive's own papers, from `templates/arsip/naskah.toml`: how each is numbered, and from which template."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from generator.vocabulary.problems import ConfigurationError

__all__ = ["PAPERS_TABLE", "ArchivePaper", "load_archive_papers"]

PAPERS_TABLE = "arsip/naskah.toml"
FOLDER = "arsip"
FieldsOfNumber = ("klasifikasi", "urut", "unit", "tahun")


class ArchivePaper(BaseModel):
    """One kind of paper. `to` is whom the register names as its receiver; `copies` 0: it is not printed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    template: Annotated[str, StringConstraints(pattern=r"^[^/\\.][^/\\]*\.docx$")]
    classification: str
    number: str = "{klasifikasi}/{urut}/{unit}/{tahun}"
    series: Literal["keluar", "internal"] = "keluar"
    to: str = ""
    copies: int = Field(default=2, ge=0, le=20)

    @property
    def table_path(self) -> str:
        """Its template, from the folder of templates."""
        return f"{FOLDER}/{self.template}"

    def pattern(self, *, unit: str, year: int) -> str:
        """The number with everything filled in but `{urut}`."""
        return self.number.format(
            klasifikasi=self.classification, urut="{urut}", unit=unit, tahun=year
        )

    @model_validator(mode="after")
    def _counts(self) -> Self:
        try:
            made = self.number.format(**dict.fromkeys(FieldsOfNumber, "x"))
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError(f"pola nomor “{self.number}” tidak dapat dipakai") from error
        if self.number.count("{urut}") != 1 or not made:
            raise ValueError("pola nomor harus memuat {urut} tepat satu kali")
        return self


def load_archive_papers(path: Path, names: tuple[str, ...]) -> Mapping[str, ArchivePaper]:
    """Read naskah.toml; `names` are the papers that it must tell of.

    Raises:
        ConfigurationError: it is missing, cannot be used, or one of them is not in it.
    """
    try:
        read = tomllib.loads(path.read_text("utf-8-sig"))
        papers = TypeAdapter(dict[str, ArchivePaper]).validate_python(read)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise ConfigurationError("T040", found=path.name, hint=str(error)) from error
    missing = [name for name in names if name not in papers]
    if missing:
        raise ConfigurationError("T040", found=path.name, hint=f"tanpa tabel {', '.join(missing)}")
    return papers
