"""Ekspedisi and SRIKANDI: how letters leave the house, and which number the national application gave them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from generator.archive import ArchivedItem, RegisterPlace
from generator.desks import expedition
from generator.desks.srikandi import enter_number, waiting_letters
from generator.office.office import Office
from generator.vocabulary.problems import Problem
from generator.web.asking import Answers, Question, Sheet, Way, answered, shown, with_file
from generator.web.door.guard import Posted, must_see
from generator.web.rendering import TheOffice, download, go, page

__all__ = ["on_the_way", "router", "to_send"]

router = APIRouter()

PDF = "application/pdf"
# What was ready longer ago left by another way, or is looked for by its number.
LOOKED_BACK = timedelta(days=60)
MOST = 100
NUMBER_HINT = "nomornya, cukup bagian depannya, mis. 400.9.8/12"


# -- out of the house ------------------------------------------------------------------------------


def _letters(office: Office, places: Sequence[RegisterPlace]) -> list[ArchivedItem]:
    """The letters of rows of the register that whoever acts may see."""
    may_see = office.archive.secrecy.may_see
    return [
        office.archive.items.named(f"{one.case}/{one.item}") for one in places if may_see(one.case)
    ]


def to_send(office: Office) -> list[ArchivedItem]:
    """The letters that are ready and have not left, of those that whoever acts may see."""
    since = office.clock.today() - LOOKED_BACK
    return _letters(office, office.archive.correspondence.to_send(since, MOST))


def on_the_way(office: Office) -> list[ArchivedItem]:
    """The letters that left with a slip which has not come back."""
    return _letters(office, office.archive.correspondence.slips_out(MOST))


def _slip_fields(office: Office) -> tuple[Question, ...]:
    today = office.clock.today().isoformat()
    carrier = Question(
        name="pengantar",
        label="Pengantar",
        hint="orang atau pos; kosong: ditulis tangan pada lembarnya",
    )
    return (
        Question(
            name="surat",
            label="Surat yang siap dikirim",
            way=Way.TICKS,
            choices=_choices(to_send(office)),
        ),
        Question(name="nomor", label="Surat lain", hint=NUMBER_HINT),
        Question(
            name="tanggal", label="Dikirim tanggal", way=Way.DATE, value=today, is_required=True
        ),
        carrier,
    )


def _expedition_sheets(office: Office) -> Mapping[str, Sheet]:
    today = office.clock.today().isoformat()
    ready, away = to_send(office), on_the_way(office)
    sent = (
        Question(
            name="surat",
            label="Nomor surat",
            hint=NUMBER_HINT,
            is_required=True,
            choices=_choices([*away, *ready]),
        ),
        Question(
            name="dikirim", label="Dikirim tanggal", way=Way.DATE, value=today, is_required=True
        ),
        Question(name="penerima", label="Diterima oleh", hint="nama penerima di sana"),
        Question(name="diterima", label="Diterima tanggal", way=Way.DATE),
        Question(name="pengantar", label="Pengantar", hint="orang atau pos"),
        Question(
            name="berkas",
            label="Tanda terima yang sudah ditandatangani",
            hint="pindaiannya",
            way=Way.FILE,
        ),
    )
    made = (
        Sheet(
            key="tanda-terima",
            action="/ekspedisi/tanda-terima.pdf",
            button="Buat tanda terima",
            fields=_slip_fields(office),
            beside={"A005": "nomor", "A024": "nomor", "A025": "nomor"},
        ),
        Sheet(
            key="dikirim",
            action="/ekspedisi/dikirim",
            button="Catat pengiriman",
            fields=sent,
            beside={
                "A005": "surat",
                "A024": "surat",
                "A025": "surat",
                "A016": "berkas",
                "A017": "dikirim",
            },
        ),
    )
    return {one.key: one for one in made}


def _choices(letters: Sequence[ArchivedItem]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.number, f"{one.number} · {one.title} · {one.party or '-'}") for one in letters
    )


@router.get("/ekspedisi")
def expeditions(request: Request, office: TheOffice) -> HTMLResponse:
    return _expedition_desk(request, office)


def _expedition_desk(
    request: Request, office: Office, again: Answers | None = None
) -> HTMLResponse:
    """What is ready to be sent, what is on its way, and what is told of it."""
    office.archive.audit.list_shown("ekspedisi")
    told = {
        "sheets": shown(_expedition_sheets(office).values(), again),
        "ready": to_send(office),
        "away": on_the_way(office),
    }
    return page(request, "ekspedisi.html", told)


@router.post("/ekspedisi/tanda-terima.pdf")
def slips(request: Request, office: TheOffice, form: Posted) -> Response:
    """The slips that go along with letters, to be signed where they arrive."""

    def act(told: Answers) -> Response:
        numbers = [*told.all_of("surat"), *filter(None, [told.text("nomor")])]
        if not numbers:
            told.mend("surat", Problem(code="A090", label="Surat yang dikirim"))
        for number in numbers:
            must_see(office, office.archive.items.named(number).case)
        sent = told.day("tanggal") or office.clock.today()
        made = expedition.slips(office, numbers, sent=sent, carrier=told.text("pengantar"))
        return download(made, f"tanda-terima-{sent}.pdf", PDF)

    return answered(
        request,
        form,
        _expedition_sheets(office)["tanda-terima"],
        act=act,
        again=lambda told: _expedition_desk(request, office, told),
    )


@router.post("/ekspedisi/dikirim")
def sent_letter(request: Request, office: TheOffice, form: Posted) -> Response:
    """When a letter was sent and who received it, as a person knows it."""

    def act(told: Answers) -> Response:
        letter = office.archive.items.named(told.text("surat"))
        must_see(office, letter.case)

        def entered(path: Path | None) -> Response:
            expedition.deliver(
                office,
                letter.number,
                sent=told.day("dikirim") or office.clock.today(),
                receiver=told.text("penerima"),
                received=told.day("diterima"),
                carrier=told.text("pengantar"),
                file=path,
            )
            return go("/ekspedisi", "terkirim")

        return with_file(office, told, "berkas", entered)

    return answered(
        request,
        form,
        _expedition_sheets(office)["dikirim"],
        act=act,
        again=lambda told: _expedition_desk(request, office, told),
    )


# -- SRIKANDI --------------------------------------------------------------------------------------


def _waiting(office: Office) -> list[ArchivedItem]:
    may_see = office.archive.secrecy.may_see
    return [one for one in waiting_letters(office) if may_see(one.case)]


def _srikandi_sheet(office: Office) -> Sheet:
    return Sheet(
        key="srikandi",
        action="/srikandi",
        button="Catat nomornya",
        fields=(
            Question(
                name="surat",
                label="Naskah",
                hint="rujukannya, mis. SRIKANDI/3/2026",
                is_required=True,
                choices=_choices(_waiting(office)),
            ),
            Question(
                name="nomor",
                label="Nomor dari SRIKANDI",
                hint="persis seperti di SRIKANDI",
                is_required=True,
                longest=100,
            ),
            Question(
                name="tanggal", label="Tanggal naskah di SRIKANDI", way=Way.DATE, is_required=True
            ),
            Question(
                name="pdf",
                label="PDF yang sudah ditandatangani",
                hint="apa adanya dari SRIKANDI; boleh menyusul",
                way=Way.FILE,
            ),
        ),
        beside={
            "A005": "surat",
            "A020": "surat",
            "A025": "surat",
            "A021": "nomor",
            "A022": "tanggal",
            **dict.fromkeys(("A007", "A008", "R001", "R003", "R015"), "pdf"),
        },
    )


@router.get("/srikandi")
def srikandi(request: Request, office: TheOffice) -> HTMLResponse:
    return _srikandi_desk(request, office)


def _srikandi_desk(request: Request, office: Office, again: Answers | None = None) -> HTMLResponse:
    """The letters whose number has not come back."""
    office.archive.audit.list_shown("srikandi")
    told = {
        "sheets": shown([_srikandi_sheet(office)], again),
        "waiting": _waiting(office),
        "is_used": any(one.srikandi for one in office.catalogue.types.values()),
    }
    return page(request, "srikandi.html", told)


@router.post("/srikandi")
def came_back(request: Request, office: TheOffice, form: Posted) -> Response:
    """The number and the date that a letter got, with the signed PDF if it came."""

    def act(told: Answers) -> Response:
        letter = office.archive.items.named(told.text("surat"))
        must_see(office, letter.case)

        def entered(path: Path | None) -> Response:
            day = told.day("tanggal") or office.clock.today()
            with office.archive.by_hand.turn():
                known = enter_number(
                    office, f"{letter.case}/{letter.item}", told.text("nomor"), day, signed=path
                )
            return go(f"/berkas/{known.case}/{known.item}", "srikandi")

        return with_file(office, told, "pdf", entered)

    return answered(
        request,
        form,
        _srikandi_sheet(office),
        act=act,
        again=lambda told: _srikandi_desk(request, office, told),
    )
