"""The command line as other programs rely on it: output, JSON shapes, exit codes. Real LibreOffice."""

import csv
import fcntl
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from generator.system.clock import WITA
from tests.office_kit import KESEPAKATAN, TEMU_BAHAS, form, make_office_folder

pytestmark = pytest.mark.real

DONE, FINDINGS, USAGE, MISSING_PROGRAM, DAMAGED, RUNNING = range(6)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    raw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def pmbs(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Ran:
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    done = subprocess.run(
        command,
        capture_output=True,
        timeout=120,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
    )
    text = done.stdout.decode("utf-8", "replace")
    return Ran(done.returncode, text, done.stderr.decode("utf-8", "replace"), done.stdout)


def write(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def coming(section: dict[str, Any]) -> dict[str, Any]:
    """A section whose day is still to come: these commands go by the real clock."""
    day = datetime.now(WITA).date() + timedelta(days=2)
    return {**section, "tanggal": f"{day:%Y-%m-%d}"}


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with two cases; tests only read it."""
    folder = make_office_folder(tmp_path_factory.mktemp("cli") / "kantor")
    given = tmp_path_factory.mktemp("formulir")
    one = write(
        given / "satu.json", form(temu_bahas=coming(TEMU_BAHAS), klien={"nik": "5308120305920001"})
    )
    two = write(given / "dua.json", form(klien={"nama": "Maria Bela"}, kesepakatan=KESEPAKATAN))
    ran = pmbs("--office", folder, "process", one, two)
    assert ran.code == DONE, ran.err
    return folder


@pytest.fixture
def office(filed: Path, tmp_path: Path) -> Path:
    """A copy of that office, to be changed."""
    return Path(shutil.copytree(filed, tmp_path / "kantor"))


class TestInit:
    def test_a_new_office_has_all_its_folders(self, tmp_path: Path) -> None:
        assert pmbs("init", tmp_path / "baru").code == DONE
        names = {path.name for path in (tmp_path / "baru").iterdir()}
        assert {"pmbs.toml", "templates", "inbox", "archive"} <= names
        assert (tmp_path / "baru" / "archive" / "PMBS-ARCHIVE").is_file()

    def test_an_office_is_never_made_over_another(self, tmp_path: Path) -> None:
        pmbs("init", tmp_path / "baru")
        (tmp_path / "baru" / "pmbs.toml").write_text("# milik kantor")
        ran = pmbs("init", tmp_path / "baru")
        assert ran.code == USAGE
        assert "S002" in ran.err
        assert (tmp_path / "baru" / "pmbs.toml").read_text() == "# milik kantor"


class TestProcess:
    def test_json_is_one_object_a_line_of_the_agreed_shape(
        self, office: Path, tmp_path: Path
    ) -> None:
        good = write(tmp_path / "baik.json", form(klien={"nama": "Agus"}))
        bad = write(tmp_path / "buruk.json", form(klien={"jenis_kelamin": "X"}))
        ran = pmbs("--office", office, "process", "--json", good, bad)
        first, second = ran.json_lines
        assert ran.code == FINDINGS
        assert list(first) == ["form", "outcome", "case", "documents", "problems"]
        assert (first["form"], first["outcome"]) == ("baik.json", "filed")
        (document,) = first["documents"]
        assert list(document) == ["type", "number", "docx", "pdf"]
        assert Path(document["docx"]).is_file()
        assert PdfReader(document["pdf"]).pages
        assert (second["outcome"], second["case"], second["documents"]) == ("rejected", None, [])
        (problem,) = second["problems"]
        assert list(problem) == ["code", "field", "message"]
        assert (problem["code"], problem["field"]) == ("F003", "klien.jenis_kelamin")

    def test_given_files_stay_where_they_are(self, office: Path, tmp_path: Path) -> None:
        given = write(tmp_path / "baik.json", form(klien={"nama": "Agus"}))
        pmbs("--office", office, "process", given)
        assert given.is_file()

    def test_what_lies_in_the_inbox_is_handled(self, office: Path) -> None:
        write(office / "inbox" / "kasus.json", form(klien={"nama": "Agus"}))
        ran = pmbs("--office", office, "process")
        assert ran.code == DONE
        assert (office / "inbox" / "selesai" / "kasus.json").is_file()

    def test_an_empty_inbox_is_done_at_once(self, office: Path) -> None:
        ran = pmbs("--office", office, "process", "--json")
        assert (ran.code, ran.out) == (DONE, "")

    def test_a_duplicate_is_no_failure(self, office: Path, tmp_path: Path) -> None:
        again = write(
            tmp_path / "satu.json",
            form(temu_bahas=coming(TEMU_BAHAS), klien={"nik": "5308120305920001"}),
        )
        ran = pmbs("--office", office, "process", "--json", again)
        assert (ran.code, ran.json["outcome"]) == (DONE, "duplicate")

    def test_a_file_that_is_not_there_is_wrong_usage(self, office: Path) -> None:
        assert pmbs("--office", office, "process", "tidak-ada.json").code == USAGE

    def test_a_second_instance_ends_with_its_own_code(self, office: Path) -> None:
        with (office / "archive" / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            assert pmbs("--office", office, "process").code == RUNNING


class TestFind:
    def test_json_rows_have_the_agreed_keys(self, filed: Path) -> None:
        rows = pmbs("--office", filed, "find", "lado", "--json").json
        assert list(rows[0]) == [
            "case",
            "item",
            "type",
            "number",
            "date",
            "subject",
            "client",
            "snippet",
            "path",
        ]
        assert {row["client"] for row in rows} == {"Yohanes Lado"}
        assert Path(rows[0]["path"]).is_dir()

    @pytest.mark.parametrize(
        "query",
        [
            ["400.9.8/2"],
            ["400.9.8/2/DINSOSPM/2026"],
            ["Undangan", "lado"],
            ['"temu bahas kasus" undangan lado'],
        ],
    )
    def test_a_letter_is_found_by_number_words_and_phrase(
        self, filed: Path, query: list[str]
    ) -> None:
        rows = pmbs("--office", filed, "find", *query, "--json").json
        assert rows[0]["number"] == "400.9.8/2/DINSOSPM/2026"

    def test_a_case_is_found_by_nik(self, filed: Path) -> None:
        rows = pmbs("--office", filed, "find", "5308120305920001", "--json").json
        assert {row["case"] for row in rows} == {"PMBS-2026-0001"}
        assert "5308120305920001" not in json.dumps(rows)

    def test_filters_narrow(self, filed: Path) -> None:
        options = ("--type", "berita-acara-kesepakatan", "--json")
        rows = pmbs("--office", filed, "find", "kasus", *options).json
        assert {row["type"] for row in rows} == {"berita-acara-kesepakatan"}
        assert pmbs("--office", filed, "find", "kasus", "--year", "1999", "--json").json == []
        assert len(pmbs("--office", filed, "find", "klien", "--limit", "1", "--json").json) == 1

    @pytest.mark.parametrize(
        "text", ['"', "AND", "a OR", "NEAR(", "*", "400/(", "'; DROP", "\\", "-x"]
    )
    def test_no_text_makes_it_fail(self, filed: Path, text: str) -> None:
        ran = pmbs("--office", filed, "find", "--json", "--", text)
        assert ran.code == DONE
        assert isinstance(ran.json, list)


class TestAsking:
    def test_show_gives_items_steps_and_prints(self, filed: Path) -> None:
        view = pmbs("--office", filed, "show", "PMBS-2026-0001", "--json").json
        assert view["case"] == "PMBS-2026-0001"
        assert [item["item"] for item in view["items"]] == [1, 2, 3]
        assert [step["no"] for step in view["steps"]] == [1, 2, 3, 4, 5]
        assert view["steps"][0]["done"]
        assert {one["state"] for one in view["prints"]} == {"done"}

    def test_show_finds_the_case_of_a_number(self, filed: Path) -> None:
        view = pmbs("--office", filed, "show", "400.9.8/3", "--json").json
        assert view["case"] == "PMBS-2026-0002"

    def test_show_says_that_there_is_no_such_case(self, filed: Path) -> None:
        ran = pmbs("--office", filed, "show", "PMBS-2026-0404")
        assert ran.code == USAGE
        assert "A005" in ran.err

    def test_the_register_lists_every_number_in_every_format(
        self, filed: Path, tmp_path: Path
    ) -> None:
        name = "buku-agenda-keluar"
        numbers = [f"400.9.8/{n}/DINSOSPM/2026" for n in (1, 2, 3, 4)]
        rows = pmbs("--office", filed, "list", name, "--format", "json").json
        assert [row["Nomor surat"] for row in rows] == numbers
        table = pmbs("--office", filed, "list", name).out
        assert all(number in table for number in numbers)
        text = pmbs("--office", filed, "list", name, "--format", "csv").raw.decode("utf-8-sig")
        assert [row[1] for row in csv.reader(io.StringIO(text), delimiter=";")][1:] == numbers
        xlsx, pdf = tmp_path / "a.xlsx", tmp_path / "a.pdf"
        pmbs("--office", filed, "list", name, "--format", "xlsx", "-o", xlsx)
        sheet = openpyxl.load_workbook(xlsx).active
        assert sheet is not None
        assert [row[1].value for row in sheet.iter_rows(min_row=2)] == numbers
        pmbs("--office", filed, "list", name, "--format", "pdf", "-o", pdf)
        page = PdfReader(pdf).pages[0]
        assert page.mediabox.width > page.mediabox.height
        assert numbers[3] in page.extract_text()

    def test_the_lists_are_named_when_none_is_asked_for(self, filed: Path) -> None:
        assert "buku-agenda-keluar" in pmbs("--office", filed, "list").out.split()

    def test_an_unknown_list_is_wrong_usage(self, filed: Path) -> None:
        assert pmbs("--office", filed, "list", "buku-tamu").code == USAGE

    def test_another_year_is_empty(self, filed: Path) -> None:
        ran = pmbs(
            "--office", filed, "list", "buku-agenda-keluar", "--year", "1999", "--format", "json"
        )
        assert ran.json == []


class TestPrinting:
    def test_another_copy_is_printed_and_marked(self, office: Path) -> None:
        before = len(list((office / "cetak").glob("*.pdf")))
        assert pmbs("--office", office, "print", "400.9.8/1", "--copies", "2").code == DONE
        assert len(list((office / "cetak").glob("*.pdf"))) == before + 2
        rows = pmbs("--office", office, "prints", "--json").json
        assert [(row["copy"], row["why"]) for row in rows[:2]] == [
            (4, "alasan tidak disebut"),
            (3, "alasan tidak disebut"),
        ]

    def test_a_copy_of_nothing_is_wrong_usage(self, office: Path) -> None:
        assert pmbs("--office", office, "print", "400.9.8/99").code == USAGE


class TestCare:
    def test_a_whole_archive_verifies(self, filed: Path) -> None:
        ran = pmbs("--office", filed, "verify", "--json")
        assert (ran.code, ran.json) == (DONE, [])

    def test_a_changed_file_is_damage(self, office: Path) -> None:
        pdf = next((office / "archive").glob("2026/*/*/surat.pdf"))
        pdf.write_bytes(pdf.read_bytes() + b" ")
        ran = pmbs("--office", office, "verify", "--json")
        assert ran.code == DAMAGED
        assert [row["code"] for row in ran.json] == ["V010"]

    def test_a_broken_ledger_is_a_finding_beside_those_of_the_files(self, office: Path) -> None:
        (ledger,) = (office / "archive" / "ledger").glob("*.jsonl")
        lines = ledger.read_bytes().splitlines(keepends=True)
        lines[9] = lines[9].replace(b"2026", b"2025", 1)
        ledger.write_bytes(b"".join(lines))
        pdf = next((office / "archive").glob("2026/*/*/surat.pdf"))
        pdf.write_bytes(pdf.read_bytes() + b" ")
        ran = pmbs("--office", office, "verify", "--json")
        assert ran.code == DAMAGED
        found = {(row["code"], row["where"]) for row in ran.json}
        assert ("V001", f"ledger {ledger.name} baris 10") in found
        where = pdf.relative_to(office / "archive" / "2026")
        assert ("V010", str(where)) in found
        # Of what stands behind the break nothing is said that only the ledger knows.
        assert {code for code, _ in found} == {"V001", "V010"}
        assert pmbs("--office", office, "find", "x").code == DAMAGED

    def test_an_archive_without_its_marker_is_not_opened(self, office: Path) -> None:
        (office / "archive" / "PMBS-ARCHIVE").unlink()
        for command in (["verify"], ["find", "x"], ["process"]):
            assert pmbs("--office", office, *command).code == DAMAGED

    def test_rebuild_gives_the_same_answers_to_every_command(self, office: Path) -> None:
        pmbs("--office", office, "print", "400.9.8/1", "--reason", "hilang")
        questions = (
            ["find", "klien", "--json"],
            ["find", "400.9.8/2", "--json"],
            ["show", "PMBS-2026-0001", "--json"],
            ["show", "PMBS-2026-0002", "--json"],
            ["list", "buku-agenda-keluar", "--format", "json"],
            ["list", "buku-agenda-masuk", "--format", "json"],
            ["prints", "--json"],
            ["verify", "--json"],
        )
        before = [pmbs("--office", office, *question).out for question in questions]
        (office / "archive" / "index.db").unlink()
        assert pmbs("--office", office, "rebuild").code == DONE
        assert [pmbs("--office", office, *question).out for question in questions] == before

    def test_doctor_finds_this_machine_well(self, filed: Path) -> None:
        ran = pmbs("--office", filed, "doctor", "--json")
        assert [row for row in ran.json if not row["ok"]] == []
        assert ran.code == DONE

    def test_doctor_names_a_missing_program(self, office: Path) -> None:
        config = office / "pmbs.toml"
        config.write_text(
            config.read_text() + '\n[converter]\nprogram = "soffice-yang-tidak-ada"\n'
        )
        ran = pmbs("--office", office, "doctor", "--json")
        assert ran.code == MISSING_PROGRAM

    def test_every_shipped_template_passes_its_check(self, filed: Path) -> None:
        ran = pmbs("--office", filed, "check-templates")
        assert (ran.code, ran.out) == (DONE, "")

    def test_a_letter_that_is_not_signed_is_given_up_and_its_number_keeps_the_reason(
        self, office: Path
    ) -> None:
        number = "400.9.8/1/DINSOSPM/2026"
        assert pmbs("--office", office, "void", number, "--reason", "salah alamat").code == DONE
        rows = pmbs("--office", office, "list", "buku-agenda-keluar", "--format", "json").json
        (given_up,) = [row for row in rows if row["Nomor surat"] == number]
        assert "salah alamat" in given_up["Keterangan"]
        assert pmbs("--office", office, "void", number, "--reason", "lagi").code == USAGE

    def test_a_preview_is_a_real_letter(self, office: Path, tmp_path: Path) -> None:
        target = tmp_path / "contoh.pdf"
        assert pmbs("--office", office, "preview", "surat-koordinasi", "-o", target).code == DONE
        assert "400.9.8/0/DINSOSPM" in PdfReader(target).pages[0].extract_text()

    def test_a_blank_form_is_written(self, tmp_path: Path) -> None:
        target = tmp_path / "formulir.docx"
        assert pmbs("form", "pengaduan", "-o", target).code == DONE
        assert target.read_bytes().startswith(b"PK")


class TestUsage:
    @pytest.mark.parametrize("arguments", [["tidak-ada"], ["find"], ["process", "--salah"], []])
    def test_wrong_usage_has_its_code(self, arguments: list[str]) -> None:
        assert pmbs(*arguments).code == USAGE

    def test_a_folder_without_an_office_is_a_configuration_error(self, tmp_path: Path) -> None:
        ran = pmbs("verify", cwd=tmp_path)
        assert ran.code == USAGE
        assert "S001" in ran.err

    def test_the_office_is_found_from_a_folder_inside_it(self, filed: Path) -> None:
        assert pmbs("verify", cwd=filed / "inbox").code == DONE

    def test_a_c_locale_is_no_obstacle(self, filed: Path) -> None:
        ran = pmbs("--office", filed, "find", "lado", LC_ALL="C", PYTHONUTF8="0")
        assert ran.code == DONE
        assert "Yohanes" in ran.out


class TestRun:
    @pytest.fixture
    def service(self, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
        folder = make_office_folder(tmp_path / "kantor", web="port = 0")
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "--office", str(folder), "run"],
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        yield process, folder
        if process.poll() is None:
            process.kill()
        process.communicate()

    def wait_for(self, path: Path) -> None:
        deadline = time.monotonic() + 60
        while not path.exists():
            assert time.monotonic() < deadline, f"{path.name} never came"
            time.sleep(0.1)

    def test_a_dropped_form_becomes_printed_letters_and_sigterm_ends_with_0(
        self, service: tuple[subprocess.Popen[bytes], Path]
    ) -> None:
        process, folder = service
        self.wait_for(folder / "inbox" / "selesai")
        write(folder / "inbox" / "kasus.json", form())
        self.wait_for(folder / "inbox" / "selesai" / "kasus.json")
        assert pmbs("--office", folder, "process").code == RUNNING
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
        assert process.returncode == DONE
        assert len(list((folder / "cetak").glob("*.pdf"))) == 2
        assert b"Yohanes" not in err
        assert b"kasus.json" not in err
