"""The API for other programs, under /api/v1: hand in a form, ask what became of it, search, fetch.

An application of its own inside the pages': it answers JSON, knows programs by their tokens and nobody
by a cookie. What is handed in goes through the inbox like everything else.
"""

import math
from collections.abc import AsyncIterator, Mapping
from pathlib import PurePath
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Query, Request
from fastapi.responses import FileResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from generator import __version__
from generator.admission import Right, Token
from generator.archive import ArchivedItem
from generator.forms import form_schema
from generator.office.figures import Figures, figures_of
from generator.office.office import Office
from generator.system.actor import Sight, acting_as
from generator.vocabulary.case_number import CASE_NUMBER
from generator.web.api.models import ApiCase, ApiChanges, ApiFile, ApiHit, ApiItem, Submitted
from generator.web.api.pace import Pace
from generator.web.api.refusals import FAILURES, put_refusals
from generator.web.api.submissions import BODIES, hand_in, received
from generator.web.door.rights import EVERYONE, TABLE

__all__ = ["API", "API_ROOT", "make_api"]

API_ROOT = "/api/v1"
CASE_PATTERN = f"^{CASE_NUMBER}$"
BINARY = "application/octet-stream"
DESCRIPTION = """\
Programs of the office hand in forms, ask what became of them, search and fetch. Each has a token of its
own (`pmbs token add NAME --may submit --may read`; with `--may read-secret` secret cases too, with `--may watch` the figures of `/status`), sent as `Authorization: Bearer …`.

A submission goes through the inbox like a file that a clerk dropped: the answer is a ticket, and what
became of it is asked for until `status` is no longer `waiting`. The same content twice is one case.
"""

API = APIRouter()
bearer = HTTPBearer(auto_error=False, description="Token of the program")

CaseInPath = Annotated[str, Path(pattern=CASE_PATTERN, description="Number of a case")]
ItemInPath = Annotated[int, Path(ge=1, le=9999, description="Place of the item in its case")]


async def program_of(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> AsyncIterator[Token | None]:
    """Stop whoever has no token with the right that the table of routes asks for, or asks too often.

    Raises:
        HTTPException: 401, 403 or 429.
    """
    office, pace = _office(request), cast("Pace", request.app.state.pace)
    needed = TABLE.get((request.method, API_ROOT + request.scope["route"].path))
    if needed is EVERYONE:
        yield None
        return
    program = office.access.tokens.find(given.credentials) if given else None
    if program is None:
        raise HTTPException(401, "Token tidak dikenal.", headers={"WWW-Authenticate": "Bearer"})
    if needed not in program.rights:
        raise HTTPException(403, "Program ini tidak berhak atas permintaan itu.")
    wait = pace.wait(program.name)
    if wait > 0:
        seconds = str(math.ceil(wait))
        raise HTTPException(429, "Terlalu banyak permintaan.", headers={"Retry-After": seconds})
    with acting_as(f"program {program.name}", Sight(is_whole=Right.READ_SECRET in program.rights)):
        case = request.path_params.get("case", "")
        if case and not office.archive.secrecy.may_see(case):
            raise HTTPException(403, "Berkas itu rahasia; program ini tidak berhak membacanya.")
        yield program


def _office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


ApiOffice = Annotated[Office, Depends(_office)]
Program = Annotated[Token, Depends(program_of)]


@API.get("/openapi.json", include_in_schema=False)
def document(request: Request) -> Mapping[str, Any]:
    """This API's own description."""
    made: Mapping[str, Any] = request.app.openapi()
    return made


@API.get(
    "/status", summary="How the office stands, in figures without names; for programs that watch it"
)
def status(office: ApiOffice) -> Figures:
    return figures_of(office)


@API.get("/schema", summary="JSON Schema of a form, as `pmbs schema` prints it")
def schema() -> dict[str, Any]:
    return form_schema()


@API.post(
    "/submissions",
    status_code=202,
    summary="Hand in a form, or a zip of a form with its attachments, or a scan",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                kind: {
                    "schema": {"type": "object", "description": "A form; see /schema"}
                    if suffix == "json"
                    else {"type": "string", "format": "binary", "minLength": 1}
                }
                for kind, suffix in BODIES.items()
            },
        }
    },
    responses={415: FAILURES[415], 413: FAILURES[413], 422: FAILURES[422]},
)
async def submit(request: Request, office: ApiOffice, program: Program) -> Submitted:
    suffix, data = await received(request, megabytes=office.config.inbox.max_megabytes)
    ticket = await run_in_threadpool(hand_in, office, program.name, suffix, data)
    return Submitted.of(ticket)


