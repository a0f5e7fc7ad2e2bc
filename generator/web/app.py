"""The application: its pages, what guards every answer, and what is said when something fails."""

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as AnyHTTPException

from generator.office import Office
from generator.problems import PmbsError, UsageError
from generator.web import beranda
from generator.web.rendering import page

__all__ = ["make_app"]

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
# Our own files only: no inline script or style, nobody else's page around ours.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; object-src 'self'; form-action 'self'; frame-ancestors 'self'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
NOT_FOUND = 404
ROUTERS = (beranda.router,)


def make_app(office: Office, *, hosts: frozenset[str]) -> FastAPI:
    """The application. `hosts` are the Host headers that are answered: others may be rebinding.

    Handlers are plain functions: each runs in a thread of the pool, with a database connection of
    its own.
    """
    app = FastAPI(title="PMBS", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.office = office

    @app.middleware("http")
    async def guard(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        if request.headers.get("host", "").casefold() not in hosts:
            response: Response = PlainTextResponse("Alamat tidak dikenal.", status_code=400)
        else:
            response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    app.add_exception_handler(PmbsError, unavailable)
    app.add_exception_handler(OSError, unavailable)
    app.add_exception_handler(sqlite3.Error, unavailable)
    app.add_exception_handler(UsageError, not_possible)
    app.add_exception_handler(AnyHTTPException, refused)
    app.add_exception_handler(Exception, failed)

    @app.get("/sehat", response_class=PlainTextResponse)
    def health() -> str:
        return "ok"

    for router in ROUTERS:
        app.include_router(router)
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


def refused(request: Request, error: Exception) -> HTMLResponse:
    """No such page, no right to it, or not a request that it knows."""
    assert isinstance(error, AnyHTTPException)  # noqa: S101 - registered for nothing else
    title = "Tidak ditemukan" if error.status_code == NOT_FOUND else "Permintaan tidak dilayani"
    is_ours = isinstance(error, HTTPException) and error.status_code != NOT_FOUND
    text = str(error.detail) if is_ours else "Periksa alamatnya, atau mulai dari Beranda."
    made = page(request, "pesan.html", {"title": title, "text": text}, code=error.status_code)
    made.headers.update(error.headers or {})
    return made


def failed(_request: Request, _error: Exception) -> PlainTextResponse:
    """A bug of ours: answered outside of the guard, so the headers are put on here; uvicorn logs it."""
    return PlainTextResponse("Kesalahan pada layanan.", status_code=500, headers=HEADERS)
