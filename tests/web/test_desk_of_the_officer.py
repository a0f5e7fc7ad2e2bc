"""The desk of the officer: their own cases by the NIP, what is late, what waits for them; nobody else's."""

from collections.abc import Iterator

import pytest

from generator.office.office import Office
from generator.service import handling
from generator.system.actor import acting_as
from tests.keeping.kit import wait
from tests.office_kit import TEMU_BAHAS, drop, form
from tests.web.desk_kit import PASSWORD, PEOPLE, sign_in
from tests.web.kit import Pages, serving

NIP, OTHER = "198801012010012001", "198801012010012002"
OFFICER = {"nama": "Ani", "jabatan": "Pekerja Sosial"}


@pytest.fixture
def served(office: Office) -> Office:
    """Two cases of ani, one of somebody else; ani sent a form that was refused."""
    for name, role in PEOPLE.items():
        nip = NIP if name == "ani" else ""
        office.access.users.add(name, {role}, PASSWORD, nip=nip)
    for client, nip in (("Yohanes Lado", NIP), ("Maria Bela", NIP), ("Petrus Boli", OTHER)):
        meeting = {} if client == "Maria Bela" else {"temu_bahas": TEMU_BAHAS}
        drop(office, form(klien={"nama": client}, petugas={**OFFICER, "nip": nip}, **meeting))
        handling.handle_once(office)
    for name, who in (("punya-ani.json", "ani"), ("punya-budi.json", "budi")):
        drop(office, b'{"klien": {}}', name)
        with acting_as(who):
            office.archive.senders.note(name)
    handling.handle_once(office)
    return office


@pytest.fixture
def ani(served: Office) -> Iterator[Pages]:
    with serving(served) as pages:
        sign_in(pages, "ani")
        yield pages


def test_my_cases_are_those_with_my_nip(ani: Pages) -> None:
    text = ani.get("/tugas").text
    assert "Yohanes Lado" in text
    assert "Maria Bela" in text
    assert "Petrus Boli" not in text
    assert "terlambat</span>" not in text


def test_what_is_late_of_mine_says_so(served: Office, ani: Pages) -> None:
    wait(served, days=9)
    sign_in(ani, "ani")  # the session ended meanwhile
    text = ani.get("/tugas").text
    assert text.count('<span class="lencana awas">terlambat</span>') == 1


def test_what_i_sent_and_was_refused_waits_for_me(ani: Pages) -> None:
    text = ani.get("/tugas").text
    assert "punya-ani.json" in text
    assert "punya-budi.json" not in text
    assert "Perbaiki di peramban: punya-ani.json" in text


def test_letters_out_for_signature_and_forms_begun_are_mine_too(served: Office, ani: Pages) -> None:
    ani.post("/formulir/baru/pengaduan")
    served.archive.corrections.ask("PMBS-2026-0001", reason="tanggal lahir keliru", by="klien")
    served.archive.corrections.ask("PMBS-2026-0003", reason="alamat keliru", by="klien")
    text = ani.get("/tugas").text
    assert "400.9.8/1/DINSOSPM/2026" in text
    assert "400.9.8/4/DINSOSPM/2026" not in text
    assert "/formulir/draf/" in text
    assert "tanggal lahir keliru" in text
    assert "alamat keliru" not in text


def test_without_a_nip_the_page_says_what_to_do(served: Office) -> None:
    with serving(served) as pages:
        sign_in(pages, "budi")
        assert "minta administrator mencatatnya" in pages.get("/tugas").text
