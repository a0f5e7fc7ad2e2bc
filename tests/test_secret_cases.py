"""A secret case is closed to those who have nothing to do with it: on every page, list, export and share."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.admission import Right, Role
from generator.archive import LISTINGS
from generator.desks.access_classes import set_class
from generator.desks.handout import LISTING_FORMATS, listing_file
from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.system.actor import NOTHING, Sight, acting_as
from generator.vocabulary.indonesian import fold
from generator.vocabulary.problems import UsageError
from generator.web import WebServer
from generator.web.door.rights import TABLE, may
from tests.office_kit import (
    KELUAR,
    KESEPAKATAN,
    SERAH_TERIMA,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)
from tests.web.visitor import Visitor

PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one
NIP, OTHER_NIP = "198706152010012003", "199001012015031001"
SECRET, OPEN = "PMBS-2026-0001", "PMBS-2026-0002"
# Names that stand in the secret case alone.
NAMES = ("Mawarni", "Tolonggara", "Sekarwangi", "Ombakbiru")
PEOPLE = {
    "ani": {Role.PETUGAS},
    "budi": {Role.ARSIPARIS},
    "citra": {Role.ADMIN},
    "dewi": {Role.PIMPINAN},
    "eka": {Role.PETUGAS},  # the officer of the case, by the NIP
}
CLOSED_TO = ("ani", "citra")
OPEN_TO = ("budi", "dewi", "eka")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A child's case with letters of many kinds, and another one."""
    folder = make_office_folder(tmp_path_factory.mktemp("kantor") / "kantor", companions=True)
    made = open_office(folder)
    for name, roles in PEOPLE.items():
        made.access.users.add(name, roles, PASSWORD, nip=NIP if name == "eka" else "")
    whole = form(
        petugas={"nama": "Rahmawati, S.Sos.", "jabatan": "Pekerja Sosial", "nip": NIP},
        klien={
            "nama": "Mawarni Tolonggara",
            "jenis_kelamin": "P",
            "umur": 15,
            "nik": "6473014511110001",
            "telepon": "081234509876",
        },
        rombongan=[{"nama": "Sekarwangi Tolonggara", "jenis_kelamin": "P", "umur": 14}],
        temu_bahas=TEMU_BAHAS,
        kesepakatan=KESEPAKATAN,
        serah_terima={**SERAH_TERIMA, "tanggal": "2026-11-24"},
        keluar_shelter={**KELUAR, "diserahkan_kepada": {"nama": "Ombakbiru", "hubungan": "paman"}},
    )
    drop(made, whole, "satu.json")
    handling.handle_once(made)
    drop(made, form(), "dua.json")
    handling.handle_once(made)
    made.outbox.pump()
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(office: Office) -> Iterator[WebServer]:
    made = WebServer(office, WebSettings(port=0))
    made.start()
    yield made
    made.stop()


def signed_in(server: WebServer, name: str) -> Visitor:
    inside = Visitor(server.url)
    inside.sign_in(name, PASSWORD)
    return inside


def named_in(text: str) -> list[str]:
    """Which of the names stand in a text, in whatever spelling of letters."""
    folded = fold(text)
    return [name for name in NAMES if fold(name) in folded]


def test_the_case_is_secret_from_its_first_paper_on(office: Office) -> None:
    assert office.archive.secrecy.is_secret(SECRET)
    assert not office.archive.secrecy.is_secret(OPEN)


@pytest.mark.parametrize("name", LISTINGS)
def test_no_list_names_anybody_of_it(office: Office, name: str) -> None:
    """Whoever has it made, the archivist too: lists hang on walls."""
    month = 11 if LISTINGS[name].period == "month" else None
    listing = office.listing(name, year=2026, month=month)
    cells = " ".join(str(cell) for row in listing.rows for cell in row)
    assert named_in(cells) == []
    for kind in set(LISTING_FORMATS) - {"pdf"}:
        assert named_in(str(listing_file(office, listing, kind))) == []


def test_lists_still_count_it_and_show_its_numbers(office: Office) -> None:
    for name in ("sop", "shelter", "buku-agenda-masuk", "buku-agenda-keluar", "tanda-tangan"):
        assert any(SECRET in str(cell) for row in office.listing(name).rows for cell in row), name
    sent = office.listing("buku-agenda-keluar")
    place = sent.columns.index("Kepada")
    assert any("Disperinaker" in str(row[place]) for row in sent.rows)


