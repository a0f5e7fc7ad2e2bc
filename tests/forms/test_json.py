"""JSON forms: what is read, what is refused, and that everything wrong is told at once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.forms import is_whole
from generator.forms.reading import read_data
from tests.forms.kit import codes, read, read_dict
from tests.office_kit import KESEPAKATAN, SERAH_TERIMA, TEMU_BAHAS, form

TWO = [{"nama": "A"}, {"nama": "B"}]


def fields(folder: Path, data: Any) -> dict[str, str]:
    return {problem.field: problem.code for problem in read_dict(folder, data).problems}


class TestFile:
    def test_a_small_valid_form_is_read_without_a_word(self, tmp_path: Path) -> None:
        reading = read_dict(tmp_path, form())
        assert reading.problems == ()
        assert reading.form is not None
        assert reading.form.klien is not None
        assert reading.form.klien.nama == "Yohanes Lado"

    def test_a_byte_order_mark_is_no_obstacle(self, tmp_path: Path) -> None:
        data = b"\xef\xbb\xbf" + json.dumps(form()).encode()
        assert read(tmp_path, data, "kasus.json").form is not None

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "B001"),
            (b"{", "B010"),
            (b'{"a": 1,}', "B010"),
            (b'{"a": NaN}', "B010"),
            (b'{"a": -Infinity}', "B010"),
            (b'{"umur": ' + b"9" * 5000 + b"}", "B010"),
            (b"[]", "B011"),
            (b'"teks"', "B011"),
            (b"null", "B011"),
            (b'{"a": 1, "a": 2}', "B012"),
            (b'{"klien": {"nama": "A", "nama": "B"}}', "B012"),
            ('{"a": 1}'.encode("utf-16"), "B013"),
            (b'{"a": "\xff"}', "B013"),
            (b"[" * 100_000, "B015"),
            (b'{"a":' * 65 + b"1" + b"}" * 65, "B015"),
        ],
        ids=range(15),
    )
    def test_a_broken_file_is_named_by_its_fault(
        self, tmp_path: Path, data: bytes, code: str
    ) -> None:
        reading = read(tmp_path, data, "kasus.json")
        assert (codes(reading), reading.form) == ([code], None)

    def test_the_place_of_a_slip_is_told_by_line_and_column(self, tmp_path: Path) -> None:
        (problem,) = read(tmp_path, b'{\n  "a": 1\n  "b": 2\n}', "kasus.json").problems
        assert "baris 3, huruf ke-3" in problem.message

    def test_the_duplicate_key_is_named(self, tmp_path: Path) -> None:
        (problem,) = read(tmp_path, b'{"nama": 1, "nama": 2}', "kasus.json").problems
        assert "“nama”" in problem.message

    @pytest.mark.parametrize("name", ["kasus.doc", "kasus.odt", "kasus.pdf", "kasus.txt", "kasus"])
    def test_other_kinds_of_file_are_refused_with_advice(self, tmp_path: Path, name: str) -> None:
        (problem,) = read(tmp_path, b"isi", name).problems
        assert problem.code == "B004"
        assert "Word (.docx)" in problem.message


class TestAnswers:
    def test_all_problems_are_told_at_once_with_field_and_place(self, tmp_path: Path) -> None:
        told = fields(
            tmp_path,
            {
                "tanggal": "kemarin",
                "klien": {"jenis_kelamin": "X", "umur": "tua", "tangal_lahir": "1-1-1990"},
                "pekerjaan": {"tunggakan_upah": "banyak", "surat_kontrak": "mungkin"},
                "temu_bahas": {"tanggal": "31-02-2026", "pukul": "pagi"},
                "kesepakatan": {"tercapai": "ya", "pihak": [{"nama": "A"}]},
            },
        )
        assert told == {
            "tanggal": "W017",
            "klien.jenis_kelamin": "F003",
            "klien.umur": "W017",
            "klien.tangal_lahir": "F002",
            "klien.nama": "F001",
            "pekerjaan.tunggakan_upah": "W017",
            "pekerjaan.surat_kontrak": "W017",
            "permasalahan.uraian": "F001",
            "temu_bahas.tanggal": "F012",
            "temu_bahas.pukul": "F013",
            "temu_bahas.tempat": "F001",
            "kesepakatan.pihak": "F020",
            "kesepakatan.tanggal": "F001",
            "kesepakatan.tempat": "F001",
            "kesepakatan.butir": "F001",
        }

    def test_an_unknown_key_is_told_with_the_nearest_known_one(self, tmp_path: Path) -> None:
        (problem,) = read_dict(tmp_path, form(klien={"tempat_lahr": "Ende"})).problems
        assert "tempat_lahir" in problem.message

    def test_a_row_is_named_by_its_place(self, tmp_path: Path) -> None:
        broken = {**KESEPAKATAN, "pihak": [{"nama": "A"}, {"jabatan": "B"}]}
        (problem,) = read_dict(tmp_path, form(kesepakatan=broken)).problems
        assert (problem.code, problem.field) == ("F001", "kesepakatan.pihak[2].nama")

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"klien": {"nama": ["A"]}}, "F018"),
            ({"klien": {"nama": True}}, "F018"),
            ({"petugas": "Rahma"}, "F018"),
            ({"temu_bahas": {**TEMU_BAHAS, "diundang": "semua"}}, "F018"),
            ({"temu_bahas": {**TEMU_BAHAS, "diundang": ["Kepala"]}}, "F018"),
            ({"klien": {"nama": "x" * 301}}, "F017"),
            ({"permasalahan": {"uraian": "x" * 30_001}}, "F017"),
            ({"klien": {"nama": "A\ud800B"}}, "F019"),
            ({"klien": {"nama": "A\uffffB"}}, "F019"),
            ({"klien": {"umur": 150}}, "W017"),
            ({"klien": {"umur": -3}}, "W017"),
            ({"klien": {"umur": 3.5}}, "W017"),
            ({"kesepakatan": {**KESEPAKATAN, "pihak": [{"nama": "A"}] * 13}}, "F021"),
            ({"klien": {"tanggal_lahir": "1890-01-01"}}, "W017"),
        ],
        ids=range(14),
    )
    def test_an_answer_that_cannot_be_taken_has_its_code(
        self, tmp_path: Path, changes: dict[str, Any], code: str
    ) -> None:
        assert codes(read_dict(tmp_path, form(**changes))) == [code]

    @pytest.mark.parametrize("number", ["7", "PMBS-26-7", "PMBS-2026-07", "kasus tujuh"])
    def test_a_case_number_is_written_as_the_office_writes_it(
        self, tmp_path: Path, number: str
    ) -> None:
        assert codes(read_dict(tmp_path, {"nomor_kasus": number, "kesepakatan": KESEPAKATAN})) == [
            "F031"
        ]

    def test_a_case_number_alone_says_nothing(self, tmp_path: Path) -> None:
        assert codes(read_dict(tmp_path, {"nomor_kasus": "PMBS-2026-0001"})) == ["F032"]

    def test_a_continuation_needs_no_client(self, tmp_path: Path) -> None:
        reading = read_dict(
            tmp_path, {"nomor_kasus": "pmbs-2026-0001", "serah_terima": SERAH_TERIMA}
        )
        assert reading.problems == ()
        assert reading.form is not None
        assert reading.form.nomor_kasus == "PMBS-2026-0001"

    @pytest.mark.parametrize("nothing", ["", "-", "....", "tidak tahu", "Tidak ada", None, []])
    def test_an_answer_that_says_nothing_is_no_answer(self, tmp_path: Path, nothing: Any) -> None:
        reading = read_dict(tmp_path, form(klien={"alias": nothing}))
        assert reading.form is not None
        assert reading.form.klien is not None
        assert reading.form.klien.alias is None

    def test_a_section_of_empty_answers_is_no_section(self, tmp_path: Path) -> None:
        reading = read_dict(tmp_path, form(kesepakatan={"tanggal": "", "pihak": []}))
        assert reading.form is not None
        assert reading.form.kesepakatan is None

    def test_names_reach_the_form_exactly_as_written(self, tmp_path: Path) -> None:
        name = "Dr. O'Brien, S.Sos. & <Rekan> {{ x }}"
        reading = read_dict(tmp_path, form(klien={"nama": name}))
        assert reading.form is not None
        assert reading.form.klien is not None
        assert reading.form.klien.nama == name

    def test_marks_that_nobody_sees_are_taken_out(self, tmp_path: Path) -> None:
        reading = read_dict(tmp_path, form(klien={"nama": "\u202eYo\u200bha\x00nes\u00a0 Lado\t"}))
        assert reading.form is not None
        assert reading.form.klien is not None
        assert reading.form.klien.nama == "Yohanes Lado"

    def test_paragraphs_stay_paragraphs(self, tmp_path: Path) -> None:
        reading = read_dict(tmp_path, form(permasalahan={"uraian": "Satu.\r\nDua.\n\n\n\nTiga."}))
        assert reading.form is not None
        assert reading.form.permasalahan is not None
        assert reading.form.permasalahan.uraian == "Satu.\nDua.\n\nTiga."


class TestWarnings:
    @pytest.mark.parametrize(
        ("klien", "hint"),
        [
            ({"nik": "12345"}, "16 angka"),
            ({"nik": "5308127105920001"}, "jenis kelamin"),
            ({"nik": "5308129905920001"}, "tidak ada"),
            ({"nik": "5308120305920001", "tanggal_lahir": "1992-05-04"}, "tanggal lahir"),
            ({"nik": "5308120305920000"}, "0000"),
        ],
    )
    def test_an_odd_nik_warns_and_does_not_refuse(
        self, tmp_path: Path, klien: dict[str, str], hint: str
    ) -> None:
        reading = read_dict(tmp_path, form(klien=klien))
        assert reading.form is not None
        assert any(p.code == "W001" and hint in p.message for p in reading.warnings)

    @pytest.mark.parametrize("nik", ["6571010305920001", "6473 0103 0592 0001", "5308122902960001"])
    def test_a_good_nik_is_no_matter(self, tmp_path: Path, nik: str) -> None:
        assert read_dict(tmp_path, form(klien={"nik": nik})).problems == ()

    def test_an_age_that_does_not_fit_the_birth_date_warns(self, tmp_path: Path) -> None:
        klien = {"umur": 20, "tanggal_lahir": "1992-05-03"}
        assert codes(read_dict(tmp_path, form(klien=klien))) == ["W004"]

    def test_a_birth_in_the_future_warns(self, tmp_path: Path) -> None:
        klien = {"umur": None, "tanggal_lahir": "2027-05-03"}
        assert codes(read_dict(tmp_path, form(klien=klien))) == ["W004"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=15,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        ["klien", "permasalahan", "kesepakatan", "serah_terima", "tanggal", "keluarga"]
    ),
    VALUES,
)
def test_whatever_an_answer_is_it_is_read_or_refused(
    tmp_path: Path, section: str, value: Any
) -> None:
    reading = read_dict(tmp_path, {**form(), section: value})
    assert (reading.form is None) == any(not problem.is_warning for problem in reading.problems)
    assert all(problem.message for problem in reading.problems)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_nothing_is_raised(tmp_path: Path, data: bytes) -> None:
    for name in ("a.json", "a.docx"):
        assert read(tmp_path, data, name).form is None


class TestWhole:
    @pytest.mark.parametrize("cut", range(1, 10))
    def test_json_that_breaks_off_is_not_whole(self, tmp_path: Path, cut: int) -> None:
        data = json.dumps(form()).encode()
        path = tmp_path / "a"
        path.write_bytes(data[: len(data) * cut // 10])
        assert not is_whole(path, name="a.json")

    def test_whole_json_is_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(json.dumps(form()).encode("utf-8-sig"))
        assert is_whole(path, name="a.json")

    def test_what_can_never_become_a_form_is_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(b"\xff\xd8\xff\xe0 JPEG")
        assert is_whole(path, name="a.docx")
        assert is_whole(path, name="a.exe")

    def test_zeros_of_a_preset_size_are_not_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(bytes(4096))
        assert not is_whole(path, name="a.docx")
        assert not is_whole(path, name="a.json")


@pytest.mark.parametrize(("key", "year"), [("tanggal_lahir", "1992"), ("tanggal_lahir", "2024")])
def test_a_short_year_of_birth_lies_in_the_past_and_is_told(
    tmp_path: Path, key: str, year: str
) -> None:
    data = form(klien={key: f"03-05-{year[2:]}", "umur": None})
    reading = read_dict(tmp_path, data)
    assert reading.form is not None
    assert reading.form.klien is not None
    assert str(reading.form.klien.tanggal_lahir) == f"{year}-05-03"
    assert codes(reading) == ["W015"]


@pytest.mark.parametrize(
    "written",
    [
        5308120305920001.0,
        530812030592000.5,
        5.30812e15,
        "5308120305920001.0",
        "5308120305920001,00",
        "5,30812E+15",
        "5.30812e15",
    ],
)
@pytest.mark.parametrize("key", ["nik", "no_kk"])
def test_an_identity_number_that_came_as_a_decimal_is_told_as_damaged(
    key: str, written: object
) -> None:
    data = json.dumps(form(klien={key: written})).encode()
    (reading,) = read_data(data, name="a.json", today=date(2026, 11, 24))
    (told,) = reading.problems
    assert told.is_warning
    assert "bilangan desimal" in told.message
    assert reading.form is not None
    assert getattr(reading.form.klien, key) == str(written)


@pytest.mark.parametrize("written", [5308120305920001, "5308120305920001", "5308.1203.0592.0001"])
def test_one_that_is_whole_is_not_doubted(written: object) -> None:
    data = json.dumps(form(klien={"nik": written})).encode()
    (reading,) = read_data(data, name="a.json", today=date(2026, 11, 24))
    assert "desimal" not in "".join(str(one) for one in reading.problems)


class TestOtherSystems:
    def test_their_own_keys_say_nothing_and_are_named(self, tmp_path: Path) -> None:
        data = {"$schema": "https://example.org/s.json", "_id": "7", "@type": "Kasus", **form()}
        data["klien"] = {**data["klien"], "_rev": 3}
        reading = read_dict(tmp_path, data)
        assert reading.form is not None
        (problem,) = reading.problems
        assert (problem.code, problem.found) == ("W080", "_id, @type, klien._rev")
        plain = read_dict(tmp_path, form())
        assert plain.form is not None
        assert reading.content == plain.content

    def test_a_schema_alone_is_not_worth_a_word(self, tmp_path: Path) -> None:
        assert read_dict(tmp_path, {"$schema": "x", **form()}).problems == ()

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("Andi&nbsp;Contoh &amp; Anak", "Andi Contoh & Anak"),
            ("O&#39;Neil &#x26; Co", "O'Neil & Co"),
            ("A &amp;lt; B", "A &lt; B"),
            ("R&D; Tim", "R&D; Tim"),
            ("Toko &bukan;", "Toko &bukan;"),
        ],
    )
    def test_entities_are_read_once(self, tmp_path: Path, written: str, meant: str) -> None:
        reading = read_dict(tmp_path, form(klien={"nama": written}))
        assert reading.form is not None
        assert reading.form.klien is not None
        assert (reading.form.klien.nama, reading.problems) == (meant, ())

    def test_marks_of_a_web_page_are_taken_out_and_told(self, tmp_path: Path) -> None:
        told = {
            "uraian": '<p>Klien <b>bekerja</b> tanpa upah.</p><p class="x">Tiba<br/>kemarin.</p>'
        }
        reading = read_dict(tmp_path, form(permasalahan=told))
        assert reading.form is not None
        assert reading.form.permasalahan is not None
        assert reading.form.permasalahan.uraian == "Klien bekerja tanpa upah.\nTiba\nkemarin."
        assert [(p.code, p.found) for p in reading.problems] == [("W081", "permasalahan.uraian")]

    @pytest.mark.parametrize(
        "text", ["gaji < 500 ribu, janji > 1 juta", "1<2", "<3", "a <bekas> b"]
    )
    def test_less_and_more_are_no_marks(self, tmp_path: Path, text: str) -> None:
        reading = read_dict(tmp_path, form(permasalahan={"uraian": text}))
        assert reading.form is not None
        assert reading.form.permasalahan is not None
        assert (reading.form.permasalahan.uraian, reading.problems) == (text, ())

    @pytest.mark.parametrize(
        ("stamp", "day"),
        [
            ("2026-11-24T08:30:00+08:00", date(2026, 11, 24)),
            ("2026-11-23T16:30:00Z", date(2026, 11, 24)),
            ("2026-11-24T15:59:00.000Z", date(2026, 11, 24)),
            ("2026-11-24 08:30", date(2026, 11, 24)),
            ("20261124", date(2026, 11, 24)),
        ],
    )
    def test_a_time_stamp_is_its_day_here(self, tmp_path: Path, stamp: str, day: date) -> None:
        reading = read_dict(tmp_path, form(tanggal=stamp))
        assert reading.form is not None
        assert reading.form.tanggal == day

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("Yes", True),
            ("no", False),
            ("N", False),
            (True, True),
            ("FALSE", False),
        ],
    )
    def test_english_yes_and_no(self, tmp_path: Path, written: object, meant: object) -> None:
        reading = read_dict(tmp_path, form(pekerjaan={"surat_kontrak": written}))
        assert reading.form is not None, reading.problems
        assert reading.form.pekerjaan is not None
        assert reading.form.pekerjaan.surat_kontrak is meant

    @pytest.mark.parametrize("nothing", ["null", "None", "undefined", None])
    def test_nothing_is_no_answer(self, tmp_path: Path, nothing: object) -> None:
        reading = read_dict(tmp_path, form(klien={"alias": nothing}))
        assert reading.form is not None
        assert reading.form.klien is not None
        assert (reading.form.klien.alias, reading.problems) == (None, ())
