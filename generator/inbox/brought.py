"""What a submission brings: its form and its attachments."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.certificates import ElectronicSignature

__all__ = ["CASE_NAME", "Attachment", "FormFile"]

CASE_NAME = re.compile(rf"({CASE_NUMBER})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class FormFile:
    """The form of a submission: its name as the clerk gave it, and our copy of its bytes."""

    name: str
    path: Path


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A document that came along. `media` is pdf, jpg or png, by content and not by name.

    `signatures` are the electronic ones that it bears.
    """

    name: str
    path: Path
    digest: str
    media: str
    signatures: tuple[ElectronicSignature, ...] = ()

    @property
    def title(self) -> str:
        """What the archive calls it: the file's name without case number and ending."""
        stem = CASE_NAME.sub(" ", PurePath(self.name).stem)
        words = " ".join(re.sub(r"[_\s]+", " ", stem).strip(" -.,").split())
        return words[:120] or "Lampiran"
