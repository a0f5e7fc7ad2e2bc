"""Commands that look after the office: founding, checks, copies, users and tokens."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.kit import Shell
from tests.office_kit import open_office

LADO = "PMBS-2026-0001"


class TestCare:
    def test_a_whole_archive_is_said_to_be_whole(self, pmbs: Shell) -> None:
        answer = pmbs("verify")
        assert (answer.code, answer.out, answer.err) == (0, "", "Arsip utuh.\n")
        assert pmbs("verify", "--json").json == []

    def test_each_finding_has_its_place_and_damage_its_exit_code(self, pmbs: Shell) -> None:
        (paper,) = (pmbs.folder / "archive").glob(f"2026/{LADO}/002-*/surat.pdf")
        data = paper.read_bytes()
        paper.write_bytes(data[:-20] + bytes([data[-20] ^ 1]) + data[-19:])
        answer = pmbs("verify")
        assert answer.code == 4
        (line,) = answer.out.splitlines()
        assert f"{LADO}/{paper.parent.name}" in line
        assert answer.err == "1 temuan.\n"
        (row,) = pmbs("verify", "--json").json
        assert line == f"{row['code']} {row['where']}: {row['message']}"

    def test_an_index_made_anew_answers_as_before(self, pmbs: Shell) -> None:
        asked = [("show", LADO, "--json"), ("find", "maria", "--json"), ("prints", "--json")]
        before = [pmbs(*words).json for words in asked]
        index = next((pmbs.folder / "archive").glob("*.db"))
        index.write_bytes(b"bukan basis data")
        answer = pmbs("rebuild")
        assert (answer.code, answer.err) == (0, "Indeks dibuat ulang.\n")
        assert [pmbs(*words).json for words in asked] == before

    def test_while_the_service_runs_the_index_is_left_alone(self, pmbs: Shell) -> None:
        office = open_office(pmbs.folder)
        with office.exclusive():
            assert pmbs("rebuild").code == 5
        office.close()


class TestTemplates:
    def test_shipped_ones_are_well(self, pmbs: Shell) -> None:
        answer = pmbs("check-templates")
        assert (answer.code, answer.out, answer.err) == (0, "", "Semua templat baik.\n")

    def test_a_preview_is_marked_as_none_that_counts(self, pmbs: Shell, tmp_path: Path) -> None:
        before = pmbs("list", "buku-agenda-keluar", "--format", "json").json
        target = tmp_path / "contoh.docx"
        assert pmbs("preview", "undangan-temu-bahas", "-o", target).out == f"{target}\n"
        with zipfile.ZipFile(target) as package:
            assert "Undangan" in package.read("word/document.xml").decode()
        assert pmbs("list", "buku-agenda-keluar", "--format", "json").json == before

    def test_an_unknown_type_names_those_there_are(self, pmbs: Shell, tmp_path: Path) -> None:
        answer = pmbs("preview", "undangan", "-o", tmp_path / "x.pdf")
        assert answer.code == 2
        assert answer.err.startswith("S006 undangan tidak dikenal.")
        assert "undangan-temu-bahas" in answer.err
        assert not (tmp_path / "x.pdf").exists()


class TestForms:
    @pytest.mark.parametrize(
        "name", ["pengaduan", "temu-bahas", "kesepakatan", "serah-terima", "lanjutan", "rombongan"]
    )
    def test_each_blank_form_is_written(self, pmbs: Shell, tmp_path: Path, name: str) -> None:
        assert name in pmbs("form").out.split()
        target = tmp_path / f"{name}.{'xlsx' if name == 'rombongan' else 'docx'}"
        assert pmbs("form", name, "-o", target).out == f"{target}\n"
        assert zipfile.is_zipfile(target)

    def test_an_unknown_one(self, pmbs: Shell) -> None:
        assert pmbs("form", "aduan").err.startswith("S006 aduan tidak dikenal. Pilih salah satu: ")

    def test_the_schema_is_one_of_json_schema(self, pmbs: Shell) -> None:
        schema = pmbs("schema").json
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["additionalProperties"] is False


class TestProcess:
    def test_forms_beside_the_inbox_are_handled_and_left_where_they_are(
        self, pmbs: Shell, tmp_path: Path
    ) -> None:
        good, bad = tmp_path / "baik.json", tmp_path / "buruk.json"
        shutil.copy(next((pmbs.folder / "inbox" / "selesai").glob("*.json")), good)
        good.write_text(
            good.read_text(encoding="utf-8")
            .replace("Yohanes", "Yakobus")
            .replace("Maria", "Magdalena"),
            encoding="utf-8",
        )
        bad.write_text("{", encoding="utf-8")
        answer = pmbs("process", good, bad, "--json")
        assert answer.code == 1
        told = [json.loads(line) for line in answer.out.splitlines()]
        assert [one["outcome"] for one in told] == ["filed", "rejected"]
        assert told[0]["case"] == "PMBS-2026-0003"
        assert [one["code"] for one in told[1]["problems"]] == ["B010"]
        assert good.exists()
        assert bad.exists()

    def test_a_file_that_is_not_there_is_wrong_usage(self, pmbs: Shell, tmp_path: Path) -> None:
        before = pmbs.ledger()
        assert pmbs("process", tmp_path / "tidak-ada.json").code == 2
        assert pmbs.ledger() == before


class TestCopies:
    def test_a_backup_is_brought_up_to_date_and_makes_an_office_again(
        self, pmbs: Shell, tmp_path: Path
    ) -> None:
        kept = tmp_path / "cadangan"
        first = pmbs("backup", kept)
        assert (first.code, first.out) == (0, "")
        assert first.err.startswith("Cadangan: 6 isi berkas (6 disalin, ")
        assert pmbs("backup", kept, "--quick").err.startswith("Cadangan: 6 isi berkas (0 disalin, ")
        restored = Shell(tmp_path / "baru")
        restored.folder.mkdir()
        answer = restored("restore", kept)
        assert answer.code == 0, answer.out
        assert answer.err.startswith("Pemulihan: 6 isi berkas (6 disalin, ")
        assert restored("show", LADO, "--json").json["client"] == "Yohanes Lado"
        assert restored("verify").code == 0

    def test_nothing_is_restored_over_an_office(self, pmbs: Shell, tmp_path: Path) -> None:
        pmbs("backup", tmp_path / "cadangan", "--quick")
        before = pmbs.ledger()
        assert pmbs("restore", tmp_path / "cadangan").code != 0
        assert pmbs.ledger() == before

    def test_a_case_leaves_as_a_bag(self, pmbs: Shell, tmp_path: Path) -> None:
        answer = pmbs("export", LADO, tmp_path / "keluar")
        made = Path(answer.out.strip())
        assert made.is_relative_to(tmp_path / "keluar")
        assert (made / "bagit.txt").is_file()
        assert pmbs("export", LADO, tmp_path / "keluar").code == 2


class TestPrograms:
    def test_a_token_is_shown_once_and_taken_back(self, pmbs: Shell) -> None:
        shown = pmbs("token", "add", "dasbor", "--may", "read").out.strip()
        assert len(shown) >= 32
        assert pmbs("token", "list").rows == [["dasbor", "read", "24-11-2026"]]
        assert shown not in "".join(
            path.read_text(encoding="utf-8") for path in (pmbs.folder / "access").glob("*.json")
        )
        assert pmbs("token", "add", "dasbor").code == 2
        assert pmbs("token", "remove", "dasbor").code == 0
        assert pmbs("token", "list", "--json").json == []
        assert pmbs("token", "remove", "dasbor").code == 2

    def test_roles_are_given_and_changed(self, pmbs: Shell) -> None:
        password = "tiga-perahu-di-teluk"  # noqa: S105 - of nobody
        assert pmbs("user", "add", "ani", "--role", "arsiparis", typed=f"{password}\n").code == 0
        assert pmbs("user", "list").rows == [["ani", "arsiparis", "24-11-2026"]]
        assert pmbs("user", "role", "ani", "petugas").code == 0
        assert pmbs("user", "list", "--json").json[0]["role"] == "petugas"
        assert pmbs("user", "add", "ani", "--role", "admin", typed=f"{password}\n").code == 2
        assert pmbs("user", "password", "ani", typed="pendek\n").code == 2
        assert pmbs("user", "remove", "ani").code == 0
        for words in (("remove", "ani"), ("role", "ani", "admin"), ("password", "ani")):
            assert pmbs("user", *words, typed=f"{password}\n").code == 2
