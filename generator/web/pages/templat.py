"""Templat: every kind of letter with the state of its template and a specimen beside it."""

import threading

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from generator.desks.act_papers import archive_papers
from generator.desks.handout import specimen_docx, specimen_pdf
from generator.desks.template_reports import template_reports
from generator.letters import TemplateReport
from generator.office.office import Office
from generator.web.pages.berkas import WORD
from generator.web.rendering import TheOffice, download, page

__all__ = ["router"]

router = APIRouter()


class Examined:
    """The last examination of the templates, made anew when a file of theirs changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: object = None
        self._reports: dict[str, TemplateReport] = {}

    def of(self, office: Office) -> dict[str, TemplateReport]:
        templates = (*office.templates.glob("*.*"), *office.templates.glob("arsip/*.*"))
        files = (*templates, office.folder / "pmbs.toml")
        seen = [
            str(office.folder),
            *sorted((one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in files),
        ]
        with self._lock:
            if seen != self._seen:
                reports = template_reports(office)
                self._reports = {one.template: one for one in reports}
                self._seen = seen
            return self._reports


examined = Examined()


@router.get("/templat")
def templates(request: Request, office: TheOffice) -> HTMLResponse:
    told = {
        "types": office.catalogue.types.values(),
        "reports": examined.of(office),
        "papers": archive_papers(office),
        "steps": {one.no: one.title for one in office.sop.steps},
    }
    return page(request, "templat-semua.html", told)


@router.get("/templat/{type_}")
def template_page(request: Request, office: TheOffice, type_: str) -> HTMLResponse:
    letter_type = office.catalogue.types.get(type_)
    if letter_type is None:
        raise HTTPException(404)
    told = {
        "type": letter_type,
        "faults": examined.of(office)[letter_type.template].faults,
        "steps": {one.no: one.title for one in office.sop.steps},
        "address": office.config.addresses.get(letter_type.to),
    }
    return page(request, "templat.html", told)


@router.get("/templat/{type_}/contoh.pdf")
def specimen(office: TheOffice, type_: str) -> Response:
    """A specimen letter with invented data, to look at in the page."""
    return Response(
        specimen_pdf(office, type_),
        media_type="application/pdf",
        headers={"Content-Disposition": "inline"},
    )


@router.get("/templat/{type_}/contoh.docx")
def specimen_word(office: TheOffice, type_: str) -> Response:
    return download(specimen_docx(office, type_), f"contoh-{type_}.docx", WORD)
