"""Formulir: blank forms, files to drop, and a case filled in on the page with its draft kept."""

import contextlib
import secrets
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from generator.forms import (
    BLANKS,
    FormReading,
    answers_of,
    as_json,
    check,
    collect,
    make_form,
    make_sheet,
    questions_of,
    written_answers,
)
from generator.inbox.begun_forms import Draft, Drafts
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.submission.likely_cases import WITHOUT_NUMBER, LikelyCase, likely_cases
from generator.submission.reading import continuing, doubted, drawable, taking
from generator.vocabulary.indonesian import plain_date
from generator.vocabulary.problems import Problem, UsageError
from generator.web.door.guard import CLOSED_CASE, CSRF_FIELD, Posted, TheOne, UnsentError, person_of
from generator.web.pages.berkas import WORD, Case
from generator.web.pages.kiriman import in_tray, put_away, refused_note
from generator.web.rendering import TheOffice, download, go, office_of, page
from generator.web.taking import id_of, text_of

__all__ = ["begun_by", "given_back", "router"]

# Forms that were begun and not sent.
BEGUN = ".draf"
router = APIRouter()

SHEET = "rombongan"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMPTY_ROWS = 2
# By these a page tells which one it is, and whose answers it was made with.
OWN_SHEET, EARLIER_SHEET = "lembar", "lembar_sebelumnya"
# What the button of a likely case says, with its number behind.
CONTINUE = "kasus:"
NOT_ANSWERS = frozenset({CSRF_FIELD, "aksi", OWN_SHEET, EARLIER_SHEET})
TOO_LATE = (
    "Sesinya berakhir atau layanan dijalankan ulang sewaktu Anda mengisi. Semua jawaban masih ada di bawah: "
    "tekan “Simpan draf” atau “Kirim” sekali lagi."
)
IN_ANOTHER_TAB = (
    "Draf ini sudah diubah di tab atau jendela lain. Di bawah ini jawaban dari halaman ini: tekan “Simpan draf” "
    "sekali lagi untuk memakainya, atau buka yang tersimpan."
)
# The trays from which a form is mended.
MENDED = (Tray.REJECTED, Tray.HELD)
MENDED_HERE = "diperbaiki di peramban dan dikirim lagi"
CANNOT_BE_SHOWN = (
    "Isian ini tidak dapat diperbaiki di peramban: memuat gambar, beberapa formulir, atau kata di luar pertanyaannya, "
    "yang akan hilang di sini. Unduh berkasnya, perbaiki, lalu kirim lagi."
)
# A page keeps its draft by itself: what arrives while the form is sent may not bring the draft back.
_one_at_a_time = threading.Lock()


@router.get("/formulir")
def forms(request: Request, office: TheOffice, person: TheOne) -> HTMLResponse:
    told = {"blanks": BLANKS, "sheet": SHEET, "drafts": _drafts(office).of(person.name)}
    return page(request, "formulir.html", told)


@router.get("/formulir/kosong/{name}")
def blank_form(name: str) -> Response:
    """A blank form, as `pmbs form` writes it."""
    if name == SHEET:
        return download(make_sheet(), f"formulir-{name}.xlsx", SHEET_TYPE)
    if name not in BLANKS:
        raise HTTPException(404)
    return download(make_form(BLANKS[name]), f"formulir-{name}.docx", WORD)


@router.post("/formulir/baru/{name}")
def begin(office: TheOffice, name: str, person: TheOne) -> RedirectResponse:
    if name not in BLANKS:
        raise HTTPException(404)
    draft = _drafts(office).begin(
        person.name,
        name,
        answers={"tanggal": plain_date(office.clock.today())},
    )
    return go(f"/formulir/draf/{draft.id}")


@router.post("/berkas/{case}/koreksi/{name}")
def correct(office: TheOffice, case: Case, name: str, person: TheOne) -> RedirectResponse:
    """A draft with what the case says already, to be corrected or continued."""
    told = office.archive.cases.form(case)
    if told is None:
        raise UsageError("A005", found=case)
    if name not in BLANKS:
        raise HTTPException(404)
    office.archive.audit.unmasked(case, who=person.name)
    asked = _paths(name)
    answers = {
        path: text
        for path, text in answers_of(told).items()
        if path in asked and path != "nomor_kasus"
    }
    draft = _drafts(office).begin(
        person.name, name, case=case, answers={**answers, "nomor_kasus": case}
    )
    return go(f"/formulir/draf/{draft.id}")