@API.get(
    "/submissions/{id}",
    summary="What became of a submission of this program",
    responses={404: FAILURES[404], 422: FAILURES[422]},
)
def submission(
    office: ApiOffice,
    program: Program,
    id_: Annotated[str, Path(alias="id", pattern="^[0-9a-f]{20}$")],
) -> Submitted:
    ticket = office.tickets.find(id_)
    if ticket is None or ticket.program != program.name:
        raise HTTPException(404, "Kiriman itu tidak ada.")
    return Submitted.of(ticket)


@API.get("/search", summary="Search everything filed", responses={422: FAILURES[422]})
def search(
    *,
    office: ApiOffice,
    q: Annotated[str, Query(min_length=1, max_length=400, description="Words, a name, a number")],
    year: Annotated[int | None, Query(ge=2000, le=2999)] = None,
    type_: Annotated[str | None, Query(alias="type", max_length=80)] = None,
    agency: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[ApiHit]:
    office.archive.audit.searched()
    hits = office.archive.search.find(q, year=year, type=type_, agency=agency, limit=limit)
    return [ApiHit.of(hit) for hit in hits]


@API.get(
    "/changes",
    summary="What changed, in order: filed, returned, withdrawn, closed, destroyed …",
    responses={422: FAILURES[422]},
)
def changes(
    office: ApiOffice,
    since: Annotated[int, Query(ge=0, le=2**53, description="`next` of the answer before")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> ApiChanges:
    office.archive.audit.list_shown("perubahan")
    found = office.archive.changes.after(since, limit=limit + 1)
    return ApiChanges.of(found, since=since, limit=limit)


@API.get(
    "/cases/{case}",
    summary="A case with its items",
    responses={404: FAILURES[404], 422: FAILURES[422]},
)
def case_(office: ApiOffice, case: CaseInPath) -> ApiCase:
    view = office.archive.cases.show(case)
    office.archive.audit.viewed(view.case)
    return ApiCase.of(view, office.archive.refilings.away(view.case))


@API.get(
    "/cases/{case}/items/{item}",
    summary="An item with its files",
    responses={404: FAILURES[404], 422: FAILURES[422]},
)
def item_(office: ApiOffice, case: CaseInPath, item: ItemInPath) -> ApiItem:
    found = office.archive.items.named(f"{case}/{item}")
    office.archive.audit.viewed(found.case, item=found.item)
    return ApiItem.of(found, _files(office, found))


@API.get(
    "/cases/{case}/items/{item}/files/{place}",
    summary="A file of an item",
    response_class=FileResponse,
    responses={
        200: {"content": {BINARY: {"schema": {"type": "string", "format": "binary"}}}},
        404: FAILURES[404],
        422: FAILURES[422],
    },
)
def file_(
    office: ApiOffice, case: CaseInPath, item: ItemInPath, place: Annotated[int, Path(ge=1, le=999)]
) -> FileResponse:
    found = office.archive.items.named(f"{case}/{item}")
    names = list(office.archive.items.record_of(found).files)
    if place > len(names):
        raise HTTPException(404, "Berkas itu tidak ada.")
    office.archive.audit.downloaded(found.case, item=found.item)
    suffix = PurePath(names[place - 1]).suffix.lower()
    return FileResponse(
        office.archive.items.folder_of(found) / names[place - 1],
        media_type=BINARY,
        filename=f"{found.case}-{found.item:03d}-{place}{suffix}",
    )


def _files(office: Office, item: ArchivedItem) -> tuple[ApiFile, ...]:
    sealed = office.archive.items.record_of(item).files
    return tuple(
        ApiFile(
            place=place,
            kind=PurePath(name).suffix.lower().removeprefix("."),
            size=one.size,
            sha256=one.sha256,
        )
        for place, (name, one) in enumerate(sealed.items(), start=1)
    )


def make_api(office: Office) -> FastAPI:
    """The application that is mounted at /api/v1."""
    api = FastAPI(
        title="PMBS",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        servers=[{"url": API_ROOT}],
        dependencies=[Depends(program_of)],
        responses={code: FAILURES[code] for code in (400, 401, 403, 429, 503)},
    )
    api.state.office = office
    api.state.pace = Pace(office.config.web.api_requests_per_minute)
    put_refusals(api)
    api.include_router(API)
    return api
