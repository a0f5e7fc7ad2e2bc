"""The variables that the national records application fills itself: `${nomor_naskah}` and its like.

A letter of a type with `srikandi = true` leaves them in place of number, date and sender. The
application finds them only byte for byte and in one run, so that is made sure of after filling. What
looks like a variable in an answer is taken apart before: it would be filled in, too.
"""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from lxml import etree
from pydantic import BaseModel

from generator.letters.template.pictures import is_text
from generator.vocabulary.problems import FormHeldError
from generator.word.namespaces import W

__all__ = [
    "DATE",
    "NUMBER",
    "VARIABLES",
    "Variable",
    "check_variables",
    "sender",
    "without_variables",
]


class Variable(str):
    """A variable of SRIKANDI; capitals and blanks that a template asks for leave it as it is."""

    __slots__ = ()

    def __str__(self) -> "Variable":
        return self

    def upper(self) -> "Variable":
        return self

    lower = title = capitalize = strip = upper  # type: ignore[assignment]


NUMBER, DATE = Variable("${nomor_naskah}"), Variable("${tanggal_naskah}")
SIGNATURE = Variable("${ttd_pengirim}")
NAME, POST, NIP = (Variable(f"${{{one}_pengirim}}") for one in ("nama", "jabatan", "nip"))
VARIABLES = (NUMBER, DATE, SIGNATURE, NAME, POST, NIP)
_ANY = re.compile(r"\$\{[^{}]*\}")
_APART = "$\N{WORD JOINER}{"


def sender() -> SimpleNamespace:
    """Who signs, as SRIKANDI fills it in. It knows no rank, and words a.n. and u.b. itself."""
    return SimpleNamespace(
        jabatan=POST,
        jabatan_sendiri=POST,
        atas_nama="",
        melalui="",
        nama=NAME,
        pangkat="",
        nip=NIP,
        ttd=SIGNATURE,
    )


def without_variables(told: Any) -> Any:
    """Answers, however nested, in which no `${` stands together; they look as they did."""
    if isinstance(told, str):
        return told.replace("${", _APART)
    if isinstance(told, tuple):
        return tuple(map(without_variables, told))
    if isinstance(told, BaseModel):
        taken = {key: without_variables(value) for key, value in told}
        return told.model_copy(update=taken)
    return told


def check_variables(name: str, parts: Mapping[str, bytes]) -> None:
    """See that the variables stand whole, each in one run, and a sender has room to sign.

    Raises:
        FormHeldError: T014, one is missing or spoilt.
    """
    whole, written = set(), ""
    for part in filter(is_text, parts):
        for paragraph in etree.fromstring(parts[part]).iter(f"{W}p"):
            texts = [one.text or "" for one in paragraph.iter(f"{W}t")]
            whole |= {found for text in texts for found in _ANY.findall(text)}
            written += "".join(texts).casefold()
    wanted = {NUMBER, *((SIGNATURE, NAME) if whole & {NAME, POST, NIP} else ())}
    wanted |= {one for one in VARIABLES if one.casefold() in written}
    missing = [one for one in VARIABLES if one in wanted - whole]
    if missing:
        raise FormHeldError("T014", found=name, hint=", ".join(missing))
