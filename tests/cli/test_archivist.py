"""The archivist's commands: steps, access classes, holds, retention, the shelf, disposal, the client's rights."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.kit import Shell
from tests.office_kit import NOON

LADO, BELA = "PMBS-2026-0001", "PMBS-2026-0002"
KOORDINASI = "400.9.8/1/DINSOSPM/2026"
ENDS = ("2028-11-24", "2031-11-24")


class TestStep:
    def test_a_corrected_time_is_shown_with_its_reason(self, pmbs: Shell) -> None:
        told = pmbs("step", LADO, 2, "--at", "24-11-2026", "11.15", "--reason", "jam salah")
        assert told.out == (
            "2. Mendampingi klien ke Kantor Dinas Perindustrian dan Tenaga Kerja Kota Tarakan:"
            " 24-11-2026 11.15\n"
        )
        step = pmbs("show", LADO, "--json").json["steps"][1]
        assert step["done"] == "2026-11-24T11:15:00+08:00"
        assert "jam salah" in step["correction"]
        (row,) = [row for row in pmbs.said("show", LADO) if row[0] == "2"]
        assert "(dikoreksi: " in row[2]

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            ((9, "24-11-2026", "11.00"), "S006"),
            ((2, "24-11-2026", "12.01"), "A040"),
            ((2, "kemarin", "11.00"), "A040"),
            ((2, "24-11-2026", "siang"), "A040"),
        ],
        ids=str,
    )
    def test_a_time_that_cannot_be_is_not_entered(
        self, pmbs: Shell, words: tuple[object, str, str], code: str
    ) -> None:
        before = pmbs.ledger()
        number, *moment = words
        answer = pmbs("step", LADO, number, "--at", *moment, "--reason", "jam salah")
        assert answer.code == 2
        assert answer.err.startswith(f"{code} ")
        assert pmbs.ledger() == before


class TestAccess:
    def test_the_class_is_shown_set_and_kept_with_its_reason(self, pmbs: Shell) -> None:
        assert pmbs("access", LADO).out == f"{LADO}  Terbatas\n"
        set_ = pmbs("access", LADO, "rahasia", "--reason", "ada ancaman")
        assert set_.out == f"{LADO}  Rahasia  (ada ancaman)\n"
        assert pmbs("access", LADO).out == f"{LADO}  Rahasia  (ada ancaman)\n"
        assert pmbs("access", BELA).out == f"{BELA}  Terbatas\n"

    def test_a_class_is_known_by_its_beginning_and_needs_a_reason(self, pmbs: Shell) -> None:
        before = pmbs.ledger()
        unknown = pmbs("access", LADO, "tertutup", "--reason", "x")
        assert unknown.code == 2
        assert unknown.err.startswith("A043 Kelas akses tertutup tidak dikenal.")
        assert "Sangat Rahasia" in unknown.err
        assert pmbs("access", LADO, "rahasia").code == 2
        assert pmbs.ledger() == before


class TestRetention:
    def test_a_running_case_has_no_dates(self, pmbs: Shell) -> None:
        answer = pmbs("retention", BELA, "--reason", "JRA baru")
        assert answer.code == 2
        assert answer.err.startswith(f"A044 Kasus {BELA} belum ditutup.")

    def test_closed_ones_are_dated_anew_all_or_one(self, pmbs: Shell) -> None:
        pmbs("close", LADO)
        pmbs("close", BELA)
        kept = pmbs("show", LADO, "--json").json["retention"]
        assert (kept["active_until"], kept["inactive_until"]) == ENDS
        one = pmbs("retention", LADO, "--reason", "JRA baru")
        assert one.rows == [[LADO, f"{kept['fate']}, inaktif sampai 24-11-2031"]]
        both = pmbs("retention", "--all", "--reason", "JRA baru")
        assert [row[0] for row in both.rows] == [LADO, BELA]

    def test_all_or_one_and_not_both(self, pmbs: Shell) -> None:
        for words in ((), (LADO, "--all")):
            answer = pmbs("retention", *words, "--reason", "JRA baru")
            assert answer.code == 2
            assert "name a CASE, or --all" in answer.err

    def test_holds_stop_the_clock_and_are_let_go_one_by_one(self, pmbs: Shell) -> None:
        pmbs("close", LADO)
        first = pmbs("hold", LADO, "--reason", "sidang")
        assert first.out == f"{LADO}  ditahan (1) sejak 24-11-2026\n"
        second = pmbs("hold", LADO, "--reason", "pemeriksaan")
        assert second.out == f"{LADO}  ditahan (2) sejak 24-11-2026\n"
        which = pmbs("hold", LADO, "--release", "--reason", "selesai")
        assert which.code == 2
        let_go = pmbs("hold", LADO, "--release", "--number", 1, "--reason", "putus")
        assert let_go.out == f"{LADO}  penahanan 1 dilepas\nMasih ditahan karena alasan lain.\n"
        later = NOON + timedelta(days=10)
        last = pmbs("hold", LADO, "--release", "--reason", "selesai", moment=later)
        assert last.rows[0] == [LADO, "penahanan 2 dilepas"]
        assert last.out.splitlines()[1].startswith("Inaktif sampai ")
        answer = pmbs("hold", LADO, "--release", "--reason", "selesai", moment=later)
        assert answer.code == 2
        assert answer.err.startswith("A041 ")


class TestShelf:
    def test_papers_stand_one_behind_the_other(self, pmbs: Shell) -> None:
        assert pmbs("place", LADO, BELA, "--in", "Ordner 3").rows == [
            [LADO, "Ordner 3/1"],
            [BELA, "Ordner 3/2"],
        ]
        assert pmbs("place", LADO, BELA, "--in", "Boks 1", "--at", 5).rows == [
            [LADO, "Boks 1/5"],
            [BELA, "Boks 1/6"],
        ]

    def test_a_place_that_is_taken(self, pmbs: Shell) -> None:
        pmbs("place", LADO, "--in", "Ordner 3", "--at", 1)
        before = pmbs.ledger()
        assert pmbs("place", BELA, "--in", "Ordner 3", "--at", 1).code == 2
        assert pmbs.ledger() == before

    def test_lent_and_back(self, pmbs: Shell) -> None:
        pmbs("place", LADO, "--in", "Ordner 3")
        lent = pmbs("lend", LADO, "--to", "Inspektorat")
        assert lent.rows == [[LADO, "Inspektorat, kembali paling lambat 01-12-2026"]]
        (row,) = pmbs("list", "peminjaman", "--format", "json").json
        assert "Inspektorat" in row.values()
        assert pmbs("lend", LADO, "--to", "Bagian Hukum").code == 2
        back = pmbs("return", LADO)
        assert back.rows == [[LADO, "kembali dari Inspektorat; tempatnya Ordner 3/1"]]
        again = pmbs("return", LADO)
        assert again.code == 2
        assert again.err.startswith("A047 ")

    @pytest.mark.parametrize("due", ["besok", "31-02-2027", "23-11-2026"])
    def test_a_day_of_return_that_cannot_be(self, pmbs: Shell, due: str) -> None:
        before = pmbs.ledger()
        answer = pmbs("lend", LADO, "--to", "Inspektorat", "--due", due)
        assert answer.code == 2
        assert answer.err.startswith("A048 ")
        assert pmbs.ledger() == before

    def test_labels_of_a_box_and_of_cases(self, pmbs: Shell, tmp_path: Path) -> None:
        pmbs("place", LADO, BELA, "--in", "Ordner 3")
        target = tmp_path / "label.pdf"
        assert pmbs("labels", "--in", "Ordner 3", "-o", target).out == f"{target}\n"
        text = PdfReader(target).pages[0].extract_text()
        assert LADO in text
        assert BELA in text
        pmbs("labels", BELA, "--skip", 20, "-o", target)
        assert len(PdfReader(target).pages) == 1
        pmbs("labels", LADO, BELA, "--skip", 20, "-o", target)
        assert len(PdfReader(target).pages) == 2
        full = pmbs("labels", BELA, "--skip", 21, "-o", target)
        assert full.code == 2
        assert "a sheet has 21 labels" in full.err
        empty = pmbs("labels", "--in", "Ordner 9", "-o", target)
        assert empty.code == 2
        assert empty.err.startswith("A005 Ordner 9 ")


class TestDisposal:
    def test_nothing_is_due_while_cases_run(self, pmbs: Shell) -> None:
        assert pmbs("dispose", "prepare").err.startswith("A055 ")
        early = pmbs("dispose", "prepare", LADO)
        assert early.code == 2
        assert early.err.startswith(f"A050 Berkas {LADO} belum boleh diusulkan")

    def test_one_that_nobody_proposed(self, pmbs: Shell) -> None:
        for words in (
            ("carry-out", "musnah-2040-01", "--yes"),
            ("cancel", "musnah-2040-01", "--reason", "x"),
        ):
            assert pmbs("dispose", *words).code == 2


class TestRights:
    def test_what_is_kept_of_a_client_in_one_file(self, pmbs: Shell) -> None:
        pmbs("list", "shelter")
        told = pmbs("subject", LADO, "--format", "json").json
        text = json.dumps(told, ensure_ascii=False)
        assert "Yohanes Lado" in text
        assert "5308120305920001" in text
        assert "Maria Bela" not in text

    def test_a_correction_is_asked_for_and_stands_in_the_ledger(self, pmbs: Shell) -> None:
        before = len(pmbs.ledger())
        answer = pmbs("correct", LADO.lower(), "--reason", "tanggal lahir", "--by", "keluarga")
        assert answer.out == f"{LADO}  tanggal lahir\n"
        (line,) = pmbs.ledger()[before:]
        assert {"tanggal lahir", "keluarga"} <= set(line["data"].values())

    def test_who_did_what(self, pmbs: Shell) -> None:
        pmbs("show", LADO)
        rows = pmbs.said("audit", LADO)
        assert rows[0] == ["Baris", "Saat", "Siapa", "Apa", "Berkas", "Isi", "Keterangan"]
        last = pmbs("audit", LADO, "--limit", 1, "--json").json
        assert [row["case"] for row in last] == [LADO]
        who = last[0]["who"]
        assert pmbs("audit", "--who", who, "--json").json
        assert pmbs("audit", LADO, "--who", "bukan-siapa-siapa", "--json").json == []
        assert pmbs("audit", "PMBS-2026-0404").err.startswith("A005 ")
