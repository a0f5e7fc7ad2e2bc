"""The pages' templates: one environment, what every page shows, the words and filters it may use."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, BinaryIO
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic import Field

from generator import __version__
from generator.forms import read_items
from generator.inbox.file_names import printable_name
from generator.office.office import Office
from generator.system.anchored import open_plain
from generator.vocabulary import indonesian
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.prints import STATE_WORDS
from generator.web.door.guard import csrf_token, may_use, person_of, visit_of

__all__ = [
    "RELOAD_SECONDS",
    "TheOffice",
    "Year",
    "download",
    "go",
    "office_of",
    "page",
    "plain_file",
    "render",
]

HERE = Path(__file__).parent
RELOAD_SECONDS = 20
# Of a file that is sent, in bytes.
PIECE = 1 << 16
NAVIGATION = (
    ("/", "Beranda"),
    ("/tugas", "Tugas"),
    ("/keputusan", "Keputusan"),
    ("/cari", "Cari"),
    ("/berkas", "Berkas"),
    ("/formulir", "Formulir"),
    ("/surat-masuk", "Surat masuk"),
    ("/agenda", "Agenda"),
    ("/arsip", "Arsip"),
    ("/templat", "Templat"),
    ("/pengaturan", "Pengaturan"),
    ("/jejak", "Jejak"),
    ("/pengguna", "Pengguna"),
)
# What a page says after something was done: chosen by key, so that no address can put words there.
NEWS: dict[str, str] = {
    "sandi": "Kata sandi Anda sudah diganti.",
    "sesi": "Sesi itu sudah diakhiri.",
    "pengguna": "Daftar pengguna sudah diubah.",
    "dicetak": "Cetakan tambahan diminta; keadaannya tampak di bawah Cetakan sebentar lagi.",
    "disetujui": "Cetakan disetujui; keadaannya tampak di bawah Cetakan sebentar lagi.",
    "pindaian-ditolak": "Pindaian itu tidak diarsipkan; ia ada di folder ditolak dengan alasannya.",
    "masuk-agenda": "Surat masuk dicatat dalam agenda.",
    "disposisi": "Disposisi dicatat; tampak di buku agenda.",
    "bernomor": "Nomornya diberikan dan suratnya dicatat.",
    "dicadangkan": "Nomor dicadangkan; tampak di bawah Nomor cadangan.",
    "terkirim": "Pengiriman dicatat dalam buku ekspedisi.",
    "urusan-akses": "Kelas akses ditetapkan; surat yang belum bertanda tangan menyusul.",
    "urusan-tempat": "Tempatnya dicatat.",
    "urusan-pinjam": "Peminjaman dicatat.",
    "urusan-kembali": "Dicatat: berkasnya sudah kembali.",
    "urusan-tahan": "Berkas ditahan; waktu retensinya berhenti.",
    "urusan-lepas": "Penahanan dilepas.",
    "urusan-retensi": "Tanggal retensinya dihitung ulang.",
    "urusan-langkah": "Waktu langkahnya dibetulkan; alasannya tercatat.",
    "urusan-perbaikan": "Permintaan perbaikan dicatat.",
    "retensi": "Tanggal retensi dihitung ulang; alasannya tercatat.",
    "srikandi": "Nomor dari SRIKANDI dicatat.",
    "belum-lengkap": "Pindaian diarsipkan, tetapi suratnya belum lengkap; yang kurang tertulis pada Keadaan.",
    "lengkap": "Dicatat: surat ini dinyatakan lengkap dan bertanda tangan.",
    "dilepas": "Pencocokan dibatalkan; pindaiannya menunggu di folder cocokkan.",
    "dipindahkan": "Dipindahkan ke berkas ini; alasannya tercatat, dan tempatnya yang lama menunjuk ke sini.",
    "dipindahkan-umum": "Dipindahkan ke surat-surat di luar kasus; alasannya tercatat.",
    "ditarik": "Dicatat: lembar yang tidak berlaku sudah ditarik kembali.",
    "diteruskan": "Konsep disetujui; suratnya diberi nomor dan dibuat sebentar lagi.",
    "ditolak": "Konsep ditolak; formulirnya dikembalikan dengan alasannya, tidak ada nomor terpakai.",
    "disingkirkan": "Disingkirkan dari yang ditolak; berkasnya tetap ada.",
    "dikirim": "Kiriman masuk ke inbox.",
    "dibatalkan": "Surat dibatalkan; nomornya tetap ada di buku agenda dengan alasannya.",
    "ditutup": "Berkas ditutup.",
    "dibuka": "Berkas dibuka kembali; alasannya tercatat.",
    "jam": "Dicatat: jam komputer dinyatakan benar.",
    "dimulai": "Dicatat: di nomor berapa setiap register dimulai.",
    "penomoran": "Penomoran dilanjutkan; yang dilewati tampak di buku agenda.",
    "petugas": "Dicatat siapa yang boleh melihat berkas ini.",
    "disimpan": "Draf disimpan.",
    "dihapus": "Draf dihapus.",
    "dicocokkan": "Pindaian diarsipkan sebagai versi bertanda tangan.",
}
CASE = re.compile(CASE_NUMBER)


def office_of(request: Request) -> Office:
    """The office that the pages show."""
    office: Office = request.app.state.office
    return office


TheOffice = Annotated[Office, Depends(office_of)]
# A year as an address may name it; longer numbers are none that the index could be asked.
Year = Annotated[int, Field(ge=0, le=9999)]


def moment(at: datetime) -> str:
    """`24 November 2026, 09.05`."""
    return f"{indonesian.long_date(at.date())}, {at:%H.%M}"


def short_date(day: date) -> str:
    """`24-11-2026`, for narrow columns."""
    return f"{day:%d-%m-%Y}"


def marked(snippet: str) -> Markup:
    """A snippet whose «hits» are marked; everything else is text."""
    text = str(escape(snippet))
    return Markup(text.replace("«", "<mark>").replace("»", "</mark>"))  # noqa: S704 - escaped above


def linked(text: str) -> Markup:
    """A note in which every case number leads to its case."""
    return Markup(  # noqa: S704 - escaped before the links are put in
        CASE.sub(lambda found: f'<a href="/berkas/{found[0]}">{found[0]}</a>', str(escape(text)))
    )


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "saat": moment,
        "tanggal": indonesian.long_date,
        "tgl": short_date,
        "bagian": read_items,
        "terbaca": printable_name,
        "ukuran": lambda size: f"{max(1, round(size / 1000)):,} kB".replace(",", "."),
        "ribuan": lambda number: f"{number:,}".replace(",", "."),
        "tandai": marked,
        "tautan": linked,
    }
    made.globals |= {
        "state_words": STATE_WORDS,
        "reload_seconds": RELOAD_SECONDS,
        "version": __version__,
        "csrf_token": csrf_token,
        "news": NEWS,
    }
    return made


ENVIRONMENT = _environment()


def render(request: Request, template: str, context: Mapping[str, object]) -> str:
    """A template as text, with what every page may use."""
    told: Mapping[str, Any] = {
        "request": request,
        "person": person_of(request),
        "visit": visit_of(request),
        "navigation": [(path, name) for path, name in NAVIGATION if may_use(request, "GET", path)],
        "office_name": office_of(request).config.office.name,
        "here": request.url.path,
        "told": NEWS.get(request.query_params.get("kabar", ""), ""),
    }
    return ENVIRONMENT.get_template(template).render({**told, **context})


def page(
    request: Request, template: str, context: Mapping[str, object], *, code: int = 200
) -> HTMLResponse:
    """A whole page."""
    return HTMLResponse(render(request, template, context), status_code=code)


def go(path: str, news: str = "") -> RedirectResponse:
    """On to another page after something was done; `news` is a key of NEWS."""
    where = f"{path}?kabar={news}" if news else path
    return RedirectResponse(where, status_code=303)


def download(data: bytes, name: str, media_type: str) -> Response:
    """A file of our own making, to be saved and never run; `name` is plain ASCII."""
    return Response(
        data,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def plain_file(path: Path, *, name: str, media_type: str, is_shown: bool) -> Response:
    """A file out of a folder that others may write to: no link and no pipe is followed.

    Raises:
        HTTPException: it is no plain file, or gone meanwhile.
    """
    try:
        stream = open_plain(path)
    except OSError as error:
        raise HTTPException(404) from error
    how, told = "inline" if is_shown else "attachment", quote(name, safe="")
    called = f'filename="{name}"' if told == name else f"filename*=utf-8''{told}"
    return StreamingResponse(
        _pieces(stream),
        media_type=media_type,
        headers={
            "Content-Disposition": f"{how}; {called}",
            "Content-Length": str(os.fstat(stream.fileno()).st_size),
        },
    )


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(PIECE):
            yield piece
