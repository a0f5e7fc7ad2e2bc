"""Persetujuan: drafts that wait for a head's word before their numbers, and copies that wait to be printed."""

import re
from collections.abc import Sequence

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response

from generator.desks.access_classes import class_of
from generator.forms import read_forms
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.office.status import TrayEntry
from generator.submission import approval
from generator.system.actor import acting, sight
from generator.vocabulary.case import CaseForm
from generator.vocabulary.prints import PrintJob, PrintState
from generator.web.door.guard import CLOSED_CASE, Posted
from generator.web.rendering import TheOffice, go, plain_file
from generator.web.taking import id_of, text_of

__all__ = [
    "closed_case",
    "drafts_of",
    "forms_of",
    "must_see_entry",
    "prints_to_release",
    "router",
    "sender_of_entry",
    "waiting_entry",
]

router = APIRouter()

DRAFT = re.compile(r" - konsep (\d+) ([^ ]+)\.pdf$")
LONGEST = 200
# Where the head decides, and goes on to the next.
DESK = "keputusan"
# What a submission is called whose letters are of a secret class, and which has no case yet.
NEW_CASE = "baru ini"


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


def sender_of_entry(office: Office, entry: TrayEntry) -> str:
    """Who sent what waits; empty if nobody knows."""
    return office.archive.senders.of(entry.name, before=office.clock.now())


def forms_of(office: Office, entry: TrayEntry) -> Sequence[CaseForm]:
    """What the forms say that wait; nothing of one that lies in a folder or a zip with its attachments."""
    path = office.inbox.folder / Tray.APPROVAL / entry.name
    if path.is_symlink() or not path.is_file():
        return ()
    try:
        readings = read_forms(path, name=entry.name, today=office.clock.today())
    except OSError:
        return ()
    return [one.form for one in readings if one.form is not None]


def closed_case(office: Office, entry: TrayEntry) -> str:
    """The secret case that a submission is of, or will be, and that whoever acts may not see; empty if none is.

    Whoever sent it knows it.
    """
    if sender_of_entry(office, entry) == acting():
        return ""
    rules, archive = office.classification.access, office.archive
    for form in forms_of(office, entry):
        case = form.nomor_kasus or ""
        known = case if case and archive.cases.has(case) else None
        if known and not archive.secrecy.may_see(known):
            return known
        if rules.is_secret(class_of(office, known, form).access) and not sight().covers(case):
            return case or NEW_CASE
    return ""


def must_see_entry(office: Office, entry: TrayEntry) -> None:
    """Stop whoever may not see what waits.

    Raises:
        HTTPException: 403, it is of a secret case.
    """
    closed = closed_case(office, entry)
    if closed:
        raise HTTPException(403, CLOSED_CASE.format(case=closed))


@router.get("/persetujuan/{entry_id}/konsep/{place}")
def draft(office: TheOffice, entry_id: str, place: int) -> Response:
    """A draft as it would be printed, shown in the browser; its name tells of nobody."""
    entry = waiting_entry(office, entry_id)
    must_see_entry(office, entry)
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
    entry = _as_seen(waiting_entry(office, entry_id), text_of(form, "dilihat"))
    must_see_entry(office, entry)
    name = approval.approve(office, entry.name)
    if text_of(form, "dari") == DESK:
        return go("/keputusan", "diteruskan")
    return go(f"/kiriman/{id_of(name)}", "diteruskan")


@router.post("/persetujuan/{entry_id}/tolak")
def refuse(office: TheOffice, entry_id: str, form: Posted) -> RedirectResponse:
    """The submission goes back to the clerk with the reason."""
    reason = text_of(form, "alasan")
    if not reason:
        raise HTTPException(422, "Tulis alasan penolakan; petugas membacanya di samping formulir.")
    entry = _as_seen(waiting_entry(office, entry_id), text_of(form, "dilihat"))
    must_see_entry(office, entry)
    approval.refuse(office, entry.name, reason=reason[:LONGEST])
    return go("/keputusan" if text_of(form, "dari") == DESK else "/", "ditolak")


def waiting_entry(office: Office, entry_id: str) -> TrayEntry:
    """The submission that waits for a decision, by its id.

    Raises:
        HTTPException: 404, none waits.
    """
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
