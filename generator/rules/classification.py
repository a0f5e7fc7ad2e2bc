"""Classification codes and access classes, from `templates/classification.toml`."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.rules.toml_faults import TOML_ERRORS, faults_in
from generator.vocabulary.problems import ConfigurationError

__all__ = ["AccessRules", "Classification", "by_parts", "load_classification"]

PART_WIDTH = 6


class Suggestion(BaseModel):
    """What makes a case one for a stricter class, and what only suggests it.

    A client below `age_below`, or one of `kinds` among the kinds of problem, is a ground: the class holds
    from the first paper on (`berlaku`), its letters wait for a person (`tunggu`), or it is only suggested
    (`saran`). `words` in what the forms tell suggest it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    access: str = Field(default="Rahasia", alias="class")
    age_below: int = 18
    kinds: tuple[str, ...] = ("tppo", "perdagangan orang", "kekerasan")
    how: Literal["berlaku", "tunggu", "saran"] = "berlaku"
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = Field(default=(), alias="except")

    def grounds(self, kinds: Iterable[str], age: int | None) -> list[str]:
        """Why the class holds by itself, in the office's words; nothing where it does not."""
        found = []
        if age is not None and age < self.age_below:
            found.append(f"klien berumur di bawah {self.age_below} tahun")
        wanted = [_words(word) for word in self.kinds]
        for kind in kinds:
            said = f" {_words(kind)} "
            if any(f" {word} " in said for word in wanted):
                found.append(f"jenis permasalahan: {kind}")
        return found

    def fits(self, texts: Iterable[str]) -> bool:
        """Whether one of the words stands in the texts."""
        wanted = [_words(word) for word in self.words]
        for text in texts:
            said = f" {_words(text)} "
            for harmless in self.not_words:
                said = said.replace(f" {_words(harmless)} ", " ")
            if any(f" {word} " in said for word in wanted):
                return True
        return False


class AccessRules(BaseModel):
    """The access classes, the most open one first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    classes: tuple[str, ...] = ("Biasa/Terbuka", "Terbatas", "Rahasia", "Sangat Rahasia")
    default: str = "Terbatas"
    suggest: Suggestion = Suggestion()

    @model_validator(mode="after")
    def _knows_its_classes(self) -> Self:
        for one in (self.default, self.suggest.access):
            if one not in self.classes:
                raise ValueError(f"kelas akses “{one}” tidak ada dalam classes")
        return self

    def find(self, text: str) -> str | None:
        """The class that somebody names, in whatever case; `terbuka` is `Biasa/Terbuka`."""
        said = text.strip().casefold()
        for one in self.classes:
            if said in (one.casefold(), *one.casefold().split("/")):
                return one
        return None

    def strictest(self, classes: Iterable[str]) -> str:
        """The strictest of these classes; the default where there are none."""
        return max(classes, key=self._rank, default=self.default)

    def is_secret(self, one: str) -> bool:
        """Whether letters of this class tell the least: `Rahasia`, and whatever is stricter."""
        return one in self.classes and self._rank(one) >= self._rank(self.suggest.access)

    def is_stricter(self, one: str, other: str) -> bool:
        """Whether `one` is the stricter class; one that is not in the table is the most open."""
        return self._rank(one) > self._rank(other)

    def _rank(self, one: str) -> int:
        return self.classes.index(one) if one in self.classes else -1


class Classification(BaseModel):
    """The office's table: `case` is the code of its case files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    codes: dict[str, str]
    access: AccessRules = AccessRules()

    @model_validator(mode="after")
    def _knows_its_case(self) -> Self:
        if self.case not in self.codes:
            raise ValueError(f"kode {self.case} (case) tidak ada dalam codes")
        return self


def load_classification(path: Path) -> Classification:
    """Read classification.toml.

    Raises:
        ConfigurationError: it is missing or cannot be used.
    """
    data = b""
    try:
        data = path.read_bytes()
        return Classification.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except TOML_ERRORS as error:
        hint = faults_in(error, data, Classification)
        raise ConfigurationError("T040", found=path.name, hint=hint) from error


def by_parts(code: str | None) -> str:
    """A key that sorts codes by their numeric parts: 400.9.8 before 400.10.1."""
    return re.sub(r"\d+", lambda part: part[0].zfill(PART_WIDTH), code or "")


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w-]+", text.casefold()))
