"""Keputusan: the desk of the head: what waits for a word, each draft side by side with the data it was made of."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from generator.desks.releasing import may_decide, sender_of
from generator.forms import told_of
from generator.office.office import Office
from generator.office.status import TrayEntry
from generator.web.masking import mask
from generator.web.pages.persetujuan import (
    closed_case,
    drafts_of,
    forms_of,
    must_see_entry,
    prints_to_release,
    sender_of_entry,
    waiting_entry,
)
from generator.web.rendering import TheOffice, page
from generator.web.taking import id_of

__all__ = ["router"]

router = APIRouter()


@router.get("/keputusan")
def waiting(request: Request, office: TheOffice) -> HTMLResponse:
    """Drafts before their numbers, and letters before they are printed, the longest waiting first."""
    office.archive.audit.list_shown("keputusan")
    entries = sorted(office.status().to_approve, key=lambda one: one.at)
    jobs = [one for one in prints_to_release(office) if office.archive.secrecy.may_see(one.case)]
    told = {
        "entries": [_line(office, one) for one in entries],
        "jobs": [
            {
                "job": job,
                "title": office.catalogue.types[job.type].title,
                "letter": office.archive.items.named(f"{job.case}/{job.item}"),
                "is_own": not may_decide(_sender_of(office, job.case, job.item)),
            }
            for job in jobs
        ],
        "clients": office.archive.browsing.clients({one.case for one in jobs}),
    }
    return page(request, "keputusan.html", told)


def _sender_of(office: Office, case: str, item: int) -> str:
    return sender_of(office, office.archive.items.named(f"{case}/{item}"))


def _line(office: Office, entry: TrayEntry) -> dict[str, object]:
    """A submission in the list; of a secret one nothing but that it waits."""
    forms = forms_of(office, entry)
    is_seen = not closed_case(office, entry)
    clients = [one.klien.nama for one in forms if one.klien] if is_seen else []
    return {
        "id": id_of(entry.name),
        "at": entry.at,
        "is_seen": is_seen,
        "clients": clients,
        "case": next((one.nomor_kasus for one in forms if one.nomor_kasus), ""),
        "letters": [title for _, title in drafts_of(office, entry)],
        "sender": sender_of_entry(office, entry),
        "is_own": not may_decide(sender_of_entry(office, entry)),
    }


@router.get("/keputusan/{entry_id}")
def beside_its_data(request: Request, office: TheOffice, entry_id: str) -> HTMLResponse:
    """Each draft of a submission beside what its form says."""
    entry = waiting_entry(office, entry_id)
    must_see_entry(office, entry)
    forms = forms_of(office, entry)
    known = [one.nomor_kasus for one in forms if one.nomor_kasus]
    office.archive.audit.paper_viewed("konsep", entry_id, case=known[0] if known else "")
    told = {
        "id": entry_id,
        "entry": entry,
        "drafts": drafts_of(office, entry),
        "cases": known,
        "forms": [told_of(one) for one in forms],
        "titles": [one.klien.nama for one in forms if one.klien],
        "show": mask,
        "sender": sender_of_entry(office, entry),
        "is_own": not may_decide(sender_of_entry(office, entry)),
    }
    return page(request, "keputusan-satu.html", told)
