"""Word forms as people really fill them in: everything answered is understood, or told and kept."""

from pathlib import Path

import pytest

from generator.forms import FormReading
from generator.vocabulary.case import Klien
from tests.forms.kit import cell, codes, complaint, docx, p, read, row, t, table

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def word(folder: Path, data: bytes) -> FormReading:
    return read(folder, data, "kasus.docx")


def answered(folder: Path, label: str, content: str) -> FormReading:
    """The reading of a complaint with one more answer, its cell given as XML."""
    return word(folder, complaint(row(label, cell(content))))


def klien(reading: FormReading) -> Klien:
    assert reading.form is not None, [str(one) for one in reading.problems]
    assert reading.form.klien is not None
    return reading.form.klien


def merged(content: str, *, goes_on: bool) -> str:
    mark = "" if goes_on else ' w:val="restart"'
    return f"<w:tc><w:tcPr><w:vMerge{mark}/></w:tcPr>{content}</w:tc>"


class TestLabels:
    @pytest.mark.parametrize(
        "label", ["7. Agama", "Agama *", "a) Agama", "AGAMA :", "Agama (sesuai KTP)", "Agama…"]
    )
    def test_numbers_and_marks_are_no_part_of_a_label(self, tmp_path: Path, label: str) -> None:
        reading = word(tmp_path, complaint(row(label, "Katolik")))
        assert klien(reading).agama == "Katolik"
        assert codes(reading) == []

    def test_label_and_answer_may_share_a_cell(self, tmp_path: Path) -> None:
        reading = word(tmp_path, complaint(row("Agama : Katolik", ""), row("Alias: Eto")))
        assert (klien(reading).agama, klien(reading).alias) == ("Katolik", "Eto")

    def test_label_and_answer_may_stand_in_a_paragraph(self, tmp_path: Path) -> None:
        body = (
            p(t("Data Klien"))
            + p(t("Nama lengkap\u00a0: Yohanes Lado"))
            + p(t("2. Jenis kelamin: Laki-laki"))
            + p(t("Permasalahan"))
            + p(t("Uraian permasalahan: Upah tidak dibayar: tiga bulan."))
        )
        reading = word(tmp_path, docx(body))
        assert klien(reading).nama == "Yohanes Lado"
        assert reading.form is not None
        assert reading.form.permasalahan is not None
        assert reading.form.permasalahan.uraian == "Upah tidak dibayar: tiga bulan."

    def test_a_printed_person_label_without_an_answer_is_no_answer(self, tmp_path: Path) -> None:
        reading = word(tmp_path, complaint(row("Yang menyerahkan: nama", "")))
        assert codes(reading) == []

    def test_an_answer_beside_no_label_goes_on_with_the_one_above(self, tmp_path: Path) -> None:
        more = row(merged(p(t("Kondisi kesehatan")), goes_on=False), "Demam.") + row(
            merged(p(), goes_on=True), "Batuk."
        )
        reading = word(tmp_path, complaint(more))
        assert klien(reading).kondisi_kesehatan == "Demam.\nBatuk."

    def test_an_answer_beside_no_label_at_all_is_told_and_kept(self, tmp_path: Path) -> None:
        data = docx(
            p(t("Data Klien"))
            + table(row("", "Siapa ini?"), row("Nama", "Ani"), row("Jenis kelamin", "P"))
            + table(row("Uraian permasalahan", "x"))
        )
        reading = word(tmp_path, data)
        assert "W003" in codes(reading)
        assert "Siapa ini?" in [one.text for one in reading.answers]


