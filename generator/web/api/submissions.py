"""What a program hands in: which kinds, how much, and how it gets into the inbox."""

import json

from fastapi import HTTPException, Request

from generator.inbox.tickets import Ticket
from generator.office.office import Office
from generator.system import files

__all__ = ["BODIES", "MAX_JSON", "hand_in", "received"]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BODIES = {
    "application/json": "json",
    WORD: "docx",
    SHEET: "xlsx",
    "application/zip": "zip",
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
}
# A form is text: the longest answers of every field together stay far below.
MAX_JSON = 2_000_000
MAX_WAITING = 2000


async def received(request: Request, *, megabytes: int) -> tuple[str, bytes]:
    """The kind and the bytes of a submission, read no further than they may be long.

    Raises:
        HTTPException: another kind (415), too long (413), or nothing that could be it (422).
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    suffix = BODIES.get(kind)
    if suffix is None:
        raise HTTPException(415, f"Jenis isi harus salah satu dari: {', '.join(BODIES)}.")
    most = MAX_JSON if suffix == "json" else megabytes * 1_000_000
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > most:
            raise HTTPException(413, f"Kiriman melebihi {most / 1_000_000:.0f} MB.")
    if not data:
        raise HTTPException(422, "Kiriman ini kosong.")
    if suffix == "json":
        _check_json(bytes(data))
    return suffix, bytes(data)


def _check_json(data: bytes) -> None:
    """A program learns at once that it sent no object; what stands in it is read like every form."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise HTTPException(422, "Isi kiriman bukan JSON yang utuh.") from error
    if not isinstance(told, dict):
        raise HTTPException(422, "Isi kiriman harus satu objek JSON.")


def hand_in(office: Office, program: str, suffix: str, data: bytes) -> Ticket:
    """Into the inbox, with a ticket.

    Raises:
        HTTPException: too much waits already (429).
    """
    if len(office.inbox.waiting()) >= MAX_WAITING:
        raise HTTPException(
            429, "Terlalu banyak kiriman yang masih menunggu.", headers={"Retry-After": "60"}
        )
    ticket = office.tickets.make(program, suffix)
    files.publish_file(office.inbox.folder / ticket.name, data)
    return ticket
