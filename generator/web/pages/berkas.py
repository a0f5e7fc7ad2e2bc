"""Berkas: the cases, one case with its steps, people and letters, one item beside its paper."""

import contextlib
import re
from collections.abc import Collection, Sequence
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile

from generator.archive import ArchivedItem, CaseView
from generator.desks.follow_up import attend
from generator.desks.giving_up import give_up
from generator.desks.moving import MOVABLE, belonging, move, move_back
from generator.desks.next_step import next_step_of
from generator.desks.print_all import as_one_pdf, sheets_of_case, sheets_of_today
from generator.desks.releasing import release
from generator.filing.srikandi_folder import SrikandiFolder
from generator.forms import BLANKS, answers_of, make_form, told_of
from generator.office.office import Office
from generator.submission.hand_matching import declare_whole, take_back
from generator.submission.likely_cases import LikelyCase, likely_cases
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.fields import is_secret
from generator.vocabulary.prints import PrintJob
from generator.vocabulary.problems import UsageError
from generator.web.door.guard import Posted, TheOne, may_use
from generator.web.masking import mask
from generator.web.pages.persetujuan import prints_to_release
from generator.web.rendering import TheOffice, download, go, page
from generator.web.taking import id_of, text_of, uploads_of

__all__ = ["router"]

router = APIRouter()

PAGE = 50
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Case = Annotated[str, Path(pattern=f"^{CASE_NUMBER}$")]
# Whatever holds items: a case, or the folder of a year for papers of none.
Folder = Annotated[str, Path(pattern=f"^({CASE_NUMBER}|UMUM-[0-9]{{4}})$")]
Item = Annotated[int, Path(ge=1, le=9999)]
MOST_COPIES = 20
MOST_FOLLOWED = 40


