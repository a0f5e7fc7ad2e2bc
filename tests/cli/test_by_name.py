"""Commands and options that no other test calls, each by its name: officers, NIPs, where a file is written."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.kit import Shell

LADO, BELA = "PMBS-2026-0001", "PMBS-2026-0002"
KOORDINASI = "400.9.8/1/DINSOSPM/2026"
NIP = "198706152010012003"
PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one


class TestOfficers:
    def test_one_is_named_with_a_reason_shown_and_released(self, pmbs: Shell) -> None:
        before = pmbs("officers", LADO).rows
        named = pmbs("officers", LADO, "--add", NIP, "--reason", "menggantikan yang cuti")
        assert [LADO, NIP, "menggantikan yang cuti"] in named.rows
        assert pmbs("officers", LADO).rows == named.rows
        assert pmbs("officers", BELA).rows == before
        released = pmbs("officers", LADO, "--remove", NIP, "--reason", "kembali bertugas")
        assert released.rows == before
        assert [line["event"] for line in pmbs.ledger()[-2:]] == [
            "officer-named",
            "officer-released",
        ]

    @pytest.mark.parametrize("way", ["--add", "--remove"])
    def test_without_a_reason_nobody_is_changed(self, pmbs: Shell, way: str) -> None:
        before = pmbs.ledger()
        answer = pmbs("officers", LADO, way, NIP)
        assert answer.code == 2
        assert "--reason is needed" in answer.err
        assert pmbs.ledger() == before

    def test_what_is_no_nip_is_refused(self, pmbs: Shell) -> None:
        before = pmbs.ledger()
        answer = pmbs("officers", LADO, "--add", "12345", "--reason", "x")
        assert answer.code == 2
        assert answer.err.startswith("S030 12345 ")
        assert pmbs.ledger() == before


class TestUsers:
    def test_a_nip_is_told_changed_and_taken_away(self, pmbs: Shell) -> None:
        pmbs.said("user", "add", "rahma", "--role", "petugas", "--nip", NIP, typed=f"{PASSWORD}\n")
        assert [one["nip"] for one in pmbs("user", "list", "--json").json] == [NIP]
        pmbs.said("user", "nip", "rahma", "19900202 201503 1 001")
        assert [one["nip"] for one in pmbs("user", "list", "--json").json] == ["199002022015031001"]
        pmbs.said("user", "nip", "rahma")
        assert [one["nip"] for one in pmbs("user", "list", "--json").json] == [""]
        told = [line["event"] for line in pmbs.ledger()]
        assert told.count("nip-set") == 2
        assert PASSWORD not in str(pmbs.ledger())

    def test_what_is_no_nip_leaves_the_user_as_it_was(self, pmbs: Shell) -> None:
        pmbs.said("user", "add", "rahma", "--role", "petugas", "--nip", NIP, typed=f"{PASSWORD}\n")
        assert pmbs("user", "nip", "rahma", "1987").code == 2
        assert [one["nip"] for one in pmbs("user", "list", "--json").json] == [NIP]

    def test_a_first_password_has_to_be_changed(self, pmbs: Shell) -> None:
        pmbs.said("user", "add", "rahma", "--role", "petugas", "--first", typed=f"{PASSWORD}\n")
        kept = (pmbs.folder / "access" / "users.json").read_text(encoding="utf-8")
        assert '"is_first":true' in kept.replace(" ", "")
        pmbs.said("user", "password", "rahma", typed="empat-layar-putih\n")
        kept = (pmbs.folder / "access" / "users.json").read_text(encoding="utf-8")
        assert '"is_first":true' not in kept.replace(" ", "")
        pmbs.said("user", "password", "rahma", "--first", typed="lima-jangkar-tua\n")
        kept = (pmbs.folder / "access" / "users.json").read_text(encoding="utf-8")
        assert '"is_first":true' in kept.replace(" ", "")


class TestWhereAFileIsWritten:
    @pytest.mark.parametrize(
        "words",
        [
            ("list", "buku-agenda-keluar", "--format", "csv"),
            ("list", "buku-agenda-keluar", "--format", "json"),
            ("subject", LADO, "--format", "json"),
            ("form", "pengaduan"),
        ],
        ids=str,
    )
    def test_it_is_the_named_one_and_nothing_else_is_made(
        self, pmbs: Shell, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        aim = tmp_path / "lain" / "hasil"
        aim.parent.mkdir()
        monkeypatch.chdir(aim.parent)
        answer = pmbs(*words, "--output", aim)
        assert answer.out == f"{aim}\n"
        assert [path.name for path in aim.parent.iterdir()] == ["hasil"]
        assert aim.stat().st_size > 100

    @pytest.mark.parametrize("words", [("list",), ("list", "buku-agenda-keluar")], ids=str)
    def test_where_no_file_is_made_it_is_wrong_usage(
        self, pmbs: Shell, tmp_path: Path, words: tuple[str, ...]
    ) -> None:
        answer = pmbs(*words, "--output", tmp_path / "hasil")
        assert answer.code == 2
        assert "--output needs a NAME" in answer.err
        assert not (tmp_path / "hasil").exists()

    def test_labels_too(self, pmbs: Shell, tmp_path: Path) -> None:
        pmbs.said("place", LADO, "--in", "Ordner 3")
        aim = tmp_path / "label-kita.pdf"
        answer = pmbs("labels", LADO, "--output", aim)
        assert answer.out == f"{aim}\n"
        assert len(PdfReader(aim).pages) == 1


def test_a_match_is_asked_for_by_a_letter_that_has_one(pmbs: Shell) -> None:
    before = pmbs.ledger()
    answer = pmbs("unmatch", KOORDINASI, "--reason", "salah surat")
    assert answer.code == 2
    assert answer.err[0] == "A"
    assert pmbs.ledger() == before
    assert pmbs("unmatch", KOORDINASI).code == 2


def test_a_round_that_was_never_stopped_goes_on_as_a_whole_one(pmbs: Shell) -> None:
    assert pmbs("verify", "--resume", "--json").json == []
    assert pmbs("verify", "--resume").err.strip().endswith("Arsip utuh.")
