"""Letters that the national records application numbers and signs: filled but for its variables, then completed."""

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from generator.archive import rebuild
from generator.archive.ledger import Event
from generator.cli import main
from generator.desks.srikandi import enter_number, waiting_letters
from generator.letters import VARIABLES
from generator.office.office import Office
from generator.service import handling
from generator.vocabulary.problems import UsageError
from tests.archive.kit import tables
from tests.dying import FINISHED, in_a_child_that_dies
from tests.letters.kit import check_templates
from tests.office_kit import (
    KESEPAKATAN,
    NOON,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)
from tests.world import violations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = "400.9.8/1745/DINSOSPM/2026"
DAY = date(2026, 11, 24)


def srikandi_office(folder: Path, *kinds: str) -> Path:
    """An office in which these letters go to SRIKANDI."""
    make_office_folder(folder)
    path = folder / "templates" / "letters.toml"
    text = path.read_text(encoding="utf-8")
    for kind in kinds or ("surat-koordinasi",):
        assert f"[{kind}]\n" in text
        text = text.replace(f"[{kind}]\n", f"[{kind}]\nsrikandi = true\n")
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(srikandi_office(tmp_path / "kantor"))
    yield opened
    opened.close()


def file(office: Office, data: dict[str, Any] | None = None, name: str = "kasus.json") -> Any:
    drop(office, data or form(), name)
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed", outcome.problems
    return outcome


def runs(docx: Path) -> list[str]:
    """The text of every run of body, headers and footers."""
    texts = []
    with zipfile.ZipFile(docx) as package:
        for name in package.namelist():
            if re.match(r"word/(document|header|footer)", name):
                root = etree.fromstring(package.read(name))
                texts += [
                    "".join(t.text or "" for t in run.iter(f"{W}t")) for run in root.iter(f"{W}r")
                ]
    return texts


def outgoing(office: Office) -> list[Path]:
    return sorted((office.folder / "keluar" / "srikandi").glob("*"))


def signed_pdf(folder: Path, text: str = "x") -> Path:
    path = folder / "naskah.pdf"
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        made.docinfo["/Title"] = text
        made.save(path)
    # What follows the last object is part of the bytes that were signed.
    path.write_bytes(path.read_bytes() + b"% tanda tangan elektronik\n")
    return path


def test_everything_is_filled_but_the_variables_each_whole_in_one_run(office: Office) -> None:
    (document,) = file(office).documents
    texts = runs(document.docx)
    for variable in VARIABLES:
        assert any(variable in text for text in texts), variable
    joined = " ".join(texts)
    assert "Yohanes Lado" in joined.replace("\N{NO-BREAK SPACE}", " ")
    assert set(re.findall(r"\$\{[^}]*\}", joined)) == set(VARIABLES)
    assert "DINSOSPM/2026" not in joined  # no number of ours
    assert "Arbain" not in joined  # and no official: SRIKANDI knows who signs


@pytest.mark.parametrize("answer", ["${nomor_naskah}", "Ada ${ttd_pengirim} dan ${lain}", "${"])
def test_an_answer_that_looks_like_a_variable_is_none(office: Office, answer: str) -> None:
    told = form(temu_bahas=TEMU_BAHAS)
    told["klien"]["nama"] = f"Yohanes {answer}"
    told["permasalahan"]["uraian"] = f"Kehabisan bekal. {answer}"
    (letter, _invitation) = file(office, told).documents
    joined = " ".join(runs(letter.docx))
    assert set(re.findall(r"\$\{[^}]*\}?", joined)) == set(VARIABLES)
    assert joined.count("${nomor_naskah}") == 2  # above, and in the foot of the page
    assert answer in joined.replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ")
    # Only what is handed to SRIKANDI is changed: what was told is kept as it was told.
    kept = json.loads((letter.folder.parent / "001-formulir-pengaduan/data.json").read_bytes())
    assert kept["form"]["klien"]["nama"] == f"Yohanes {answer}"


def test_nothing_is_converted_or_printed_and_the_word_file_waits_to_be_uploaded(
    office: Office,
) -> None:
    (document,) = file(office).documents
    assert sorted(path.name for path in document.folder.iterdir()) == [
        "item.json",
        "surat.docx",
        "surat.txt",
    ]
    assert office.converter.converted == 0  # type: ignore[attr-defined]
    assert office.archive.prints.all() == []
    (path,) = outgoing(office)
    assert path.name == "SRIKANDI-1-2026 PMBS-2026-0001 surat-koordinasi.docx"
    assert path.read_bytes() == document.docx.read_bytes()
    with pytest.raises(UsageError, match="A023"):
        office.archive.prints.want(
            office.archive.items.named("SRIKANDI/1/2026"), copies=1, why="hilang"
        )
    assert office.archive.care.verify() == []
    assert "SRIKANDI/1/2026" in [hit.number for hit in office.archive.search.find("Yohanes")]


