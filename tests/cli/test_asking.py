"""What the commands that ask the archive say, whole; and those that print, give up and close."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from generator.service import handling
from tests.cli.kit import Shell
from tests.office_kit import NOON, SERAH_TERIMA, drop, form, make_office_folder, open_office

LADO, BELA = "PMBS-2026-0001", "PMBS-2026-0002"
KOORDINASI, UNDANGAN, _, KESEPAKATAN = (f"400.9.8/{n}/DINSOSPM/2026" for n in range(1, 5))
PAST = "Pengaduan PMBS: upah tidak dibayar, ingin pulang"


class TestFind:
    def test_a_name_finds_all_papers_of_the_case_letters_first(self, pmbs: Shell) -> None:
        rows = pmbs("find", "maria", "--json").json
        assert [(row["case"], row["item"], row["type"], row["number"]) for row in rows] == [
            (BELA, 3, "berita-acara-kesepakatan", KESEPAKATAN),
            (BELA, 2, "surat-koordinasi", "400.9.8/3/DINSOSPM/2026"),
            (BELA, 1, "formulir", ""),
        ]
        assert {row["client"] for row in rows} == {"Maria Bela"}
        # A record is of the day that it records.
        assert [row["date"] for row in rows] == ["2026-11-27", "2026-11-24", "2026-11-24"]
        assert all("«Maria»" in row["snippet"] for row in rows)
        assert all(Path(row["path"]).is_dir() for row in rows)

    def test_what_is_misspelt_says_that_it_is_only_near(self, pmbs: Shell) -> None:
        assert "(mirip)" not in pmbs("find", "maria").out
        assert pmbs("find", "mariya").out.count("(mirip)") == 3

    @pytest.mark.parametrize(
        ("narrowed", "found"),
        [
            (["--type", "undangan-temu-bahas"], [UNDANGAN]),
            (["--step", "2"], [KOORDINASI]),
            (["--step", "3"], [UNDANGAN]),
            (["--step", "5"], []),
            (["--year", "2026", "--type", "surat-koordinasi"], [KOORDINASI]),
            (["--year", "2025"], []),
            (["--agency", "kepala disp", "--type", "undangan-temu-bahas"], [UNDANGAN]),
            (["--agency", "BAZNAS"], []),
            (["--person", "Yohanis Lado", "--type", "surat-koordinasi"], [KOORDINASI]),
            (["--person", "Maria Bela"], []),
            (["--limit", "1"], [UNDANGAN]),
        ],
        ids=" ".join,
    )
    def test_options_narrow(self, pmbs: Shell, narrowed: list[str], found: list[str]) -> None:
        rows = pmbs("find", "lado", *narrowed, "--json").json
        assert [row["number"] for row in rows] == found

    def test_nothing_found_is_said_beside_the_answer(self, pmbs: Shell) -> None:
        answer = pmbs("find", "tidakadasamasekali")
        assert (answer.code, answer.out, answer.err) == (0, "", "Tidak ditemukan.\n")
        assert pmbs("find", "tidakadasamasekali", "--json").json == []

    def test_a_search_leaves_a_line_without_its_words(self, pmbs: Shell) -> None:
        before = len(pmbs.ledger())
        pmbs("find", "lado")
        (line,) = pmbs.ledger()[before:]
        assert "lado" not in str(line).lower()

    def test_square_brackets_are_shown_as_typed(self, pmbs: Shell) -> None:
        pmbs("number", "take", "--to", "Camat [bold]", "--subject", "Rapat [/x]")
        assert ["Camat [bold]", "Rapat [/x]"] in [
            row[3:5] for row in pmbs.said("list", "buku-agenda-keluar")
        ]


class TestShow:
    def test_a_case_is_shown_whole(self, pmbs: Shell) -> None:
        told = pmbs("show", LADO).out
        heads = [line.split("  ")[0].strip() for line in told.splitlines() if line.strip()]
        assert heads[0] == LADO
        for chapter in ("Kelas akses", "Kelengkapan", "Langkah SOP", "Cetakan"):
            assert chapter in heads
        rows = pmbs.said("show", LADO)
        assert rows[0] == [LADO, "Yohanes Lado", "(berjalan)"]
        assert rows[2:5] == [
            ["001", "Formulir Kasus PMBS", "2026-11-24", PAST],
            [
                "002",
                "Surat Koordinasi Penanganan PMBS",
                KOORDINASI,
                "2026-11-24",
                "Koordinasi Penanganan Pekerja Migran Bermasalah Sosial (PMBS)",
            ],
            [
                "003",
                "Undangan Temu Bahas Kasus",
                UNDANGAN,
                "2026-11-24",
                "Undangan Temu Bahas Kasus",
            ],
        ]
        assert ["Kelas akses", "Terbatas"] in rows
        assert ["Surat Kontrak Kerja (bila ada)", "tidak ada"] in rows
        assert [f"{LADO}-002-2", KOORDINASI, "di folder cetak"] in rows

    def test_it_is_asked_for_by_the_number_of_a_letter(self, pmbs: Shell) -> None:
        assert pmbs("show", UNDANGAN, "--json").json == pmbs("show", LADO, "--json").json

    def test_steps_tell_what_is_done_planned_and_late(self, pmbs: Shell) -> None:
        steps = pmbs("show", BELA, "--json").json["steps"]
        assert [one["no"] for one in steps] == [1, 2, 3, 4, 5]
        assert [one["done"] is not None for one in steps] == [True, True, False, False, False]
        assert steps[3]["planned"].startswith("2026-11-27")
        assert {one["late"] for one in steps} == {False}
        (fourth,) = [row for row in pmbs.said("show", BELA) if row[0] == "4"]
        assert fourth[-1] == "direncanakan 27-11-2026"
        after = NOON + timedelta(days=2)
        later = pmbs("show", LADO, "--json", moment=after).json["steps"]
        assert [one["no"] for one in later if one["late"]] == [3]
        (third,) = [row for row in pmbs.said("show", LADO, moment=after) if row[0] == "3"]
        assert third[-1] == "26-11-2026 10.30 (TERLAMBAT)"

    def test_papers_that_the_form_says_exist_are_told_apart_from_copies_that_are_filed(
        self, tmp_path: Path
    ) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        office = open_office(folder)
        drop(office, form(klien={"dokumen": ["KTP/KK", "surat kontrak kerja"]}))
        handling.handle_once(office)
        office.close()
        told = Shell(folder)("show", LADO, "--json").json["requirements"]
        assert [(one["copy"], one["told"]) for one in told] == [(False, True), (False, True)]
        rows = Shell(folder).said("show", LADO)
        assert ["Surat Kontrak Kerja (bila ada)", "ada menurut formulir"] in rows

    def test_states_of_letters_are_told(self, pmbs: Shell) -> None:
        pmbs("void", KOORDINASI, "--reason", "salah alamat")
        rows = pmbs.said("show", LADO)
        (given_up,) = [row for row in rows if row[0] == "002"]
        assert given_up[-1] == "dibatalkan"
        items = pmbs("show", LADO, "--json").json["items"]
        assert [(one["replaced"], one["withdrawn"]) for one in items] == [
            (False, False),
            (True, True),
            (False, False),
        ]

    def test_how_a_case_is_kept_stands_in_both_forms(self, pmbs: Shell) -> None:
        pmbs("place", LADO, "--in", "Ordner 3", "--at", 7)
        pmbs("lend", LADO, "--to", "Inspektorat", "--due", "31-12-2026")
        pmbs("hold", LADO, "--reason", "sidang")
        pmbs("close", LADO)
        told = pmbs("show", LADO, "--json").json
        assert told["status"] == "ditutup"
        assert told["place"] == "Ordner 3/7"
        assert told["loan"] == {"to": "Inspektorat", "lent": "2026-11-24", "due": "2026-12-31"}
        assert told["holds"] == [
            {"number": 1, "since": "2026-11-24", "until": None, "reason": "sidang"}
        ]
        assert told["access"] == {"class": "Terbatas", "reason": "", "suggested": ""}
        assert told["retention"]["active_until"] == "2028-11-24"
        assert told["retention"]["fate"]
        rows = pmbs.said("show", LADO)
        assert ["Lokasi", "Ordner 3/7"] in rows
        assert [
            "Dipinjam",
            "Inspektorat, sejak 24-11-2026, kembali paling lambat 31-12-2026",
        ] in rows
        assert ["Ditahan (1)", "sejak 24-11-2026: sidang"] in rows
        (kept,) = [row[1] for row in rows if row[0] == "Retensi"]
        assert kept.startswith("aktif sampai 24-11-2028, inaktif sampai ")


class TestList:
    def test_without_a_name_the_names_are_listed(self, pmbs: Shell) -> None:
        rows = pmbs.said("list")
        assert rows[0] == ["Nama", "Judul"]
        assert ["buku-agenda-keluar", "Buku Agenda Surat Keluar"] in rows
        for name, _title in rows[1:]:
            assert pmbs("list", name).code == 0, name

    def test_an_unknown_one_names_those_there_are(self, pmbs: Shell) -> None:
        answer = pmbs("list", "agenda")
        assert answer.code == 2
        assert answer.err.startswith("S005 Daftar agenda tidak dikenal.")
        assert "buku-agenda-keluar" in answer.err

    def test_each_format_holds_the_same_rows(self, pmbs: Shell, tmp_path: Path) -> None:
        rows = pmbs("list", "buku-agenda-keluar", "--format", "json").json
        assert [row["Nomor surat"] for row in rows] == [
            f"400.9.8/{n}/DINSOSPM/2026" for n in range(1, 5)
        ]
        text = pmbs("list", "buku-agenda-keluar", "--format", "csv").data.decode("utf-8-sig")
        told = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        assert told == [{key: str(value) for key, value in row.items()} for row in rows]
        target = tmp_path / "agenda.xlsx"
        answer = pmbs("list", "buku-agenda-keluar", "--format", "xlsx", "-o", target)
        assert answer.out == f"{target}\n"
        cells = [
            [cell for cell in row if cell is not None]
            for row in openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True)
        ]
        for row in rows:
            assert any(row["Nomor surat"] in line for line in cells)
        assert pmbs("list", "buku-agenda-keluar", "--format", "pdf").data[:5] == b"%PDF-"

    def test_only_a_month_and_only_a_year(self, pmbs: Shell) -> None:
        assert len(pmbs("list", "buku-agenda-keluar", "--month", 11, "--format", "json").json) == 4
        assert pmbs("list", "buku-agenda-keluar", "--month", 10, "--format", "json").json == []
        assert pmbs("list", "buku-agenda-keluar", "--year", 2025, "--format", "json").json == []

    def test_who_took_a_list_away_is_told_from_who_looked(self, pmbs: Shell) -> None:
        before = len(pmbs.ledger())
        pmbs("list", "shelter")
        pmbs("list", "shelter", "--format", "csv")
        events = [line["event"] for line in pmbs.ledger()[before:]]
        assert len(events) == 2
        assert events[0] != events[1]


class TestPrints:
    def test_a_further_copy_has_its_reason_in_the_record(self, pmbs: Shell) -> None:
        answer = pmbs("print", KOORDINASI, "--copies", 2, "--reason", "hilang")
        assert answer.rows == [[f"{LADO}-002-{n}", KOORDINASI] for n in (3, 4)]
        rows = pmbs.said("prints")
        assert rows[0] == ["Lembar", "Nomor", "Keadaan", "Keterangan"]
        assert [row for row in rows if "hilang" in row[-1]] == [
            [f"{LADO}-002-4", KOORDINASI, "di folder cetak", "cetak ulang ke-2: hilang"],
            [f"{LADO}-002-3", KOORDINASI, "di folder cetak", "cetak ulang ke-1: hilang"],
        ]
        newest = pmbs("prints", "--json").json[0]
        assert (newest["copy"], newest["why"], newest["reprint"]) == (4, "hilang", 2)

    def test_without_a_terminal_no_reason_is_asked_for(self, pmbs: Shell) -> None:
        pmbs("print", KOORDINASI)
        assert pmbs("prints", "--json").json[0]["why"] == "alasan tidak disebut"

    def test_while_the_service_runs_the_copy_is_left_to_it(self, pmbs: Shell) -> None:
        office = open_office(pmbs.folder)
        with office.exclusive():
            answer = pmbs("print", KOORDINASI, "--reason", "hilang")
        office.close()
        assert answer.code == 0
        assert answer.err == "Layanan yang sedang berjalan akan mencetaknya.\n"
        assert pmbs("prints", "--json").json[0]["state"] == "wanted"

    @pytest.mark.parametrize("copies", [0, 51, "dua"])
    def test_copies_within_reason(self, pmbs: Shell, copies: object) -> None:
        before = pmbs.ledger()
        assert pmbs("print", KOORDINASI, "--copies", copies, "--reason", "x").code == 2
        assert pmbs.ledger() == before

    def test_a_letter_given_up_is_printed_no_more(self, pmbs: Shell) -> None:
        pmbs("void", KOORDINASI, "--reason", "salah alamat")
        answer = pmbs("print", KOORDINASI, "--reason", "hilang")
        assert (answer.code, answer.out) == (2, "")
        assert "dibatalkan" in answer.err


class TestApprove:
    @pytest.fixture
    def waiting(self, tmp_path: Path) -> Shell:
        """An office whose copies wait for approval."""
        folder = make_office_folder(tmp_path / "kantor")
        letters = folder / "templates" / "letters.toml"
        text = letters.read_text(encoding="utf-8").replace(
            "[surat-koordinasi]\n", '[surat-koordinasi]\nprint = "approval"\n'
        )
        letters.write_text(text, encoding="utf-8")
        office = open_office(folder)
        drop(office, form())
        handling.handle_once(office)
        office.close()
        return Shell(folder)

    def test_copies_that_wait_are_let_go(self, waiting: Shell) -> None:
        assert {one["state"] for one in waiting("prints", "--json").json} == {"wanted"}
        assert list((waiting.folder / "cetak").rglob("*.pdf")) == []
        answer = waiting("approve", KOORDINASI)
        assert answer.rows == [[KOORDINASI, "Surat Koordinasi Penanganan PMBS"]]
        assert {one["state"] for one in waiting("prints", "--json").json} == {"done"}

    def test_a_form_that_is_not_there(self, pmbs: Shell) -> None:
        answer = pmbs("approve", "x.docx")
        assert answer.code == 2
        assert answer.err.startswith("B051 Tidak ada berkas “x.docx” yang menunggu persetujuan.")


class TestVoidAndClose:
    def test_the_number_keeps_its_row_with_the_reason(self, pmbs: Shell) -> None:
        assert pmbs("void", KOORDINASI, "--reason", "salah alamat").out == f"{KOORDINASI}\n"
        row = pmbs("list", "buku-agenda-keluar", "--format", "json").json[0]
        assert row["Keterangan"] == f"BATAL: salah alamat; {LADO}"
        assert pmbs("void", KOORDINASI, "--reason", "lagi").code == 2

    def test_a_number_that_nobody_gave(self, pmbs: Shell) -> None:
        answer = pmbs("void", "400.9.8/99/DINSOSPM/2026", "--reason", "x")
        assert answer.code == 2
        assert answer.err.startswith("A005 ")

    def test_a_closed_case_is_dated_for_its_retention(self, pmbs: Shell) -> None:
        assert pmbs("show", LADO, "--json").json["retention"] is None
        assert pmbs("close", LADO).out == f"{LADO}\n"
        told = pmbs("show", LADO, "--json").json
        assert told["status"] == "ditutup"
        assert told["retention"]["active_until"] == "2028-11-24"


def test_a_shelter_list_names_who_is_there(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    office = open_office(folder)
    drop(office, form(serah_terima=SERAH_TERIMA))
    handling.handle_once(office)
    office.close()
    moment = NOON + timedelta(days=4)
    rows = Shell(folder)("list", "shelter", "--format", "json", moment=moment).json
    assert "27-11-2026" in rows[0].values()