@router.get("/berkas")
def cases(request: Request, office: TheOffice, keadaan: str = "", halaman: int = 1) -> HTMLResponse:
    status = keadaan if keadaan in ("berjalan", "ditutup") else ""
    browsing = office.archive.browsing
    counts = {one: browsing.count(one) for one in ("", "berjalan", "ditutup")}
    pages = max(1, -(-counts[status] // PAGE))
    number = max(1, min(halaman, pages))
    lines = browsing.cases(status=status, offset=(number - 1) * PAGE, limit=PAGE)
    told = {"lines": lines, "status": status, "counts": counts, "number": number, "pages": pages}
    return page(request, "berkas-semua.html", told)


@router.get("/berkas/{case}")
def case_page(request: Request, office: TheOffice, case: Case, person: TheOne) -> HTMLResponse:
    view = office.archive.cases.show(case)
    office.archive.audit.viewed(case, who=person.name)
    return _case_page(request, office, view, is_shown=False)


@router.get("/berkas/{case}/cetak.pdf")
def print_case(office: TheOffice, case: Case) -> Response:
    """All copies of the case that are out for signature, as one PDF."""
    return _printed(office, sheets_of_case(office, case), f"{case}-semua-lembar.pdf")


@router.get("/cetak-hari-ini.pdf")
def print_today(office: TheOffice) -> Response:
    """All copies of today's letters that are out for signature, as one PDF."""
    name = f"lembar-{office.clock.today()}.pdf"
    return _printed(office, sheets_of_today(office), name)


def _printed(office: Office, jobs: Sequence[PrintJob], name: str) -> Response:
    if not jobs:
        raise HTTPException(404, "Tidak ada lembar yang menunggu tanda tangan.")
    return download(as_one_pdf(office, jobs), name, PDF)


@router.post("/berkas/{case}/nik")
def show_identity(request: Request, office: TheOffice, case: Case, person: TheOne) -> HTMLResponse:
    """The case with its identity numbers in full; each time is a line in the ledger."""
    view = office.archive.cases.show(case)
    office.archive.audit.unmasked(case, who=person.name)
    return _case_page(request, office, view, is_shown=True)


def _case_page(request: Request, office: Office, view: CaseView, *, is_shown: bool) -> HTMLResponse:
    form = office.archive.cases.form(view.case)
    sections = told_of(form) if form else ()
    told = {
        "view": view,
        "access": office.access_of(view.case),
        "place": office.archive.places.of(view.case),
        "loan": office.archive.places.loan_of(view.case),
        "kept": office.archive.retention.of(view.case),
        "moved": office.archive.moves.of(view.case),
        "handed": office.archive.disposals.handed_over(view.case),
        "is_held": office.archive.retention.is_held(view.case),
        "steps": office.steps_of(view.case),
        "checklist": office.checklist(view.case),
        "sections": sections,
        "is_shown": is_shown,
        "show": (lambda _key, text: text) if is_shown else mask,
        "has_hidden": any(
            mask(path, text) != text for one in sections for path, _, text in one.answers
        )
        or any(
            is_secret(f"{rows.path}.{key}")
            for one in sections
            for rows in one.rows
            for key in rows.keys
        ),
        "sheets": sheets_of_case(office, view.case),
        "next": next_step_of(office, view.case),
        "continuing": [(name, one.title) for name, one in BLANKS.items() if one.is_continuing],
        "corrections": _corrections(office, view.case),
        "items": sorted(view.items, key=lambda one: (one.is_replaced, one.item)),
        "withdrawn": office.archive.withdrawals.of_case(view.case),
        "away": office.archive.refilings.away(view.case),
        "came": office.archive.refilings.here(view.case),
        "sees": office.archive.secrecy.may_see,
        "waiting": [one for one in view.items if _is_out(one)],
        "is_secret": office.archive.secrecy.is_secret(view.case),
        "may_open_secret": may_use(request, "POST", "/berkas/{case}/petugas"),
        "officers": _officers(office, view.case),
        "may_reopen": may_use(request, "POST", "/berkas/{case}/buka"),
        "may_void": may_use(request, "POST", "/berkas/{case}/batal"),
        "may_keep": may_use(request, "GET", "/berkas/{case}/arsip"),
    }
    return page(request, "berkas.html", told)


def _officers(office: Office, case: str) -> Sequence[dict[str, object]]:
    """Who handles a case, with the names of their accounts."""
    users = office.access.users.all()
    return [
        {
            "nip": one.nip,
            "reason": one.reason,
            "users": [user.name for user in users if user.nip == one.nip],
        }
        for one in office.archive.secrecy.officers(case)
    ]


def _is_out(item: ArchivedItem) -> bool:
    return item.kind == "surat" and not item.is_signed and not item.is_replaced


def _corrections(office: Office, case: str) -> Sequence[tuple[str, str]]:
    """The blank forms in which something of the case was told and can be corrected, as (name, title)."""
    form = office.archive.cases.form(case)
    if form is None:
        return ()
    told = form.sections
    return [
        (name, blank.title)
        for name, blank in BLANKS.items()
        if told & (set(blank.sections) - {"petugas"})
    ]


# -- one item ------------------------------------------------------------------------------------


@router.get("/berkas/{case}/{item}")
def item_page(
    request: Request,
    *,
    office: TheOffice,
    case: Folder,
    item: Item,
    person: TheOne,
    versi: str = "",
) -> Response:
    archive = office.archive
    found = archive.items.named(f"{case}/{item}")
    if (found.case, found.item) != (case, item):  # it was moved: there its own case is asked for
        return RedirectResponse(f"/berkas/{found.case}/{found.item}", 303)
    if archive.disposals.is_disposed(case):
        raise UsageError("A005", found=f"{case}/{item}")
    archive.audit.viewed(case, item=item, who=person.name)
    signed = archive.items.signed_of(found) if found.kind == "surat" else None
    shown = signed if signed is not None and versi != "cetak" else found
    view = archive.cases.show(case)
    files = list(archive.items.record_of(found).files)
    answered = dict(archive.cases.forms(case)).get(item) if found.kind == "formulir" else None
    told = {
        "item": found,
        "access": office.access_of(case),
        "view": view,
        "record": archive.items.record_of(found),
        "files": list(enumerate(files, start=1)),
        "signed": signed,
        "signatures": archive.items.record_of(signed or found).signatures,
        "withdrawn": archive.withdrawals.of_case(case).get(item, ""),
        "declared": archive.returns.declared(found),
        "undone": archive.returns.undone_of(case).get(item, ""),
        **_about_moving(request, office, found),
        "may_decide": may_use(request, "POST", "/berkas/{case}/{item}/lengkap"),
        "may_redact": found.kind == "surat"
        and may_use(request, "GET", "/berkas/{case}/{item}/samaran"),
        "shown": shown,
        "sections": told_of(answered) if answered else (),
        "show": mask,
        "paper": _paper(archive.items.record_of(shown).files),
        "prints": [one for one in view.prints if one.item == item],
        "steps": {one.no: one.title for one in office.sop.steps},
        "is_waiting_approval": may_use(request, "POST", "/berkas/{case}/{item}/setuju")
        and any((one.case, one.item) == (case, item) for one in prints_to_release(office)),
    }
    return page(request, "isi-berkas.html", told)


def _about_moving(request: Request, office: Office, item: ArchivedItem) -> dict[str, object]:
    """Where an item came from, and for whoever may move it what would go along and where it may belong."""
    may = may_use(request, "POST", "/berkas/{case}/{item}/pindah")
    may_move = may and item.kind in MOVABLE and not item.is_withdrawn
    return {
        "came": office.archive.refilings.here(item.case).get(item.item),
        "sees": office.archive.secrecy.may_see,
        "may_move": may_move,
        "along": belonging(office, item)[1:] if may_move else (),
        "twins": _twins(office, item) if may_move else (),
    }


def _twins(office: Office, item: ArchivedItem) -> list[LikelyCase]:
    """Running cases whose client stands in an item's title or text: where it may belong."""
    likely = likely_cases(office, [item.title, office.archive.items.text_of(item)])
    return [one for one in likely if one.is_named and one.case != item.case]


def _paper(names: Collection[str]) -> int:
    """Which of an item's files is shown beside its data; 0 if none can be."""
    order = ("pindaian-teks.pdf", "surat.pdf", "pindaian.pdf")
    ranked = [name for name in order if name in names] or [
        name for name in names if name.lower().endswith((".pdf", ".png", ".jpg", ".jpeg"))
    ]
    return list(names).index(ranked[0]) + 1 if ranked else 0


# -- what a person does --------------------------------------------------------------------------


@router.post("/berkas/{case}/{item}/cetak")
def print_again(office: TheOffice, case: Folder, item: Item, form: Posted) -> RedirectResponse:
    why = text_of(form, "alasan")
    copies = text_of(form, "rangkap") or "1"
    if not why:
        raise HTTPException(422, "Tulis alasan cetak ulang; alasan itu tercatat.")
    if not copies.isdecimal() or not 1 <= int(copies) <= MOST_COPIES:
        raise HTTPException(422, f"Jumlah rangkap 1 sampai {MOST_COPIES}.")
    if office.archive.items.named(f"{case}/{item}").kind != "surat":
        raise HTTPException(422, "Hanya surat yang dapat dicetak ulang dari sini.")
    office.archive.prints.want(
        office.archive.items.named(f"{case}/{item}"), copies=int(copies), why=why[:200]
    )
    return go(f"/berkas/{case}/{item}", "dicetak")


@router.post("/berkas/{case}/{item}/setuju")
def approve(office: TheOffice, case: Folder, item: Item, form: Posted) -> RedirectResponse:
    """Let the copies be printed that wait for approval; then back to where the button was."""
    release(office, office.archive.items.named(f"{case}/{item}"))
    back = {"beranda": "/", "keputusan": "/keputusan"}.get(text_of(form, "dari"))
    if back:
        return go(back, "disetujui")
    return go(f"/berkas/{case}/{item}", "disetujui")


@router.post("/berkas/{case}/{item}/ditarik")
def got_back(office: TheOffice, case: Folder, item: Item) -> RedirectResponse:
    """The copies of a letter that holds no longer are back."""
    office.archive.prints.got_back(office.archive.items.named(f"{case}/{item}"))
    return go("/", "ditarik")


@router.post("/berkas/{case}/{item}/lengkap")
def complete(office: TheOffice, case: Folder, item: Item, form: Posted) -> RedirectResponse:
    """What came back counts as the whole signed letter."""
    why = text_of(form, "alasan")
    if not why:
        raise HTTPException(422, "Tulis alasannya; alasan itu tercatat.")
    declare_whole(office, office.archive.items.named(f"{case}/{item}"), reason=why[:200])
    attend(office, case)
    return go(f"/berkas/{case}/{item}", "lengkap")


@router.post("/berkas/{case}/{item}/lepas")
def unmatch(office: TheOffice, case: Folder, item: Item, form: Posted) -> RedirectResponse:
    """The last scan of this letter was not of it, or does not count."""
    why = text_of(form, "alasan")
    if not why:
        raise HTTPException(422, "Tulis alasannya; alasan itu tercatat.")
    take_back(office, office.archive.items.named(f"{case}/{item}"), reason=why[:200])
    attend(office, case)
    return go(f"/berkas/{case}/{item}", "dilepas")


@router.post("/berkas/{case}/{item}/pindah")
def move_item(office: TheOffice, case: Case, item: Item, form: Posted) -> RedirectResponse:
    """The item belongs to another case; without one it goes back where it was filed."""
    why, target = text_of(form, "alasan")[:200], text_of(form, "tujuan")
    if not why:
        raise HTTPException(422, "Tulis alasannya; alasan itu tercatat.")
    found = office.archive.items.named(f"{case}/{item}")
    if text_of(form, "kembali"):
        moved = move_back(office, found, reason=why)
    elif target:
        moved = move(office, found, target, reason=why)
    else:
        raise HTTPException(422, "Tulis nomor berkas tujuannya.")
    if not re.fullmatch(CASE_NUMBER, moved.item.case):  # letters of no case have no page
        return go(f"/berkas/{case}", "dipindahkan-umum")
    return go(f"/berkas/{moved.item.case}/{moved.item.item}", "dipindahkan")


@router.post("/berkas/{case}/lampiran")
def attach(office: TheOffice, case: Case, form: Posted) -> Response:
    """Attachments go through the inbox, under names that tell the case."""
    if not office.archive.cases.has(case):
        raise UsageError("A005", found=case)
    title = text_of(form, "judul")
    names = []
    for upload in uploads_of(form, "berkas"):
        # "KTP/KK" is one name here: what stands before a slash would be taken for a folder.
        name = re.sub(r"[\\/]", "-", f"{case} {title or _stem(upload)}{_suffix(upload)}")
        names.append(office.inbox.drop(name, upload.file.read()))
    if not names:
        raise HTTPException(422, "Pilih berkas PDF, JPG, atau PNG yang akan dilampirkan.")
    return go(f"/kiriman/{'+'.join(id_of(one) for one in names[:MOST_FOLLOWED])}", "dikirim")


def _stem(upload: UploadFile) -> str:
    name = re.split(r"[\\/]", upload.filename or "")[-1]
    return name.rpartition(".")[0] or "lampiran"


def _suffix(upload: UploadFile) -> str:
    return f".{(upload.filename or '').rpartition('.')[2]}".lower()[:6]


@router.post("/berkas/{case}/batal")
def void(office: TheOffice, case: Case, form: Posted) -> RedirectResponse:
    number, why = text_of(form, "nomor"), text_of(form, "alasan")
    if not why:
        raise HTTPException(422, "Tulis alasan pembatalan; alasan itu tercatat di buku agenda.")
    with contextlib.suppress(UsageError):  # one that was given up already is told below
        if office.archive.items.named(number).case != case:
            raise HTTPException(409, f"Nomor itu milik berkas lain, bukan {case}.")
    give_up(office.archive, SrikandiFolder(office.folder), number, reason=why[:200])
    return go(f"/berkas/{case}", "dibatalkan")


@router.post("/berkas/{case}/tutup")
def close(office: TheOffice, case: Case) -> RedirectResponse:
    office.archive.cases.close(case)
    return go(f"/berkas/{case}", "ditutup")


@router.post("/berkas/{case}/buka")
def reopen(office: TheOffice, case: Case, form: Posted) -> RedirectResponse:
    """A closed case goes on; its dates of retention begin anew when it is closed again."""
    why = text_of(form, "alasan")
    if not why:
        raise HTTPException(422, "Tulis alasannya; alasan itu tercatat.")
    office.archive.cases.reopen(case, reason=why[:200])
    return go(f"/berkas/{case}", "dibuka")


@router.post("/berkas/{case}/petugas")
def officer(office: TheOffice, case: Case, form: Posted) -> RedirectResponse:
    """Somebody handles a secret case from now on, or no longer."""
    why, released = text_of(form, "alasan")[:200], text_of(form, "lepas")
    if not why:
        raise HTTPException(422, "Tulis alasannya; alasan itu tercatat.")
    if released:
        office.archive.secrecy.release_officer(case, released, reason=why)
    else:
        office.archive.secrecy.name_officer(case, text_of(form, "nip"), reason=why)
    return go(f"/berkas/{case}", "petugas")


@router.get("/berkas/{case}/koreksi/{blank}.docx")
def filled_form(office: TheOffice, case: Case, blank: str, person: TheOne) -> Response:
    """The Word form with the answers of the case, to be corrected and dropped again."""
    if blank not in BLANKS:
        raise HTTPException(404)
    told = office.archive.cases.form(case)
    if told is None:
        raise UsageError("A005", found=case)
    office.archive.audit.unmasked(case, who=person.name)
    data = make_form(BLANKS[blank], {**answers_of(told), "nomor_kasus": case})
    return download(data, f"{case}-{blank}.docx", WORD)
