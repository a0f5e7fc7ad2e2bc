"""Nomor: numbers for letters that are written elsewhere: taken, kept in reserve, given to a letter, inserted."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from generator.archive import FiledItem
from generator.desks import agenda
from generator.desks.agenda import OutgoingLetter
from generator.office.office import Office
from generator.web.asking import Answers, Question, Sheet, Way, answered, shown, with_file
from generator.web.door.guard import Posted, must_see
from generator.web.pages.surat_masuk import classification_field
from generator.web.rendering import TheOffice, go, page

__all__ = ["router"]

router = APIRouter()

MOST_RESERVED = 500
LATEST = 15
BESIDE = {
    "A005": "kasus",
    "A011": "tanggal",
    "A012": "tanggal",
    "A013": "tanggal",
    "A014": "tanggal",
    "A015": "cadangan",
    "A016": "berkas",
    "A019": "klasifikasi",
}


def _letter_fields(office: Office) -> tuple[Question, ...]:
    return (
        Question(name="kepada", label="Kepada", is_required=True, is_wide=True),
        Question(name="hal", label="Hal", is_required=True, is_wide=True, longest=300),
        Question(
            name="tanggal",
            label="Tanggal surat",
            way=Way.DATE,
            is_required=True,
            value=office.clock.today().isoformat(),
        ),
        Question(
            name="kasus",
            label="Nomor kasus",
            hint="kosong bila bukan surat sebuah kasus",
            longest=20,
        ),
        classification_field(office),
        Question(name="lampiran", label="Lampiran", hint="seperti tertulis, mis. 1 (satu) berkas"),
        Question(name="pengolah", label="Pengolah", hint="yang menulis surat"),
        Question(name="catatan", label="Keterangan", hint="tampil di buku agenda"),
        Question(name="berkas", label="Suratnya", hint="PDF, JPG, PNG, atau TIFF", way=Way.FILE),
    )


def _reason(label: str) -> Question:
    return Question(name="alasan", label=label, hint="tercatat di buku agenda", is_required=True)


def _sheets(office: Office) -> Mapping[str, Sheet]:
    letter, kept = _letter_fields(office), office.archive.by_hand.kept()
    reserve = (
        Question(
            name="banyaknya",
            label="Berapa nomor",
            way=Way.COUNT,
            is_required=True,
            most=MOST_RESERVED,
        ),
        _reason("Alasan"),
        classification_field(office),
    )
    choice = Question(
        name="cadangan",
        label="Nomor cadangan",
        way=Way.CHOICE,
        is_required=True,
        choices=tuple((number, f"{number} ({why})") for number, why in kept),
    )
    back = "/nomor"
    made = (
        Sheet(
            key="ambil", action="/nomor/ambil", button="Ambil nomor", fields=letter, beside=BESIDE
        ),
        Sheet(
            key="cadangkan",
            action="/nomor/cadangkan",
            button="Cadangkan",
            fields=reserve,
            beside=BESIDE,
            back=back,
            warning="Nomor yang dicadangkan tidak dapat dikembalikan: yang tidak jadi dipakai tetap "
            "tampak di buku agenda.",
        ),
        Sheet(
            key="pakai",
            action="/nomor/pakai",
            button="Pakai nomor ini",
            fields=(choice, *letter),
            beside=BESIDE,
        ),
        Sheet(
            key="sisipkan",
            action="/nomor/sisipkan",
            button="Ambil nomor sisipan",
            fields=(_reason("Mengapa suratnya bertanggal mundur"), *letter),
            beside=BESIDE,
        ),
    )
    return {one.key: one for one in made}


def _letter(office: Office, told: Answers) -> OutgoingLetter:
    case = told.text("kasus").upper()
    must_see(office, case)
    return OutgoingLetter(
        recipient=told.text("kepada"),
        subject=told.text("hal"),
        dated=told.day("tanggal") or office.clock.today(),
        attachment=told.text("lampiran") or "-",
        classification=told.text("klasifikasi"),
        processor=told.text("pengolah"),
        case=case or None,
        note=told.text("catatan"),
    )


@router.get("/nomor")
def numbers(request: Request, office: TheOffice) -> HTMLResponse:
    return _desk(request, office)


def _desk(request: Request, office: Office, again: Answers | None = None) -> HTMLResponse:
    """What is kept in reserve, what was taken last, and the ways to take a number."""
    office.archive.audit.list_shown("nomor")
    told = {
        "sheets": shown(_sheets(office).values(), again),
        "kept": office.archive.by_hand.kept(),
        "latest": office.archive.items.latest_of("surat-luar", LATEST),
    }
    return page(request, "nomor.html", told)


Numbering = Callable[[OutgoingLetter, Path | None], FiledItem]


def _numbered(
    request: Request, office: Office, form: Posted, key: str, give: Callable[[Answers], Numbering]
) -> Response:
    """Give a letter its number in one of the ways, and show it."""

    def act(told: Answers) -> Response:
        letter, number = _letter(office, told), give(told)

        def filed(path: Path | None) -> Response:
            record = number(letter, path).record
            return go(f"/berkas/{record.case}/{record.item}", "bernomor")

        return with_file(office, told, "berkas", filed)

    sheet = _sheets(office)[key]
    return answered(request, form, sheet, act=act, again=lambda told: _desk(request, office, told))


@router.post("/nomor/ambil")
def take(request: Request, office: TheOffice, form: Posted) -> Response:
    """The next number, for a letter written elsewhere."""

    def give(_told: Answers) -> Numbering:
        return lambda letter, path: agenda.take_number(office, letter, path)

    return _numbered(request, office, form, "ambil", give)


@router.post("/nomor/pakai")
def assign(request: Request, office: TheOffice, form: Posted) -> Response:
    """A number that was kept in reserve becomes that of a letter."""

    def give(told: Answers) -> Numbering:
        return lambda letter, path: agenda.assign_number(
            office, told.text("cadangan"), letter, path
        )

    return _numbered(request, office, form, "pakai", give)


@router.post("/nomor/sisipkan")
def insert(request: Request, office: TheOffice, form: Posted) -> Response:
    """A back-dated letter gets a number between two that were given."""

    def give(told: Answers) -> Numbering:
        why = told.text("alasan")
        return lambda letter, path: agenda.insert_number(office, letter, reason=why, file=path)

    return _numbered(request, office, form, "sisipkan", give)


@router.post("/nomor/cadangkan")
def reserve(request: Request, office: TheOffice, form: Posted) -> Response:
    """Numbers for letters that are written later."""

    def act(told: Answers) -> Response:
        agenda.reserve_numbers(
            office,
            told.count("banyaknya") or 0,
            reason=told.text("alasan"),
            classification=told.text("klasifikasi"),
        )
        return go("/nomor", "dicadangkan")

    sheet = _sheets(office)["cadangkan"]
    return answered(request, form, sheet, act=act, again=lambda told: _desk(request, office, told))
