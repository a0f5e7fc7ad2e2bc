"""Kiriman: files dropped on a page, and what becomes of them in the inbox; scans matched by hand."""

from collections.abc import Sequence
from pathlib import Path as FilePath

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from generator.inbox.file_names import printable_name
from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.submission import receipts
from generator.submission.hand_matching import match_scan, refuse_scan
from generator.vocabulary.problems import UsageError
from generator.web.door.guard import CLOSED_CASE, Posted, TheOne, must_see
from generator.web.rendering import CASE, TheOffice, go, page, plain_file
from generator.web.taking import id_of, text_of, uploads_of

__all__ = ["in_tray", "put_away", "refused_note", "router"]

router = APIRouter()

# How the note of a dismissed submission begins.
PUT_AWAY = "DISINGKIRKAN"

MOST_SHOWN = 40
SHOWN = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
TITLES = {
    None: "Sedang diproses",
    Tray.DONE: "Sudah diarsipkan",
    Tray.REJECTED: "Belum dapat diproses",
    Tray.DUPLICATE: "Sudah pernah dicatat",
    Tray.CLOSED: "Sudah dicatat dalam berkas rahasia",
    Tray.HELD: "Ditahan sampai layanan diperbaiki",
    Tray.MATCH: "Perlu dicocokkan dengan suratnya",
    Tray.APPROVAL: "Menunggu persetujuan",
}


@router.post("/kiriman")
def drop(office: TheOffice, form: Posted) -> RedirectResponse:
    """Files into the inbox, just as if they had been copied there."""
    uploads = uploads_of(form, "berkas")
    if not uploads:
        raise HTTPException(422, "Pilih dahulu berkas yang akan dikirim.")
    names = [office.inbox.drop(one.filename or "", one.file.read()) for one in uploads]
    for name in names:
        office.archive.senders.note(name)
    ids = [id_of(one) for one in names]
    return go(f"/kiriman/{'+'.join(ids[:MOST_SHOWN])}")


@router.get("/kiriman/{ids}")
def outcome(request: Request, office: TheOffice, ids: str) -> HTMLResponse:
    """What became of submissions so far."""
    sent = [_told(office, one) for one in ids.split("+")[:MOST_SHOWN]]
    is_under_way = any(one["is_under_way"] for one in sent)
    told: dict[str, object] = {"sent": sent, "is_under_way": is_under_way}
    # "Made in a moment" is no news any more beside the outcome.
    return page(request, "kiriman.html", told if is_under_way else {**told, "told": ""})


def _told(office: Office, entry_id: str) -> dict[str, object]:
    found = office.inbox.whereabouts(lambda name: id_of(name) == entry_id)
    if found is None:
        return {
            "id": entry_id,
            "name": "Kiriman ini tidak lagi di inbox",
            "title": "Tidak ditemukan",
            "tray": None,
            "note": "Mungkin sudah diambil orang dari foldernya. Yang sudah diarsipkan dapat dicari.",
            "cases": (),
            "is_under_way": False,
            "is_put_away": False,
        }
    path, tray = found
    cases = tuple(dict.fromkeys(CASE.findall(read_note(path) if tray else "")))
    # A note tells what a form says: it is looked at like the paper itself.
    office.archive.audit.paper_viewed("catatan", entry_id, case=_only(office, cases))
    note = read_note(path) if tray else ""
    hidden = [one for one in cases if not office.archive.secrecy.may_see(one)]
    if hidden:
        note = CLOSED_CASE.format(case=", ".join(hidden))
    return {
        "id": entry_id,
        "name": printable_name(path.name),
        "title": TITLES[tray],
        "tray": tray,
        "note": note,
        "cases": cases,
        "is_under_way": tray is None,
        "is_put_away": note.startswith(PUT_AWAY),
    }


@router.get("/tertunda/{entry_id}")
def file_to_mend(office: TheOffice, entry_id: str, *, tampil: bool = False) -> Response:
    """A file that waits for a person, to be mended or looked at."""
    path = in_tray(office, entry_id, (Tray.REJECTED, Tray.HELD, Tray.MATCH, Tray.DUPLICATE))
    office.archive.audit.paper_viewed("kiriman", entry_id)
    suffix = path.suffix.lower()
    is_shown = tampil and suffix in SHOWN
    return plain_file(
        path,
        name=printable_name(path.name),
        media_type=SHOWN.get(suffix, "application/octet-stream"),
        is_shown=is_shown,
    )


