"""Signing in and out, and one's own password."""

import math
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from generator.admission import PasswordsBusyError
from generator.office.office import Office
from generator.vocabulary.problems import UsageError
from generator.web.door.gate import Doorkeeper
from generator.web.door.guard import Posted, TheOne, visit_of
from generator.web.rendering import TheOffice, go, page
from generator.web.taking import text_of

__all__ = ["router"]

router = APIRouter()

MAX_NAME, MAX_ADDRESS = 64, 2000
MINUTE = 60
WRONG = "Nama atau kata sandi tidak cocok."
BUSY = "Terlalu banyak yang masuk pada saat ini. Coba lagi sebentar."


def doorkeeper_of(request: Request) -> Doorkeeper:
    keeper: Doorkeeper = request.app.state.doorkeeper
    return keeper


@router.get("/masuk")
def sign_in_page(request: Request, ke: str = "/") -> Response:
    if visit_of(request).person.is_somebody:
        return RedirectResponse(_own_path(ke), 303)
    return page(request, "masuk.html", {"ke": _own_path(ke), "trouble": "", "name": ""})


@router.post("/masuk")
def sign_in(request: Request, office: TheOffice, form: Posted) -> Response:
    """Right: a new session, and on to the page that was asked for. Wrong: the same page, slower each time."""
    keeper, visit = doorkeeper_of(request), visit_of(request)
    if visit.is_open:
        return RedirectResponse("/", 303)
    name = str(form.get("nama", ""))[:MAX_NAME].strip().casefold()
    ke = _own_path(str(form.get("ke", "/")))

    def again(code: int, trouble: str, headers: dict[str, str] | None = None) -> HTMLResponse:
        made = page(request, "masuk.html", {"ke": ke, "trouble": trouble, "name": name}, code=code)
        made.headers.update(headers or {})
        return made

    wait = office.access.sign_ins.admit(name, visit.address, visit.device)
    if wait > 0:
        seconds = math.ceil(wait)
        text = f"Terlalu sering salah. Coba lagi setelah {_span(seconds)}."
        return again(429, text, {"Retry-After": str(seconds)})
    try:
        user = office.access.users.signed_in(name, str(form.get("sandi", "")))
    except PasswordsBusyError:
        return again(503, BUSY, {"Retry-After": "5"})
    if user is None:
        _note_refusal(office, name)
        return again(403, WRONG)
    visit.device = office.access.sign_ins.succeeded(name, visit.address, visit.device)
    visit.marked = True
    keeper.sessions.end(visit.secret)
    visit.secret, visit.issued = keeper.sessions.begin(user, address=visit.address), True
    office.archive.audit.session("masuk", who=user.name)
    return RedirectResponse(ke, 303)


@router.post("/keluar")
def sign_out(request: Request, office: TheOffice, person: TheOne) -> RedirectResponse:
    visit = visit_of(request)
    if not visit.is_open:
        doorkeeper_of(request).sessions.end(visit.secret)
        office.archive.audit.session("keluar", who=person.name)
    return RedirectResponse("/masuk", 303)


@router.get("/sandi")
def password_page(request: Request) -> HTMLResponse:
    if visit_of(request).is_open:
        raise HTTPException(404)
    return _password_page(request)


@router.post("/sesi/akhiri")
def end_session(request: Request, office: TheOffice, person: TheOne, form: Posted) -> Response:
    """One of one's own sessions, or every other one; it is out at its next request."""
    visit, sessions = visit_of(request), doorkeeper_of(request).sessions
    if visit.is_open:
        raise HTTPException(404)
    own = sessions.mark_of(visit.secret)
    asked = text_of(form, "sesi")
    ended = [one.mark for one in sessions.of(person.name) if one.mark != own]
    for mark in ended if asked == "lain" else [asked]:
        sessions.end_marked(person.name, mark)
    office.archive.audit.session("keluar", who=person.name)
    return go("/sandi", "sesi")


def _password_page(request: Request, trouble: str = "", code: int = 200) -> HTMLResponse:
    """One's own password, and where one is signed in."""
    visit, sessions = visit_of(request), doorkeeper_of(request).sessions
    told = {
        "trouble": trouble,
        "sessions": sessions.of(visit.person.name),
        "own": sessions.mark_of(visit.secret),
    }
    return page(request, "sandi.html", told, code=code)


@router.post("/sandi")
def set_password(request: Request, office: TheOffice, person: TheOne, form: Posted) -> Response:
    """A new password of one's own; every other session ends, this one goes on under a new cookie."""
    visit, keeper = visit_of(request), doorkeeper_of(request)
    if visit.is_open:
        raise HTTPException(404)
    old, new = str(form.get("lama", "")), str(form.get("baru", ""))
    wait = office.access.sign_ins.admit(person.name, visit.address, visit.device)
    trouble = ""
    try:
        if wait > 0:
            trouble = f"Terlalu sering salah. Coba lagi setelah {_span(math.ceil(wait))}."
        elif new != str(form.get("ulang", "")):
            trouble = "Kata sandi baru tidak sama dengan ulangannya."
        elif office.access.users.signed_in(person.name, old) is None:
            trouble = "Kata sandi lama tidak cocok."
        else:
            office.access.users.set_password(person.name, new)
    except PasswordsBusyError:
        trouble = BUSY
    except UsageError as error:
        trouble = error.problem.message
    if trouble:
        return _password_page(request, trouble, 429 if wait > 0 else 422)
    office.access.sign_ins.succeeded(person.name, visit.address, visit.device)
    changed = office.access.users.find(person.name)
    if changed is not None:
        keeper.sessions.end_all_of(person.name)
        visit.secret, visit.issued = keeper.sessions.begin(changed, address=visit.address), True
    return go("/", "sandi")


def _note_refusal(office: Office, name: str) -> None:
    """Only a user's own name is written down: what somebody typed may be a password in the wrong field."""
    known = office.access.users.find(name)
    if known is not None:
        office.archive.audit.session("ditolak", who=known.name)


def _own_path(asked: str) -> str:
    """A path of ours to go on to; anything that a browser could take for another site is the front page."""
    parts = urlsplit(asked) if asked.startswith("/") and asked.isprintable() else None
    is_ours = (
        parts is not None
        and len(asked) <= MAX_ADDRESS
        and not parts.netloc
        and not asked.startswith(("//", "/\\"))
    )
    return asked if is_ours and "\\" not in asked else "/"


def _span(seconds: int) -> str:
    return f"{seconds} detik" if seconds < 2 * MINUTE else f"{math.ceil(seconds / MINUTE)} menit"
