"""Urusan arsip: how one case is kept: its class, place, loans, holds, retention, step times; and its client's rights."""

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import time, timedelta
from zipfile import ZIP_DEFLATED, ZipFile

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.background import BackgroundTask

from generator.desks.access_classes import set_class
from generator.desks.client_rights import redacted, subject_json, subject_of, subject_paper
from generator.desks.follow_up import date_closed_cases
from generator.desks.steps_by_hand import correct_step
from generator.filing.signed import aside
from generator.office.office import Office
from generator.vocabulary.problems import UsageError
from generator.web.asking import Answers, Question, Sheet, Way, answered, shown
from generator.web.door.guard import Posted
from generator.web.pages.berkas import Case, Item
from generator.web.rendering import TheOffice, download, go, page

__all__ = ["router"]

router = APIRouter()

PDF = "application/pdf"
SUBJECT_FILES = {
    "pdf": "PDF, untuk klien",
    "docx": "Word",
    "json": "untuk program lain",
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPENS = (
    "Kelas {new} lebih terbuka daripada {old}: sesudah ini lebih banyak orang dapat melihat berkas {case}, "
    "nama kliennya, dan daftar yang memuatnya."
)
MOST_POSITION = 99_999


def _why(hint: str = "tercatat") -> Question:
    return Question(name="alasan", label="Alasan", hint=hint, is_required=True)


# -- what is asked ---------------------------------------------------------------------------------


def _sheets(office: Office, case: str) -> Mapping[str, Sheet]:
    at = f"/berkas/{case}/arsip"
    made = [
        *_custody(office, case, at),
        *_keeping(office, case, at),
        *_rights(at),
    ]
    return {one.key: replace(one, back=at) for one in made}


def _custody(office: Office, case: str, at: str) -> list[Sheet]:
    """Class, place, loan."""
    classes = tuple((one, one) for one in office.classification.access.classes)
    access, place = office.access_of(case), office.archive.places.of(case)
    containers = tuple((one, one) for one in office.archive.places.containers())
    return [
        Sheet(
            key="akses",
            action=f"{at}/akses",
            button="Tetapkan kelas",
            beside={"A043": "kelas"},
            fields=(
                Question(
                    name="kelas",
                    label="Kelas akses",
                    way=Way.CHOICE,
                    choices=classes,
                    is_required=True,
                    value=access.suggested or access.access,
                ),
                _why("tercatat, mis. korban TPPO menurut asesmen"),
            ),
        ),
        Sheet(
            key="tempat",
            action=f"{at}/tempat",
            button="Catat tempatnya",
            beside={"A045": "urut"},
            fields=(
                Question(
                    name="wadah",
                    label="Ordner atau boks",
                    hint="mis. Ordner 3",
                    is_required=True,
                    longest=80,
                    choices=containers,
                    value=place.container if place else "",
                ),
                Question(
                    name="urut",
                    label="Nomor urut di dalamnya",
                    hint="kosong: di belakang yang sudah ada",
                    way=Way.COUNT,
                    most=MOST_POSITION,
                    value=str(place.position) if place else "",
                ),
            ),
        ),
        *_lending(office, at),
    ]


def _lending(office: Office, at: str) -> list[Sheet]:
    due = office.clock.today() + timedelta(days=office.config.loans.days)
    return [
        Sheet(
            key="pinjam",
            action=f"{at}/pinjam",
            button="Catat peminjaman",
            beside={"A048": "kembali"},
            fields=(
                Question(
                    name="peminjam",
                    label="Dipinjam oleh",
                    hint="jabatan atau instansi",
                    is_required=True,
                ),
                Question(
                    name="kembali",
                    label="Kembali paling lambat",
                    way=Way.DATE,
                    value=due.isoformat(),
                    is_required=True,
                ),
                Question(name="catatan", label="Keterangan"),
            ),
        ),
        Sheet(key="kembali", action=f"{at}/kembali", button="Catat sudah kembali", fields=()),
    ]


def _keeping(office: Office, case: str, at: str) -> list[Sheet]:
    """Holds, retention, the times of steps."""
    holds = [one for one in office.archive.retention.holds_of(case) if one.until is None]
    steps = tuple((str(one.no), f"{one.no}. {one.title}") for one in office.sop.steps)
    return [
        Sheet(
            key="tahan",
            action=f"{at}/tahan",
            button="Tahan berkas ini",
            fields=(_why("tercatat, mis. diminta pengadilan, dengan nomor suratnya"),),
        ),
        Sheet(
            key="lepas",
            action=f"{at}/lepas",
            button="Lepas penahanan",
            beside={"A041": "penahanan", "A042": "penahanan"},
            warning="Sesudah penahanan terakhir dilepas, waktu retensinya berjalan lagi; berkas yang waktunya habis "
            "dapat diusulkan musnah.",
            fields=(
                Question(
                    name="penahanan",
                    label="Penahanan",
                    way=Way.CHOICE,
                    is_required=True,
                    value=str(holds[0].number) if len(holds) == 1 else "",
                    choices=tuple(
                        (str(one.number), f"{one.number}. {one.reason}") for one in holds
                    ),
                ),
                _why(),
            ),
        ),
        Sheet(
            key="retensi",
            action=f"{at}/retensi",
            button="Hitung ulang retensinya",
            fields=(_why("tercatat, mis. jadwal retensi diubah"),),
        ),
        Sheet(
            key="langkah",
            action=f"{at}/langkah",
            button="Betulkan waktunya",
            beside={"S006": "langkah", "A040": "pukul"},
            fields=(
                Question(
                    name="langkah", label="Langkah", way=Way.CHOICE, choices=steps, is_required=True
                ),
                Question(name="tanggal", label="Selesai tanggal", way=Way.DATE, is_required=True),
                Question(name="pukul", label="Pukul", way=Way.TIME, is_required=True),
                _why("tercatat, mis. jam pada berita acara keliru"),
            ),
        ),
    ]


def _rights(at: str) -> list[Sheet]:
    """What a client may ask of the office, and the copy of the whole case."""
    return [
        Sheet(
            key="data",
            action=f"{at}/data-pribadi",
            button="Buat salinan datanya",
            fields=(
                Question(
                    name="bentuk",
                    label="Bentuk",
                    way=Way.CHOICE,
                    is_required=True,
                    value="pdf",
                    choices=tuple(SUBJECT_FILES.items()),
                ),
            ),
        ),
        Sheet(
            key="perbaikan",
            action=f"{at}/perbaikan",
            button="Catat permintaannya",
            fields=(
                Question(
                    name="alasan",
                    label="Apa yang keliru",
                    hint="sebut isiannya, tanpa datanya sendiri: mis. tanggal lahir keliru",
                    is_required=True,
                    is_wide=True,
                ),
                Question(name="oleh", label="Diminta oleh", value="klien", is_required=True),
            ),
        ),
        Sheet(key="salinan", action=f"{at}/salinan.zip", button="Buat salinan lengkap", fields=()),
    ]


# -- the page --------------------------------------------------------------------------------------


@router.get("/berkas/{case}/arsip")
def custody(request: Request, office: TheOffice, case: Case) -> HTMLResponse:
    return _page(request, office, case)


def _page(
    request: Request, office: Office, case: str, again: Answers | None = None
) -> HTMLResponse:
    """How a case is kept, and what may be done about it."""
    archive = office.archive
    view = archive.cases.show(case)
    archive.audit.viewed(case)
    told = {
        "view": view,
        "is_gone": archive.disposals.is_disposed(case),
        "sheets": shown(_sheets(office, case).values(), again),
        "access": office.access_of(case),
        "place": archive.places.of(case),
        "loan": archive.places.loan_of(case),
        "loans": archive.places.loans_of(case),
        "moved": archive.moves.of(case),
        "handed": archive.disposals.handed_over(case),
        "kept": archive.retention.of(case),
        "holds": archive.retention.holds_of(case),
        "steps": office.steps_of(case),
        "corrections": archive.corrections.of_case(case),
        "letters": [one for one in view.items if one.kind == "surat" and not one.is_replaced],
    }
    return page(request, "urusan.html", told)


def _done(
    request: Request,
    office: Office,
    case: str,
    form: Posted,
    *,
    key: str,
    act: Callable[[Answers], object],
    warning: str = "",
) -> Response:
    """Read the sheet of this key, do what it asks, and go back to the page; or show it again.

    What `act` returns is sent if it is an answer itself.
    """
    if office.archive.disposals.is_disposed(case) or not office.archive.cases.has(case):
        raise UsageError("A005", found=case)
    sheet = _sheets(office, case)[key]

    def acted(told: Answers) -> Response:
        made = act(told)
        return made if isinstance(made, Response) else go(f"/berkas/{case}/arsip", f"urusan-{key}")

    return answered(
        request,
        form,
        replace(sheet, warning=warning or sheet.warning),
        act=acted,
        again=lambda told: _page(request, office, case, told),
    )


# -- what is done ----------------------------------------------------------------------------------


@router.post("/berkas/{case}/arsip/akses")
def set_access(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """A person says of which class a case is, with everything in it."""
    rules, now = office.classification.access, office.access_of(case).access
    asked = str(form.get("kelas", ""))
    opens = asked in rules.classes and rules.is_stricter(now, asked)
    warning = OPENS.format(new=asked, old=now, case=case) if opens else ""

    def act(told: Answers) -> object:
        known = rules.find(told.text("kelas"))
        if known is None:
            raise UsageError("A043", found=told.text("kelas"), hint=", ".join(rules.classes))
        set_class(office, case, known, reason=told.text("alasan"))
        return None

    return _done(request, office, case, form, key="akses", act=act, warning=warning)


@router.post("/berkas/{case}/arsip/tempat")
def put(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """Where the paper of a case stands."""
    places = office.archive.places
    return _done(
        request,
        office,
        case,
        form,
        key="tempat",
        act=lambda told: places.put(case, told.text("wadah"), told.count("urut")),
    )


@router.post("/berkas/{case}/arsip/pinjam")
def lend(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """The paper of a case goes out."""

    def act(told: Answers) -> object:
        due = told.day("kembali") or office.clock.today()
        borrower, note = told.text("peminjam"), told.text("catatan")
        return office.archive.places.lend(case, borrower, due=due, note=note)

    return _done(request, office, case, form, key="pinjam", act=act)


@router.post("/berkas/{case}/arsip/kembali")
def take_back(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """The paper of a case is back."""
    places = office.archive.places
    return _done(
        request, office, case, form, key="kembali", act=lambda _told: places.take_back(case)
    )


@router.post("/berkas/{case}/arsip/tahan")
def hold(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """The retention clock of a case stops."""
    kept = office.archive.retention
    return _done(
        request,
        office,
        case,
        form,
        key="tahan",
        act=lambda told: kept.hold(case, reason=told.text("alasan")),
    )


@router.post("/berkas/{case}/arsip/lepas")
def release(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """A hold is let go; the clock goes on when it was the last one."""

    def act(told: Answers) -> object:
        return office.archive.retention.release(
            case, reason=told.text("alasan"), number=int(told.text("penahanan"))
        )

    return _done(request, office, case, form, key="lepas", act=act)


@router.post("/berkas/{case}/arsip/retensi")
def date_anew(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """A closed case is dated by the schedule as it is now."""
    return _done(
        request,
        office,
        case,
        form,
        key="retensi",
        act=lambda told: date_closed_cases(
            office, again=True, only=case, reason=told.text("alasan")
        ),
    )


@router.post("/berkas/{case}/arsip/langkah")
def step(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """When a step of the SOP was finished, where the documents do not tell it right."""

    def act(told: Answers) -> object:
        return correct_step(
            office,
            case,
            int(told.text("langkah")),
            day=told.day("tanggal") or office.clock.today(),
            hour=told.hour("pukul") or time(),
            reason=told.text("alasan"),
        )

    return _done(request, office, case, form, key="langkah", act=act)


@router.post("/berkas/{case}/arsip/perbaikan")
def ask_correction(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """A client asks for a correction; the next form of the case answers it."""
    ask = office.archive.corrections.ask
    return _done(
        request,
        office,
        case,
        form,
        key="perbaikan",
        act=lambda told: ask(case, reason=told.text("alasan"), by=told.text("oleh")),
    )


@router.post("/berkas/{case}/arsip/data-pribadi")
def own_data(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """One client's data, to whom it went, and who saw, printed or changed it."""

    def act(told: Answers) -> Response:
        found, name = subject_of(office, case), f"{case}-data-pribadi"
        if told.text("bentuk") == "json":
            text = json.dumps(subject_json(found), ensure_ascii=False, indent=1, default=str)
            return download(text.encode(), f"{name}.json", "application/json")
        paper = subject_paper(office, found)
        if told.text("bentuk") == "docx":
            return download(paper, f"{name}.docx", WORD)
        return download(office.as_pdf(paper), f"{name}.pdf", PDF)

    return _done(request, office, case, form, key="data", act=act)


@router.post("/berkas/{case}/arsip/salinan.zip")
def whole_copy(request: Request, office: TheOffice, case: Case, form: Posted) -> Response:
    """The whole case as a BagIt bag, with a page that any browser opens; packed, it is one file."""

    def act(_told: Answers) -> Response:
        with ExitStack() as stack:
            work = stack.enter_context(aside(office))
            name, day = office.config.office.name, office.clock.today()
            bag = office.archive.bags.make(case, work / "salinan", organisation=name, day=day)
            packed = work / f"{case}.zip"
            with ZipFile(packed, "w", ZIP_DEFLATED) as made:
                for path in sorted(one for one in bag.rglob("*") if one.is_file()):
                    made.write(path, f"{case}/{path.relative_to(bag)}")
            office.archive.audit.exported(case, how="bagit")
            # The folder stays until the last byte is sent.
            cleared = BackgroundTask(stack.pop_all().close)
        return FileResponse(
            packed, media_type="application/zip", filename=packed.name, background=cleared
        )

    return _done(request, office, case, form, key="salinan", act=act)


# -- a copy of a letter without names --------------------------------------------------------------


def _redaction_sheet(case: str, item: int) -> Sheet:
    return Sheet(
        key="samaran",
        action=f"/berkas/{case}/{item}/samaran.pdf",
        button="Buat salinan tersamar",
        fields=(
            Question(
                name="juga",
                label="Hitamkan juga",
                hint="kata atau ungkapan lain, satu pada setiap baris",
                way=Way.LONG,
                longest=2_000,
            ),
        ),
    )


@router.get("/berkas/{case}/{item}/samaran")
def redaction(request: Request, office: TheOffice, case: Case, item: Item) -> HTMLResponse:
    return _redaction_page(request, office, case, item)


def _redaction_page(
    request: Request, office: Office, case: str, item: int, again: Answers | None = None
) -> HTMLResponse:
    letter = office.archive.items.named(f"{case}/{item}")
    if letter.kind != "surat" or office.archive.disposals.is_disposed(case):
        raise HTTPException(404)
    told = {"letter": letter, "sheets": shown([_redaction_sheet(case, item)], again)}
    return page(request, "samaran.html", told)


@router.post("/berkas/{case}/{item}/samaran.pdf")
def redact(request: Request, office: TheOffice, case: Case, item: Item, form: Posted) -> Response:
    """A copy of a letter in which names and numbers of private people are blacked out."""

    def act(told: Answers) -> Response:
        also = [line.strip() for line in told.text("juga").splitlines() if line.strip()]
        copy, letter = redacted(office, f"{case}/{item}", also=also)
        return download(copy.pdf, f"{case}-{letter.item:03d}-tersamar.pdf", PDF)

    return answered(
        request,
        form,
        _redaction_sheet(case, item),
        act=act,
        again=lambda told: _redaction_page(request, office, case, item, told),
    )
