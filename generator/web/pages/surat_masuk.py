"""Surat masuk: a letter from elsewhere is entered beside its scan, and what the head orders about it."""

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path as FilePath

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from generator.archive import ArchivedItem, FiledItem, RegisterPlace
from generator.desks.agenda import IncomingLetter, register_letter
from generator.desks.disposisi import disposition_sheet, enter_disposition
from generator.desks.letter_reading import cases_named, read_letter
from generator.filing.signed import aside
from generator.inbox.file_names import printable_name
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.scans import read_text
from generator.submission.hand_matching import await_entry, enter_incoming
from generator.vocabulary.problems import Problem, UsageError
from generator.web.asking import Answers, Question, Sheet, Way, answered, shown, with_file
from generator.web.door.guard import Posted, may_use, must_see
from generator.web.pages.kiriman import in_tray
from generator.web.rendering import TheOffice, Year, download, go, page
from generator.web.taking import id_of

__all__ = ["classification_field", "router"]

router = APIRouter()

PDF = "application/pdf"
LATEST = 30
MOST_SEQUENCE = 99_999
MOST_READ = 40


class LettersRead:
    """The texts of scans that wait to be entered, by their bytes; in memory only, because they hold names."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: OrderedDict[str, str] = OrderedDict()

    def of(self, office: Office, path: FilePath) -> str:
        """The text of a scan, recognised once; seconds a page the first time."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with self._lock:
            if digest in self._texts:
                return self._texts[digest]
        with aside(office) as work:
            # Not recognised in time: the person types what the page says.
            text = read_text(path, office.recogniser, work=work) or ""
        with self._lock:
            self._texts[digest] = text
            while len(self._texts) > MOST_READ:
                self._texts.popitem(last=False)
        return text


letters_read = LettersRead()


def classification_field(office: Office) -> Question:
    """Which code of the office's table a letter is of; left out, the one of case files."""
    codes = office.classification.codes
    return Question(
        name="klasifikasi",
        label="Klasifikasi",
        hint=f"kosong: {office.classification.case}, berkas kasus",
        choices=tuple((code, words) for code, words in codes.items()),
        longest=30,
    )


# -- entering --------------------------------------------------------------------------------------


def _scan_sheet() -> Sheet:
    told = Question(
        name="pindaian",
        label="Pindaian suratnya",
        hint="PDF, JPG, PNG, atau TIFF",
        way=Way.FILE,
        is_required=True,
    )
    return Sheet(
        key="pindaian",
        action="/surat-masuk/pindaian",
        button="Unggah dan baca",
        fields=(told,),
        beside={"A016": "pindaian", **dict.fromkeys(("R001", "R002", "R003", "R004"), "pindaian")},
    )


SCAN = Question(name="pindaian", label="Pindaian", hint="PDF, JPG, PNG, atau TIFF", way=Way.FILE)


def _letter_sheet(office: Office, action: str, *, text: str = "", has_file: bool = False) -> Sheet:
    read, cases = read_letter(text), cases_named(office, text)
    today = office.clock.today()
    dated = read.dated.isoformat() if read.dated and read.dated <= today else ""
    fields = [
        Question(
            name="dari",
            label="Dari",
            is_wide=True,
            hint="instansi atau orang yang mengirim",
            is_required=True,
            value=read.sender,
        ),
        Question(
            name="nomor",
            label="Nomor surat",
            hint="persis seperti tertulis; kosong bila tidak bernomor",
            value=read.number,
            longest=100,
        ),
        Question(name="tanggal", label="Tanggal surat", way=Way.DATE, value=dated),
        Question(
            name="diterima",
            label="Diterima tanggal",
            way=Way.DATE,
            value=today.isoformat(),
            is_required=True,
        ),
        Question(
            name="hal", label="Hal", is_required=True, is_wide=True, value=read.subject, longest=300
        ),
        Question(
            name="kasus",
            label="Nomor kasus",
            hint="kosong bila bukan surat sebuah kasus",
            longest=20,
            value=cases[0].case if cases else "",
            choices=tuple((one.case, one.why) for one in cases),
        ),
        Question(
            name="lampiran",
            label="Lampiran",
            hint="seperti tertulis, mis. 1 (satu) berkas",
            value=read.attachment,
        ),
        classification_field(office),
        Question(name="catatan", label="Keterangan", hint="tampil di buku agenda"),
    ]
    if has_file:
        fields.append(SCAN)
    return Sheet(
        key="surat",
        action=action,
        button="Catat dalam agenda",
        fields=tuple(fields),
        beside={"A005": "kasus", "A011": "diterima", "A016": "pindaian", "A019": "klasifikasi"},
    )


