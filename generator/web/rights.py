"""Who may do what: one table of every route. What does not stand in it is open to nobody.

A right stands with the lowest role that has it: an arsiparis may do all that a petugas may, an admin all.
"""

from collections.abc import Mapping
from enum import Enum

from generator.access import Right, Role

__all__ = ["EVERYONE", "TABLE", "Needed", "Open", "may_role", "roles_up_to"]


class Open(Enum):
    """Needs no sign-in."""

    EVERYONE = "everyone"


EVERYONE = Open.EVERYONE
Needed = Role | Right | Open

ORDER = (Role.PETUGAS, Role.ARSIPARIS, Role.ADMIN)

TABLE: Mapping[tuple[str, str], Needed] = {
    # nobody signed in
    ("GET", "/sehat"): EVERYONE,
    ("GET", "/masuk"): EVERYONE,
    ("POST", "/masuk"): EVERYONE,
    # whoever is signed in
    ("POST", "/keluar"): Role.PETUGAS,
    ("GET", "/sandi"): Role.PETUGAS,
    ("POST", "/sandi"): Role.PETUGAS,
    # Beranda
    ("GET", "/"): Role.PETUGAS,
    ("GET", "/potongan/beranda"): Role.PETUGAS,
    # who saw what
    ("GET", "/jejak"): Role.ARSIPARIS,
    # programs
    ("GET", "/api/v1/openapi.json"): EVERYONE,
    ("GET", "/api/v1/schema"): Right.SUBMIT,
    ("POST", "/api/v1/submissions"): Right.SUBMIT,
    ("GET", "/api/v1/submissions/{id}"): Right.SUBMIT,
    ("GET", "/api/v1/search"): Right.READ,
    ("GET", "/api/v1/cases/{case}"): Right.READ,
    ("GET", "/api/v1/cases/{case}/items/{item}"): Right.READ,
    ("GET", "/api/v1/cases/{case}/items/{item}/files/{place}"): Right.READ,
}


def roles_up_to(role: Role) -> frozenset[Role]:
    """The role itself and every lesser one."""
    return frozenset(ORDER[: ORDER.index(role) + 1])


def may_role(role: Role, needed: Needed) -> bool:
    """Whether a person with `role` may; programs' rights are nobody's role."""
    return needed is EVERYONE or (isinstance(needed, Role) and needed in roles_up_to(role))