def test_no_list_reads_the_tables_that_name_people() -> None:
    """A list that is added reads the views, or this fails."""
    for name, source in LISTINGS.items():
        found = re.findall(r"(?:FROM|JOIN)\s+(items|cases)\b", source.sql)
        assert found == [], name


@pytest.mark.parametrize("who", CLOSED_TO)
def test_nobody_else_sees_more_than_a_number(server: WebServer, office: Office, who: str) -> None:
    """Every page that this person may open, with the case in every place of its address."""
    inside = signed_in(server, who)
    samples = {"case": SECRET, "item": "2", "place": "1", "blank": "pengaduan", "name": "pengaduan"}
    pages = [
        path
        for (method, path), needed in TABLE.items()
        if method == "GET" and may(PEOPLE[who], needed) and not path.startswith("/api/")
    ]
    asked = [re.sub(r"\{(\w+)(?::\w+)?\}", lambda one: samples.get(one[1], "x"), p) for p in pages]
    asked += [f"/agenda/{name}" for name in LISTINGS]
    asked += [f"/agenda/{name}/unduh?sebagai=csv" for name in LISTINGS]
    asked += [f"/cari?q={word}" for word in (*NAMES, SECRET, "6473014511110001", "081234509876")]
    for path in asked:
        text = inside.ask(path).text
        if path.startswith("/cari?"):
            # It repeats what was asked, now and before.
            assert f"/berkas/{SECRET}" not in text, path
        else:
            assert named_in(text) == [], path
    assert inside.ask(f"/berkas/{SECRET}").status == 403
    assert inside.ask(f"/berkas/{SECRET}/2").status == 403
    assert inside.ask(f"/unduh/{SECRET}/1/1").status == 403
    assert SECRET in inside.ask("/berkas").text
    assert inside.ask(f"/berkas/{OPEN}").status == 200


@pytest.mark.parametrize("who", CLOSED_TO)
def test_nobody_else_does_anything_with_it(server: WebServer, who: str) -> None:
    inside = signed_in(server, who)
    for (method, path), needed in TABLE.items():
        if method == "POST" and "{case}" in path and may(PEOPLE[who], needed):
            asked = (
                path.replace("{case}", SECRET).replace("{item}", "2").replace("{name}", "pengaduan")
            )
            assert inside.send(asked, {"alasan": "uji"}).status == 403, path


def test_the_trail_tells_an_admin_no_reason_of_it(server: WebServer, office: Office) -> None:
    office.archive.secrecy.name_officer(SECRET, OTHER_NIP, reason="ibu dari Sekarwangi minta")
    assert named_in(signed_in(server, "citra").ask("/jejak").text) == []
    assert "Sekarwangi" in signed_in(server, "budi").ask("/jejak").text


@pytest.mark.parametrize("who", OPEN_TO)
def test_those_who_handle_decide_or_keep_it_see_it(server: WebServer, who: str) -> None:
    inside = signed_in(server, who)
    assert "Mawarni" in inside.ask(f"/berkas/{SECRET}").text
    assert inside.ask(f"/berkas/{SECRET}/2").status == 200
    assert SECRET in inside.ask("/cari?q=Mawarni").text
    assert "Mawarni" in inside.ask("/berkas").text


def test_search_finds_and_counts_nothing_of_it(office: Office) -> None:
    find = office.archive.search
    with acting_as("ani", NOTHING):
        for word in (*NAMES, "mawarnj", SECRET, "6473014511110001"):
            assert find.find(word) == [], word
            assert find.find_cases(word) == [], word
            assert find.count(word).total == 0, word
        assert find.find("surat", person="Mawarni") == []
    assert find.count("Mawarni").total > 0
    with acting_as("eka", Sight(is_whole=False, cases=frozenset({SECRET}))):
        assert find.find("Mawarni")


