"""Pengguna: an administrator adds people, changes their roles and passwords, and lets them go."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from generator.admission import Role
from generator.office.office import Office
from generator.vocabulary.problems import UsageError
from generator.web.door.guard import Posted, TheOne, visit_of
from generator.web.rendering import TheOffice, go, page
from generator.web.taking import text_of

__all__ = ["router"]

router = APIRouter()

FIRST = "Pengguna pertama harus admin: sejak itu halaman hanya terbuka bagi yang masuk."


@router.get("/pengguna")
def people(request: Request, office: TheOffice) -> HTMLResponse:
    return _page(request, office)


@router.post("/pengguna")
def add(request: Request, office: TheOffice, form: Posted) -> Response:
    """A new user; after the first one everybody signs in, whoever added it too."""
    name, role = text_of(form, "nama"), _role(form)
    if visit_of(request).is_open and role is not Role.ADMIN:
        return _page(request, office, trouble=FIRST, name=name, role=role)
    try:
        # Whoever adds the first user of all adds themselves.
        is_first = not visit_of(request).is_open
        office.access.users.add(name, role, _password(form), is_first=is_first)
    except UsageError as error:
        return _page(request, office, trouble=error.problem.message, name=name, role=role)
    return go("/pengguna", "pengguna")


@router.post("/pengguna/{name}/peran")
def set_role(office: TheOffice, name: str, form: Posted) -> RedirectResponse:
    office.access.users.set_role(name, _role(form))
    return go("/pengguna", "pengguna")


@router.post("/pengguna/{name}/sandi")
def set_password(
    request: Request, office: TheOffice, name: str, person: TheOne, form: Posted
) -> Response:
    """A forgotten password; that user's open sessions end, and another one must be chosen at once."""
    try:
        is_first = name != person.name
        office.access.users.set_password(name, _password(form), is_first=is_first)
    except UsageError as error:
        return _page(request, office, trouble=error.problem.message)
    return go("/pengguna", "pengguna")


@router.post("/pengguna/{name}/hapus")
def remove(office: TheOffice, name: str, person: TheOne) -> RedirectResponse:
    if name == person.name:
        raise HTTPException(409, "Anda tidak dapat menghapus diri sendiri.")
    office.access.users.remove(name)
    return go("/pengguna", "pengguna")


def _page(
    request: Request,
    office: Office,
    *,
    trouble: str = "",
    name: str = "",
    role: Role | None = None,
) -> HTMLResponse:
    told = {
        "users": sorted(office.access.users.all(), key=lambda one: one.name),
        "programs": sorted(office.access.tokens.all(), key=lambda one: one.name),
        "roles": list(Role),
        "trouble": trouble,
        "name": name,
        "role": role,
    }
    return page(request, "pengguna.html", told, code=422 if trouble else 200)


def _role(form: FormData) -> Role:
    told = text_of(form, "peran")
    if told not in set(Role):
        raise HTTPException(422, "Pilih perannya.")
    return Role(told)


def _password(form: FormData) -> str:
    """As it was typed: a blank at its end belongs to it."""
    told = form.get("sandi")
    return told if isinstance(told, str) else ""
