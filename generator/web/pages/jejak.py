"""Who saw what: what was done and looked at, by person, by case, by kind."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from generator.archive import AuditLine
from generator.office.office import Office
from generator.web.rendering import TheOffice, page

__all__ = ["router"]

router = APIRouter()

SHOWN = 200
# So far back it is looked when only some kinds of lines are asked for.
LOOKED_AT = 5000
MAX_ASKED = 64
KINDS: dict[str, tuple[str, frozenset[str]]] = {
    "lihat": (
        "dilihat dan diunduh",
        frozenset({"item-viewed", "item-downloaded", "identity-shown", "case-exported"}),
    ),
    "cetak": (
        "cetakan",
        frozenset({"print-wanted", "print-released", "print-changed"}),
    ),
    "daftar": (
        "daftar dan pencarian",
        frozenset({"list-taken", "list-viewed", "searched"}),
    ),
    "masuk": ("masuk dan keluar", frozenset({"session"})),
    "pengguna": (
        "pengguna dan program",
        frozenset(
            {
                "user-added",
                "user-removed",
                "role-set",
                "nip-set",
                "password-set",
                "token-added",
                "token-removed",
            }
        ),
    ),
}


@router.get("/jejak")
def trail(
    request: Request, office: TheOffice, berkas: str = "", siapa: str = "", apa: str = ""
) -> HTMLResponse:
    """Newest first, of a case, of a person, of one kind, or of all."""
    case, who = berkas[:MAX_ASKED].strip().upper(), siapa[:MAX_ASKED].strip()
    kind = apa if apa in KINDS else ""
    lines = _lines(office, case, who, kind)
    people = sorted({one.name for one in office.access.users.all()} | {line.who for line in lines})
    context = {
        "lines": lines[:SHOWN],
        "is_cut": len(lines) > SHOWN,
        "case": case,
        "who": who,
        "kind": kind,
        "kinds": {key: words for key, (words, _) in KINDS.items()},
        "people": people if who in ("", *people) else [*people, who],
    }
    return page(request, "jejak.html", context)


def _lines(office: Office, case: str, who: str, kind: str) -> list[AuditLine]:
    audit = office.archive.audit
    if case:
        found = [line for line in audit.of_case(case) if who in ("", line.who)]
    else:
        found = audit.latest(who=who, limit=LOOKED_AT if kind else SHOWN + 1)
    _, events = KINDS.get(kind, ("", frozenset()))
    return [
        _as_seen(office, line) for line in reversed(found) if not events or line.event in events
    ]


def _as_seen(office: Office, line: AuditLine) -> AuditLine:
    """Reasons are written in words of one's own: those of a case that this person may not see stay out."""
    if line.case and not office.archive.secrecy.may_see(line.case):
        return replace(line, detail="")
    return line