def test_an_archivist_names_and_releases_who_handles_it(server: WebServer, office: Office) -> None:
    office.access.users.set_nip("ani", OTHER_NIP)
    ani, budi = signed_in(server, "ani"), signed_in(server, "budi")
    told = {"nip": OTHER_NIP, "alasan": "menggantikan"}
    assert budi.send(f"/berkas/{SECRET}/petugas", told).status == 303
    assert ani.ask(f"/berkas/{SECRET}").status == 200
    assert ani.send(f"/berkas/{SECRET}/petugas", told).status == 403
    assert (
        budi.send(f"/berkas/{SECRET}/petugas", {"lepas": OTHER_NIP, "alasan": "selesai"}).status
        == 303
    )
    assert ani.ask(f"/berkas/{SECRET}").status == 403
    with pytest.raises(UsageError, match="A065"):
        office.archive.secrecy.release_officer(SECRET, OTHER_NIP, reason="lagi")


def test_a_program_reads_it_only_with_the_right(server: WebServer, office: Office) -> None:
    plain = office.access.tokens.add("baca", frozenset({Right.READ}))
    wide = office.access.tokens.add("arsip-provinsi", frozenset({Right.READ, Right.READ_SECRET}))

    def asked(path: str, token: str) -> tuple[int, str]:
        answer = Visitor(server.url).ask(
            f"/api/v1{path}", headers={"Authorization": f"Bearer {token}"}
        )
        return answer.status, answer.text

    for path in (
        f"/cases/{SECRET}",
        f"/cases/{SECRET}/items/1",
        f"/cases/{SECRET}/items/1/files/1",
    ):
        assert asked(path, plain)[0] == 403
        assert asked(path, wide)[0] == 200
    assert asked("/search?q=Mawarni", plain)[1] == "[]"
    assert "Mawarni" in asked("/search?q=Mawarni", wide)[1]
    assert asked(f"/cases/{OPEN}", plain)[0] == 200


# -- on the share --------------------------------------------------------------------------------


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_its_sheets_and_papers_lie_where_few_may_look(office: Office) -> None:
    closed = office.printed / "rahasia"
    assert mode(closed) == 0o700
    lying = {one.name for one in closed.iterdir()}
    numbers = [one.number for one in office.archive.items.of_case(SECRET) if one.kind == "surat"]
    assert len(lying) >= len(numbers)
    outside = [one.name for one in office.printed.iterdir() if one.is_file()]
    for number in numbers:
        assert not any(name.startswith(number.replace("/", "-")) for name in outside)
    tray = office.inbox.folder / "rahasia"
    assert mode(tray) == 0o700
    assert [one.name for one in office.inbox.trays.of(Tray.CLOSED)] == ["satu.json"]
    assert [one.name for one in office.inbox.trays.of(Tray.DONE)] == ["dua.json"]


def test_the_open_tray_tells_the_number_and_nothing_else(office: Office) -> None:
    note = read_note(office.inbox.folder / "selesai" / SECRET)
    assert SECRET in note
    assert "folder rahasia" in note
    for path in (office.inbox.folder / "selesai").iterdir():
        assert named_in(path.read_text(errors="replace")) == []


def test_the_pages_of_year_and_archive_name_nobody(office: Office) -> None:
    office.refresh_pages()
    for page in (office.archive.root / "2026", office.archive.root):
        assert named_in((page / "DAFTAR ISI.html").read_text()) == []


def test_no_suggestion_names_it(office: Office) -> None:
    """The same person in a new form: the note tells the number of the earlier case."""
    again = form(klien={"nama": "Mawarni Tolonggaro", "umur": 40, "nik": None})
    again["klien"] |= {"kabupaten_kota": "Ende"}
    found = office.archive.people.like(
        office.archive.cases.form(SECRET).model_copy(update={"nomor_kasus": None}),  # type: ignore[union-attr]
        outside=None,
    )
    assert [(one.case, one.name) for one in found] == [(SECRET, "")]


def test_a_case_that_becomes_secret_leaves_the_open_folders(tmp_path: Path) -> None:
    made = open_office(make_office_folder(tmp_path / "kantor"))
    try:
        drop(made, form(), "tiga.json")
        handling.handle_once(made)
        made.outbox.pump()
        assert [one.name for one in made.printed.iterdir() if one.suffix == ".pdf"]
        set_class(made, "PMBS-2026-0001", "Rahasia", reason="ancaman")
        assert not [one.name for one in made.printed.iterdir() if one.suffix == ".pdf"]
        assert list((made.printed / "rahasia").glob("*.pdf"))
        assert made.inbox.trays.of(Tray.DONE) == []
        assert [one.name for one in made.inbox.trays.of(Tray.CLOSED)] == ["tiga.json"]
    finally:
        made.close()
