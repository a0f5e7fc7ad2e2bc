"""Beranda: what waits, what was refused and why, what prints, the last letters."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from generator.office import Office
from generator.prints import PrintState
from generator.web.guard import Role, needs
from generator.web.rendering import TheOffice, page

__all__ = ["router"]

router = APIRouter()

ENDED = (PrintState.FAILED, PrintState.UNKNOWN)
UNDER_WAY = (PrintState.WANTED, PrintState.STARTED)


@router.get("/", dependencies=[needs(Role.PETUGAS)])
def front(request: Request, office: TheOffice) -> HTMLResponse:
    return page(request, "beranda.html", _seen(office))


@router.get("/potongan/beranda", dependencies=[needs(Role.PETUGAS)])
def live_part(request: Request, office: TheOffice) -> HTMLResponse:
    """What of the front page changes by itself."""
    return page(request, "bagian/beranda.html", _seen(office))


def _seen(office: Office) -> dict[str, object]:
    status = office.status()
    return {
        "status": status,
        "attention": [
            *status.late_prints,
            *(one for one in status.prints if one.state in ENDED),
        ],
        "printing": [one for one in status.prints if one.state in UNDER_WAY],
    }