class TestTwoInOne:
    @pytest.mark.parametrize(
        ("label", "answer"),
        [
            ("Tempat, tanggal lahir", "Ende, 3 Mei 1992"),
            ("TTL", "Ende 03-05-1992"),
            ("Tempat lahir", "Ende, 3 Mei 1992"),
            ("Tanggal lahir", "Ende, Minggu, 3 Mei 1992"),
        ],
    )
    def test_place_and_date_of_birth(self, tmp_path: Path, label: str, answer: str) -> None:
        who = klien(word(tmp_path, complaint(row(label, answer))))
        assert who.tempat_lahir == "Ende"
        assert str(who.tanggal_lahir) == "1992-05-03"

    @pytest.mark.parametrize(
        ("label", "answer", "found"),
        [
            (
                "Desa/Kelurahan",
                "Kel. Pamusian, Kec. Tarakan Tengah",
                ("Pamusian", "Tarakan Tengah", None, None),
            ),
            (
                "Kecamatan",
                "Kec. Ndona, Kab. Ende, Prov. Nusa Tenggara Timur",
                (None, "Ndona", "Kab. Ende", "Nusa Tenggara Timur"),
            ),
            (
                "Alamat asal",
                "Jl. Melati 3, Desa Wolotopo, Kecamatan Ndona, Kabupaten Ende",
                ("Wolotopo", "Ndona", "Kabupaten Ende", None),
            ),
            ("Desa/Kelurahan", "Pamusian", ("Pamusian", None, None, None)),
            ("Kabupaten/Kota", "Kota Tarakan", (None, None, "Kota Tarakan", None)),
        ],
    )
    def test_village_and_what_lies_around_it(
        self, tmp_path: Path, label: str, answer: str, found: tuple[str | None, ...]
    ) -> None:
        who = klien(word(tmp_path, complaint(row(label, answer))))
        told = (who.desa_kelurahan, who.kecamatan, who.kabupaten_kota, who.provinsi)
        assert told == found

    def test_the_street_before_the_village_stays_the_address(self, tmp_path: Path) -> None:
        answer = "Jl. Melati 3, RT 4, Desa Wolotopo, Kec. Ndona"
        assert (
            klien(word(tmp_path, complaint(row("Alamat", answer)))).alamat == "Jl. Melati 3, RT 4"
        )

    def test_an_address_that_is_no_such_list_stays_as_written(self, tmp_path: Path) -> None:
        answer = "Dekat Kec. Ndona, belakang pasar"
        assert klien(word(tmp_path, complaint(row("Alamat", answer)))).alamat == answer

    def test_an_answer_of_its_own_is_better_than_a_part_of_another(self, tmp_path: Path) -> None:
        data = complaint(
            row("Alamat", "Desa Wolotopo, Kec. Ndona"), row("Kecamatan", "Ndona Timur")
        )
        reading = word(tmp_path, data)
        assert klien(reading).kecamatan == "Ndona Timur"
        assert codes(reading) == []


def box(checked: str, glyph: str) -> str:
    return (
        f'<w:sdt {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
        f"</w:sdtPr><w:sdtContent>{t(glyph)}</w:sdtContent></w:sdt>"
    )


