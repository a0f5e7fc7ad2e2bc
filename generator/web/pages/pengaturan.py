"""Pengaturan: what pmbs.toml and the SOP say, to be read; they are changed in their files."""

import re
from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from generator.rules.config import CONFIG_NAME, Config
from generator.system.sandbox import cage_here
from generator.web.rendering import TheOffice, page

__all__ = ["router"]

router = APIRouter()

HEADINGS = {
    "office": "Identitas kantor",
    "officials": "Pejabat penanda tangan",
    "addresses": "Buku alamat",
    "inbox": "Folder inbox",
    "converter": "Pembuatan PDF",
    "printing": "Pencetakan",
    "shelter": "Shelter",
    "hours": "Jam kerja",
    "letters": "Surat",
    "agenda": "Buku agenda dan disposisi",
    "labels": "Label berkas",
    "loans": "Peminjaman berkas",
    "archive": "Arsip",
    "backup": "Cadangan",
    "tidying": "Perapian folder",
    "signatures": "Tanda tangan elektronik",
    "secret": "Berkas rahasia",
    "web": "Halaman ini",
}
# A password in an address of a printer, say, is for nobody's eyes.
SECRET_KEY = re.compile(r"password|passwd|secret|token|key$", re.IGNORECASE)
LOGIN = re.compile(r"(?<=//)[^/@\s]+@")


@router.get("/pengaturan")
def settings(request: Request, office: TheOffice) -> HTMLResponse:
    config = office.config
    told = {
        "file": CONFIG_NAME,
        "tables": [
            (name, HEADINGS.get(name, name), list(_rows(config, name)))
            for name in type(config).model_fields
            if name not in ("officials", "addresses")
        ],
        "officials": config.officials,
        "addresses": config.addresses,
        "sop": office.sop,
        "today": office.clock.today(),
        "cage": cage_here(),
    }
    return page(request, "pengaturan.html", told)


def _rows(config: Config, name: str) -> Iterator[tuple[str, str]]:
    table = getattr(config, name)
    if not isinstance(table, BaseModel):
        yield name, _shown(name, table)
        return
    for key in type(table).model_fields:
        yield key, _shown(key, getattr(table, key))


def _shown(key: str, value: object) -> str:
    if SECRET_KEY.search(key) and value:
        return "••••"
    if isinstance(value, dict):
        value = tuple(f"{name}: {_shown(key, one)}" for name, one in value.items())
    if isinstance(value, tuple):
        return ", ".join(_shown(key, one) for one in value) or "-"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "-" if value in ("", None) else LOGIN.sub("••••@", str(value))
