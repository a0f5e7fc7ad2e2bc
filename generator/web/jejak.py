"""Who saw what: what was done and looked at, by person or by case."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from generator.archive import AuditLine
from generator.office import Office
from generator.web.rendering import TheOffice, page

__all__ = ["router"]

router = APIRouter()

SHOWN = 200
MAX_ASKED = 64


@router.get("/jejak")
def trail(request: Request, office: TheOffice, berkas: str = "", siapa: str = "") -> HTMLResponse:
    case, who = berkas[:MAX_ASKED].strip().upper(), siapa[:MAX_ASKED].strip()
    lines = _lines(office, case, who)
    people = sorted({one.name for one in office.access.users.all()} | {line.who for line in lines})
    context = {
        "lines": lines[:SHOWN],
        "is_cut": len(lines) > SHOWN,
        "case": case,
        "who": who,
        "people": people,
    }
    return page(request, "jejak.html", context)


def _lines(office: Office, case: str, who: str) -> list[AuditLine]:
    """Newest first."""
    audit = office.archive.audit
    if case:
        found = audit.of_case(case)[::-1]
        return [line for line in found if who in ("", line.who)]
    return audit.latest(who=who, limit=SHOWN + 1)[::-1]
