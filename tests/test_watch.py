"""The service's loop: it waits, retries, complains seldom, and stops when told."""

import logging
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from generator.office.office import Office
from generator.service import handling, watch
from generator.vocabulary.problems import NotReadyError
from tests.office_kit import drop, form, make_office_folder, open_office
from tests.stub_converter import StubConverter


@contextmanager
def running(office: Office) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=watch.run, args=(office, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def wait_until(condition: Callable[[], object], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def done(office: Office) -> list[str]:
    return sorted(path.name for path in (office.inbox.folder / "selesai").glob("*.json"))


def test_a_form_dropped_while_it_runs_is_filed(office: Office) -> None:
    with running(office):
        drop(office, form())
        wait_until(lambda: done(office) == ["kasus.json"])


def test_a_form_that_lay_there_before_it_started_is_filed(office: Office) -> None:
    drop(office, form())
    with running(office):
        wait_until(lambda: done(office) == ["kasus.json"])


def test_a_claim_of_a_run_that_died_is_finished_first(office: Office) -> None:
    claim = office.inbox.claim(drop(office, form()))
    assert claim is not None
    with running(office):
        wait_until(lambda: done(office) == ["kasus.json"])


def test_it_stops_soon_after_it_is_told(office: Office) -> None:
    began = time.monotonic()
    with running(office):
        time.sleep(0.3)
    assert time.monotonic() - began < 20


def test_a_held_form_goes_on_when_its_template_is_mended(office: Office) -> None:
    template = office.templates / "surat-koordinasi.docx"
    kept = template.read_bytes()
    template.write_bytes(b"rusak")
    drop(office, form())
    with running(office):
        held = office.inbox.folder / "tertahan" / "kasus.json"
        wait_until(held.exists)
        template.write_bytes(kept)
        wait_until(lambda: done(office) == ["kasus.json"])


def test_a_waiting_form_is_tried_again_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "RETRY_SECONDS", 0.3)
    down = StubConverter(fails={1: NotReadyError("K003"), 2: NotReadyError("K003")})
    office = open_office(make_office_folder(tmp_path / "kantor"), converter=down)
    drop(office, form())
    with running(office):
        wait_until(lambda: done(office) == ["kasus.json"])
    assert [item.number for item in office.archive.items.latest(5)] == ["400.9.8/1/DINSOSPM/2026"]
    office.close()


def test_an_inbox_that_went_away_is_waited_for_and_complained_of_once(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    away = office.inbox.folder.with_name("inbox-jauh")
    with running(office):
        time.sleep(0.4)
        office.inbox.folder.rename(away)
        time.sleep(1.2)
        away.rename(office.inbox.folder)
        drop(office, form())
        wait_until(lambda: done(office) == ["kasus.json"])
    assert len([record for record in caplog.records if "pass failed" in record.message]) <= 2


def test_an_inbox_that_is_away_at_the_start_is_waited_for(office: Office) -> None:
    away = office.inbox.folder.with_name("inbox-jauh")
    office.inbox.folder.rename(away)
    with running(office):
        time.sleep(0.4)
        away.rename(office.inbox.folder)
        drop(office, form())
        wait_until(lambda: done(office) == ["kasus.json"])


def test_the_log_names_no_person_and_no_file(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    drop(office, form(klien={"nik": "5308120305920001"}), "Yohanes Lado.json")
    drop(office, form(klien={"jenis_kelamin": "X"}), "Maria.json")
    handling.handle_once(office)
    for secret in ("Yohanes", "Lado", "Maria", "5308120305920001"):
        assert secret not in caplog.text


def test_what_somebody_still_writes_to_is_told_as_waiting(office: Office) -> None:
    path = drop(office, form())
    with path.open("r+b"):
        (outcome,) = handling.handle_once(office)
    assert (outcome.outcome, outcome.problems[0].code) == ("waiting", "B017")
    assert path.exists()


def test_a_damaged_archive_leaves_the_form_in_the_inbox(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    ledger = office.archive.root / "ledger"
    shutil.copytree(ledger, ledger.with_name("salinan"))
    text = (ledger / "2026.jsonl").read_bytes()
    (ledger / "2026.jsonl").write_bytes(text[: len(text) // 2] + b"x" + text[len(text) // 2 :])
    fresh = open_office(office.folder)
    drop(office, form(klien={"nama": "Maria"}), "lain.json")
    with pytest.raises(Exception, match="A002"):
        handling.handle_once(fresh)
    assert [path.name for path in office.inbox.waiting()] == ["lain.json"]


def test_an_index_that_cannot_be_written_leaves_the_form_waiting(office: Office) -> None:
    blocker = sqlite3.connect(office.archive.root / "index.db", isolation_level=None)
    office.archive._index._db.conn.execute("PRAGMA busy_timeout=100")
    blocker.execute("BEGIN IMMEDIATE")
    drop(office, form())
    (outcome,) = handling.handle_once(office)
    assert (outcome.outcome, outcome.problems[0].code) == ("waiting", "B018")
    blocker.execute("ROLLBACK")
    blocker.close()
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed"


def posted(office: Office) -> str:
    path = office.inbox.folder / "_STATUS layanan.txt"
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""


def test_the_inbox_itself_says_that_the_service_lives_and_why_something_waits(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "STATUS_SECONDS", 0.1)
    drop(office, form())
    (office.inbox.folder / "~$kasus.json").touch()
    with running(office):
        wait_until(lambda: "kasus.json: masih terbuka di Word" in posted(office))
        text = posted(office)
    assert "Layanan berjalan." in text
    assert "24 November 2026 pukul 12.00 WITA" in text
    assert "Layanan dihentikan." in posted(office)


def test_the_status_tells_what_keeps_the_service_from_working(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "STATUS_SECONDS", 0.1)

    def away() -> None:
        raise OSError(5, "cakram arsip terlepas")

    monkeypatch.setattr(office.outbox, "pump", away)
    with running(office):
        wait_until(lambda: "terganggu: [Errno 5] cakram arsip terlepas" in posted(office))


@pytest.mark.real
def test_a_stack_of_scans_holds_no_form_back(office: Office) -> None:
    stack = office.inbox.folder / "tumpukan.pdf"
    page = Image.new("L", (1240, 1754), 255)
    page.paste(0, (200, 200, 900, 240))
    pages = [page] * 4
    pages[0].save(stack, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    with running(office):
        wait_until(lambda: not stack.exists())
        drop(office, form())
        wait_until(lambda: done(office) == ["kasus.json"], seconds=8)
        assert list((office.inbox.folder / "cocokkan").glob("*.pdf")) == []
        wait_until(lambda: list((office.inbox.folder / "cocokkan").glob("*.pdf")), seconds=120)
