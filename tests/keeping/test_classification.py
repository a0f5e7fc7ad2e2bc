"""Codes that sort by their parts, access classes that are suggested and decided."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from generator.archive import as_docx
from generator.office.office import Office
from generator.rules.classification import AccessRules, by_parts, load_classification
from generator.service import handling
from generator.vocabulary.problems import ConfigurationError
from generator.vocabulary.written import age_on
from tests.archive.kit import tables
from tests.keeping.conftest import Pmbs
from tests.keeping.kit import CASE, assert_rebuilds_equal, file, rows
from tests.office_kit import drop, form

SHIPPED = load_classification(Path(__file__).parents[2] / "templates" / "classification.toml")


def item_json(office: Office, place: str) -> dict[str, Any]:
    (path,) = office.archive.root.glob(f"2026/{CASE}/{place}-*/item.json")
    told: dict[str, Any] = json.loads(path.read_text())
    return told


# -- codes ---------------------------------------------------------------------------------------


def test_codes_sort_by_their_numeric_parts() -> None:
    codes = ["400.10.1", "400.9.8", "1000", "400.9", "400.9.10"]
    assert sorted(codes, key=by_parts) == ["400.9", "400.9.8", "400.9.10", "400.10.1", "1000"]


@given(st.lists(st.lists(st.integers(0, 99_999), min_size=1, max_size=5), max_size=8))
def test_the_key_sorts_as_the_numbers_do(codes: list[list[int]]) -> None:
    written = [".".join(map(str, code)) for code in codes]
    assert sorted(written, key=by_parts) == [".".join(map(str, code)) for code in sorted(codes)]


def test_the_list_of_codes_is_the_offices_table_in_order(office: Office) -> None:
    file(office)
    path = office.templates / "classification.toml"
    text = path.read_text().replace("[codes]\n", '[codes]\n"400.10.1" = "Lain"\n')
    path.write_text(text)
    listed = rows(office, "klasifikasi")
    assert [row["Kode klasifikasi"] for row in listed] == [
        "000.5.3.1",
        "000.5.3.2",
        "000.5.6.1",
        "000.5.6.2",
        "000.5.6.3",
        "000.8.3.3",
        "400.9.8",
        "400.10.1",
        "800.1.11.1",
    ]
    assert listed[6]["Jumlah isi berkas"] == 2


def test_a_letter_with_a_code_that_is_not_in_the_table_is_warned_about(
    office: Office, pmbs: Pmbs
) -> None:
    assert pmbs("check-templates")[0] == 0
    path = office.templates / "letters.toml"
    path.write_text(
        path.read_text().replace('classification = "400.9.8"', 'classification = "400.9.9"', 1)
    )
    code, said = pmbs("check-templates")
    assert (code, "W041" in said, "surat-koordinasi" in said) == (0, True, True)


def test_a_paper_of_the_archive_with_a_code_that_is_not_in_the_table_is_warned_about(
    office: Office, pmbs: Pmbs
) -> None:
    path = office.templates / "arsip" / "naskah.toml"
    path.write_text(path.read_text().replace('"000.5.6.1"', '"000.5.7"'))
    code, said = pmbs("check-templates")
    assert (code, "W041" in said, "arsip/naskah.toml, berita-acara-pemindahan" in said) == (
        0,
        True,
        True,
    )


def test_a_case_code_without_a_retention_rule_is_warned_about(office: Office, pmbs: Pmbs) -> None:
    (office.templates / "retention.toml").write_text("rules = []")
    assert "W042" in pmbs("check-templates")[1]
    (office.templates / "retention.toml").write_text("rules = [")
    code, said = pmbs("check-templates")
    assert (code, "T040" in said) == (1, True)


@pytest.mark.parametrize(
    "text",
    ['case = "1"\n[codes]\n"2" = "x"', 'case = "1"\n[codes]\n"1" = "x"\n[access]\ndefault = "?"'],
)
def test_a_table_that_contradicts_itself_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "classification.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError, match="T040"):
        load_classification(path)


def test_an_office_of_an_earlier_version_uses_the_shipped_tables(office: Office) -> None:
    for name in ("classification.toml", "retention.toml"):
        (office.templates / name).unlink()
    assert office.classification == SHIPPED
    assert office.retention_schedule.rules


# -- what suggests a class -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "kekerasan",
        "Klien DIPUKULI mandor.",
        "diduga TPPO",
        "membawa anak berumur 3 tahun",
        "perdagangan\norang",
        "anak-anak ikut",
    ],
)
def test_words_of_violence_trafficking_and_children_suggest(text: str) -> None:
    assert SHIPPED.access.suggest.fits([text])


@pytest.mark.parametrize("text", ["upah tidak dibayar", "anak buah kapal", "anakonda", "Sarana"])
def test_other_words_do_not(text: str) -> None:
    assert not SHIPPED.access.suggest.fits([text])


def test_a_client_under_eighteen_and_kinds_of_violence_are_grounds() -> None:
    grounds = SHIPPED.access.suggest.grounds
    assert grounds([], 17)
    assert not grounds(["upah tidak dibayar"], 18)
    assert grounds(["TPPO"], None)
    assert grounds(["kekerasan fisik"], 40)
    assert age_on(date(2008, 11, 25), date(2026, 11, 24)) == 17
    assert age_on(date(2008, 11, 24), date(2026, 11, 24)) == 18


def test_classes_have_an_order_and_are_found_however_they_are_written() -> None:
    rules = AccessRules()
    assert rules.find("rahasia") == "Rahasia"
    assert rules.find("Terbuka") == "Biasa/Terbuka"
    assert rules.find("umum") is None
    assert rules.strictest(["Terbatas", "Rahasia", "Biasa/Terbuka"]) == "Rahasia"
    assert rules.strictest(["Biasa/Terbuka"]) == "Biasa/Terbuka"
    assert rules.strictest([]) == "Terbatas"


# -- in the office -------------------------------------------------------------------------------

# Words in the story only suggest; a kind of problem is a ground.
VIOLENCE = {"uraian": "Klien dipukul mandor."}
GROUND = {"jenis": ["kekerasan"]}


@pytest.mark.parametrize(
    "told",
    [
        {"permasalahan": GROUND},
        {"klien": {"umur": 17}},
        {"klien": {"umur": "± 8 bulan"}},
        {"klien": {"tanggal_lahir": "± 2012"}},
    ],
    ids=["kind", "child", "baby", "year of birth"],
)
def test_a_ground_makes_the_case_secret_from_its_first_paper_on(
    office: Office, told: dict[str, Any]
) -> None:
    drop(office, form(**told))
    (outcome,) = handling.handle_once(office)
    assert [one.code for one in outcome.problems] == ["W067"]
    access = office.access_of(CASE)
    assert (access.access, access.by_rule) == ("Rahasia", True)
    assert office.archive.access.set_by_rule() == [CASE]
    for item in ("001", "002"):
        assert item_json(office, item)["access"] == "Rahasia"
    letter = (outcome.documents[0].folder / "surat.txt").read_text(encoding="utf-8")
    assert letter.startswith("RAHASIA")
    assert "Yohanes" not in letter
    assert_rebuilds_equal(office)


def test_a_child_in_a_group_does_not_make_the_case_secret(office: Office) -> None:
    file(office, rombongan=[{"nama": "Markus", "umur": 8}])
    assert office.access_of(CASE).access == "Terbatas"


def test_a_person_may_lower_what_the_rules_set_and_it_stays_lowered(
    office: Office, pmbs: Pmbs
) -> None:
    file(office, permasalahan=GROUND)
    pmbs("access", CASE, "terbatas", "--reason", "keliru dicentang")
    file(office, nomor_kasus=CASE, permasalahan=GROUND, catatan="Lanjutan.")
    access = office.access_of(CASE)
    assert (access.access, access.by_rule) == ("Terbatas", False)
    assert office.archive.access.set_by_rule() == []


@pytest.mark.parametrize(("how", "access"), [("saran", "Terbatas"), ("berlaku", "Rahasia")])
def test_an_office_may_have_the_class_only_suggested(office: Office, how: str, access: str) -> None:
    path = office.templates / "classification.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('how = "berlaku"', f'how = "{how}"'), encoding="utf-8")
    file(office, permasalahan=GROUND)
    now = office.access_of(CASE)
    assert (now.access, bool(now.suggested)) == (access, how == "saran")


def test_an_office_may_have_such_letters_wait_for_a_person(office: Office) -> None:
    path = office.templates / "classification.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('how = "berlaku"', 'how = "tunggu"'), encoding="utf-8")
    drop(office, form(permasalahan=GROUND))
    drop(office, form(klien={"nama": "Siti Bela"}), "lain.json")
    outcomes = {one.outcome for one in handling.handle_once(office)}
    assert outcomes == {"waiting", "filed"}


def test_a_class_is_suggested_on_the_receipt_and_nothing_changes_by_itself(office: Office) -> None:
    drop(office, form(permasalahan=VIOLENCE))
    (outcome,) = handling.handle_once(office)
    assert [one.code for one in outcome.problems] == ["W043"]
    access = office.access_of(CASE)
    assert (access.access, access.suggested) == ("Terbatas", "Rahasia")
    (row,) = rows(office, "akses")
    assert (row["Kelas akses"], row["Disarankan"]) == ("Terbatas", "Rahasia")


def test_what_a_person_decides_holds_for_every_item_and_those_to_come(
    office: Office, pmbs: Pmbs
) -> None:
    file(office, permasalahan=VIOLENCE)
    code, said = pmbs("access", CASE, "rahasia", "--reason", "korban kekerasan")
    assert (code, said.strip()) == (0, f"{CASE}  Rahasia  (korban kekerasan)")
    file(
        office,
        nomor_kasus=CASE,
        temu_bahas={"tanggal": "2026-11-26", "pukul": "09.00", "tempat": "Ruang Rapat"},
    )
    column = {row[2]: row for row in tables(office)["items"]}
    assert len(column) == 5  # the first letter again, as one of a secret case
    assert {row["Keterangan"].split(";")[0] for row in rows(office, "daftar-isi-berkas")} == {
        "Rahasia"
    }
    assert item_json(office, "002")["access"] == "Terbatas"
    assert item_json(office, "004")["access"] == "Rahasia"
    assert office.access_of(CASE).suggested == ""
    assert_rebuilds_equal(office)


def test_a_decision_against_it_answers_a_suggestion_until_another_form_suggests(
    office: Office, pmbs: Pmbs
) -> None:
    file(office, permasalahan=VIOLENCE)
    pmbs("access", CASE, "terbatas", "--reason", "salah ketik")
    assert office.access_of(CASE).suggested == ""
    file(office, nomor_kasus=CASE, catatan="Tanpa tambahan.")
    assert office.access_of(CASE).suggested == ""
    file(office, nomor_kasus=CASE, catatan="Ternyata klien dianiaya.")
    assert office.access_of(CASE).suggested == "Rahasia"
    assert_rebuilds_equal(office)


def test_a_suggestion_that_a_crash_cut_off_is_made_up_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, form(permasalahan=VIOLENCE))
    with monkeypatch.context() as patched:
        patched.setattr(
            "generator.submission.endings.attend",
            lambda *_: (_ for _ in ()).throw(KeyboardInterrupt),
        )
        with pytest.raises(KeyboardInterrupt):
            handling.handle_once(office)
    assert office.access_of(CASE).suggested == ""
    handling.handle_once(office)
    assert office.access_of(CASE).suggested == "Rahasia"


def test_a_class_needs_a_reason_and_must_be_known(office: Office, pmbs: Pmbs) -> None:
    file(office)
    assert pmbs("access", CASE, "rahasia")[0] == 2
    code, said = pmbs("access", CASE, "umum", "--reason", "x")
    assert (code, "A043" in said) == (2, True)
    assert office.access_of(CASE).decided is None


def test_a_list_carries_the_strictest_class_of_its_cases_on_every_page(
    office: Office, pmbs: Pmbs
) -> None:
    file(office)
    second = file(office, klien={"nama": "Siti Bela"})
    listing = office.listing("buku-agenda-keluar", year=2026)
    assert listing.access == "Terbatas"
    pmbs("access", second, "rahasia", "--reason", "korban")
    listing = office.listing("buku-agenda-keluar", year=2026)
    assert listing.access == "Rahasia"
    document = Document(io.BytesIO(as_docx(listing, office.config.office)))
    assert document.sections[0].header.paragraphs[0].text == "RAHASIA"
