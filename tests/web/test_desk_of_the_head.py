"""The desk of the head: what waits for a word, beside its data; approved or sent back by another than who sent it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from generator.system.actor import acting_as
from tests.office_kit import TEMU_BAHAS, drop, form, make_office_folder, open_office
from tests.web.desk_kit import PASSWORD, PEOPLE, lines, sign_in
from tests.web.kit import Pages, serving

NAME, CHILD = "kasus-7.json", "kasus-8.json"


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Office]:
    """Every letter is approved before its number: a form of two letters waits, and one of a child."""
    made = open_office(make_office_folder(tmp_path / "kantor", letters="approval = true"))
    for name, role in PEOPLE.items():
        made.access.users.add(name, {role}, PASSWORD)
    drop(made, form(temu_bahas=TEMU_BAHAS, klien={"nik": "5308120305920001"}), NAME)
    drop(made, form(klien={"nama": "Maria Bela", "umur": 12}), CHILD)
    handling.handle_once(made)
    yield made
    made.close()


@contextmanager
def at_the_desk(office: Office, who: str) -> Iterator[Pages]:
    with serving(office) as pages:
        sign_in(pages, who)
        yield pages


@pytest.fixture
def head(asking: Office) -> Iterator[Pages]:
    with at_the_desk(asking, "dewi") as pages:
        yield pages


def one_of(pages: Pages, client: str) -> str:
    found = re.search(rf'href="(/keputusan/\w+)"><strong>{client}', pages.get("/keputusan").text)
    assert found is not None
    return found[1]


def decide(pages: Pages, path: str, action: str, **told: str) -> str:
    """Press a button of the page of a submission; where it leads."""
    text = pages.get(path).text
    where = re.search(rf'action="(/persetujuan/\w+/{action})"', text)
    seen = re.search(r'name="dilihat" value="([^"]+)"', text)
    assert where is not None
    assert seen is not None
    fields = {"dilihat": seen[1], "dari": "keputusan", **told}
    return pages.post(where[1], fields).place


def waiting(office: Office) -> set[str]:
    return {one.name for one in office.inbox.trays.of(Tray.APPROVAL)}


def test_a_draft_stands_side_by_side_with_the_data_of_its_form(head: Pages) -> None:
    text = head.get(one_of(head, "Yohanes Lado")).text
    drafts = re.findall(r'<iframe[^>]* src="(/persetujuan/\w+/konsep/\d)#', text)
    assert len(drafts) == 2
    assert head.get(drafts[1]).headers["content-type"] == "application/pdf"
    assert "Undangan Temu Bahas Kasus" in text
    assert "Klien bekerja tiga bulan tanpa upah" in text
    assert "5308120305920001" not in text


def test_the_head_approves_and_goes_on_to_the_next(asking: Office, head: Pages) -> None:
    assert decide(head, one_of(head, "Yohanes Lado"), "setuju") == "/keputusan?kabar=diteruskan"
    assert waiting(asking) == {CHILD}
    (line,) = [one for one in lines(asking.folder) if one["event"] == "submission-approved"]
    assert line["who"] == "dewi"
    handling.handle_once(asking)
    assert asking.archive.cases.has("PMBS-2026-0001")


def test_what_is_sent_back_carries_the_remark_and_opens_as_it_was(
    asking: Office, head: Pages
) -> None:
    drop(asking, form(klien={"nama": "Petrus Boli"}), "kasus-9.json")
    handling.handle_once(asking)
    path = one_of(head, "Petrus Boli")
    assert decide(head, path, "tolak", alasan="jam rapat keliru") == "/keputusan?kabar=ditolak"
    (refused,) = asking.inbox.trays.of(Tray.REJECTED)
    assert "jam rapat keliru" in read_note(refused)
    with at_the_desk(asking, "ani") as pages:
        mend = re.search(r'action="(/tertunda/\w+/perbaiki)"', pages.get("/").text)
        assert mend is not None
        draft = pages.get(pages.post(mend[1]).place).text
    assert 'value="Petrus Boli"' in draft
    assert "jam rapat keliru" in draft


def test_who_sent_it_does_not_decide(asking: Office) -> None:
    with at_the_desk(asking, "dewi") as pages:
        assert "Setujui: beri nomor" in pages.get(one_of(pages, "Yohanes Lado")).text
    with acting_as("dewi"):
        asking.archive.senders.note(NAME)
    with at_the_desk(asking, "dewi") as pages:
        text = pages.get(path := one_of(pages, "Yohanes Lado")).text
        assert "yang memutuskan orang lain" in text
        assert "/setuju" not in text
        seen = re.search(r'name="dilihat" value="([^"]+)"', text)
        assert seen is not None
        answer = pages.post(
            path.replace("keputusan", "persetujuan") + "/setuju", {"dilihat": seen[1]}
        )
        assert answer.status == 409
        assert "A061" in answer.text
    assert NAME in waiting(asking)


def test_an_admin_alone_sees_and_decides_nothing_of_a_secret_case(asking: Office) -> None:
    with at_the_desk(asking, "dewi") as pages:
        path = one_of(pages, "Maria Bela")
        seen = re.findall(r'name="dilihat" value="([^"]+)"', pages.get(path).text)[0]
    with at_the_desk(asking, "citra") as pages:
        text = pages.get("/keputusan").text
        assert "Berkas rahasia" in text
        assert "Maria" not in text
        assert pages.get(path).status == 403
        paper = path.replace("keputusan", "persetujuan")
        assert pages.get(f"{paper}/konsep/1").status == 403
        for action in ("setuju", "tolak"):
            told = {"dilihat": seen, "alasan": "keliru"}
            assert pages.post(f"{paper}/{action}", told).status == 403
    assert waiting(asking) == {NAME, CHILD}


def test_a_letter_before_it_is_printed_is_released_from_the_desk(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    toml = folder / "templates" / "letters.toml"
    text = toml.read_text(encoding="utf-8")
    rule = '[surat-koordinasi]\nprint = "approval"'
    toml.write_text(text.replace("[surat-koordinasi]", rule, 1), encoding="utf-8")
    office = open_office(folder)
    for name, role in PEOPLE.items():
        office.access.users.add(name, {role}, PASSWORD)
    drop(office, form())
    handling.handle_once(office)
    with serving(office) as pages:
        sign_in(pages, "dewi")
        assert "Surat Koordinasi Penanganan PMBS" in pages.get("/keputusan").text
        answer = pages.post("/berkas/PMBS-2026-0001/2/setuju", {"dari": "keputusan"})
        assert answer.place == "/keputusan?kabar=disetujui"
        assert "Tidak ada surat yang menunggu persetujuan cetak" in pages.get("/keputusan").text
    office.close()


def test_a_petugas_has_no_such_desk(asking: Office) -> None:
    with at_the_desk(asking, "ani") as pages:
        assert pages.get("/keputusan").status == 403
        assert 'href="/keputusan"' not in pages.get("/").text
