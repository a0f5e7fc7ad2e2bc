"""An office in which every desk has something to do; the same job done by its page and by its command."""

import io
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from generator.admission import Role
from generator.service import handling
from tests.cli.kit import Shell
from tests.office_kit import TEMU_BAHAS, drop, form, make_office_folder, open_office
from tests.web.kit import Answer, Pages, serving

PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one
PEOPLE = {
    "ani": Role.PETUGAS,
    "budi": Role.ARSIPARIS,
    "dewi": Role.PIMPINAN,
    "citra": Role.ADMIN,
}
LADO, ANAK = "PMBS-2026-0001", "PMBS-2026-0002"
LETTER, INVITATION = "400.9.8/1/DINSOSPM/2026", "400.9.8/2/DINSOSPM/2026"
# What no two goes have in common: who came by which door, and what is drawn by lot.
OWN = frozenset({"claim", "submission", "record_sha256"})
CAME_AND_LOOKED = frozenset({"session", "item-viewed", "list-viewed", "paper-viewed"})
SRIKANDI = "[surat-tugas]\nsrikandi = true"


def played(folder: Path) -> Path:
    """Two cases, the second one secret, a letter that waits for SRIKANDI, a letter from elsewhere, a reserve."""
    made = make_office_folder(folder)
    toml = made / "templates" / "letters.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace("[surat-tugas]", SRIKANDI, 1), encoding="utf-8")
    office = open_office(made)
    for name, role in PEOPLE.items():
        office.access.users.add(name, {role}, PASSWORD)
    drop(office, form(temu_bahas=TEMU_BAHAS, pendampingan={"tanggal": "2026-11-25"}), "satu.json")
    handling.handle_once(office)
    drop(office, form(klien={"nama": "Maria Bela", "umur": 12}), "dua.json")
    handling.handle_once(office)
    office.close()
    shell = Shell(made)
    shell.said(
        "register", "--from", "BP3MI", "--number", "B.12", "--subject", "Jadwal", "--case", LADO
    )
    shell.said("number", "reserve", "2", "--reason", "hari rapat")
    return made


def scan(text: str = "Surat") -> bytes:
    """A page of paper, as a scanner gives it."""
    out = io.BytesIO()
    page = Image.new("L", (1654, 2339), 235)
    ImageDraw.Draw(page).text((200, 300), text, fill=0, font_size=60)
    page.save(out, "PDF", resolution=200)
    return out.getvalue()


def copy_of(folder: Path, target: Path) -> Path:
    return Path(shutil.copytree(folder, target, symlinks=True))


def lines(folder: Path) -> list[dict[str, Any]]:
    """What the ledger tells; that somebody came in and looked is left out."""
    return [one for one in Shell(folder).ledger() if one["event"] not in CAME_AND_LOOKED]


def what_was_done(before: int, folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Events and data since then, without what belongs to one go alone."""
    return [
        (one["event"], {key: value for key, value in one["data"].items() if key not in OWN})
        for one in lines(folder)[before:]
    ]


def papers(folder: Path) -> dict[str, dict[str, Any]]:
    """What is filed, by its folder, without the name of the go that filed it."""
    root = folder / "archive"
    found = {path: json.loads(path.read_bytes()) for path in root.glob("2026/*/*/item.json")}
    return {
        str(path.relative_to(root)): {key: told for key, told in one.items() if key != "claim"}
        for path, one in found.items()
    }


def sign_in(pages: Pages, name: str) -> None:
    token = pages.get("/masuk").text.partition('name="csrf" value="')[2][:64]
    answer = pages.post("/masuk", {"nama": name, "sandi": PASSWORD, "ke": "/"}, token=token)
    assert answer.status == 303


def by_page(
    folder: Path,
    path: str,
    fields: Mapping[str, str],
    *,
    who: str = "budi",
    files: Mapping[str, tuple[str, bytes]] | None = None,
) -> Answer:
    """Open the office, sign in, send one form, and close."""
    office = open_office(folder)
    try:
        with serving(office) as pages:
            sign_in(pages, who)
            return pages.post(path, fields, files=files)
    finally:
        office.close()


def same_lines(
    kept: Path, tmp_path: Path, words: tuple[str, ...], path: str, fields: Mapping[str, str]
) -> None:
    """A job done by its page leaves the lines and papers of its command, under the name of who signed in."""
    before = len(lines(kept))
    typed, clicked = copy_of(kept, tmp_path / "perintah"), copy_of(kept, tmp_path / "halaman")
    answer = Shell(typed)(*words)
    assert answer.code == 0, answer.err
    assert by_page(clicked, path, fields).status in (200, 303)
    assert what_was_done(before, clicked) == what_was_done(before, typed) != []
    assert papers(clicked) == papers(typed)
    assert {one["who"] for one in lines(clicked)[before:]} == {"budi"}