@router.post("/tertunda/{entry_id}/singkirkan")
def dismiss(office: TheOffice, entry_id: str, person: TheOne) -> RedirectResponse:
    """A refused submission needs nothing more; it lies among the done ones, and can be brought back."""
    moved = put_away(office, entry_id, why="ditandai selesai di halaman", who=person.name)
    return go(f"/kiriman/{id_of(moved.name)}", "disingkirkan")


@router.post("/kiriman/{entry_id}/kembalikan")
def bring_back(office: TheOffice, entry_id: str) -> RedirectResponse:
    """What was dismissed is handled once more: it is refused again with what is wrong with it, or taken."""
    path = in_tray(office, entry_id, (Tray.DONE,))
    if not read_note(path).startswith(PUT_AWAY):
        raise HTTPException(409, "Hanya kiriman yang disingkirkan yang dapat dikembalikan.")
    moved = office.inbox.trays.transfer(path)
    return go(f"/kiriman/{id_of(moved.name)}", "dikirim")


def put_away(office: Office, entry_id: str, *, why: str, who: str) -> FilePath:
    """Move a refused submission to the done ones, with the reason; it stays as it is."""
    path = in_tray(office, entry_id, (Tray.REJECTED, Tray.HELD))
    note = receipts.put_away(why, who=who, now=office.clock.now())
    return office.inbox.trays.transfer(path, Tray.DONE, note)


def refused_note(office: Office, entry_id: str) -> str:
    """What was said of a refused submission; empty if it is gone."""
    found = office.inbox.whereabouts(lambda name: id_of(name) == entry_id)
    return read_note(found[0]) if found and found[1] in (Tray.REJECTED, Tray.HELD) else ""


@router.post("/cocokkan/{entry_id}")
def match(request: Request, office: TheOffice, entry_id: str, form: Posted) -> Response:
    """A person says whose signed version a scan is; asked once more if the page speaks against it."""
    number = text_of(form, "pilihan") or text_of(form, "nomor")
    number = text_of(form, "nomor") if number == "lain" else number
    if not number:
        raise HTTPException(422, "Pilih suratnya, atau tulis nomor suratnya.")
    letter = office.archive.items.named(number)
    must_see(office, letter.case)
    scan, is_sure = in_tray(office, entry_id, (Tray.MATCH,)), bool(text_of(form, "yakin"))
    try:
        match_scan(office, f"{letter.case}/{letter.item}", scan, is_sure=is_sure)
    except UsageError as error:
        if error.problem.code != "A064":
            raise
        told = {"id": entry_id, "letter": letter, "problem": error.problem}
        return page(request, "cocokkan-yakin.html", told)
    standing = office.archive.items.named(f"{letter.case}/{letter.item}")
    said = "dicocokkan" if standing.is_signed else "belum-lengkap"
    return go(f"/berkas/{letter.case}/{letter.item}", said)


@router.post("/cocokkan/{entry_id}/tolak")
def refuse(office: TheOffice, entry_id: str, form: Posted) -> RedirectResponse:
    """A scan that waits to be matched is not wanted."""
    why = text_of(form, "alasan")
    if not why:
        raise HTTPException(422, "Tulis alasannya; alasan itu tertulis pada catatannya.")
    refuse_scan(office, in_tray(office, entry_id, (Tray.MATCH,)), reason=why[:200])
    return go("/", "pindaian-ditolak")


def _only(office: Office, cases: Sequence[str]) -> str:
    """The case that a note is about, if it is about one."""
    return cases[0] if len(cases) == 1 and office.archive.cases.has(cases[0]) else ""


def in_tray(office: Office, entry_id: str, trays: tuple[Tray, ...]) -> FilePath:
    """A submission in one of these trays, by its id.

    Raises:
        HTTPException: 404, it is not there, or is no plain file.
    """
    found = office.inbox.whereabouts(lambda name: id_of(name) == entry_id)
    if found is None or found[1] not in trays or found[0].is_symlink() or not found[0].is_file():
        raise HTTPException(404)
    return found[0]
