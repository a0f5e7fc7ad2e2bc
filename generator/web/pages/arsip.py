"""Arsip: the archivist's desk: what waits there, labels, the seal, retention dates of all closed cases."""

import re
from collections.abc import Iterable, Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from generator.desks.follow_up import date_closed_cases
from generator.desks.labels import label_of, label_sheets
from generator.desks.srikandi import waiting_letters
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.vocabulary.problems import Problem
from generator.web.asking import Answers, Question, Sheet, Way, answered, shown
from generator.web.door.guard import Posted, must_see
from generator.web.pages.ekspedisi import on_the_way, to_send
from generator.web.rendering import TheOffice, download, go, page

__all__ = ["router"]

router = APIRouter()

MOST = 500
SEAL_GROUP = 8


def _sheets(office: Office) -> Mapping[str, Sheet]:
    settings = office.config.labels
    containers = tuple((one, one) for one in office.archive.places.containers())
    label = (
        Question(
            name="kasus",
            label="Nomor kasus",
            hint="satu atau beberapa, dipisahkan spasi atau baris",
            way=Way.LONG,
            longest=4_000,
        ),
        Question(
            name="wadah", label="Semua dalam ordner atau boks", choices=containers, longest=80
        ),
        Question(
            name="lewati",
            label="Label yang sudah terpakai pada lembar pertama",
            way=Way.COUNT,
            value="0",
            least=0,
            most=settings.columns * settings.rows - 1,
        ),
    )
    seal = (
        Question(name="baris", label="Baris", way=Way.COUNT, is_required=True, most=999_999_999),
        Question(
            name="segel",
            label="Segel",
            hint="kelompok angka dan hurufnya, seperti tercetak",
            is_required=True,
            longest=100,
        ),
    )
    why = Question(
        name="alasan", label="Alasan", hint="tercatat, mis. jadwal retensi diubah", is_required=True
    )
    made = (
        Sheet(
            key="label",
            action="/arsip/label.pdf",
            button="Buat label",
            fields=label,
            beside={"A005": "kasus"},
        ),
        Sheet(key="segel", action="/arsip/segel", button="Periksa segel", fields=seal),
        Sheet(
            key="retensi",
            action="/arsip/retensi",
            button="Hitung ulang semua",
            fields=(why,),
            back="/arsip",
            warning="Tanggal retensi setiap berkas yang sudah ditutup dihitung lagi menurut jadwal retensi yang "
            "sekarang. Tanggal yang lama tinggal dalam catatan.",
        ),
    )
    return {one.key: one for one in made}


@router.get("/arsip")
def desk(request: Request, office: TheOffice) -> HTMLResponse:
    return _desk(request, office)


def _desk(
    request: Request, office: Office, again: Answers | None = None, *, checked: str = ""
) -> HTMLResponse:
    """What waits for the archivist, of the cases that whoever asks may see."""
    office.archive.audit.list_shown("arsip")
    archive = office.archive
    today = office.clock.today()
    loans = [one for one in archive.places.out() if archive.secrecy.may_see(one.case)]
    head = archive.chain.head()
    told = {
        "sheets": shown(_sheets(office).values(), again),
        "scans": len(office.inbox.trays.of(Tray.MATCH)),
        "not_passed_on": archive.correspondence.not_passed_on(MOST),
        "to_send": to_send(office),
        "away": on_the_way(office),
        "srikandi": [one for one in waiting_letters(office) if archive.secrecy.may_see(one.case)],
        "kept": archive.by_hand.kept(),
        "classes": [
            (one, office.access_of(one)) for one in _seen(office, archive.access.suggested())
        ],
        "by_rule": [
            (one, office.access_of(one)) for one in _seen(office, archive.access.set_by_rule())
        ],
        "disposals": archive.disposals.open_ones(),
        "loans": loans,
        "overdue": [one for one in loans if one.due < today],
        "held": [
            (one, [hold for hold in archive.retention.holds_of(one) if hold.until is None])
            for one in _seen(office, archive.retention.held())
        ],
        "corrections": [
            one for one in archive.corrections.open() if archive.secrecy.may_see(one.case)
        ],
        "head": head,
        "seal": " ".join(re.findall(f".{{{SEAL_GROUP}}}", head.hash)) if head else "",
        "checked": checked,
    }
    return page(request, "arsip.html", told)


def _seen(office: Office, cases: Iterable[str]) -> list[str]:
    return [one for one in cases if office.archive.secrecy.may_see(one)]


@router.post("/arsip/label.pdf")
def labels(request: Request, office: TheOffice, form: Posted) -> Response:
    """Labels with the code of each case, for the sheets that the office bought."""

    def act(told: Answers) -> Response:
        wanted = _named(office, told)
        if not wanted:
            told.mend("kasus", Problem(code="A090", label="Nomor kasus"))
        made = [label_of(office, one) for one in wanted]
        sheets = label_sheets(made, office.config.labels, skip=told.count("lewati") or 0)
        return download(sheets, "label.pdf", "application/pdf")

    sheet = _sheets(office)["label"]
    return answered(request, form, sheet, act=act, again=lambda told: _desk(request, office, told))


def _named(office: Office, told: Answers) -> Sequence[str]:
    """The cases that labels are asked for; each of them may be seen."""
    cases = [office.archive.cases.show(one).case for one in told.text("kasus").split()]
    if told.text("wadah"):
        cases += office.archive.places.cases_in(told.text("wadah"))
    for one in cases:
        must_see(office, one)
    return list(dict.fromkeys(cases))


@router.post("/arsip/segel")
def check_seal(request: Request, office: TheOffice, form: Posted) -> Response:
    """Whether the ledger still holds the line that a printed register names."""

    def act(told: Answers) -> Response:
        line, seal = told.count("baris") or 0, told.text("segel")
        if not office.archive.chain.bears_seal(line, "".join(seal.split())):
            told.mend("segel", Problem(code="A018", found=str(line)))
        said = f"Segel cocok: buku besar sampai baris {line} tidak berubah."
        return _desk(request, office, checked=said)

    sheet = _sheets(office)["segel"]
    return answered(request, form, sheet, act=act, again=lambda told: _desk(request, office, told))


@router.post("/arsip/retensi")
def date_all(request: Request, office: TheOffice, form: Posted) -> Response:
    """Every closed case gets its dates by the schedule as it is now."""

    def act(told: Answers) -> Response:
        date_closed_cases(office, again=True, reason=told.text("alasan"))
        return go("/arsip", "retensi")

    sheet = _sheets(office)["retensi"]
    return answered(request, form, sheet, act=act, again=lambda told: _desk(request, office, told))
