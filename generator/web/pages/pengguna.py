"""Pengguna: an administrator adds people, changes their roles and passwords, and lets them go."""

from collections.abc import Collection

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

MEANING = {
    Role.PETUGAS: "mengerjakan kasus sehari-hari",
    Role.ARSIPARIS: "juga menyetujui, membatalkan nomor, melihat jejak dan setiap kasus rahasia",
    Role.PIMPINAN: "juga menyetujui dan melihat setiap kasus rahasia",
    Role.ADMIN: "juga mengatur pengguna; kasus rahasia tidak",
}
FIRST = "Pengguna pertama harus admin: sejak itu halaman hanya terbuka bagi yang masuk."


@router.get("/pengguna")
def people(request: Request, office: TheOffice) -> HTMLResponse:
    return _page(request, office)


@router.post("/pengguna")
def add(request: Request, office: TheOffice, form: Posted) -> Response:
    """A new user; after the first one everybody signs in, whoever added it too."""
    name, roles = text_of(form, "nama"), _roles(form)
    if visit_of(request).is_open and Role.ADMIN not in roles:
        return _page(request, office, trouble=FIRST, name=name, roles=roles)
    try:
        # Whoever adds the first user of all adds themselves.
        is_first = not visit_of(request).is_open
        office.access.users.add(
            name, roles, _password(form), nip=text_of(form, "nip"), is_first=is_first
        )
    except UsageError as error:
        return _page(request, office, trouble=error.problem.message, name=name, roles=roles)
    return go("/pengguna", "pengguna")


@router.post("/pengguna/{name}/peran")
def set_role(office: TheOffice, name: str, form: Posted) -> RedirectResponse:
    office.access.users.set_roles(name, _roles(form))
    return go("/pengguna", "pengguna")


@router.post("/pengguna/{name}/nip")
def set_nip(office: TheOffice, name: str, form: Posted) -> RedirectResponse:
    """By the NIP somebody sees the secret cases that they handle."""
    office.access.users.set_nip(name, text_of(form, "nip"))
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
    roles: Collection[Role] = (),
) -> HTMLResponse:
    told = {
        "users": sorted(office.access.users.all(), key=lambda one: one.name),
        "programs": sorted(office.access.tokens.all(), key=lambda one: one.name),
        "roles": {one: MEANING[one] for one in Role},
        "trouble": trouble,
        "name": name,
        "chosen": roles,
    }
    return page(request, "pengguna.html", told, code=422 if trouble else 200)


def _roles(form: FormData) -> frozenset[Role]:
    told = [one for one in form.getlist("peran") if one in set(Role)]
    if not told:
        raise HTTPException(422, "Pilih perannya, satu atau lebih.")
    return frozenset(Role(str(one)) for one in told)


def _password(form: FormData) -> str:
    """As it was typed: a blank at its end belongs to it."""
    told = form.get("sandi")
    return told if isinstance(told, str) else ""