def test_no_number_of_the_office_s_own_series_is_spent(office: Office) -> None:
    file(office, form(temu_bahas=TEMU_BAHAS))
    ours = [one for one in office.archive.items.latest(9) if one.series == "keluar"]
    assert [(one.type, one.number) for one in ours] == [
        ("undangan-temu-bahas", "400.9.8/1/DINSOSPM/2026")
    ]


def test_the_register_shows_the_letter_waiting_and_then_with_its_number(office: Office) -> None:
    file(office, form(temu_bahas=TEMU_BAHAS))
    listed = office.archive.lists.fill("buku-agenda-keluar", year=2026)
    assert [row[1] for row in listed.rows] == [
        "400.9.8/1/DINSOSPM/2026",
        "menunggu nomor SRIKANDI (SRIKANDI/1/2026)",
    ]
    (waiting,) = waiting_letters(office)
    entered = enter_number(office, "SRIKANDI/1/2026", NUMBER, DAY)
    assert (entered.number, entered.date) == (NUMBER, DAY)
    assert waiting_letters(office) == []
    listed = office.archive.lists.fill("buku-agenda-keluar", year=2026)
    assert [row[1:3] for row in listed.rows][1] == (NUMBER, "24-11-2026")
    assert listed.rows[1][0] == "S1"
    assert office.archive.items.named(NUMBER).item == waiting.item
    assert office.archive.cases.show(NUMBER).case == "PMBS-2026-0001"
    assert outgoing(office) == []
    assert office.archive.care.verify() == []


def test_number_and_signed_pdf_survive_a_rebuild_and_the_pdf_keeps_its_bytes(
    office: Office, tmp_path: Path
) -> None:
    file(office)
    pdf = signed_pdf(tmp_path)
    item = enter_number(office, "PMBS-2026-0001/2", NUMBER, DAY, signed=pdf)
    assert item.is_signed
    (kept,) = office.archive.root.glob("2026/PMBS-2026-0001/*-ttd/pindaian.pdf")
    assert kept.read_bytes() == pdf.read_bytes()
    # The same entered again changes nothing.
    lines = (office.archive.root / "ledger" / "2026.jsonl").read_bytes()
    enter_number(office, NUMBER, NUMBER, DAY, signed=pdf)
    assert (office.archive.root / "ledger" / "2026.jsonl").read_bytes() == lines
    before = tables(office)
    rebuild(office.archive.root, office.clock)
    fresh = open_office(office.folder)
    assert tables(fresh) == before
    assert fresh.archive.items.named(NUMBER).is_signed
    assert fresh.archive.care.verify() == []
    fresh.close()


def test_the_signed_pdf_may_come_before_the_number(office: Office, tmp_path: Path) -> None:
    file(office)
    from generator.filing.beside_print import file_signed

    file_signed(
        office, office.archive.items.named("SRIKANDI/1/2026"), signed_pdf(tmp_path), claim="a"
    )
    entered = enter_number(office, "SRIKANDI/1/2026", NUMBER, DAY)
    assert entered.is_signed
    numbers = {
        one.number for one in office.archive.cases.show(NUMBER).items if one.kind != "formulir"
    }
    assert numbers == {NUMBER}
    before = tables(office)
    rebuild(office.archive.root, office.clock)
    fresh = open_office(office.folder)
    assert tables(fresh) == before
    fresh.close()


def test_a_number_entered_wrongly_is_entered_again_and_both_stay_in_the_ledger(
    office: Office,
) -> None:
    file(office)
    enter_number(office, "SRIKANDI/1/2026", "400.9.8/1754/DINSOSPM/2026", DAY)
    enter_number(office, "PMBS-2026-0001/2", NUMBER, DAY)
    assert office.archive.items.named(NUMBER).item == 2
    with pytest.raises(UsageError, match="A005"):
        office.archive.items.named("400.9.8/1754/DINSOSPM/2026")
    events = (office.archive.root / "ledger" / "2026.jsonl").read_text(encoding="utf-8")
    assert events.count('"srikandi-numbered"') == 2
    assert office.archive.care.verify() == []


