"""Beranda: what waits, what was refused and why, what prints, what is late, the last letters."""

import re
import threading
import time
from collections.abc import Sequence
from datetime import timedelta

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from generator.archive import ArchivedItem, Listing
from generator.desks.print_all import sheets_of_today
from generator.office.office import Office
from generator.office.status import TrayEntry
from generator.service.tidying import Tidying
from generator.vocabulary.prints import PrintState
from generator.web.door.guard import Posted, may_use
from generator.web.pages.persetujuan import drafts_of, prints_to_release
from generator.web.rendering import TheOffice, go, page
from generator.web.taking import id_of, text_of

__all__ = ["router"]

router = APIRouter()

UNDER_WAY = (PrintState.WANTED, PrintState.STARTED)
FRESH_SECONDS = 60.0
MOST_LATE = 15
TRY_WITHIN = timedelta(days=90)
MOST_OFFERED = 200


class CaseBoard:
    """The list of running cases with their steps, worked out again when anything was filed, or a minute later."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: object = None
        self._listing: Listing | None = None

    def of(self, office: Office) -> Listing:
        head = office.archive.chain.head()
        seen = (office.folder, head, time.monotonic() // FRESH_SECONDS)
        with self._lock:
            if self._listing is None or seen != self._seen:
                self._listing = office.listing("sop")
                self._seen = seen
            return self._listing


clock = CaseBoard()


@router.get("/")
def front(request: Request, office: TheOffice) -> HTMLResponse:
    return page(request, "beranda.html", _seen(request, office))


@router.get("/potongan/beranda")
def live_part(request: Request, office: TheOffice) -> HTMLResponse:
    """What of the front page changes by itself."""
    return page(request, "bagian/beranda.html", _seen(request, office))


@router.post("/jam")
def accept_clock(office: TheOffice, form: Posted) -> RedirectResponse:
    """A person says that the clock is right."""
    why = text_of(form, "alasan")
    if not why:
        raise HTTPException(422, "Tulis alasannya; alasan itu tercatat.")
    office.archive.chain.accept_clock(reason=why[:200])
    return go("/", "jam")


@router.post("/pemulihan")
def resume(office: TheOffice, form: Posted) -> RedirectResponse:
    """A person says after a restore which numbers are free; numbering goes on."""
    today = office.clock.today()
    told = {
        series: text_of(form, series) for series in office.archive.recovery.next_free(today.year)
    }
    if not all(one.isdecimal() for one in told.values()):
        raise HTTPException(422, "Tulis nomor bebas pertama dari setiap register.")
    office.archive.recovery.go_on(
        {series: int(number) for series, number in told.items()}, today=today
    )
    return go("/", "penomoran")


@router.post("/mulai")
def begin(office: TheOffice, form: Posted) -> RedirectResponse:
    """A person says up to which numbers the office's book on paper goes."""
    today = office.clock.today()
    told = {
        one: text_of(form, one) or "0" for one in office.archive.beginnings.last_used(today.year)
    }
    if not all(one.isdecimal() for one in told.values()):
        raise HTTPException(422, "Tulis nomor terakhir setiap register, atau 0.")
    last = {series: int(number) for series, number in told.items()}
    why = text_of(form, "alasan")
    if any(last.values()) and not why:
        raise HTTPException(422, "Tulis dari buku agenda mana nomor itu; tercatat di register.")
    office.archive.beginnings.begin(last, reason=why[:200], today=today)
    return go("/", "dimulai")


def _seen(request: Request, office: Office) -> dict[str, object]:
    status = office.status()
    # It shows the notes of what was refused, and whose cases run late.
    office.archive.audit.list_shown("beranda")
    ended = [one for one in status.prints if one.needs_a_look]
    late_keys = {one.key for one in ended}
    unsigned = office.archive.items.unsigned() if status.to_match else []
    running = _rows(clock.of(office))
    late = [row for row in running if "TERLAMBAT" in row["Keadaan"]]
    *living, places = _rows(office.listing("shelter"))
    to_release = prints_to_release(office)
    named = {one.case for one in status.letters} | {one.case for one in to_release}
    return {
        "status": status,
        "sheets_today": len(sheets_of_today(office)),
        "backup": _backup(office),
        "leaving": Tidying(office).announced(),
        "clients": office.archive.browsing.clients(named),
        "attention": [
            *(one for one in status.late_prints if one.key not in late_keys),
            *ended,
        ],
        "printing": [one for one in status.prints if one.state in UNDER_WAY],
        "to_release": to_release,
        "name_of": lambda key: office.catalogue.types[key].title,
        "may_accept_clock": may_use(request, "POST", "/jam"),
        "may_resume": may_use(request, "POST", "/pemulihan"),
        "may_begin": may_use(request, "POST", "/mulai"),
        "next_free": office.archive.recovery.next_free(office.clock.today().year),
        "drafts": lambda entry: drafts_of(office, entry),
        "may_approve": may_use(request, "POST", "/persetujuan/{entry_id}/setuju"),
        "may_release": may_use(request, "POST", "/berkas/{case}/{item}/setuju"),
        "id_of": id_of,
        "proposed": lambda entry: _proposed(entry, unsigned),
        "unsigned": unsigned[-MOST_OFFERED:],
        "late": late[:MOST_LATE],
        "late_count": len(late),
        "running_count": len(running),
        "living": living,
        "places": places,
    }


def _backup(office: Office) -> dict[str, object]:
    """When the office was backed up last, when one was tried, and whether that is too long ago."""
    audit = office.archive.audit
    tried = audit.last_backup_tried()
    limit = office.clock.now() - TRY_WITHIN
    return {
        "last": audit.last_backup(),
        "tried": tried,
        "is_late": bool(office.archive.items.latest_filed()) and (tried is None or tried < limit),
    }


def _rows(listing: Listing) -> list[dict[str, str]]:
    return [
        {
            name: "" if cell is None else str(cell)
            for name, cell in zip(listing.columns, row, strict=True)
        }
        for row in listing.rows
    ]


def _proposed(entry: TrayEntry, unsigned: Sequence[ArchivedItem]) -> list[ArchivedItem]:
    """The letters that the note beside a scan names as likely, in its order."""
    note = re.sub(r"\s+", " ", entry.note)
    named = [(note.find(f"{one.number} ("), one) for one in unsigned]
    return [one for at, one in sorted(named, key=lambda pair: pair[0]) if at >= 0]
