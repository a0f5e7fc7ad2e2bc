"""The status page: what waits, what was refused and why, what prints, the last letters."""

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import __version__, indonesian
from generator.office import OfficeStatus
from generator.prints import STATE_WORDS, PrintState
from generator.problems import PmbsError

__all__ = ["make_app"]

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
RELOAD_SECONDS = 20
HEADERS = {
    # No script at all: the page reloads by itself without one.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def make_app(office_status: Callable[[], OfficeStatus], *, hosts: frozenset[str]) -> FastAPI:
    """The application. `hosts` are the Host headers that are answered: others may be rebinding."""
    app = FastAPI(title="PMBS", docs_url=None, redoc_url=None, openapi_url=None)
    pages = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    pages.filters |= {"saat": _moment, "tanggal": indonesian.long_date}

    @app.middleware("http")
    async def guard(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        if request.headers.get("host", "").casefold() not in hosts:
            response: Response = PlainTextResponse("Alamat tidak dikenal.", status_code=400)
        else:
            response = await call_next(request)
        response.headers.update(HEADERS)
        return response

    @app.exception_handler(PmbsError)
    @app.exception_handler(OSError)
    @app.exception_handler(sqlite3.Error)
    def unavailable(_request: Request, error: Exception) -> HTMLResponse:
        # The archive's disk may be away for a moment: the page says so and asks again by itself.
        log.warning("status page: %s", type(error).__name__)
        reason = error.problem.message if isinstance(error, PmbsError) else ""
        page = pages.get_template("tidak-tersedia.html").render(
            reason=reason, reload_seconds=RELOAD_SECONDS
        )
        return HTMLResponse(page, status_code=503)

    @app.exception_handler(Exception)
    def failed(_request: Request, _error: Exception) -> PlainTextResponse:
        # Answered outside of the guard, so the headers are put on here; uvicorn logs the error.
        return PlainTextResponse("Kesalahan pada layanan.", status_code=500, headers=HEADERS)

    @app.get("/", response_class=HTMLResponse)
    def status() -> str:
        seen = office_status()
        ended = (PrintState.FAILED, PrintState.UNKNOWN)
        attention = [*seen.late_prints, *(one for one in seen.prints if one.state in ended)]
        printing = [
            one for one in seen.prints if one.state in (PrintState.WANTED, PrintState.STARTED)
        ]
        return pages.get_template("status.html").render(
            status=seen,
            attention=attention,
            printing=printing,
            words=STATE_WORDS,
            reload_seconds=RELOAD_SECONDS,
            version=__version__,
        )

    @app.get("/sehat", response_class=PlainTextResponse)
    def health() -> str:
        return "ok"

    app.mount("/static", StaticFiles(directory=HERE / "static"))
    return app


def _moment(at: datetime) -> str:
    return f"{indonesian.long_date(at.date())}, {at:%H.%M}"