def _letter(told: Answers, office: Office) -> IncomingLetter:
    case = told.text("kasus").upper()
    must_see(office, case)
    return IncomingLetter(
        sender=told.text("dari"),
        number=told.text("nomor"),
        subject=told.text("hal"),
        dated=told.day("tanggal"),
        received=told.day("diterima"),
        attachment=told.text("lampiran") or "-",
        classification=told.text("klasifikasi"),
        case=case or None,
        note=told.text("catatan"),
    )


@router.get("/surat-masuk")
def incoming(request: Request, office: TheOffice) -> HTMLResponse:
    return _desk(request, office)


def _desk(request: Request, office: Office, again: Answers | None = None) -> HTMLResponse:
    """The letters that wait, a new one, and those entered last."""
    office.archive.audit.list_shown("surat-masuk")
    sheets = shown([_scan_sheet(), _letter_sheet(office, "/surat-masuk", has_file=True)], again)
    waiting = [
        {"id": id_of(path.name), "name": printable_name(path.name)}
        for path in office.inbox.trays.of(Tray.MATCH)
    ]
    told = {
        "sheets": sheets,
        "waiting": waiting,
        "latest": [
            _row(office, one) for one in office.archive.correspondence.latest_incoming(LATEST)
        ],
        "may_pass_on": may_use(request, "POST", "/surat-masuk/{year}/{sequence}/disposisi"),
    }
    return page(request, "surat-masuk.html", told)


def _row(office: Office, place: RegisterPlace) -> dict[str, object]:
    return {
        "place": place,
        "letter": office.archive.items.named(f"{place.case}/{place.item}"),
        "passed_on": office.archive.correspondence.dispositions(place.year, place.sequence),
    }


@router.post("/surat-masuk")
def enter(request: Request, office: TheOffice, form: Posted) -> Response:
    """A letter that came, with its scan if there is one."""

    def act(told: Answers) -> Response:
        letter = _letter(told, office)
        return with_file(
            office, told, "pindaian", lambda path: _entered(register_letter(office, letter, path))
        )

    sheet = _letter_sheet(office, "/surat-masuk", has_file=True)
    return answered(request, form, sheet, act=act, again=lambda told: _desk(request, office, told))


def _entered(filed: FiledItem) -> Response:
    return go(f"/surat-masuk/{filed.record.year}/{filed.record.sequence}", "masuk-agenda")


@router.post("/surat-masuk/pindaian")
def take_scan(request: Request, office: TheOffice, form: Posted) -> Response:
    """A scan waits among those to be matched until its letter is entered: nothing is lost meanwhile."""

    def act(told: Answers) -> Response:
        upload = told.uploads["pindaian"]
        path = await_entry(office, upload.filename or "", upload.file.read())
        letters_read.of(office, path)
        return go(f"/surat-masuk/{id_of(path.name)}")

    return answered(
        request, form, _scan_sheet(), act=act, again=lambda told: _desk(request, office, told)
    )


@router.get("/surat-masuk/{entry_id}")
def beside_scan(request: Request, office: TheOffice, entry_id: str) -> HTMLResponse:
    return _beside(request, office, entry_id)


def _beside(
    request: Request, office: Office, entry_id: str, again: Answers | None = None
) -> HTMLResponse:
    """A scan that waits, and what its text says of the letter, to be read again and mended."""
    path = in_tray(office, entry_id, (Tray.MATCH,))
    office.archive.audit.paper_viewed("kiriman", entry_id)
    text = letters_read.of(office, path)
    sheet = _letter_sheet(office, f"/surat-masuk/{entry_id}", text=text)
    told = {
        "id": entry_id,
        "name": printable_name(path.name),
        "sheets": shown([sheet], again),
        "is_read": bool(text),
        "cases": cases_named(office, text),
        "is_shown": path.suffix.lower() in (".pdf", ".png", ".jpg", ".jpeg"),
    }
    return page(request, "surat-masuk-pindaian.html", told)


@router.post("/surat-masuk/{entry_id}")
def enter_scan(request: Request, office: TheOffice, entry_id: str, form: Posted) -> Response:
    """A scan that waits is a letter that came from elsewhere: it goes into the agenda."""
    path = in_tray(office, entry_id, (Tray.MATCH,))

    def act(told: Answers) -> Response:
        return _entered(enter_incoming(office, _letter(told, office), path))

    sheet = _letter_sheet(office, f"/surat-masuk/{entry_id}")
    return answered(
        request, form, sheet, act=act, again=lambda told: _beside(request, office, entry_id, told)
    )


# -- what is ordered about it ----------------------------------------------------------------------


@router.get("/surat-masuk/{year}/{sequence}")
def letter_page(request: Request, office: TheOffice, year: Year, sequence: int) -> HTMLResponse:
    return _letter_page(request, office, year, sequence)


