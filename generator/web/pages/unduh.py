"""Files of the archive, by case, item and place only; shown in the page or saved, never run."""

from pathlib import PurePath

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

from generator.web.door.guard import TheOne
from generator.web.pages.berkas import Folder, Item
from generator.web.rendering import TheOffice

__all__ = ["router"]

router = APIRouter()

TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}
SHOWN = frozenset({".pdf", ".png", ".jpg", ".jpeg"})


@router.get("/unduh/{case}/{item}/{place}")
def file_of(
    *,
    office: TheOffice,
    case: Folder,
    item: Item,
    place: int,
    person: TheOne,
    tampil: bool = False,
) -> FileResponse:
    """One file of an item; with `tampil` inside the page, where its kind allows that."""
    found = office.archive.items.named(f"{case}/{item}")
    names = list(office.archive.items.record_of(found).files)
    if not 1 <= place <= len(names):
        raise HTTPException(404)
    name = names[place - 1]
    suffix = PurePath(name).suffix.lower()
    is_shown = tampil and suffix in SHOWN
    if is_shown:
        # The page around it has told already; an address that somebody kept leads here alone.
        office.archive.audit.viewed(case, item=item, who=person.name)
    else:
        office.archive.audit.downloaded(case, item=item, who=person.name)
    return FileResponse(
        office.archive.items.folder_of(found) / name,
        media_type=TYPES.get(suffix, "application/octet-stream"),
        filename=f"{case}-{item:03d}-{place}{suffix if suffix in TYPES else '.bin'}",
        content_disposition_type="inline" if is_shown else "attachment",
    )
