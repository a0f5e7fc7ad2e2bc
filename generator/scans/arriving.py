"""How a PDF or picture from outside is kept: as it came, or without what acts in it, or not at all.

The rule stands in docs/scans.md. What somebody signed electronically is kept whole or refused: a
part of it, or any rewriting, would be a document that nobody signed.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from generator.scans.kinds import PROGRAMS, in_words, kind_of
from generator.scans.scan import acting_in, electronic_signatures, write_cleaned
from generator.vocabulary.certificates import Certified, ElectronicSignature
from generator.vocabulary.problems import Problem

__all__ = ["KeptScan", "is_signed_electronically", "keep_safe"]

SIGNATURE = re.compile(rb"/ByteRange\s*\[")


@dataclass(frozen=True, kw_only=True)
class KeptScan:
    """The file that may be kept: the one that came, or a copy without what acts; and what to tell.

    `signatures` are the electronic ones that it bears, in order.
    """

    path: Path
    problems: tuple[Problem, ...] = ()
    signatures: tuple[ElectronicSignature, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether it was changed after somebody signed it electronically."""
        return any(one.state is Certified.CHANGED for one in self.signatures)

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()


def is_signed_electronically(data: bytes) -> bool:
    """Whether a PDF carries a signature, valid or not."""
    return SIGNATURE.search(data) is not None


def keep_safe(path: Path, cleaned: Path, *, roots: Path | None) -> KeptScan | Problem:
    """What of a file may be kept; or why it is refused. A copy, where one is needed, goes to `cleaned`.

    Electronic signatures are judged by the certificates in the folder `roots`.
    """
    if kind_of(path) != "pdf":
        return KeptScan(path=path)
    acting = acting_in(path)
    if isinstance(acting, Problem):
        return acting
    if is_signed_electronically(path.read_bytes()):
        return _whole(path, acting, roots)
    programs = [kind for kind in acting if kind in PROGRAMS]
    if programs:
        return Problem(code="R008", found=in_words(programs))
    failed = write_cleaned(path, cleaned) if acting else None
    if not acting or failed is not None:
        return failed or KeptScan(path=path)
    return KeptScan(path=cleaned, problems=(Problem(code="W045", found=in_words(acting)),))


def _whole(path: Path, acting: list[str], roots: Path | None) -> KeptScan | Problem:
    """What is signed electronically, as it came, or refused."""
    refused = [kind for kind in acting if kind in PROGRAMS or kind == "EmbeddedFiles"]
    if refused:
        return Problem(code="R009", found=in_words(refused))
    told = (Problem(code="W046", found=in_words(acting)),) if acting else ()
    return KeptScan(path=path, problems=told, signatures=electronic_signatures(path, roots))