@router.post("/tertunda/{entry_id}/perbaiki")
def mend(office: TheOffice, entry_id: str, person: TheOne) -> RedirectResponse:
    """A refused form as a draft, with all that is written in it; sent again it takes that one's place."""
    path = in_tray(office, entry_id, MENDED)
    answers = written_answers(path.read_bytes(), name=path.name)
    name = _blank_of(answers) if answers is not None else ""
    if answers is None or not name:
        raise HTTPException(422, CANNOT_BE_SHOWN)
    number = str(answers.get("nomor_kasus", "")).strip().upper()
    case = number if office.archive.cases.has(number) else ""
    _may_mend(office, case)
    office.archive.audit.paper_viewed("kiriman", entry_id, case=case)
    draft = _drafts(office).begin(person.name, name, case=case, answers=answers, replaces=entry_id)
    return go(f"/formulir/draf/{draft.id}?periksa=1")


def _may_mend(office: Office, case: str) -> None:
    if case and not office.archive.secrecy.may_see(case):
        raise HTTPException(403, CLOSED_CASE.format(case=case))


def _blank_of(answers: Mapping[str, object]) -> str:
    """The blank form that asks for all that was written; empty if none does."""
    told = {path for path in answers if path != "nomor_kasus"}
    fitting = [name for name in BLANKS if told <= _paths(name) | _opening(name)]
    return fitting[0] if fitting else ""


def _opening(name: str) -> frozenset[str]:
    sections = questions_of(BLANKS[name], is_continuing=False)
    return frozenset(field.path for one in sections for field in one.fields)


def _paths(name: str) -> frozenset[str]:
    sections = questions_of(BLANKS[name], is_continuing=True)
    fields = {field.path for one in sections for field in one.fields}
    return frozenset(fields | {rows.path for one in sections for rows in one.rows})


@router.get("/formulir/draf/{draft_id}")
def draft_page(
    request: Request, *, office: TheOffice, draft_id: str, person: TheOne, periksa: bool = False
) -> HTMLResponse:
    draft = _mine(office, draft_id, person.name)
    office.archive.audit.paper_viewed("draf", draft.id, case=draft.case)
    return _page(request, draft, reading=_checked(office, draft) if periksa else None)


@router.post("/formulir/draf/{draft_id}")
def fill(
    request: Request, *, office: TheOffice, draft_id: str, form: Posted, person: TheOne
) -> Response:
    """Keep the answers; then check them, or send them, or give more rows.

    While a form is checked, which may take a second, others keep and send theirs.
    """
    with _one_at_a_time:
        draft = _kept(request, office, _mine(office, draft_id, person.name), form)
    if isinstance(draft, Response):
        return draft
    action = text_of(form, "aksi")
    if action == "simpan":
        return go(f"/formulir/draf/{draft.id}", "disimpan")
    if action.startswith("baris:"):
        return _page(request, draft, wide=action.removeprefix("baris:"))
    if action.startswith(CONTINUE):
        with _one_at_a_time:
            chosen = {**draft.answers, "nomor_kasus": action.removeprefix(CONTINUE)}
            draft = _drafts(office).keep(draft, chosen, sheet=text_of(form, OWN_SHEET)[:64])
    reading = _checked(office, draft)
    if action == "kirim" and reading.form is not None:
        with _one_at_a_time:
            return _sent(request, office, draft)
    return _page(request, draft, reading=reading)


def _kept(request: Request, office: Office, draft: Draft, form: FormData) -> Draft | Response:
    """The draft with what was written, or the page that says why it was not kept."""
    own, earlier = text_of(form, OWN_SHEET), text_of(form, EARLIER_SHEET)
    answers = _answers(draft, form)
    if own and draft.sheet not in (own, earlier) and answers != draft.answers:
        # Kept by another page meanwhile, in a second tab perhaps: a person decides which answers stand.
        written = replace(draft, answers=answers)
        return _page(request, written, unsaved=IN_ANOTHER_TAB, code=409)
    return _drafts(office).keep(draft, answers, sheet=own[:64])


def _sent(request: Request, office: Office, checked: Draft) -> Response:
    """Send what was checked: gone if a second click sent it meanwhile, shown if it changed meanwhile."""
    now = _mine(office, checked.id, checked.who)
    if now.answers != checked.answers:
        return _page(request, checked, unsaved=IN_ANOTHER_TAB, code=409)
    name = f"{checked.case} formulir-{checked.blank}.json".strip()
    sent = office.inbox.drop(name, as_json(checked.answers))
    office.archive.senders.note(sent)
    with contextlib.suppress(HTTPException):  # somebody took the refused one away meanwhile
        if checked.replaces:
            put_away(office, checked.replaces, why=MENDED_HERE, who=checked.who)
    _drafts(office).drop(checked)
    return go(f"/kiriman/{id_of(sent)}", "dikirim")


