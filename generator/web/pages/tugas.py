"""Tugas: the desk of the officer: the cases that are theirs, what of them is late, and what waits for them."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from generator.archive import ArchivedItem, Listing
from generator.office.office import Office
from generator.web.door.guard import TheOne
from generator.web.pages.beranda import clock
from generator.web.pages.formulir import begun_by
from generator.web.rendering import TheOffice, page
from generator.web.taking import id_of

__all__ = ["router"]

router = APIRouter()

LATE = "TERLAMBAT"
SHOWN = ("Nomor kasus", "Klien", "Langkah", "Paling lambat", "Keadaan")


@router.get("/tugas")
def mine(request: Request, office: TheOffice, person: TheOne) -> HTMLResponse:
    """The running cases of whoever asks, by the NIP at their account; what they sent and began."""
    office.archive.audit.list_shown("tugas")
    user = office.access.users.find(person.name)
    nip = user.nip if user else ""
    cases = office.archive.secrecy.cases_of(nip) if nip else frozenset()
    clients = office.archive.browsing.clients(cases)
    rows = [one for one in _rows(clock.of(office)) if one["Nomor kasus"] in cases]
    status = office.status()
    now = office.clock.now()
    told = {
        "has_nip": bool(nip),
        "rows": [{**one, "Klien": clients.get(one["Nomor kasus"], "")} for one in rows],
        "late": [one for one in rows if LATE in one["Keadaan"]],
        "refused": [
            one
            for one in status.rejected
            if office.archive.senders.of(one.name, before=now) == person.name
        ],
        "to_approve": [
            one
            for one in status.to_approve
            if office.archive.senders.of(one.name, before=now) == person.name
        ],
        "drafts": begun_by(office, person.name),
        "unsigned": _unsigned(office, cases),
        "corrections": [one for one in office.archive.corrections.open() if one.case in cases],
        "id_of": id_of,
    }
    return page(request, "tugas.html", told)


def _rows(listing: Listing) -> list[dict[str, str]]:
    places = [listing.columns.index(name) for name in SHOWN]
    return [
        {name: str(row[at] or "") for name, at in zip(SHOWN, places, strict=True)}
        for row in listing.rows
    ]


def _unsigned(office: Office, cases: frozenset[str]) -> list[ArchivedItem]:
    """The letters of these cases that are out for signature, or came back incomplete."""
    return [one for one in office.archive.items.unsigned() if one.case in cases]
