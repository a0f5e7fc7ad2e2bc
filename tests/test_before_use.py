"""What an office has not filled in yet is said where staff and administrator look, until it is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.inbox.notes import read_note
from generator.office.office import Office
from generator.rules.config import CONFIG_NAME, WebSettings, load_config
from generator.service import handling
from generator.service.doctor import examine
from generator.web import WebServer
from tests.office_kit import drop, form, make_office_folder, open_office
from tests.web.visitor import Visitor


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = open_office(make_office_folder(tmp_path / "kantor"))
    yield made
    made.close()


def fill_in(folder: Path) -> None:
    """As an administrator does, line by line."""
    path = folder / CONFIG_NAME
    text = path.read_text(encoding="utf-8")
    for key, told in {
        "address": "Jalan Contoh 1",
        "phone": "0551-000000",
        "postcode": "77111",
        "email": "kantor@contoh.id",
        "logo": "logo.png",
    }.items():
        text = re.sub(rf'^{key} = ""', f'{key} = "{told}"', text, flags=re.MULTILINE)
    text = text.replace(
        'nip = "196803181994031007"', 'nip = "196803181994031007"\nsince = 2024-01-02'
    )
    text = re.sub(r"(\[addresses\.\w+\]\n)", r"\1diperiksa = 2026-01-05\n", text)
    path.write_text(text, encoding="utf-8")


def test_a_new_office_names_what_is_missing(office: Office) -> None:
    told = " ".join(office.config.unfilled)
    for word in ("alamat", "telepon", "lambang daerah", "masa jabatan", "belum diperiksa"):
        assert word in told


def test_nothing_is_said_when_all_of_it_is_there(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    fill_in(folder)
    assert load_config(folder).unfilled == ()


def test_the_first_receipt_says_it_and_the_second_does_not(office: Office) -> None:
    for name, says in (("satu.json", True), ("dua.json", False)):
        drop(office, form(klien={"nama": f"Klien {name}"}), name)
        handling.handle_once(office)
        note = read_note(office.inbox.folder / "selesai" / name)
        assert ("Sebelum dipakai sungguhan" in note) is says


def test_doctor_and_the_front_page_say_it(office: Office) -> None:
    (told,) = [one for one in examine(office) if one.name == "configuration"]
    assert told.is_well
    assert "Belum diisi: kop surat tanpa alamat" in told.detail
    server = WebServer(office, WebSettings(port=0))
    server.start()
    try:
        assert "Sebelum dipakai sungguhan" in Visitor(server.url).ask("/").text
    finally:
        server.stop()