def _found(office: Office, year: int, sequence: int) -> ArchivedItem:
    """The letter of a row of the agenda.

    Raises:
        HTTPException: 403, it belongs to a case that this person may not see; 404, there is none.
    """
    if not 1 <= sequence <= MOST_SEQUENCE:
        raise HTTPException(404)
    place = office.archive.correspondence.incoming(year, sequence)
    must_see(office, place.case)
    if office.archive.disposals.is_disposed(place.case):
        raise UsageError("A005", found=f"Agenda {sequence}/{year}")
    return office.archive.items.named(f"{place.case}/{place.item}")


def _letter_page(
    request: Request, office: Office, year: int, sequence: int, again: Answers | None = None
) -> HTMLResponse:
    """A letter that came, its scan, what was ordered about it."""
    letter = _found(office, year, sequence)
    office.archive.audit.viewed(letter.case, item=letter.item)
    files = list(office.archive.items.record_of(letter).files)
    order = ("surat-teks.pdf", "surat.pdf", "surat.jpg", "surat.png")
    paper = next((files.index(name) + 1 for name in order if name in files), 0)
    told = {
        "letter": letter,
        "year": year,
        "sequence": sequence,
        "came": office.archive.correspondence.came(letter.case, letter.item),
        "is_general": letter.case.startswith("UMUM-"),
        "paper": paper,
        "passed_on": office.archive.correspondence.dispositions(year, sequence),
        "sheets": shown([_disposition_sheet(office, year, sequence)], again),
        "may_pass_on": may_use(request, "POST", "/surat-masuk/{year}/{sequence}/disposisi"),
    }
    return page(request, "surat-masuk-satu.html", told)


def _disposition_sheet(office: Office, year: int, sequence: int) -> Sheet:
    def proposed(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((one, one) for one in texts)

    settings = office.config.agenda
    return Sheet(
        key="disposisi",
        action=f"/surat-masuk/{year}/{sequence}/disposisi",
        button="Catat disposisi",
        fields=(
            Question(
                name="kepada",
                label="Diteruskan kepada",
                way=Way.TICKS,
                choices=proposed(settings.receivers),
            ),
            Question(
                name="kepada-lain", label="Juga kepada", hint="yang tidak ada di daftar di atas"
            ),
            Question(
                name="harap",
                label="Dengan hormat harap",
                way=Way.TICKS,
                choices=proposed(settings.instructions),
            ),
            Question(
                name="isi",
                label="Isi disposisi",
                hint="seperti tertulis pada lembarnya",
                way=Way.LONG,
                longest=600,
            ),
            Question(name="pemberi", label="Oleh", hint="yang memberi disposisi"),
            Question(
                name="tanggal",
                label="Tanggal",
                way=Way.DATE,
                value=office.clock.today().isoformat(),
                is_required=True,
            ),
            Question(
                name="pindaian",
                label="Lembar yang sudah ditandatangani",
                hint="pindaiannya: PDF, JPG, PNG, atau TIFF",
                way=Way.FILE,
            ),
        ),
        beside={"A017": "tanggal", "A016": "pindaian"},
    )


@router.post("/surat-masuk/{year}/{sequence}/disposisi")
def pass_on(
    request: Request, office: TheOffice, year: Year, sequence: int, form: Posted
) -> Response:
    """What was ordered about a letter; it shows in the agenda."""
    _found(office, year, sequence)

    def act(told: Answers) -> Response:
        receivers = [*told.all_of("kepada"), *filter(None, [told.text("kepada-lain")])]
        if not receivers:
            told.mend("kepada-lain", Problem(code="A090", label="Diteruskan kepada"))
        orders = [*told.all_of("harap"), *filter(None, [told.text("isi")])]

        def entered(path: FilePath | None) -> Response:
            enter_disposition(
                office,
                year,
                sequence,
                receivers=", ".join(receivers),
                instruction="; ".join(orders),
                giver=told.text("pemberi"),
                given=told.day("tanggal"),
                file=path,
            )
            return go(f"/surat-masuk/{year}/{sequence}", "disposisi")

        return with_file(office, told, "pindaian", entered)

    return answered(
        request,
        form,
        _disposition_sheet(office, year, sequence),
        act=act,
        again=lambda told: _letter_page(request, office, year, sequence, told),
    )


@router.get("/surat-masuk/{year}/{sequence}/lembar-disposisi.pdf")
def disposition_paper(office: TheOffice, year: Year, sequence: int) -> Response:
    """The sheet that goes to the desk of the head with the letter."""
    _found(office, year, sequence)
    made = disposition_sheet(office, year, sequence)
    return download(made, f"disposisi-{sequence}-{year}.pdf", PDF)
