"""Letters entered by hand, numbers taken by hand, dispositions and the expedition book, from the command line."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tests.cli.kit import Shell
from tests.office_kit import NOON

LADO, BELA = "PMBS-2026-0001", "PMBS-2026-0002"
UNDANGAN = "400.9.8/2/DINSOSPM/2026"
OUTGOING, INCOMING, SENT = "buku-agenda-keluar", "buku-agenda-masuk", "buku-ekspedisi"
TOMORROW = NOON + timedelta(days=1)
NOT_FILED = "naskah belum diarsipkan"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    path = tmp_path / "pindaian.pdf"
    writer.write(path)
    return path


def rows(pmbs: Shell, name: str) -> list[dict[str, object]]:
    told = pmbs("list", name, "--format", "json", moment=TOMORROW)
    assert told.code == 0, told.err
    return list(told.json)


def numbers(pmbs: Shell) -> list[object]:
    return [row["Nomor surat"] for row in rows(pmbs, OUTGOING)]


class TestIncoming:
    def test_a_letter_of_a_case_takes_the_next_agenda_number_and_is_filed_there(
        self, pmbs: Shell, scan: Path
    ) -> None:
        answer = pmbs(
            "register",
            scan,
            "--from",
            "BP3MI",
            "--number",
            "B-12",
            "--subject",
            "Jawaban",
            "--date",
            "20-11-2026",
            "--received",
            "2026-11-23",
            "--case",
            LADO,
            "--attachment",
            "1 (satu) berkas",
            "--note",
            "lewat kurir",
        )
        assert (answer.code, answer.out) == (0, f"Agenda 3/2026  {LADO}/4\n")
        assert rows(pmbs, INCOMING)[2] == {
            "No agenda": 3,
            "Tanggal terima": "23-11-2026",
            "Nomor surat": "B-12",
            "Tanggal surat": "20-11-2026",
            "Pengirim": "BP3MI",
            "Perihal": "Jawaban",
            "Lampiran": "1 (satu) berkas",
            "Diteruskan kepada/Disposisi": "",
            "Keterangan": f"{LADO}; lewat kurir",
        }
        item = pmbs("show", LADO, "--json", moment=TOMORROW).json["items"][-1]
        assert (item["direction"], item["party"]) == ("masuk", "BP3MI")
        kept = [path for path in Path(item["path"]).iterdir() if path.suffix == ".pdf"]
        assert scan.read_bytes() in [path.read_bytes() for path in kept]

    def test_without_a_case_it_lies_in_the_folder_of_the_year(self, pmbs: Shell) -> None:
        words = ("register", "--from", "Camat", "--number", "1/X", "--subject", "Undangan")
        assert pmbs(*words).out == "Agenda 3/2026  UMUM-2026/1\n"
        told = rows(pmbs, INCOMING)[2]
        assert (told["Tanggal terima"], told["Tanggal surat"]) == ("24-11-2026", "")

    def test_the_same_letter_is_entered_once(self, pmbs: Shell) -> None:
        words = ("register", "--from", "Camat", "--number", "1/X", "--subject", "Undangan")
        pmbs(*words)
        before = pmbs.ledger()
        answer = pmbs(*words)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("A010 Surat yang sama sudah dicatat sebagai agenda 3.")
        assert pmbs.ledger() == before

    @pytest.mark.parametrize(
        "changed",
        [
            {"--from": " "},
            {"--subject": ""},
            {"--received": "26-11-2026"},
            {"--date": "31-02-2026"},
            {"--case": "PMBS-2026-0404"},
            {"--classification": "999.9"},
        ],
        ids=str,
    )
    def test_what_cannot_be_entered_takes_no_number(
        self, pmbs: Shell, changed: dict[str, str]
    ) -> None:
        told = {"--from": "Camat", "--number": "1/X", "--subject": "Undangan", **changed}
        before = pmbs.ledger()
        answer = pmbs("register", *[word for pair in told.items() for word in pair])
        assert (answer.code, answer.out) == (2, "")
        assert pmbs.ledger() == before

    def test_a_file_that_is_no_letter_is_refused(self, pmbs: Shell, tmp_path: Path) -> None:
        text = tmp_path / "surat.pdf"
        text.write_text("bukan pdf", encoding="utf-8")
        before = pmbs.ledger()
        answer = pmbs("register", text, "--from", "Camat", "--number", "1", "--subject", "Rapat")
        assert answer.code == 2
        assert pmbs.ledger() == before


class TestNumbers:
    def test_one_taken_stands_in_the_one_register(self, pmbs: Shell) -> None:
        answer = pmbs(
            "number",
            "take",
            "--to",
            "Camat",
            "--subject",
            "Rapat",
            "--by",
            "Umum",
            "--note",
            "lewat telepon",
            "--attachment",
            "2 (dua) lembar",
        )
        assert answer.out == "400.9.8/5/DINSOSPM/2026\n"
        assert rows(pmbs, OUTGOING)[4] == {
            "No": 5,
            "Nomor surat": "400.9.8/5/DINSOSPM/2026",
            "Tanggal surat": "24-11-2026",
            "Tanggal kirim": "",
            "Kepada": "Camat",
            "Isi ringkas": "Rapat",
            "Lampiran": "2 (dua) lembar",
            "Pengolah": "Umum",
            "Keterangan": f"{NOT_FILED}; lewat telepon",
        }

    def test_with_its_paper_it_is_filed(self, pmbs: Shell, scan: Path) -> None:
        pmbs(
            "number", "take", "--to", "Camat", "--subject", "Rapat", "--case", BELA, "--file", scan
        )
        assert rows(pmbs, OUTGOING)[4]["Keterangan"] == BELA
        item = pmbs("show", BELA, "--json", moment=TOMORROW).json["items"][-1]
        assert item["number"] == "400.9.8/5/DINSOSPM/2026"

    def test_reserved_ones_are_given_in_any_order_and_the_next_form_goes_on_behind_them(
        self, pmbs: Shell
    ) -> None:
        kept = [f"400.9.8/{n}/DINSOSPM/2026" for n in (5, 6, 7)]
        assert pmbs("number", "reserve", 3, "--reason", "gangguan").out.split() == kept
        assert pmbs("number", "take", "--to", "Lurah", "--subject", "Data").out.split() == [
            "400.9.8/8/DINSOSPM/2026"
        ]
        answer = pmbs("number", "assign", kept[1], "--to", "Lurah", "--subject", "Data")
        assert answer.out.split() == [kept[1]]
        assert [row["Keterangan"] for row in rows(pmbs, OUTGOING)[4:]] == [
            "DICADANGKAN: gangguan",
            NOT_FILED,
            "DICADANGKAN: gangguan",
            NOT_FILED,
        ]

    @pytest.mark.parametrize("count", [0, 501, -1, "banyak"])
    def test_a_reserve_has_bounds(self, pmbs: Shell, count: object) -> None:
        before = pmbs.ledger()
        assert pmbs("number", "reserve", count, "--reason", "gangguan").code == 2
        assert pmbs.ledger() == before

    def test_a_number_that_is_not_in_reserve_is_not_assigned(self, pmbs: Shell) -> None:
        pmbs("number", "reserve", 1, "--reason", "gangguan")
        before = pmbs.ledger()
        for taken in (UNDANGAN, "400.9.8/99/DINSOSPM/2026"):
            answer = pmbs("number", "assign", taken, "--to", "Lurah", "--subject", "Data")
            assert (answer.code, answer.out) == (2, "")
        assert pmbs.ledger() == before

    def test_one_between_two_is_only_for_a_day_that_later_letters_follow(self, pmbs: Shell) -> None:
        told = (
            "number",
            "insert",
            "--to",
            "Camat",
            "--date",
            "24-11-2026",
            "--reason",
            "tertinggal",
            "--subject",
            "Susulan",
        )
        early = pmbs(*told)
        assert early.code == 2
        assert early.err.startswith("A013 ")
        pmbs("number", "take", "--to", "Camat", "--subject", "Rapat", moment=TOMORROW)
        assert pmbs(*told, moment=TOMORROW).out == "400.9.8/4.a/DINSOSPM/2026\n"
        again = pmbs(*told, moment=TOMORROW)
        assert again.code == 2
        assert again.err.startswith("A010 Surat yang sama sudah dicatat sebagai 400.9.8/4.a/")
        assert pmbs(*told, "kedua", moment=TOMORROW).code == 2
        other = pmbs(*told[:-1], "Lain", moment=TOMORROW)
        assert other.out == "400.9.8/4.b/DINSOSPM/2026\n"
        assert [row["No"] for row in rows(pmbs, OUTGOING)] == [1, 2, 3, 4, "4.a", "4.b", 5]
        assert rows(pmbs, OUTGOING)[4]["Keterangan"] == f"SISIPAN: tertinggal; {NOT_FILED}"

    def test_before_the_first_letter_nothing_can_be_inserted(self, pmbs: Shell) -> None:
        answer = pmbs(
            "number",
            "insert",
            "--to",
            "Camat",
            "--subject",
            "S",
            "--date",
            "20-11-2026",
            "--reason",
            "tertinggal",
        )
        assert answer.code == 2
        assert answer.err.startswith("A014 ")

    def test_of_an_inserted_number_the_reason_is_asked(self, pmbs: Shell) -> None:
        answer = pmbs("number", "insert", "--to", "Camat", "--subject", "S", "--date", "24-11-2026")
        assert answer.code == 2
        assert "--reason" in answer.err


class TestDispositions:
    def test_the_sheet_names_the_letter(self, pmbs: Shell, tmp_path: Path) -> None:
        target = tmp_path / "lembar.pdf"
        answer = pmbs("disposition", "sheet", 1, "-o", target)
        assert answer.out == f"{target}\n"
        assert len(PdfReader(target).pages) == 1

    def test_what_was_ordered_stands_in_the_agenda(self, pmbs: Shell, scan: Path) -> None:
        answer = pmbs(
            "disposition",
            "enter",
            1,
            "--to",
            "Kabid",
            "--instruction",
            "Selesaikan",
            "--by",
            "Kepala",
            "--date",
            "24-11-2026",
            "--scan",
            scan,
        )
        assert answer.out == f"Lembar Disposisi Agenda 1/2026  {LADO}/4\n"
        told = rows(pmbs, INCOMING)
        assert told[0]["Diteruskan kepada/Disposisi"] == "Kabid: Selesaikan"
        assert told[1]["Diteruskan kepada/Disposisi"] == "Rahmawati, S.Sos."

    @pytest.mark.parametrize(
        "words",
        [("sheet", 9), ("enter", 9, "--to", "Kabid"), ("sheet", 1, "--year", 2025)],
        ids=str,
    )
    def test_a_letter_that_did_not_come(self, pmbs: Shell, words: tuple[object, ...]) -> None:
        before = pmbs.ledger()
        answer = pmbs("disposition", *words)
        assert answer.code == 2
        assert answer.err.startswith("A005 Agenda ")
        assert pmbs.ledger() == before


class TestExpedition:
    def test_a_slip_is_made_for_each_letter(self, pmbs: Shell) -> None:
        answer = pmbs(
            "expedition", "slip", UNDANGAN, "400.9.8/1/DINSOSPM/2026", "--carrier", "Kurir"
        )
        assert answer.data[:5] == b"%PDF-"
        told = rows(pmbs, SENT)
        assert [row["Nomor surat"] for row in told] == ["400.9.8/1/DINSOSPM/2026", UNDANGAN]
        assert {row["Keterangan"] for row in told} == {"tanda terima belum kembali"}
        assert {row["Pengantar"] for row in told} == {"Kurir"}

    def test_who_received_it_is_entered_by_hand(self, pmbs: Shell) -> None:
        answer = pmbs(
            "expedition",
            "sent",
            UNDANGAN,
            "--date",
            "24-11-2026",
            "--receiver",
            "Ani",
            "--received",
            "25-11-2026",
            "--carrier",
            "Pos",
            moment=TOMORROW,
        )
        assert answer.code == 0, answer.err
        (told,) = rows(pmbs, SENT)
        assert (told["Tanggal kirim"], told["Nama penerima"], told["Tanggal terima"]) == (
            "24-11-2026",
            "Ani",
            "25-11-2026",
        )
        assert told["Pengantar"] == "Pos"
        assert rows(pmbs, OUTGOING)[1]["Tanggal kirim"] == "24-11-2026"

    @pytest.mark.parametrize(
        "days",
        [("24-11-2026", "25-11-2026"), ("24-11-2026", "23-11-2026"), ("20-11-2026", "24-11-2026")],
    )
    def test_days_that_cannot_be(self, pmbs: Shell, days: tuple[str, str]) -> None:
        before = pmbs.ledger()
        answer = pmbs(
            "expedition",
            "sent",
            UNDANGAN,
            "--date",
            days[0],
            "--received",
            days[1],
            "--receiver",
            "Ani",
        )
        assert answer.code == 2
        assert answer.err.startswith("A017 ")
        assert pmbs.ledger() == before

    def test_a_letter_of_nobody(self, pmbs: Shell) -> None:
        for words in (("slip",), ("sent", "--date", "24-11-2026")):
            answer = pmbs("expedition", words[0], "400.9.8/99/DINSOSPM/2026", *words[1:])
            assert answer.code == 2
            assert answer.err.startswith("A005 ")


class TestSeal:
    def test_the_seal_of_now_is_borne_later_and_another_is_not(self, pmbs: Shell) -> None:
        line, digest = pmbs("seal").out.split()
        groups = [digest[place : place + 8] for place in range(0, len(digest), 8)]
        pmbs("number", "take", "--to", "Camat", "--subject", "Rapat")
        answer = pmbs("seal", line, *groups)
        assert (answer.code, answer.out) == (
            0,
            "Segel cocok: buku besar sampai baris ini tidak berubah.\n",
        )
        other = pmbs("seal", line, "0" * 64)
        assert (other.code, other.out) == (4, "")
        assert other.err.startswith(f"A018 Buku besar tidak lagi memuat segel baris {line}.")
        assert pmbs("seal", 99_999, digest).code == 4
        assert pmbs("seal", int(line) - 1, digest).code == 4
