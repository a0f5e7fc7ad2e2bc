"""Who asks, what they may do, and whether a form that comes in was made by our own page.

There are no users yet: whoever sits at this machine is the one person, with every right.
"""

import hmac
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData

__all__ = ["CSRF_FIELD", "Person", "Posted", "Role", "TheOne", "csrf_token", "needs", "person_of"]

CSRF_FIELD = "csrf"
SAFE_METHODS = frozenset({"GET", "HEAD"})
# A filled form of a case has some hundred answers; a drop has as many files as a hand selects.
MAX_FIELDS, MAX_FILES, MAX_ANSWER = 3_000, 100, 2_000_000


class Role(StrEnum):
    """What a person is in the office; each right stands with the lowest role that has it."""

    PETUGAS = "petugas"
    ARSIPARIS = "arsiparis"
    ADMIN = "admin"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whoever asks. `name` is what the record keeps of them."""

    name: str
    roles: frozenset[Role]

    def may(self, role: Role) -> bool:
        return role in self.roles


AT_THE_MACHINE = Person(name="petugas-setempat", roles=frozenset(Role))


def person_of(_request: Request) -> Person:
    """Who asks."""
    return AT_THE_MACHINE


def csrf_token(request: Request) -> str:
    """The token that every form of our pages carries."""
    state = request.app.state
    if not hasattr(state, "csrf"):
        state.csrf = secrets.token_urlsafe(32)
    return str(state.csrf)


async def posted(request: Request) -> FormData:
    """The form that was posted, read once."""
    return await request.form(max_fields=MAX_FIELDS, max_files=MAX_FILES, max_part_size=MAX_ANSWER)


Posted = Annotated[FormData, Depends(posted)]
TheOne = Annotated[Person, Depends(person_of)]


def needs(role: Role) -> Any:
    """The dependency of a route: the role it needs; what changes something needs our token too."""

    async def admitted(request: Request) -> None:
        if not person_of(request).may(role):
            raise HTTPException(403, "Anda tidak berhak membuka halaman ini.")
        if request.method not in SAFE_METHODS:
            given = (await posted(request)).get(CSRF_FIELD)
            if not isinstance(given, str) or not hmac.compare_digest(
                given.encode(), csrf_token(request).encode()
            ):
                raise HTTPException(
                    403, "Formulir di halaman ini sudah kedaluwarsa. Muat ulang, lalu ulangi."
                )

    admitted.needed_role = role  # type: ignore[attr-defined]
    return Depends(admitted)
