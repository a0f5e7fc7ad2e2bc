"""The four steps of a disposal: each with its paper, its number, its date and its giver, and in their order."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from generator.archive.ledger import Event
from generator.desks.act_papers import PAPERS
from generator.office.office import Office
from generator.service import handling
from generator.system import files
from tests.cli.kit import Shell
from tests.keeping.conftest import Pmbs
from tests.keeping.kit import CASE, assert_rebuilds_equal, rows, set_clock
from tests.keeping.test_disposal import (
    ACT,
    CHECKED,
    DUE,
    LATER,
    OPINION,
    PANEL,
    REFERENCE,
    SAID,
    WITNESSES,
    approved,
    destroy,
    prepared,
    signed,
)
from tests.keeping.test_retention import rule, write_rules
from tests.office_kit import NOON, open_office

__all__ = ["prepared"]

SECOND = "PMBS-2026-0002"
RECEIVER = ("--receiver", "Sri Utami, S.Sos.; Kepala Dinas Perpustakaan dan Kearsipan")
NUMBERS = [f"000.5.6.2/{n}/DINSOSPM/2027" for n in (1, 2)]


@pytest.fixture
def office(prepared: Path, tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "kantor"
    shutil.copytree(prepared, folder)
    opened = open_office(folder, moment=datetime.combine(DUE, NOON.timetz()))
    yield opened
    opened.close()


def text_of(office: Office, number: str) -> str:
    item = office.archive.items.named(number)
    words = (office.archive.items.folder_of(item) / "surat.txt").read_text()
    return " ".join(words.split())


def for_transfer(office: Office, pmbs: Pmbs) -> str:
    write_rules(office, rule(active=1, inactive=0, fate="Permanen", more=CHECKED))
    assert pmbs("retention", "--all", "--reason", "JRA")[0] == 0
    assert pmbs("dispose", "prepare", "--transfer")[0] == 0
    assert pmbs("dispose", "opinion", "2027-1", signed(office), *PANEL)[0] == 0
    assert (
        pmbs("dispose", "approve", "2027-1", signed(office), "--reference", REFERENCE, *SAID)[0]
        == 0
    )
    return "2027-1"


# -- in their order ----------------------------------------------------------------------------


def test_each_step_waits_for_the_one_before(office: Office, pmbs: Pmbs) -> None:
    pmbs("dispose", "prepare")
    approve = ("dispose", "approve", "2027-1", signed(office), "--reference", REFERENCE, *SAID)
    code, said = pmbs(*approve)
    assert (code, "A112" in said, "dispose opinion 2027-1" in said) == (2, True, True)
    code, said = pmbs("dispose", "carry-out", "2027-1", *ACT, "--yes")
    assert (code, "A054" in said) == (2, True)
    assert pmbs("dispose", "opinion", "2027-1", signed(office), *PANEL)[0] == 0
    code, said = pmbs("dispose", "carry-out", "2027-1", *ACT, "--yes")
    assert (code, "A054" in said) == (2, True)
    assert pmbs(*approve)[0] == 0
    code, said = pmbs("dispose", "opinion", "2027-1", signed(office), *PANEL)
    assert (code, "A052" in said) == (2, True)
    assert office.archive.cases.has(CASE)
    assert office.archive.care.verify() == []


@pytest.mark.parametrize(
    ("left_out", "told"), [("--date", "tanggalnya"), ("--by", "siapa"), ("--number", "nomornya")]
)
def test_a_paper_without_number_date_or_giver_is_no_step(
    office: Office, pmbs: Pmbs, left_out: str, told: str
) -> None:
    pmbs("dispose", "prepare")
    given = dict(zip(PANEL[::2], PANEL[1::2], strict=True))
    del given[left_out]
    options = [part for pair in given.items() for part in pair]
    code, said = pmbs("dispose", "opinion", "2027-1", signed(office), *options)
    assert (code, "A110" in said, told in said) == (2, True, True)
    assert office.archive.disposals.get("2027-1").opinion is None


def test_an_approval_in_the_words_of_before_is_told_what_is_missing(
    office: Office, pmbs: Pmbs
) -> None:
    pmbs("dispose", "prepare")
    pmbs("dispose", "opinion", "2027-1", signed(office), *PANEL)
    code, said = pmbs("dispose", "approve", "2027-1", signed(office), "--reference", REFERENCE)
    assert (code, "A110" in said, "--date" in said, "--by" in said) == (2, True, True, True)


@pytest.mark.parametrize("day", ["30-11-2027", "02-12-2027"])
def test_a_step_is_not_older_than_the_one_before_and_not_of_tomorrow(
    office: Office, pmbs: Pmbs, day: str
) -> None:
    pmbs("dispose", "prepare")
    options = ("--number", OPINION, "--date", day, "--by", "Panitia")
    code, said = pmbs("dispose", "opinion", "2027-1", signed(office), *options)
    assert (code, "A113" in said, "01-12-2027" in said) == (2, True, True)


@pytest.mark.parametrize("left_out", ["--place", "--way", "--law", "--inspectorate"])
def test_an_act_is_done_only_when_place_way_and_both_witnesses_are_told(
    office: Office, pmbs: Pmbs, left_out: str
) -> None:
    name = approved(office, pmbs)
    given = dict(zip(ACT[::2], ACT[1::2], strict=True))
    del given[left_out]
    options = [part for pair in given.items() for part in pair]
    code, said = pmbs("dispose", "carry-out", name, *options, "--yes")
    assert (code, "A110" in said, f"({left_out})" in said) == (2, True, True)
    assert office.archive.cases.has(CASE)
    assert office.archive.disposals.get(name).record is None


@pytest.mark.parametrize("person", ["Rina", "Rina;", ";Kepala", "a; b; c; d"])
def test_a_witness_has_a_name_and_a_post(office: Office, pmbs: Pmbs, person: str) -> None:
    name = approved(office, pmbs)
    code, said = pmbs("dispose", "carry-out", name, *ACT, "--law", person, "--yes")
    assert (code, "A111" in said) == (2, True)
    assert office.archive.cases.has(CASE)


# -- papers ------------------------------------------------------------------------------------


def test_the_berita_acara_tells_what_it_must_and_nothing_of_anybody(
    office: Office, pmbs: Pmbs
) -> None:
    code, said = destroy(office, pmbs, approved(office, pmbs))
    assert (code, NUMBERS[1] in said) == (0, True)
    text = text_of(office, NUMBERS[1])
    for told in (
        f"NOMOR {NUMBERS[1]}",
        "Rabu, tanggal satu bulan Desember tahun dua ribu dua puluh tujuh (01-12-2027)",
        "bertempat di halaman kantor",
        f"Panitia Penilai Arsip Nomor {OPINION} tanggal",
        f"Wali Kota Tarakan Nomor {REFERENCE} tanggal",
        "2 (dua) berkas",
        "arsip kertas: dicacah",
        "Kepala Unit Kearsipan",
        "Kepala Unit Pengolah",
        "Rina Sari, S.H.",
        "Inspektur Pembantu I",
        "DAFTAR ARSIP YANG DIMUSNAHKAN",
        f"{CASE}: Pelindungan Sosial Korban",
        "pertinggal",
        "Salinan di luar arsip ini (cadangan, surat elektronik): …",
    ):
        assert told in text.replace("\N{NO-BREAK SPACE}", " "), told
    assert "Yohanes" not in text
    assert "Lembata" not in text


def test_what_became_of_copies_is_said_only_as_it_was_told(office: Office, pmbs: Pmbs) -> None:
    name = approved(office, pmbs)
    told = "cadangan bulan November dihapus"
    assert pmbs("dispose", "carry-out", name, *ACT, "--copies", told, "--yes")[0] == 0
    office.archive.close()
    assert f"(cadangan, surat elektronik): {told}." in text_of(office, NUMBERS[1])


def test_each_paper_stands_in_the_register_with_its_own_code_and_number(
    office: Office, pmbs: Pmbs
) -> None:
    destroy(office, pmbs, approved(office, pmbs))
    made = [
        (row["Nomor surat"], row["Kepada"], row["Isi ringkas"], row["Keterangan"])
        for row in rows(office, "buku-agenda-keluar", year=2027)
    ]
    assert made == [
        (NUMBERS[0], "Ketua Panitia Penilai Arsip", "Usul Pemusnahan Arsip, 2 berkas", ""),
        (NUMBERS[1], "", "Berita Acara Pemusnahan Arsip, 2 berkas", ""),
    ]
    (row, _) = rows(office, "pemusnahan", year=2027)
    assert row["Naskah usul"] == NUMBERS[0]
    assert row["Pertimbangan panitia"] == f"{OPINION}, 01-12-2027, Panitia Penilai Arsip"
    assert row["Persetujuan"] == f"{REFERENCE}, 01-12-2027, Wali Kota Tarakan"
    assert row["Berita acara"] == f"{NUMBERS[1]}, 01-12-2027; belum kembali bertanda tangan"
    assert row["Keadaan"] == "dimusnahkan 01-12-2027"
    assert_rebuilds_equal(office)


def test_its_copies_are_printed_and_the_signed_page_comes_home(office: Office, pmbs: Pmbs) -> None:
    name = approved(office, pmbs)
    destroy(office, pmbs, name)
    handling.handle_once(office)
    slug = NUMBERS[1].replace("/", "-")
    assert len([one for one in office.printed.iterdir() if slug in one.name]) == 2
    page = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(page).rectangle((60, 60, 560, 400), fill="black")
    page.save(office.folder / "kembali.pdf")
    code, said = pmbs("match", NUMBERS[1], office.folder / "kembali.pdf")
    assert code == 0, said
    office.archive.close()
    (row, _) = rows(office, "pemusnahan", year=2027)
    assert row["Berita acara"] == f"{NUMBERS[1]}, 01-12-2027"


def test_heads_of_unit_are_those_of_pmbs_toml_on_that_day(office: Office, pmbs: Pmbs) -> None:
    name = approved(office, pmbs)
    path = office.folder / "pmbs.toml"
    heads = "".join(
        f'\n[[officials]]\nrole = "{role}"\npost = "{post}"\nname = "{who}"\nnip = "1970010120000110{n}"\n'
        f"since = {since}\n"
        for n, (role, post, who, since) in enumerate(
            [
                ("kepala_unit_kearsipan", "Sekretaris", "Budi Arsip, S.E.", "2027-01-01"),
                (
                    "kepala_unit_pengolah",
                    "Kepala Bidang Rehabilitasi Sosial",
                    "Ani Olah",
                    "2027-01-01",
                ),
                ("kepala_unit_pengolah", "Kepala Bidang Kelak", "Kelak", "2028-01-01"),
            ],
            start=10,
        )
    )
    code, said = destroy_warned(office, pmbs, name, path, heads)
    assert (code, "W111" in said) == (0, False)
    text = text_of(office, NUMBERS[1])
    assert ("Budi Arsip, S.E." in text, "Ani Olah" in text, "Kelak" in text) == (True, True, False)


def destroy_warned(
    office: Office, pmbs: Pmbs, name: str, path: Path, heads: str
) -> tuple[int, str]:
    path.write_text(path.read_text() + heads)
    return destroy(office, pmbs, name)


def test_a_head_of_unit_that_nobody_named_is_left_to_the_pen_and_told(
    office: Office, pmbs: Pmbs
) -> None:
    code, said = destroy(office, pmbs, approved(office, pmbs))
    assert (code, said.count("W111"), "kepala_unit_kearsipan" in said) == (0, 2, True)
    assert "(…" in text_of(office, NUMBERS[1])


def test_a_fault_of_the_template_shows_before_a_number_is_taken_or_anything_destroyed(
    office: Office, pmbs: Pmbs
) -> None:
    name = approved(office, pmbs)
    (office.templates / "arsip" / "berita-acara-pemusnahan.docx").write_bytes(b"PK")
    code, said = pmbs("dispose", "carry-out", name, *ACT, "--yes")
    assert (code, "T002" in said) == (1, True)
    assert office.archive.cases.has(CASE)
    assert len(rows(office, "buku-agenda-keluar", year=2027)) == 1
    assert office.archive.care.verify() == []


def test_the_number_of_a_step_is_not_given_up(office: Office, pmbs: Pmbs) -> None:
    destroy(office, pmbs, approved(office, pmbs))
    for number in NUMBERS:
        code, said = pmbs("void", number, "--reason", "keliru")
        assert (code, "A118" in said) == (2, True)


def test_every_paper_has_its_own_template_in_the_office(office: Office) -> None:
    standing = {path.stem for path in (office.templates / "arsip").glob("*.docx")}
    assert standing == set(PAPERS)


# -- the panel ---------------------------------------------------------------------------------


def test_what_the_panel_keeps_goes_no_further(office: Office, pmbs: Pmbs) -> None:
    pmbs("dispose", "prepare")
    told = (*PANEL, "--keep", SECOND)
    code, said = pmbs("dispose", "opinion", "2027-1", signed(office), *told)
    assert (code, "1 berkas" in said) == (0, True)
    pmbs("dispose", "approve", "2027-1", signed(office), "--reference", REFERENCE, *SAID)
    code, said = destroy(office, pmbs, "2027-1")
    assert code == 0, said
    assert (office.archive.cases.has(CASE), office.archive.cases.has(SECOND)) == (False, True)
    text = text_of(office, NUMBERS[1])
    assert (CASE in text, SECOND in text, "1 (satu) berkas" in text.replace("\xa0", " ")) == (
        True,
        False,
        True,
    )
    states = {row["Nomor berkas"]: row["Keadaan"] for row in rows(office, "pemusnahan", year=2027)}
    assert states == {CASE: "dimusnahkan 01-12-2027", SECOND: "dipertahankan panitia penilai"}
    (row,) = rows(office, "usul-musnah", year=2027)
    assert "dipertahankan panitia penilai (usul 2027-1)" in row["Keterangan"]
    assert office.archive.disposals.candidates("musnah") == []
    assert pmbs("dispose", "prepare", SECOND)[0] == 0  # a person may propose it anew
    assert_rebuilds_equal(office)


def test_a_panel_that_keeps_everything_leaves_nothing_to_approve(
    office: Office, pmbs: Pmbs
) -> None:
    pmbs("dispose", "prepare")
    told = (*PANEL, "--keep", SECOND, "--keep", CASE)
    code, said = pmbs("dispose", "opinion", "2027-1", signed(office), *told)
    assert (code, "A117" in said) == (2, True)
    assert (
        pmbs("dispose", "opinion", "2027-1", signed(office), *PANEL, "--keep", "PMBS-2026-0003")[0]
        == 2
    )


def test_long_kept_files_need_the_national_archive(office: Office, pmbs: Pmbs) -> None:
    write_rules(office, rule(active=1, inactive=9, more=CHECKED))
    pmbs("retention", "--all", "--reason", "JRA")
    set_clock(office, date(2037, 1, 5))
    pmbs("dispose", "prepare")
    days = ("--date", "05-01-2037", "--by")
    pmbs("dispose", "opinion", "2037-1", signed(office), "--number", "5", *days, "Panitia")
    code, said = pmbs(
        "dispose", "approve", "2037-1", signed(office), "--reference", "7", *days, "Wali Kota"
    )
    assert (code, "W110" in said, CASE in said) == (0, True, True)


# -- handing over ------------------------------------------------------------------------------


def test_a_handing_over_has_its_berita_acara_and_its_cases_are_the_regional_archives(
    office: Office, pmbs: Pmbs
) -> None:
    name = for_transfer(office, pmbs)
    code, said = pmbs("dispose", "hand-over", name, *ACT)
    assert (code, "A110" in said, "--receiver" in said) == (2, True, True)
    code, said = pmbs("dispose", "hand-over", name, *ACT, *RECEIVER)
    number = "000.5.6.3/2/DINSOSPM/2027"
    assert (code, number in said, "diserahkan" in said) == (0, True, True)
    text = text_of(office, number).replace("\xa0", " ")
    for told in (
        "PENYERAHAN ARSIP STATIS",
        "bertempat di halaman kantor",
        REFERENCE,
        OPINION,
        "Sri Utami, S.Sos.",
        "Penyerahan dilaksanakan dengan cara: dicacah",
        "Rina Sari, S.H.",
        "DAFTAR ARSIP STATIS YANG DISERAHKAN",
        CASE,
        SECOND,
    ):
        assert told in text, told
    assert {row["Keadaan"] for row in rows(office, "pemusnahan", year=2027)} == {
        "diserahkan 01-12-2027"
    }
    assert rows(office, "usul-serah", year=2027) == []
    assert rows(office, "retensi", year=2027) == []
    assert f"DISERAHKAN: {number}" in rows(office, "daftar-berkas")[0]["Keterangan"]
    assert number in pmbs("show", CASE)[1]
    told = json.loads(Shell(office.folder, office.clock.now())("show", CASE, "--json").out)
    assert told["handed_over"] == {"at": "2027-12-01", "number": number}
    assert office.archive.cases.has(CASE)
    code, said = pmbs("dispose", "prepare", CASE, "--transfer")
    assert (code, "sudah diserahkan" in said) == (2, True)
    assert_rebuilds_equal(office)


def test_what_was_handed_over_is_not_lent_and_does_not_run_again(
    office: Office, pmbs: Pmbs
) -> None:
    pmbs("dispose", "hand-over", for_transfer(office, pmbs), *ACT, *RECEIVER)
    for words in (("lend", CASE, "--to", "Bidang Hukum"), ("reopen", CASE, "--reason", "x")):
        code, said = pmbs(*words)
        assert (code, "A119" in said, "000.5.6.3/2/DINSOSPM/2027" in said) == (2, True, True)


def test_an_act_whose_berita_acara_stands_is_not_called_off(
    office: Office, pmbs: Pmbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = approved(office, pmbs)

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("generator.archive.topics.disposals.Disposals.bury", fails)
        pmbs("dispose", "carry-out", name, *ACT, "--yes")
    assert {row["Keadaan"] for row in rows(office, "pemusnahan", year=2027)} == {
        "BELUM SELESAI, ulangi"
    }
    code, said = pmbs("dispose", "cancel", name, "--reason", "berubah")
    assert (code, "A052" in said) == (2, True)
    assert pmbs("dispose", "carry-out", name, "--yes")[0] == 0  # nothing has to be told again
    office.archive.close()
    assert office.archive.care.verify() == []
    assert len(rows(office, "buku-agenda-keluar", year=2027)) == 2


def test_a_destruction_is_not_handed_over(office: Office, pmbs: Pmbs) -> None:
    code, said = pmbs("dispose", "hand-over", approved(office, pmbs), *ACT, *RECEIVER)
    assert (code, "A114" in said) == (2, True)


# -- told --------------------------------------------------------------------------------------


def test_show_tells_date_number_and_giver_of_each_step(office: Office, pmbs: Pmbs) -> None:
    destroy(office, pmbs, approved(office, pmbs, CASE))
    shell = Shell(office.folder, office.clock.now())
    answer = shell("dispose", "show", "2027-1", "--json")
    assert answer.code == 0, answer.err
    told = json.loads(answer.out)
    assert [(one["step"], one["date"], one["number"], one["by"]) for one in told["steps"]] == [
        ("usul", "2027-12-01", NUMBERS[0], "Kepala Dinas Sosial dan Pemberdayaan Masyarakat"),
        ("pertimbangan", "2027-12-01", OPINION, "Panitia Penilai Arsip"),
        ("persetujuan", "2027-12-01", REFERENCE, "Wali Kota Tarakan"),
        ("pelaksanaan", "2027-12-01", NUMBERS[1], "Kepala Unit Pengolah dan Kepala Unit Kearsipan"),
    ]
    assert (told["state"], told["cases"]) == ("dimusnahkan", [CASE])
    assert NUMBERS[1] in shell("dispose", "show", "2027-1").out


def test_each_step_is_a_line_of_the_ledger_and_of_the_audit(office: Office, pmbs: Pmbs) -> None:
    destroy(office, pmbs, approved(office, pmbs, CASE))
    events = [line.event for line in office.archive.audit.latest(limit=30)]
    steps = [one for one in events if one.startswith(("disposal-", "case-disposed"))]
    assert steps == [
        "disposal-prepared",
        "disposal-judged",
        "disposal-approved",
        "disposal-recorded",
        "case-disposed",
        "disposal-completed",
    ]
    assert all(line.words != line.event for line in office.archive.audit.latest(limit=30))


def test_verify_sees_a_lost_opinion_and_a_lost_berita_acara(office: Office, pmbs: Pmbs) -> None:
    destroy(office, pmbs, approved(office, pmbs, CASE))
    path = office.archive.disposals.get("2027-1").folder / "pertimbangan.pdf"
    data = path.read_bytes()
    path.write_bytes(data + b" ")
    assert [(one.code, one.where) for one in office.archive.care.verify()] == [
        ("V042", "pemusnahan/2027-1/pertimbangan.pdf")
    ]
    path.write_bytes(data)
    office.archive.disposals._write(
        [
            Event(
                name="disposal-recorded",
                data={
                    "disposal": "2027-1",
                    "number": "x",
                    "dated": "2027-12-01",
                    "place": "UMUM-2027/9",
                },
            )
        ]
    )
    assert "V043" in {one.code for one in office.archive.care.verify()}


# -- archives of before ------------------------------------------------------------------------


def as_before(office: Office, *events: str) -> None:
    """The lines that a disposal wrote before its steps had papers of their own."""
    folder = office.archive.root / "pemusnahan" / "2027-1"
    files.make_folder(folder)
    (folder / "berita-acara.pdf").write_bytes(b"%PDF-1.4 lama")
    (folder / "persetujuan.pdf").write_bytes(b"%PDF-1.4 ditandatangani")
    told: dict[str, dict[str, Any]] = {
        "disposal-prepared": {
            "disposal": "2027-1",
            "kind": "musnah",
            "cases": [CASE],
            "proposal": files.hash_file(folder / "berita-acara.pdf"),
        },
        "disposal-approved": {
            "disposal": "2027-1",
            "reference": "7, 1 Desember 2027",
            "file": "persetujuan.pdf",
            "approval": files.hash_file(folder / "persetujuan.pdf"),
        },
    }
    office.archive.disposals._write([Event(name=name, data=told[name]) for name in events])


def test_a_proposal_of_before_goes_on_with_the_opinion(office: Office, pmbs: Pmbs) -> None:
    as_before(office, "disposal-prepared")
    assert office.archive.care.verify() == []
    code, said = pmbs("dispose", "show", "2027-1")
    assert (code, "menunggu pertimbangan panitia" in said) == (0, True)
    assert pmbs("dispose", "opinion", "2027-1", signed(office), *PANEL)[0] == 0


def test_what_was_approved_before_is_carried_out_with_its_berita_acara(
    office: Office, pmbs: Pmbs
) -> None:
    as_before(office, "disposal-prepared", "disposal-approved")
    assert office.archive.care.verify() == []
    assert_rebuilds_equal(office)
    code, said = destroy(office, pmbs, "2027-1")
    assert code == 0, said
    text = text_of(office, "000.5.6.2/1/DINSOSPM/2027").replace("\xa0", " ")
    assert "persetujuan Nomor 7, 1 Desember 2027, telah melaksanakan" in text
    assert "pertimbangan" not in text
    assert_rebuilds_equal(office)


def test_what_was_begun_before_is_ended_without_a_berita_acara(office: Office, pmbs: Pmbs) -> None:
    as_before(office, "disposal-prepared", "disposal-approved")
    office.archive.disposals.bury("2027-1")
    set_clock(office, LATER)
    code, said = pmbs("dispose", "carry-out", "2027-1", "--yes")
    assert (code, "dimusnahkan" in said) == (0, True)
    office.archive.close()
    assert office.archive.disposals.get("2027-1").record is None
    assert office.archive.care.verify() == []
    assert WITNESSES[1] not in said
