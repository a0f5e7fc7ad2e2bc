"""The application: its pages, what guards every answer, and what is said when something fails."""

import logging
import sqlite3
from pathlib import Path

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as AnyHTTPException

from generator.office.office import Office
from generator.vocabulary.problems import PmbsError, UsageError
from generator.web.api.api import API_ROOT, make_api
from generator.web.api.refusals import refused_in_json
from generator.web.door.gate import Doorkeeper
from generator.web.door.guard import UnsentError, admitted
from generator.web.pages import (
    agenda,
    arsip,
    beranda,
    berkas,
    cari,
    ekspedisi,
    formulir,
    jejak,
    keputusan,
    kiriman,
    masuk,
    nomor,
    pengaturan,
    pengguna,
    persetujuan,
    surat_masuk,
    templat,
    tugas,
    unduh,
    urusan,
)
from generator.web.rendering import page

__all__ = ["make_app"]

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
SEE_OTHER, NOT_FOUND = 303, 404
ROUTERS = tuple(
    one.router
    for one in (
        beranda,
        tugas,
        cari,
        urusan,
        berkas,
        unduh,
        formulir,
        kiriman,
        keputusan,
        persetujuan,
        surat_masuk,
        nomor,
        ekspedisi,
        agenda,
        arsip,
        templat,
        pengaturan,
        jejak,
        pengguna,
        masuk,
    )
)
WRONG_ADDRESS = "Periksa alamatnya, atau mulai dari Beranda."
ADVICE = {NOT_FOUND: WRONG_ADDRESS, 405: WRONG_ADDRESS}
UNREADABLE = (
    "Yang dikirim tidak dapat dibaca: ada jawaban yang terlalu panjang, atau kirimannya terputus. Tekan "
    "tombol kembali pada peramban, perpendek jawabannya, lalu kirim lagi."
)


def make_app(office: Office, doorkeeper: Doorkeeper) -> FastAPI:
    """The application, to be put behind the gate.

    Handlers are plain functions: each runs in a thread of the pool, with a database connection of
    its own. `admitted` goes first on every route; one that is not in the table is open to nobody.
    """
    app = FastAPI(
        title="PMBS",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(admitted)],
    )
    app.state.office = office
    app.state.doorkeeper = doorkeeper
    app.add_exception_handler(PmbsError, unavailable)
    app.add_exception_handler(OSError, unavailable)
    app.add_exception_handler(sqlite3.Error, unavailable)
    app.add_exception_handler(UsageError, not_possible)
    app.add_exception_handler(UnsentError, formulir.given_back)
    app.add_exception_handler(AnyHTTPException, refused)
    app.add_exception_handler(RequestValidationError, unknown_address)
    app.add_exception_handler(Exception, failed)

    @app.get("/healthz", response_class=PlainTextResponse)
    @app.get("/sehat", response_class=PlainTextResponse)
    def health() -> str:
        return "ok"

    for router in ROUTERS:
        app.include_router(router)
    app.mount(API_ROOT, make_api(office))
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    return app


def unavailable(request: Request, error: Exception) -> HTMLResponse:
    """The archive's disk may be away for a moment: the page says so and asks again by itself."""
    log.warning("page: %s", type(error).__name__)
    reason = error.problem.message if isinstance(error, PmbsError) else ""
    return page(request, "tidak-tersedia.html", {"reason": reason}, code=503)


def not_possible(request: Request, error: Exception) -> HTMLResponse:
    """What was asked for does not exist or is not allowed."""
    assert isinstance(error, UsageError)  # noqa: S101 - registered for nothing else
    is_missing = error.problem.code == "A005"
    title = "Tidak ditemukan" if is_missing else "Belum dapat dilakukan"
    status = NOT_FOUND if is_missing else 409
    return page(request, "pesan.html", {"title": title, "text": str(error.problem)}, code=status)


def refused(request: Request, error: Exception) -> Response:
    """No such page, no right to it, or not a request that it knows."""
    assert isinstance(error, AnyHTTPException)  # noqa: S101 - registered for nothing else
    if request.scope["path"].startswith(API_ROOT):
        # A path with a line break does not reach the application that is mounted there.
        return refused_in_json(request, error)
    if error.status_code == SEE_OTHER:
        return RedirectResponse((error.headers or {})["Location"], SEE_OTHER)
    title = "Tidak ditemukan" if error.status_code == NOT_FOUND else "Permintaan tidak dilayani"
    is_ours = isinstance(error, HTTPException) and error.status_code != NOT_FOUND
    text = str(error.detail) if is_ours else ADVICE.get(error.status_code, UNREADABLE)
    made = page(request, "pesan.html", {"title": title, "text": text}, code=error.status_code)
    made.headers.update(error.headers or {})
    return made


def unknown_address(request: Request, _error: Exception) -> Response:
    """An address whose parts are none of ours."""
    return refused(request, HTTPException(NOT_FOUND))


def failed(_request: Request, _error: Exception) -> PlainTextResponse:
    """A bug of ours; uvicorn logs it."""
    return PlainTextResponse("Kesalahan pada layanan.", status_code=500)