def test_what_cannot_be_entered_is_refused(office: Office) -> None:
    file(office, form(temu_bahas=TEMU_BAHAS))
    file(office, form(klien={"nama": "Maria Bela"}), "dua.json")
    enter_number(office, "SRIKANDI/1/2026", NUMBER, DAY)
    for letter, number, day, code in (
        ("400.9.8/1/DINSOSPM/2026", "x/2", DAY, "A020"),
        ("SRIKANDI/2/2026", NUMBER, DAY, "A021"),
        ("SRIKANDI/2/2026", "400.9.8/1/DINSOSPM/2026", DAY, "A021"),
        ("SRIKANDI/2/2026", "x/2", date(2026, 11, 25), "A022"),
        ("SRIKANDI/9/2026", "x/2", DAY, "A005"),
    ):
        with pytest.raises(UsageError, match=code):
            enter_number(office, letter, number, day)


def test_a_correction_replaces_the_letter_that_waits_but_not_one_with_its_number(
    office: Office,
) -> None:
    file(office)
    again = {"nomor_kasus": "PMBS-2026-0001", **form(klien={"nama": "Yohanes Lado Wea"})}
    (corrected,) = file(office, again, "dua.json").documents
    assert (corrected.number, corrected.revision) == ("SRIKANDI/1/2026", 2)
    (path,) = outgoing(office)
    assert path.read_bytes() == corrected.docx.read_bytes()
    assert len(waiting_letters(office)) == 1
    enter_number(office, "SRIKANDI/1/2026", NUMBER, DAY)
    assert outgoing(office) == []
    later = {"nomor_kasus": "PMBS-2026-0001", **form(klien={"nama": "Yohanes L. Wea"})}
    (fresh,) = file(office, later, "tiga.json").documents
    assert (fresh.number, fresh.revision) == ("SRIKANDI/2/2026", 1)
    assert office.archive.care.verify() == []
    before = tables(office)
    rebuild(office.archive.root, office.clock)
    reopened = open_office(office.folder)
    assert tables(reopened) == before
    reopened.close()


def test_a_correction_that_changes_nothing_makes_no_new_letter(office: Office) -> None:
    file(office)
    again = {"nomor_kasus": "PMBS-2026-0001", **form(), "catatan": "dibaca ulang"}
    outcome = file(office, again, "dua.json")
    assert outcome.documents == ()
    assert [one.number for one in outcome.unchanged] == ["SRIKANDI/1/2026"]


def test_a_record_carries_the_variables_where_the_head_attests(tmp_path: Path) -> None:
    office = open_office(srikandi_office(tmp_path / "kantor", "berita-acara-kesepakatan"))
    outcome = file(office, form(kesepakatan=KESEPAKATAN))
    (record,) = [one for one in outcome.documents if one.for_srikandi]
    texts = runs(record.docx)
    assert all(
        any(variable in text for text in texts)
        for variable in VARIABLES
        if variable != VARIABLES[1]
    )
    assert "Budi Santoso" in " ".join(texts)  # the parties sign with their own names
    office.close()


def test_every_shipped_template_works_for_srikandi(tmp_path: Path) -> None:
    office = open_office(make_office_folder(tmp_path / "kantor"))
    office.close()
    kinds = [kind for kind, one in office.catalogue.types.items() if one.signatory]
    folder = srikandi_office(tmp_path / "lain", *kinds)
    office = open_office(folder)
    assert check_templates(office.catalogue, office.templates, office.config, today=DAY) == []
    office.close()


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("{{ penandatangan.ttd }}", "", "${ttd_pengirim}"),
        ("{{ surat.nomor }}", "{{ ('No. ' ~ surat.nomor) | kapital }}", "${nomor_naskah}"),
        ("{{ penandatangan.nama }}", "{{ penandatangan.nama ~ '' | kapital }}", ""),
        (
            "{{ penandatangan.nama }}",
            "{{ (penandatangan.nama ~ ' x') | kapital }}",
            "${nama_pengirim}",
        ),
    ],
)
def test_a_template_that_spoils_a_variable_is_told(
    tmp_path: Path, old: str, new: str, lost: str
) -> None:
    folder = srikandi_office(tmp_path / "kantor")
    path = folder / "templates" / "surat-koordinasi.docx"
    out = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(out, "w") as changed:
        for name in package.namelist():
            changed.writestr(name, package.read(name).replace(old.encode(), new.encode()))
    path.write_bytes(out.getvalue())
    office = open_office(folder)
    found = check_templates(office.catalogue, office.templates, office.config, today=DAY)
    assert [(one.code, one.hint) for one in found] == ([("T014", lost)] if lost else [])
    office.close()


