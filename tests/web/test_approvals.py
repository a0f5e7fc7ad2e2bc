"""What waits for a person's word: drafts before their numbers, copies before they are printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.admission import Role
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from tests.office_kit import TEMU_BAHAS, drop, form, make_office_folder, open_office
from tests.web.kit import Pages, serving
from tests.web.visitor import Visitor

CASE = "PMBS-2026-0001"
FIRST = "400.9.8/1/DINSOSPM/2026"
NAME = "Yohanes Lado.json"
PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Office]:
    """An office whose every letter is approved before its number; a form of two letters waits."""
    folder = make_office_folder(tmp_path / "kantor", letters="approval = true")
    made = open_office(folder)
    drop(made, form(temu_bahas=TEMU_BAHAS), NAME)
    handling.handle_once(made)
    yield made
    made.close()


def place_of(text: str, action: str) -> str:
    found = re.search(rf'action="(/persetujuan/\w+/{action})"', text)
    assert found is not None
    return found[1]


def seen_at(text: str) -> dict[str, str]:
    found = re.search(r'name="dilihat" value="([^"]+)"', text)
    assert found is not None
    return {"dilihat": found[1]}


def waiting(office: Office) -> list[str]:
    return [one.name for one in office.inbox.trays.of(Tray.APPROVAL)]


def test_every_draft_is_shown_by_an_address_that_tells_of_nobody(asking: Office) -> None:
    with serving(asking) as pages:
        links = re.findall(r'href="(/persetujuan/[^"]+)">([^<]+)', pages.get("/").text)
        answers = [pages.get(path) for path, _ in links]
        assert pages.get(f"{links[0][0][:-1]}9").status == 404
    assert [title for _, title in links] == [
        "Lihat konsep: Surat Koordinasi Penanganan PMBS",
        "Lihat konsep: Undangan Temu Bahas Kasus",
    ]
    tray = asking.inbox.folder / Tray.APPROVAL
    for place, answer in enumerate(answers, start=1):
        (draft,) = tray.glob(f"* - konsep {place} *.pdf")
        assert answer.data == draft.read_bytes()
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == f'inline; filename="konsep-{place}.pdf"'
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_setujui_lets_the_letters_take_their_numbers(asking: Office) -> None:
    with serving(asking) as pages:
        text = pages.get("/").text
        answer = pages.post(place_of(text, "setuju"), seen_at(text))
        assert answer.place.startswith("/kiriman/")
        assert "Konsep disetujui" in pages.get(answer.place).text
        handling.handle_once(asking)
        assert CASE in pages.get(answer.place.partition("?")[0]).text
        assert "menunggu persetujuan" not in pages.get("/").text
    assert asking.archive.items.named(FIRST).case == CASE
    assert waiting(asking) == []
    (line,) = [
        one
        for path in (asking.archive.root / "ledger").glob("*.jsonl")
        for one in path.read_text(encoding="utf-8").splitlines()
        if '"submission-approved"' in one
    ]
    assert "petugas-setempat" in line


def test_tolak_gives_the_form_back_with_the_reason_and_takes_no_number(asking: Office) -> None:
    with serving(asking) as pages:
        text = pages.get("/").text
        answer = pages.post(
            place_of(text, "tolak"), {**seen_at(text), "alasan": "tanggal <b>rapat</b> salah"}
        )
        after = pages.get(answer.place).text
    assert "Konsep ditolak" in after
    assert "tanggal &lt;b&gt;rapat&lt;/b&gt; salah" in " ".join(after.split())
    assert waiting(asking) == []
    assert [one.name for one in asking.inbox.trays.of(Tray.REJECTED)] == [NAME]
    assert asking.archive.items.latest(5) == []


def test_without_a_reason_nothing_is_refused(asking: Office) -> None:
    with serving(asking) as pages:
        text = pages.get("/").text
        answer = pages.post(place_of(text, "tolak"), {**seen_at(text), "alasan": "  "})
    assert answer.status == 422
    assert "Tulis alasan penolakan" in answer.text
    assert waiting(asking) == [NAME]


@pytest.mark.parametrize("action", ["setuju", "tolak"])
def test_a_form_that_changed_after_the_page_was_opened_is_looked_at_again(
    asking: Office, action: str
) -> None:
    with serving(asking) as pages:
        text = pages.get("/").text
        path = asking.inbox.folder / Tray.APPROVAL / NAME
        path.write_bytes(path.read_bytes() + b"\n")
        answer = pages.post(place_of(text, action), {**seen_at(text), "alasan": "keliru"})
    assert answer.status == 409
    assert "Lihat lagi konsepnya" in answer.text
    assert waiting(asking) == [NAME]


@pytest.mark.parametrize("token", ["", "x"])
def test_nothing_is_decided_without_the_pages_own_token(asking: Office, token: str) -> None:
    with serving(asking) as pages:
        text = pages.get("/").text
        assert pages.post(place_of(text, "setuju"), seen_at(text), token=token).status == 403
    assert waiting(asking) == [NAME]


def test_a_petugas_looks_and_an_arsiparis_decides(asking: Office) -> None:
    asking.access.users.add("ani", {Role.PETUGAS}, PASSWORD)
    asking.access.users.add("budi", {Role.ARSIPARIS}, PASSWORD)
    with serving(asking) as pages:
        ani, budi = Visitor(pages.url), Visitor(pages.url)
        ani.sign_in("ani", PASSWORD)
        budi.sign_in("budi", PASSWORD)
        seen, offered = ani.ask("/").text, budi.ask("/").text
        assert "Lihat konsep" in seen
        assert ">Setujui<" not in seen
        path = place_of(offered, "setuju")
        assert ani.send(path, seen_at(offered)).status == 403
        assert waiting(asking) == [NAME]
        assert budi.send(path, seen_at(offered)).status == 303
    assert waiting(asking) == []


def test_a_draft_leaves_alone_a_form_whose_name_begins_the_same(asking: Office) -> None:
    other = f"{NAME} - adik.json"
    drop(asking, form(klien={"nama": "Maria Lado"}), other)
    handling.handle_once(asking)
    assert set(waiting(asking)) == {NAME, other}
    with serving(asking) as pages:
        text = pages.get("/").text
        part = next(one for one in text.split("<details id=") if f"<span>{NAME}</span>" in one)
        pages.post(place_of(part, "tolak"), {**seen_at(part), "alasan": "keliru"})
    assert waiting(asking) == [other]


# -- copies that wait to be printed --------------------------------------------------------------


@pytest.fixture
def printing(tmp_path: Path) -> Iterator[Office]:
    """An office whose surat koordinasi is printed when a person lets it be; one waits in two copies."""
    folder = make_office_folder(tmp_path / "kantor")
    toml = folder / "templates" / "letters.toml"
    text = toml.read_text(encoding="utf-8")
    rule = '[surat-koordinasi]\nprint = "approval"'
    toml.write_text(text.replace("[surat-koordinasi]", rule, 1), encoding="utf-8")
    made = open_office(folder)
    drop(made, form())
    handling.handle_once(made)
    yield made
    made.close()


def heading(pages: Pages) -> bool:
    return "Surat yang menunggu persetujuan cetak" in pages.get("/").text


def test_cetak_on_the_front_page_lets_the_copies_be_printed(printing: Office) -> None:
    with serving(printing) as pages:
        text = pages.get("/").text
        action = f"/berkas/{CASE}/2/setuju"
        assert text.count(f'action="{action}"') == 1
        assert f'aria-label="Cetak {FIRST}"' in text
        assert list(printing.printed.glob("*.pdf")) == []
        answer = pages.post(action, {"dari": "beranda"})
        assert answer.place == "/?kabar=disetujui"
        assert "Cetakan disetujui" in pages.get(answer.place).text
        assert not heading(pages)
    printing.outbox.pump()
    assert len(list(printing.printed.glob("*.pdf"))) == 2


def test_a_letter_given_up_is_not_offered_for_printing(printing: Office) -> None:
    with serving(printing) as pages:
        assert heading(pages)
        printing.archive.numbers.void(FIRST, reason="klien sudah pulang")
        assert not heading(pages)
        assert "Setujui cetak" not in pages.get(f"/berkas/{CASE}/2").text
