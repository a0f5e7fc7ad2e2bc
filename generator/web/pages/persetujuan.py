"""Persetujuan: drafts that wait for a head's word before their numbers, and copies that wait to be printed."""

import re
from collections.abc import Sequence

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response

from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.office.status import TrayEntry
from generator.submission import approval
from generator.vocabulary.prints import PrintJob, PrintState
from generator.web.door.guard import Posted
from generator.web.rendering import TheOffice, go, plain_file
from generator.web.taking import id_of, text_of

__all__ = ["drafts_of", "prints_to_release", "router"]

router = APIRouter()

DRAFT = re.compile(r" - konsep (\d+) ([^ ]+)\.pdf$")
LONGEST = 200


def prints_to_release(office: Office) -> list[PrintJob]:
    """One copy of each letter whose copies wait for a person's word, in the order of waiting."""
    types = {key for key, one in office.catalogue.types.items() if one.print == "approval"}
    if not types:
        return []
    found = {
        (job.case, job.item): job
        for job in reversed(office.archive.prints.open_prints())
        if job.type in types
        and job.is_first
        and not job.is_released
        and job.state is PrintState.WANTED
    }
    return list(reversed(found.values()))


def drafts_of(office: Office, entry: TrayEntry) -> Sequence[tuple[int, str]]:
    """The drafts of a submission that can be looked at: each one's number and what letter it is."""
    types = office.catalogue.types
    path = office.inbox.folder / Tray.APPROVAL / entry.name
    found = (DRAFT.search(one.name) for one in office.inbox.trays.drafts_of(path))
    return sorted(
        (int(one[1]), types[one[2]].title if one[2] in types else one[2]) for one in found if one
    )


@router.get("/persetujuan/{entry_id}/konsep/{place}")
def draft(office: TheOffice, entry_id: str, place: int) -> Response:
    """A draft as it would be printed, shown in the browser; its name tells of nobody."""
    entry = _entry(office, entry_id)
    path = office.inbox.folder / Tray.APPROVAL / entry.name
    for one in office.inbox.trays.drafts_of(path):
        told = DRAFT.search(one.name)
        if told and int(told[1]) == place:
            office.archive.audit.paper_viewed("konsep", entry_id)
            return plain_file(
                one, name=f"konsep-{place}.pdf", media_type="application/pdf", is_shown=True
            )
    raise HTTPException(404)


@router.post("/persetujuan/{entry_id}/setuju")
def approve(office: TheOffice, entry_id: str, form: Posted) -> RedirectResponse:
    """The submission goes on and takes its numbers."""
    entry = _as_seen(_entry(office, entry_id), text_of(form, "dilihat"))
    return go(f"/kiriman/{id_of(approval.approve(office, entry.name))}", "diteruskan")


@router.post("/persetujuan/{entry_id}/tolak")
def refuse(office: TheOffice, entry_id: str, form: Posted) -> RedirectResponse:
    """The submission goes back to the clerk with the reason."""
    reason = text_of(form, "alasan")
    if not reason:
        raise HTTPException(422, "Tulis alasan penolakan; petugas membacanya di samping formulir.")
    entry = _as_seen(_entry(office, entry_id), text_of(form, "dilihat"))
    approval.refuse(office, entry.name, reason=reason[:LONGEST])
    return go("/", "ditolak")


def _entry(office: Office, entry_id: str) -> TrayEntry:
    for one in office.status().to_approve:
        if id_of(one.name) == entry_id:
            return one
    raise HTTPException(404)


def _as_seen(entry: TrayEntry, seen: str) -> TrayEntry:
    """The entry, if it is what the page showed: another form may have come under the same name."""
    if entry.at.isoformat() != seen:
        raise HTTPException(
            409, "Formulir ini berubah sesudah halaman dibuka. Lihat lagi konsepnya."
        )
    return entry