def test_verify_finds_a_number_that_belongs_to_no_letter_for_srikandi(office: Office) -> None:
    file(office, form(temu_bahas=TEMU_BAHAS))
    data = {
        "case": "PMBS-2026-0001",
        "item": 3,
        "reference": "SRIKANDI/7/2026",
        "number": "x/1",
        "date": "2026-11-24",
    }
    office.archive._journal.write([Event(name="srikandi-numbered", data=data)])
    assert [(one.code, one.where) for one in office.archive.care.verify()] == [
        ("V035", "PMBS-2026-0001/003")
    ]


def test_verify_finds_an_index_that_lost_a_number(office: Office) -> None:
    file(office)
    enter_number(office, "SRIKANDI/1/2026", NUMBER, DAY)
    connection = sqlite3.connect(office.archive.root / "index.db")
    connection.execute("DELETE FROM srikandi")
    connection.commit()
    connection.close()
    assert [(one.code, one.where) for one in office.archive.care.verify()] == [
        ("V021", "PMBS-2026-0001/002")
    ]


def test_the_receipt_tells_what_to_do(office: Office) -> None:
    file(office)
    note = (office.inbox.folder / "selesai" / "kasus.json - catatan.txt").read_text("utf-8-sig")
    assert "Rujukan: SRIKANDI/1/2026" in note
    assert "keluar/srikandi" in note
    assert "Dicetak" not in note


def test_the_command_shows_what_waits_and_enters_what_came_back(
    office: Office, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file(office)
    where = ["--office", str(office.folder)]
    assert main([*where, "srikandi", "--json"]) == 0
    (waiting,) = json.loads(capsys.readouterr().out)
    assert (waiting["reference"], waiting["case"]) == ("SRIKANDI/1/2026", "PMBS-2026-0001")
    assert main([*where, "srikandi", "SRIKANDI/1/2026", NUMBER]) == 2
    pdf = signed_pdf(tmp_path)
    asked = [*where, "srikandi", "SRIKANDI/1/2026", NUMBER, "--date", f"{NOON:%d-%m-%Y}"]
    assert main([*asked, "--signed", str(pdf)]) == 0
    assert "bertanda tangan" in capsys.readouterr().out
    assert main([*where, "srikandi"]) == 0
    assert "Tidak ada naskah" in capsys.readouterr().err


@pytest.mark.slow
def test_killed_at_any_durable_call_the_letter_is_filed_once_and_waits_to_be_uploaded(
    tmp_path: Path,
) -> None:
    wrong: list[str] = []
    step = 0
    while True:
        step += 1
        folder = srikandi_office(tmp_path / f"kantor-{step}")
        office = open_office(folder)
        data = drop(office, form()).read_bytes()
        office.close()

        def handle(folder: Path = folder) -> None:
            opened = open_office(folder)
            handling.handle_once(opened)
            opened.close()

        ended = in_a_child_that_dies(handle, at=step)
        if ended == FINISHED:
            break
        office = open_office(folder)
        handling.handle_once(office)
        (path,) = outgoing(office)
        (waiting,) = waiting_letters(office)
        if (
            path.read_bytes()
            != (office.archive.items.folder_of(waiting) / "surat.docx").read_bytes()
        ):
            wrong.append(f"step {step}: another letter lies ready")
        wrong += [f"step {step}: {one.code} {one.where}" for one in office.archive.care.verify()]
        wrong += [
            f"step {step}: {one}" for one in violations(folder, [data]) if "copies" not in one
        ]
        office.close()
    assert wrong == []
    assert step > 20


def test_a_letter_that_waits_for_its_number_can_be_given_up(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    folder = office.folder / "keluar" / "srikandi"
    assert len(list(folder.iterdir())) == 1
    command = ["--office", str(office.folder), "void", "SRIKANDI/1/2026", "--reason", "pulang"]
    assert main(command) == 0
    assert waiting_letters(office) == []
    assert list(folder.iterdir()) == []
    (row,) = office.listing("buku-agenda-keluar").rows
    assert (row[1], row[-1]) == ("SRIKANDI/1/2026", "BATAL: pulang; PMBS-2026-0001")
    assert office.archive.care.verify() == []


def test_a_letter_whose_number_came_back_is_given_up_by_that_number(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    enter_number(office, "SRIKANDI/1/2026", NUMBER, DAY)
    with pytest.raises(UsageError):
        office.archive.numbers.void(NUMBER.rpartition("/")[0], reason="hanya sebagian nomor")
    assert office.archive.numbers.void(NUMBER, reason="pulang") == NUMBER
    (row,) = office.listing("buku-agenda-keluar").rows
    assert (row[1], row[-1]) == (NUMBER, "BATAL: pulang; PMBS-2026-0001")
    assert office.archive.care.verify() == []
