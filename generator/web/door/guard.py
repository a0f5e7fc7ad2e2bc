"""Who asks, what they may do, and whether a form that comes in was made by our own page.

`rights.TABLE` says which role each route needs; `admitted` looks it up before anything else of a
request is read. While an office has no users, whoever sits at this machine is the one person, with
every right.
"""

import hmac
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData

from generator.admission import Permission
from generator.office.office import Office
from generator.system.actor import LOCAL, NOTHING, Sight
from generator.vocabulary.problems import PmbsError
from generator.web.door.rights import EVERYONE, TABLE, Needed

__all__ = [
    "AT_THE_MACHINE",
    "CLOSED_CASE",
    "CSRF_FIELD",
    "NOBODY",
    "Person",
    "Posted",
    "TheOne",
    "UnsentError",
    "Visit",
    "admitted",
    "csrf_token",
    "may_use",
    "must_see",
    "person_of",
    "visit_of",
]

CSRF_FIELD = "csrf"
SAFE_METHODS = frozenset({"GET", "HEAD"})
# A filled form of a case has some hundred answers; a drop has as many files as a hand selects.
MAX_FIELDS, MAX_FILES, MAX_ANSWER = 3_000, 100, 2_000_000
# Where an hour's writing is posted: a refusal there gives it back.
LONG_WRITING = frozenset({("POST", "/formulir/draf/{draft_id}")})


CLOSED_CASE = (
    "Berkas {case} rahasia. Yang dapat membukanya hanya arsiparis, pimpinan, dan petugas kasus itu (menurut "
    "NIP pada akunnya). Bila Anda menanganinya, minta arsiparis menambahkan Anda."
)
WITH_A_FIRST_PASSWORD = frozenset({("GET", "/sandi"), ("POST", "/sandi"), ("POST", "/keluar")})


class UnsentError(HTTPException):
    """Answers that came after their session ended, or with the token of an older page; they are in `form`."""

    def __init__(self, refusal: HTTPException, form: FormData) -> None:
        super().__init__(refusal.status_code, refusal.detail)
        self.form = form


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whoever asks. `name` is what the record keeps of them, `sight` which secret cases they see.

    With `is_first` the password is one that somebody else chose: nothing is done before it is changed.
    """

    name: str
    permissions: frozenset[Permission]
    sight: Sight
    is_first: bool = False

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def is_somebody(self) -> bool:
        return bool(self.permissions)


AT_THE_MACHINE = Person(name=LOCAL, permissions=frozenset(Permission), sight=Sight())
NOBODY = Person(name="", permissions=frozenset(), sight=NOTHING)


@dataclass(kw_only=True)
class Visit:
    """What the gate found out about one request, before any page sees it.

    `secret` is what the browser's cookie holds, `issued` whether it has to be sent with the answer;
    `device` is the mark of a browser that somebody signed in with, `marked` whether that has to be.
    `trouble` is why nobody could be recognised.
    """

    person: Person
    secret: str
    csrf: str
    address: str
    device: str = ""
    has_cookie: bool = False
    issued: bool = False
    marked: bool = False
    is_open: bool = False
    is_secure: bool = False
    is_local: bool = False
    trouble: PmbsError | None = None


def visit_of(request: Request) -> Visit:
    """What is known of this request."""
    visit: Visit = request.scope["visit"]
    return visit


def person_of(request: Request) -> Person:
    """Who asks."""
    return visit_of(request).person


def may_use(request: Request, method: str, path: str) -> bool:
    """Whether who asks may use that route, by the table: what a page offers is what it would do."""
    needed = TABLE.get((method, path))
    return isinstance(needed, Permission) and person_of(request).may(needed)


def must_see(office: Office, case: str) -> None:
    """Stop whoever would do something with a case that they may not see, where no address names it.

    Raises:
        HTTPException: 403, the case is secret.
    """
    if case and not office.archive.secrecy.may_see(case):
        raise HTTPException(403, CLOSED_CASE.format(case=case))


def csrf_token(request: Request) -> str:
    """The token that every form of our pages carries; it fits this browser's cookie and no other."""
    visit = visit_of(request)
    visit.issued = visit.issued or not visit.has_cookie
    return visit.csrf


async def posted(request: Request) -> FormData:
    """The form that was posted, read once."""
    return await request.form(max_fields=MAX_FIELDS, max_files=MAX_FILES, max_part_size=MAX_ANSWER)


Posted = Annotated[FormData, Depends(posted)]
TheOne = Annotated[Person, Depends(person_of)]


async def admitted(request: Request) -> None:
    """Stop whoever has no right to the route; what changes something needs our token too.

    Raises:
        HTTPException: nobody is signed in (to the sign-in page, or 401), or it is not their right.
        PmbsError: the users cannot be read.
    """
    visit = visit_of(request)
    if visit.trouble is not None:
        raise visit.trouble
    route = (request.method, request.scope["route"].path)
    refusal = _refusal(request, TABLE.get(route)) or _secret(request)
    if refusal is None and request.method not in SAFE_METHODS:
        refusal = _old_token(visit, await posted(request))
    if refusal is None:
        return
    if route in LONG_WRITING:
        raise UnsentError(refusal, await posted(request))
    raise refusal


def _refusal(request: Request, needed: Needed | None) -> HTTPException | None:
    """Why this person may not, if they may not."""
    person = person_of(request)
    if needed is EVERYONE:
        return None
    if not person.is_somebody:
        return _sign_in_first(request)
    if (
        person.is_first
        and (request.method, request.scope["route"].path) not in WITH_A_FIRST_PASSWORD
    ):
        return _change_it_first(request)
    if isinstance(needed, Permission) and person.may(needed):
        return None
    return HTTPException(
        403,
        "Anda tidak berhak membuka halaman ini. Bila tugas Anda memerlukannya, minta peran yang sesuai "
        "kepada administrator.",
    )


def _secret(request: Request) -> HTTPException | None:
    """Why this person may not see the case that the address names, if they may not."""
    case, office = request.path_params.get("case", ""), request.app.state.office
    assert isinstance(office, Office)  # noqa: S101 - put there by whoever made the application
    if not case or office.archive.secrecy.may_see(case):
        return None
    return HTTPException(403, CLOSED_CASE.format(case=case))


def _change_it_first(request: Request) -> HTTPException:
    if request.method == "GET" and not request.url.path.startswith("/potongan/"):
        return HTTPException(303, "Ganti kata sandi dahulu.", headers={"Location": "/sandi"})
    return HTTPException(403, "Ganti dahulu kata sandi yang dibuatkan administrator.")


def _old_token(visit: Visit, form: FormData) -> HTTPException | None:
    given = form.get(CSRF_FIELD)
    if isinstance(given, str) and hmac.compare_digest(
        given.encode("utf-8", "replace"), visit.csrf.encode()
    ):
        return None
    return HTTPException(403, "Formulir di halaman ini sudah kedaluwarsa. Muat ulang, lalu ulangi.")


def _sign_in_first(request: Request) -> HTTPException:
    """On to the sign-in page, and back; a part of a page that is fetched only learns that it may not."""
    is_page = request.method == "GET" and not request.url.path.startswith("/potongan/")
    if not is_page:
        return HTTPException(401, "Masuk dahulu; sesi Anda sudah berakhir.")
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    where = "/masuk" if asked == "/" else f"/masuk?ke={quote(asked, safe='')}"
    return HTTPException(303, "Masuk dahulu.", headers={"Location": where})
