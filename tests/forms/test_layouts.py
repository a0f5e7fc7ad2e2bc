"""Layouts that clerks make of a form: each answer finds its place, or is kept and told."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from generator.forms import FormReading
from generator.vocabulary.case import SerahTerima
from tests.forms.kit import cell, codes, complaint, docx, p, read, row, t, table
from tools.specimen_parts import across, boxed, drop_down, old_box, old_list, struck, symbol


def word(folder: Path, data: bytes) -> FormReading:
    return read(folder, data, "kasus.docx")


def said(reading: FormReading) -> dict[str, Any]:
    assert reading.form is not None, [str(one) for one in reading.problems]
    return reading.form.model_dump(mode="json", exclude_defaults=True)


def client(folder: Path, *rows: str) -> dict[str, Any]:
    told: dict[str, Any] = said(word(folder, complaint(*rows)))["klien"]
    return {key: value for key, value in told.items() if key not in ("nama", "jenis_kelamin")}


def handover(folder: Path, *rows: str) -> SerahTerima:
    body = p(t("Serah Terima ke Shelter")) + table(
        row("Tanggal", "27-11-2026"), row("Tempat", "Shelter"), *rows
    )
    form = word(folder, complaint(before=body)).form
    assert form is not None
    assert form.serah_terima is not None
    return form.serah_terima


RAHMA, ANDI = (
    ("Rahmawati", "Pekerja Sosial", "198501012010012001"),
    ("Andi", "Petugas Shelter", None),
)


def persons(given: SerahTerima) -> list[tuple[str | None, ...]]:
    return [(one.nama, one.jabatan, one.nip) for one in (given.menyerahkan, given.menerima)]


class TestPersons:
    def test_rows_of_their_own_below_the_person(self, tmp_path: Path) -> None:
        rows = (
            row("Yang menyerahkan", ""),
            row("Nama", RAHMA[0]),
            row("Jabatan", RAHMA[1]),
            row("NIP", RAHMA[2]),
            row("Yang menerima", ""),
            row("Nama", "Andi"),
            row("Jabatan", "Petugas Shelter"),
        )
        assert persons(handover(tmp_path, *rows)) == [RAHMA, ANDI]

    def test_two_persons_side_by_side(self, tmp_path: Path) -> None:
        rows = (
            row("Yang menyerahkan", "Yang menerima"),
            row(RAHMA[0], "Andi"),
            row(RAHMA[1], "Petugas Shelter"),
            row(f"NIP. {RAHMA[2]}", ""),
        )
        assert persons(handover(tmp_path, *rows)) == [RAHMA, ANDI]

    def test_all_in_one_cell(self, tmp_path: Path) -> None:
        whole = cell(p(t(RAHMA[0])) + p(t(RAHMA[1])) + p(t(f"NIP. {RAHMA[2]}")))
        rows = (
            row("Yang menyerahkan", whole),
            row("Yang menerima", "Andi\nPetugas Shelter".partition("\n")[0]),
        )
        assert persons(handover(tmp_path, *rows)) == [RAHMA, ("Andi", None, None)]

    def test_a_person_label_belongs_to_the_person_above_only(self, tmp_path: Path) -> None:
        rows = (
            row("Yang menyerahkan", "Rahmawati"),
            row("Yang menerima", "Andi"),
            row("Obat", "-"),
            row("Jabatan", "Kepala"),
        )
        given = handover(tmp_path, *rows)
        assert given.menerima.jabatan is None


class TestRows:
    def family(self, folder: Path, *rows: str) -> FormReading:
        return word(folder, complaint(before=p(t("Keluarga")) + table(*rows)))

    @pytest.mark.parametrize(
        "rows",
        [
            (row("No", "Nama", "Hubungan"), row("1", "Maria", "istri")),
            (row("Nama", "Hubungan"), row("Maria", "istri")),
            (row("No", "Identitas", ""), row("", "Nama", "Hubungan"), row("1", "Maria", "istri")),
            (row("Nama", "Maria"), row("Hubungan", "istri")),
            (
                f"<w:tr>{across(3, p(t('DATA KELUARGA')))}</w:tr>",
                row("No.", "Nama", "Hubungan"),
                row("", "Maria", "istri"),
            ),
            (
                row("No", "Nama", "Hubungan"),
                row("1", "Maria", "istri"),
                row("2", "", ""),
                row("3.", "-", "-"),
            ),
        ],
    )
    def test_one_person_however_the_table_is_made(
        self, tmp_path: Path, rows: tuple[str, ...]
    ) -> None:
        reading = self.family(tmp_path, *rows)
        assert said(reading)["keluarga"] == [{"nama": "Maria", "hubungan": "istri"}]
        assert codes(reading) == []

    def test_columns_go_by_their_place_in_the_grid(self, tmp_path: Path) -> None:
        head = f"<w:tr>{cell(p(t('No')))}{across(2, p(t('Nama')))}{cell(p(t('Hubungan')))}</w:tr>"
        reading = self.family(tmp_path, head, row("1", "Maria", "", "istri"))
        assert said(reading)["keluarga"] == [{"nama": "Maria", "hubungan": "istri"}]

    @pytest.mark.parametrize("remark", ["Jumlah", "Keluarga di Ende"])
    def test_a_remark_among_the_rows_is_nobody(self, tmp_path: Path, remark: str) -> None:
        reading = self.family(
            tmp_path,
            row("No", "Nama", "Hubungan"),
            row("1", "Maria", "istri"),
            row(remark, "1", ""),
        )
        assert [one["nama"] for one in said(reading)["keluarga"]] == ["Maria"]
        assert codes(reading) == ["W003"]

    def test_a_misspelt_heading_of_a_column_is_told(self, tmp_path: Path) -> None:
        reading = self.family(
            tmp_path, row("Nama", "Hubngan", "Alamat"), row("Maria", "istri", "Ende")
        )
        assert said(reading)["keluarga"][0]["hubungan"] == "istri"
        assert codes(reading) == ["W002"]

    def test_boxes_printed_in_empty_rows_are_nobody(self, tmp_path: Path) -> None:
        rows = (row("Nama", "L/P"), row("Maria", "☐ L ☒ P"), row("", "☐ L ☐ P"))
        reading = word(tmp_path, complaint(before=p(t("Rombongan")) + table(*rows)))
        assert said(reading)["rombongan"] == [{"nama": "Maria", "jenis_kelamin": "P"}]

    def test_labels_below_the_rows_are_labels_again(self, tmp_path: Path) -> None:
        goods = (
            row("Barang"),
            row("Nama barang", "Jumlah", "Keterangan"),
            row("Tas", "1", "hitam"),
        )
        given = handover(
            tmp_path,
            row("Yang menyerahkan", "Rahmawati"),
            row("Yang menerima", "Andi"),
            *goods,
            row("Kondisi klien", "sehat"),
        )
        assert [one.nama for one in given.barang] == ["Tas"]
        assert given.kondisi == "sehat"

    def test_text_beside_the_columns_is_kept_and_told(self, tmp_path: Path) -> None:
        reading = self.family(tmp_path, row("Nama", "Hubungan"), row("Maria", "istri", "di Ende"))
        assert codes(reading) == ["W003"]
        assert "di Ende" in [one.text for one in reading.answers]


class TestFrames:
    def test_headings_inside_one_cell_part_its_tables(self, tmp_path: Path) -> None:
        inside = (
            p(t("Data Klien"))
            + table(row("Nama", "Ani"), row("L/P", "P"))
            + p(t("Permasalahan"))
            + table(row("Kronologi", "Ingin pulang."))
            + p()
        )
        told = said(word(tmp_path, docx(table(row(cell(inside))))))
        assert told == {
            "klien": {"nama": "Ani", "jenis_kelamin": "P"},
            "permasalahan": {"uraian": "Ingin pulang."},
        }

    def test_points_in_a_table_inside_the_answer(self, tmp_path: Path) -> None:
        points = cell(table(row("1", "Upah dibayar."), row("2", "Klien pulang.")) + p())
        body = p(t("Hasil Temu Bahas")) + table(
            row("Tanggal", "26-11-2026"), row("Pimpinan", "Budi"), row("Pembahasan", points)
        )
        told = said(word(tmp_path, complaint(before=body)))
        assert told["hasil_temu_bahas"]["pembahasan"] == "Upah dibayar.\nKlien pulang."

    def test_people_in_a_cell_leave_the_labels_behind_them_alone(self, tmp_path: Path) -> None:
        witnesses = cell(table(row("Nama", "Jabatan"), row("Dewi", "Relawan")) + p())
        given = handover(
            tmp_path,
            row("Saksi", witnesses),
            row("Yang menyerahkan", "Rahmawati"),
            row("Yang menerima", "Andi"),
            row("Obat", "Parasetamol"),
        )
        assert ([one.nama for one in given.saksi], given.obat) == (["Dewi"], "Parasetamol")


class TestStrange:
    def test_a_strange_section_gives_the_client_nothing(self, tmp_path: Path) -> None:
        reporter = p(t("A. Data Pelapor")) + table(row("Nama", "Budi"), row("Alamat", "Tarakan"))
        reading = word(tmp_path, complaint(before=reporter))
        assert "alamat" not in said(reading)["klien"]
        assert [(one.code, one.where) for one in reading.problems] == [
            ("W003", "A. Data Pelapor")
        ] * 2

    def test_a_long_text_beside_the_tables_is_kept_and_told_once(self, tmp_path: Path) -> None:
        stray = "Klien bekerja tiga bulan di kebun sawit tanpa menerima upah."
        reading = word(tmp_path, complaint(after=p(t(stray)) + p(t(stray))))
        assert [one.found for one in reading.problems] == ["tulisan di luar tabel"]
        assert [one.text for one in reading.answers].count(stray) == 2

    def test_a_signature_below_the_tables_is_nothing(self, tmp_path: Path) -> None:
        below = p(t("Tarakan, 24 November 2026")) + p(t("Petugas,")) + p(t("(Rahmawati, S.Sos.)"))
        assert codes(word(tmp_path, complaint(after=below))) == []

    def test_a_line_that_asks_for_something_of_another_section_is_no_answer(
        self, tmp_path: Path
    ) -> None:
        data = complaint(before=p(t("Data Pekerjaan")) + p(t("Catatan: coret yang tidak perlu")))
        assert "catatan" not in said(word(tmp_path, data))

    def test_an_unknown_line_among_known_ones_is_kept_and_told(self, tmp_path: Path) -> None:
        body = (
            p(t("Data Klien"))
            + p(t("Nama lengkap : Ani"))
            + p(t("Jenis kelamin : P"))
            + p(t("Golongan darah : AB"))
            + p(t("Permasalahan"))
            + p(t("Kronologi : Ingin pulang."))
        )
        reading = word(tmp_path, docx(body))
        assert [(one.code, one.found) for one in reading.problems] == [("W003", "Golongan darah")]

    def test_a_story_goes_on_over_lines_up_to_the_next_label(self, tmp_path: Path) -> None:
        body = (
            p(t("Data Klien"))
            + p(t("Nama : Ani"))
            + p(t("L/P : P"))
            + p(t("Permasalahan"))
            + p(t("Kronologi:"))
            + p(t("Satu."))
            + p()
            + p(t("Dua."))
            + p(t("Harapan klien: pulang"))
        )
        told = said(word(tmp_path, docx(body)))["permasalahan"]
        assert told == {"uraian": "Satu.\nDua.", "harapan": "pulang"}


class TestCells:
    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ([row("Pekerjaan", ""), row("Alamat", "Ende")], {"alamat": "Ende"}),
            ([row("Agama", ""), row("", "Islam")], {"agama": "Islam"}),
            ([row("1", "Agama", ":", "Islam")], {"agama": "Islam"}),
            ([row("", "Agama", ":", "Islam")], {"agama": "Islam"}),
            ([row("Agama : ", "Islam")], {"agama": "Islam"}),
            ([row("Agama: sesuai KTP", "Islam")], {"agama": "Islam"}),
            ([row(cell(p(t("Agama")) + p(t("sesuai KTP"))), "")], {}),
            ([row("Umur", "34", "", "Agama", "Islam")], {"umur": 34, "agama": "Islam"}),
            (
                [row("Dokumen yang dimiliki", "KTP (asli, ditahan majikan), KK")],
                {"dokumen": ["KTP (asli, ditahan majikan)", "KK"]},
            ),
            (
                [row("Alamat", "Jl. Melati 3 RT 4 Kel. Pamusian Kec. Tarakan Tengah")],
                {
                    "alamat": "Jl. Melati 3 RT 4",
                    "desa_kelurahan": "Pamusian",
                    "kecamatan": "Tarakan Tengah",
                },
            ),
            (
                [row("Desa/Kelurahan", "Pamusian, Kec. Tarakan Tengah")],
                {"desa_kelurahan": "Pamusian", "kecamatan": "Tarakan Tengah"},
            ),
            ([row("Provinsi", "Prov. Kalimantan Utara")], {"provinsi": "Kalimantan Utara"}),
        ],
    )
    def test_an_answer_finds_its_label(
        self, tmp_path: Path, rows: list[str], told: dict[str, Any]
    ) -> None:
        assert client(tmp_path, *rows) == told

    @pytest.mark.parametrize(
        ("content", "answer"),
        [
            (p(struck("Islam"), t(" / Katolik")), "/ Katolik"),
            (p(symbol("F0FE"), t(" Katolik")), "Katolik"),
            (
                p(
                    '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>þ</w:t></w:r>',
                    t(" Katolik"),
                ),
                "Katolik",
            ),
            (p(t("\uf0fe Katolik")), "Katolik"),
            (p(drop_down("Pilih item.")), None),
            (p(old_list(0, "-- pilih --", "Katolik")), None),
            (p(old_box("<w:checked/>"), t("Katolik")), "Katolik"),
            (p(boxed("0", "☒"), t("Katolik")), None),
            (
                p(
                    t("Katolik"),
                    '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>',
                ),
                "Katolik",
            ),
            (
                "<w:p><w:moveFrom><w:r><w:t>Hindu</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>Katolik</w:t></w:r>"
                "</w:moveTo></w:p>",
                "Katolik",
            ),
        ],
    )
    def test_only_what_is_meant_is_read(
        self, tmp_path: Path, content: str, answer: str | None
    ) -> None:
        assert client(tmp_path, row("Agama", cell(content))).get("agama") == answer


def test_a_form_made_and_commented_in_a_word_library_is_read(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Data Klien", level=1)
    made = document.add_table(rows=4, cols=3)
    for line, (label, answer) in enumerate(
        [
            ("Nama lengkap", "Ani"),
            ("Jenis kelamin", "P"),
            ("Kondisi kesehatan", "Demam."),
            ("", "Batuk."),
        ]
    ):
        made.cell(line, 0).text = label
        made.cell(line, 1).merge(made.cell(line, 2)).text = answer
    made.cell(2, 0).merge(made.cell(3, 0))
    document.add_heading("Permasalahan", level=1)
    story = document.add_table(rows=1, cols=2)
    story.cell(0, 0).text = "Uraian permasalahan"
    run = story.cell(0, 1).paragraphs[0].add_run("Ingin pulang.")
    document.add_comment(run, text="Kurang jelas.", author="Kepala Seksi", initials="KS")
    out = io.BytesIO()
    document.save(out)
    reading = word(tmp_path, out.getvalue())
    assert said(reading) == {
        "klien": {"nama": "Ani", "jenis_kelamin": "P", "kondisi_kesehatan": "Demam.\nBatuk."},
        "permasalahan": {"uraian": "Ingin pulang."},
    }
    assert codes(reading) == []


def test_a_header_answer_yields_to_the_body_and_a_letterhead_is_nothing(tmp_path: Path) -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    head = (
        p(t("Dinas Sosial Kota Tarakan"))
        + p(t("Telepon: (0551) 21234, Alamat: Jalan Pulau Kalimantan"))
        + table(row("Nomor kasus", "PMBS-2026-0009"))
    )
    body = p(t("Data Penerimaan")) + table(row("Nomor kasus", "PMBS-2026-0007"))
    body += p(t("Penutupan")) + table(row("Tanggal", "24-11-2026"), row("Hasil", "Pulang."))
    data = docx(body, **{"word/header1.xml": f"<w:hdr {namespace}>{head}</w:hdr>"})
    reading = word(tmp_path, data)
    assert said(reading)["nomor_kasus"] == "PMBS-2026-0007"
    assert [one.found for one in reading.problems] == ["kepala atau kaki halaman"]