def _texts(form: FormData) -> list[tuple[str, str]]:
    told = [(key, value) for key, value in form.multi_items() if isinstance(value, str)]
    return [(key, value) for key, value in told if key not in NOT_ANSWERS]


def _answers(draft: Draft, form: FormData) -> dict[str, str | list[dict[str, str]]]:
    answers = collect(_texts(form))
    return {**answers, "nomor_kasus": draft.case} if draft.case else answers


def given_back(request: Request, error: Exception) -> Response:
    """What was written when the session ended or the service began anew: nothing is kept, nothing lost.

    Whoever is signed in sees the form with it; others get it in a page from which to go on once they are.
    """
    assert isinstance(error, UnsentError)  # noqa: S101 - registered for nothing else
    person, code = person_of(request), error.status_code
    if not person.is_somebody:
        return page(request, "lanjutkan.html", {"texts": _texts(error.form)}, code=code)
    draft = _drafts(office_of(request)).find(request.path_params["draft_id"], person.name)
    if draft is None:
        told = {"title": "Tidak ditemukan", "text": "Draf ini tidak ada atau bukan draf Anda."}
        return page(request, "pesan.html", told, code=404)
    written = replace(draft, answers=_answers(draft, error.form))
    return _page(request, written, unsaved=TOO_LATE, code=code)


@router.post("/formulir/draf/{draft_id}/hapus")
def forget(office: TheOffice, draft_id: str, person: TheOne) -> RedirectResponse:
    with _one_at_a_time:
        _drafts(office).drop(_mine(office, draft_id, person.name))
    return go("/formulir", "dihapus")


def begun_by(office: Office, who: str) -> Sequence[tuple[str, Draft]]:
    """The forms that somebody began and has not sent, each with its title."""
    return [(BLANKS[one.blank].title, one) for one in _drafts(office).of(who)]


def _drafts(office: Office) -> Drafts:
    """Beside the inbox, where nobody who only shares that reaches them."""
    drafts = Drafts(office.folder / BEGUN, office.clock)
    drafts.take_over(office.inbox.folder / BEGUN)
    return drafts


def _mine(office: Office, draft_id: str, who: str) -> Draft:
    draft = _drafts(office).find(draft_id, who)
    if draft is None:
        raise HTTPException(404)
    return draft


def _checked(office: Office, draft: Draft) -> FormReading:
    """The validator's word, and what does not fit together with other cases."""
    told = check(dict(draft.answers), today=office.clock.today())
    reading = drawable(taking(office, continuing(office, told)))
    return reading if reading.form is None else doubted(office, reading, reading.form)


def _page(
    request: Request,
    draft: Draft,
    *,
    reading: FormReading | None = None,
    wide: str = "",
    unsaved: str = "",
    code: int = 200,
) -> HTMLResponse:
    sections = questions_of(BLANKS[draft.blank], is_continuing=bool(draft.case))
    problems = _by_field(reading.problems if reading else ())
    shown = _paths(draft.blank)
    told = {
        "draft": draft,
        "blank": BLANKS[draft.blank],
        "sections": sections,
        "answers": draft.answers,
        "problems": problems,
        "others": [one for path in problems for one in problems[path] if _plain(path) not in shown],
        "errors": len(reading.errors) if reading else 0,
        "is_checked": reading is not None,
        "likely": _likely(request, reading),
        "unsaved": unsaved,
        "sheet": secrets.token_hex(8),
        "row_count": lambda rows: _row_count(draft.answers.get(rows), is_wide=rows == wide),
        "wide": wide,
        "is_hidden_number": bool(draft.case),
        "refused": refused_note(office_of(request), draft.replaces) if draft.replaces else "",
    }
    code = 422 if reading and reading.form is None else code
    return page(request, "formulir-isi.html", told, code=code)


def _likely(request: Request, reading: FormReading | None) -> list[LikelyCase]:
    """The cases of which one click puts the number in, where a form lacks it."""
    if reading is None or all(problem.code != WITHOUT_NUMBER for problem in reading.problems):
        return []
    return likely_cases(office_of(request), [answer.text for answer in reading.answers])


def _plain(path: str) -> str:
    """The question that a problem is about: rows are asked as a whole."""
    return path.partition("[")[0]


def _by_field(problems: Sequence[Problem]) -> Mapping[str, Sequence[Problem]]:
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        # It stands beside its answer; a place to look at would only repeat the question's key.
        found[problem.field].append(replace(problem, where=""))
    return dict(found)


def _row_count(told: object, *, is_wide: bool) -> int:
    return (len(told) if isinstance(told, list) else 0) + EMPTY_ROWS + (3 if is_wide else 0)