def old_box(inside: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
        + inside
        + "</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText>"
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


class TestBoxes:
    @pytest.mark.parametrize(
        "content",
        [
            p(t("☐ Laki-laki   ☒ Perempuan")),
            p(t("☐ Laki-laki")) + p(t("☑ Perempuan")),
            p(t("[ ] L  [x] P")),
            p(t("( ) Laki-laki (√) Perempuan")),
            p(box("0", "☐"), t(" Laki-laki  "), box("1", "☒"), t(" Perempuan")),
            p(box("false", "□"), t(" Laki-laki  "), box("true", "■"), t(" Perempuan")),
            p(
                old_box('<w:default w:val="0"/>'),
                t("Laki-laki "),
                old_box('<w:default w:val="0"/><w:checked/>'),
                t("Perempuan"),
            ),
        ],
    )
    def test_the_ticked_one_is_the_answer(self, tmp_path: Path, content: str) -> None:
        client = table(row("Nama lengkap", "Ani"), row("Jenis kelamin", cell(content)))
        data = docx(
            p(t("Data Klien"))
            + client
            + p(t("Permasalahan"))
            + table(row("Uraian permasalahan", "Ingin pulang."))
        )
        assert klien(word(tmp_path, data)).jenis_kelamin == "P"

    def test_several_ticked_kinds_are_several(self, tmp_path: Path) -> None:
        kinds = (
            p(box("1", "☒"), t(" upah tidak dibayar"))
            + p(box("0", "☐"), t(" sakit"))
            + p(box("1", "☒"), t(" ingin pulang"))
        )
        data = complaint(after=p(t("Permasalahan")) + table(row("Jenis permasalahan", cell(kinds))))
        reading = word(tmp_path, data)
        assert reading.form is not None
        assert reading.form.permasalahan is not None
        assert reading.form.permasalahan.jenis == ("upah tidak dibayar", "ingin pulang")


class TestFields:
    def test_a_chosen_line_of_an_old_list_is_the_answer(self, tmp_path: Path) -> None:
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="Islam"/><w:listEntry w:val="Katolik"/></w:ddList></w:ffData>'
            '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        assert klien(answered(tmp_path, "Agama", p(field))).agama == "Katolik"

    def test_the_result_of_an_old_text_field_is_the_answer(self, tmp_path: Path) -> None:
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>FORMTEXT'
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + t("Katolik")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        assert klien(answered(tmp_path, "Agama", p(field))).agama == "Katolik"

    def test_a_date_that_is_only_in_its_picker_is_the_answer(self, tmp_path: Path) -> None:
        picker = (
            '<w:p><w:sdt><w:sdtPr><w:date w:fullDate="1992-05-03T00:00:00Z"/></w:sdtPr>'
            "<w:sdtContent><w:r/></w:sdtContent></w:sdt></w:p>"
        )
        who = klien(answered(tmp_path, "Tanggal lahir", picker))
        assert str(who.tanggal_lahir) == "1992-05-03"

    @pytest.mark.parametrize(
        ("shown", "born", "told"),
        [
            ("5/12/1990", "1990-05-12", "12 Mei 1990; yang dipakai 12 Mei 1990"),
            ("12/5/90", "1990-05-12", ""),
            ("12 Mei 1990", "1990-05-12", ""),
            ("1990-05-12", "1990-05-12", ""),
            ("3 Juni 1991", "1991-06-03", "12 Mei 1990; yang dipakai 3 Juni 1991"),
            ("tidak ingat", "None", ""),
        ],
    )
    def test_the_picked_day_counts_where_the_text_may_be_it(
        self, tmp_path: Path, shown: str, born: str, told: str
    ) -> None:
        picker = (
            '<w:p><w:sdt><w:sdtPr><w:date w:fullDate="1990-05-12T00:00:00Z"/></w:sdtPr>'
            f"<w:sdtContent>{t(shown)}</w:sdtContent></w:sdt></w:p>"
        )
        reading = answered(tmp_path, "Tanggal lahir", picker)
        assert str(klien(reading).tanggal_lahir) == born
        found = [(one.label, one.hint) for one in reading.problems if one.code == "W084"]
        assert found == ([("Tanggal lahir", told)] if told else [])


class TestLayout:
    def test_a_table_inside_an_answer_cell_is_read(self, tmp_path: Path) -> None:
        inner = table(row("Agama", "Katolik"), row("Alias", "Eto"))
        reading = word(tmp_path, complaint(row("", cell(inner + p()))))
        assert (klien(reading).agama, klien(reading).alias) == ("Katolik", "Eto")

    def test_people_inside_a_cell_are_read(self, tmp_path: Path) -> None:
        people = table(row("No", "Nama", "Hubungan"), row("1", "Petrus", "kakak"))
        reading = word(tmp_path, complaint(before=table(row("Keluarga", cell(people + p())))))
        assert reading.form is not None
        assert [one.nama for one in reading.form.keluarga] == ["Petrus"]

    def test_a_whole_form_inside_one_cell_of_a_frame_is_read(self, tmp_path: Path) -> None:
        inside = (
            table(row("Data Klien"), row("Nama", "Ani"), row("Jenis kelamin", "P"))
            + p()
            + table(row("Permasalahan"), row("Uraian permasalahan", "Pulang."))
            + p()
        )
        assert klien(word(tmp_path, docx(table(row(cell(inside)))))).nama == "Ani"

    def test_a_merged_agency_holds_for_the_rows_below(self, tmp_path: Path) -> None:
        people = table(
            row("No", "Nama", "Jabatan", "Instansi"),
            row("1", "Budi", "Kepala Bidang", merged(p(t("Disperinaker")), goes_on=False)),
            row("2", "Siti", "Staf", merged(p(), goes_on=True)),
        )
        meeting = table(row("Tanggal", "26-11-2026"), row("Pukul", "09.00"), row("Tempat", "Aula"))
        data = complaint(after=p(t("Temu Bahas Kasus")) + meeting + p(t("Yang diundang")) + people)
        reading = word(tmp_path, data)
        assert reading.form is not None
        assert reading.form.temu_bahas is not None
        assert [one.instansi for one in reading.form.temu_bahas.diundang] == ["Disperinaker"] * 2

    def test_a_strange_column_is_kept_and_told_once(self, tmp_path: Path) -> None:
        people = table(
            row("No", "Nama", "Hubungan", "Pekerjaan"),
            row("1", "Petrus", "kakak", "tani"),
            row("2", "Maria", "ibu", "tani"),
        )
        reading = word(tmp_path, complaint(before=p(t("Keluarga")) + people))
        assert reading.form is not None
        assert [one.nama for one in reading.form.keluarga] == ["Petrus", "Maria"]
        assert codes(reading) == ["W003"]
        assert "tani" in [one.text for one in reading.answers]

    def test_people_without_a_header_row_are_read_in_printed_order(self, tmp_path: Path) -> None:
        people = table(
            row("1", "Petrus", "kakak", "0812", "Ende"), row("2.", "Maria", "ibu", "", "")
        )
        reading = word(tmp_path, complaint(before=p(t("Keluarga")) + people))
        assert reading.form is not None
        assert [(one.nama, one.hubungan) for one in reading.form.keluarga] == [
            ("Petrus", "kakak"),
            ("Maria", "ibu"),
        ]
        assert codes(reading) == ["W014"]

    def test_a_case_number_in_the_page_header_counts(self, tmp_path: Path) -> None:
        header = (
            '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            + p(t("Nomor kasus: PMBS-2026-0007"))
            + "</w:hdr>"
        )
        body = p(t("Penutupan")) + table(row("Tanggal", "24-11-2026"), row("Hasil", "Pulang."))
        reading = word(tmp_path, docx(body, **{"word/header1.xml": header}))
        assert reading.form is not None
        assert reading.form.nomor_kasus == "PMBS-2026-0007"


class TestTracked:
    def test_a_deleted_row_is_gone(self, tmp_path: Path) -> None:
        gone = (
            '<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>'
            + cell(p(t("Agama")))
            + cell(p(t("Islam")))
            + "</w:tr>"
        )
        reading = word(tmp_path, complaint(gone, row("Agama", "Katolik")))
        assert klien(reading).agama == "Katolik"
        assert codes(reading) == []

    def test_a_deleted_paragraph_mark_joins_two_lines(self, tmp_path: Path) -> None:
        joined = (
            '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
            + t("De")
            + "</w:p>"
            + p(t("mam"))
        )
        reading = answered(tmp_path, "Kondisi kesehatan", joined)
        assert klien(reading).kondisi_kesehatan == "Demam"

    def test_hidden_text_is_not_read_but_told(self, tmp_path: Path) -> None:
        vanished = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>rahasia</w:t></w:r>"
        reading = answered(tmp_path, "Agama", p(t("Katolik"), vanished))
        assert klien(reading).agama == "Katolik"
        assert codes(reading) == ["W005"]

    def test_a_comment_never_leaks_into_an_answer(self, tmp_path: Path) -> None:
        marked = p(
            '<w:commentRangeStart w:id="0"/>',
            t("Katolik"),
            '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        )
        assert klien(answered(tmp_path, "Agama", marked)).agama == "Katolik"


class TestParagraphs:
    def test_an_answer_keeps_its_paragraphs(self, tmp_path: Path) -> None:
        body = (
            p(t("Data Klien"))
            + table(row("Nama", "Ani"), row("Jenis kelamin", "P"))
            + p(t("Permasalahan"))
            + table(row("Uraian permasalahan", cell(p(t("Satu.")) + p(t("Dua.")))))
        )
        reading = word(tmp_path, docx(body))
        assert reading.form is not None
        assert reading.form.permasalahan is not None
        assert reading.form.permasalahan.uraian == "Satu.\nDua."
