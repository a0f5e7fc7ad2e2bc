"""Whatever the length, the pages hold together: measured on sweeps through the real LibreOffice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from generator.letters import Filler
from generator.pdf import LibreOfficeConverter, find_programs
from generator.rules.config import ConverterSettings
from generator.vocabulary.case import (
    Barang,
    CaseForm,
    Diundang,
    Klien,
    Pekerjaan,
    Permasalahan,
    Pihak,
    Saksi,
)
from tests.letters.kit import CONFIG, DAY, FILLER, TEMPLATES, filled, specimen

pytestmark = pytest.mark.real

COORDINATION, AGREEMENT = "surat-koordinasi", "berita-acara-kesepakatan"
HANDOVER = "berita-acara-serah-terima"
HEAD = "196803181994031007"
Pages = list[list[str]]
Print = Callable[..., Pages]


@pytest.fixture(scope="module")
def print_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Print]:
    """Prints a letter and gives the text lines of each page, without the footer."""
    if find_programs(ConverterSettings()).office is None:
        pytest.skip("needs LibreOffice Writer")
    folder = tmp_path_factory.mktemp("tata-letak")
    converter = LibreOfficeConverter(ConverterSettings(), scratch=folder)

    def printed(kind: str, form: CaseForm, *, filler: Filler = FILLER) -> Pages:
        docx, pdf = folder / "surat.docx", folder / "surat.pdf"
        docx.write_bytes(filled(kind, form, filler=filler).docx)
        converter.convert(docx, pdf)
        return lines(pdf)

    yield printed
    converter.close()


def lines(pdf: Path) -> Pages:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [
        [line for line in text.splitlines() if line.strip() and "Halaman" not in line]
        for text in texts
    ]


def page_of(pages: Pages, words: str) -> int:
    (found,) = [n for n, page in enumerate(pages) if any(words in line for line in page)]
    return found


def with_story(count: int) -> CaseForm:
    form = specimen(COORDINATION).model_copy(update={"rombongan": ()})
    assert form.permasalahan is not None
    story = "\n".join(f"Alinea ke-{n} dari kronologi." for n in range(count))
    return form.model_copy(
        update={"permasalahan": form.permasalahan.model_copy(update={"uraian": story})}
    )


def with_parties(count: int, *, points: int = 3, saksi: int = 0) -> CaseForm:
    form = specimen(AGREEMENT)
    assert form.kesepakatan is not None
    long_post = "Kepala Bidang Perlindungan dan Jaminan Sosial Keluarga serta Pemberdayaan"
    parties = tuple(
        Pihak(nama=f"Penandatangan{n:02d}", jabatan=long_post if n % 2 else None)
        for n in range(1, count + 1)
    )
    agreement = form.kesepakatan.model_copy(
        update={
            "pihak": parties,
            "butir": tuple(f"Butir ke-{n}." for n in range(points)),
            "saksi": tuple(Saksi(nama=f"Saksi{n:02d}") for n in range(saksi)),
        }
    )
    return form.model_copy(update={"kesepakatan": agreement})


def with_goods(count: int) -> CaseForm:
    form = specimen(HANDOVER)
    assert form.serah_terima is not None
    goods = tuple(Barang(nama=f"Barang {n}") for n in range(count))
    return form.model_copy(
        update={"serah_terima": form.serah_terima.model_copy(update={"barang": goods})}
    )


def test_at_no_length_of_the_story_is_a_page_empty_or_the_ending_torn(print_out: Print) -> None:
    for count in range(1, 41):
        pages = print_out(COORDINATION, with_story(count))
        assert all(pages), count
        ending = page_of(pages, "Demikian disampaikan")
        assert ending == page_of(pages, HEAD) == page_of(pages, "Wali Kota Tarakan."), count
        assert ending == len(pages) - 1, count


def test_up_to_four_parties_sign_on_the_page_of_the_closing_words(print_out: Print) -> None:
    for count in (2, 3, 4):
        for points in (1, 6, 11, 16, 21):
            pages = print_out(AGREEMENT, with_parties(count, points=points, saksi=2))
            assert all(pages)
            closing = page_of(pages, "Demikian Berita Acara")
            assert closing == page_of(pages, HEAD) == page_of(pages, "Saksi-saksi"), (count, points)
            signed = [f"Penandatangan{n:02d}" for n in range(1, count + 1)]
            assert all(any(name in line for line in pages[closing]) for name in signed)


def test_more_parties_begin_to_sign_on_the_page_of_the_closing_words(print_out: Print) -> None:
    for points in range(1, 24, 2):
        pages = print_out(AGREEMENT, with_parties(12, points=points))
        assert all(pages)
        closing = pages[page_of(pages, "Demikian Berita Acara")]
        assert "Penandatangan01" in "\n".join(closing).split("Demikian Berita Acara")[1], points


def test_many_witnesses_push_nobody_apart(print_out: Print) -> None:
    for saksi in (4, 5, 15, 30):
        pages = print_out(AGREEMENT, with_parties(3, saksi=saksi))
        assert all(pages)
        assert page_of(pages, "Mengetahui") == page_of(pages, HEAD), saksi
        assert page_of(pages, f"Saksi{saksi - 1:02d}") >= page_of(pages, "Demikian Berita Acara")


def test_at_no_number_of_belongings_is_a_page_empty_or_a_signature_alone(print_out: Print) -> None:
    for count in range(0, 45, 2):
        pages = print_out(HANDOVER, with_goods(count))
        assert all(pages), count
        assert page_of(pages, "Demikian Berita Acara") == page_of(pages, HEAD), count


def test_at_no_number_of_guests_does_the_head_sign_an_attendance_list_alone(
    print_out: Print,
) -> None:
    form = specimen("daftar-hadir")
    assert form.temu_bahas is not None
    for count in range(0, 40, 5):
        guests = tuple(Diundang(instansi=f"Instansi {n:02d}") for n in range(count))
        meeting = form.temu_bahas.model_copy(update={"diundang": guests})
        pages = print_out("daftar-hadir", form.model_copy(update={"temu_bahas": meeting}))
        assert all(pages), count
        assert page_of(pages, "Demikian daftar hadir") == page_of(pages, HEAD), count
        for page in pages:
            if any("Instansi 0" in line or "Instansi 1" in line for line in page):
                assert any("Tanda tangan" in line for line in page), count


def test_at_no_length_are_the_two_sides_of_minutes_torn_from_the_last_words(
    print_out: Print,
) -> None:
    form = specimen("notula").model_copy(update={"rombongan": ()})
    assert form.hasil_temu_bahas is not None
    for count in range(1, 40, 2):
        story = "\n".join(f"Pokok pembahasan ke-{n}." for n in range(count))
        held = form.hasil_temu_bahas.model_copy(update={"pembahasan": story})
        pages = print_out("notula", form.model_copy(update={"hasil_temu_bahas": held}))
        assert all(pages), count
        last = "\n".join(pages[page_of(pages, "Demikian notula")])
        assert "Pimpinan Rapat," in last, count
        # Once among those present on the first page at least, once as who signs.
        assert last.rindex("Budi Santoso") > last.index("Pimpinan Rapat,"), count


def test_a_common_complaint_fits_one_page(print_out: Print) -> None:
    form = CaseForm(
        tanggal=DAY,
        petugas=specimen(COORDINATION).petugas,
        klien=Klien(
            nama="Yohanes Lado",
            jenis_kelamin="L",
            umur=34,
            kabupaten_kota="Ende",
            provinsi="Nusa Tenggara Timur",
        ),
        pekerjaan=Pekerjaan(
            pihak_ketiga="Pak Udin", jenis_pekerjaan="buruh sawit", surat_kontrak=False
        ),
        permasalahan=Permasalahan(
            jenis=("upah tidak dibayar", "ingin pulang"),
            uraian="Klien bekerja tiga bulan tanpa upah dan ingin kembali ke daerah asal.",
        ),
    )
    assert len(print_out(COORDINATION, form)) == 1


def test_the_list_of_clients_stands_on_a_page_of_its_own_with_its_heading(print_out: Print) -> None:
    pages = print_out(COORDINATION, specimen(COORDINATION))
    head = " ".join(" ".join(pages[-1]).replace("\N{NO-BREAK SPACE}", " ").split())
    assert head.startswith(
        "Lampiran Surat Koordinasi Penanganan PMBS Nomor : 400.9.8/12/DINSOSPM/2026 "
        "Tanggal : 24 November 2026 DAFTAR KLIEN No. Nama"
    )
    assert any("Maria Lado" in line for line in pages[-1])
    assert page_of(pages, HEAD) < len(pages) - 1


def test_names_of_signers_stand_level_however_long_their_posts_are(
    print_out: Print, tmp_path: Path
) -> None:
    docx, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    alone = with_parties(4).model_copy(update={"rombongan": ()})
    docx.write_bytes(filled(AGREEMENT, alone).docx)
    converter = LibreOfficeConverter(ConverterSettings(), scratch=tmp_path)
    converter.convert(docx, pdf)
    converter.close()
    document = pypdfium2.PdfDocument(pdf)
    page = document[len(document) - 1].get_textpage()
    feet = []
    for n in range(1, 5):
        place = page.search(f"Penandatangan{n:02d}").get_next()
        assert place is not None
        feet.append(round(page.get_charbox(place[0])[1]))
    assert feet[0] == feet[1]
    assert feet[2] == feet[3]
    document.close()


def test_a_head_with_a_long_name_and_post_signs_in_one_piece(print_out: Print) -> None:
    head = CONFIG.officials[0].model_copy(
        update={
            "post": "a.n. Wali Kota Tarakan\nKepala Dinas Sosial dan Pemberdayaan Masyarakat",
            "name": "Dra. Hj. Raden Roro Siti Nurhaliza Kusumaningtyas, S.Sos., M.Si., M.AP",
        }
    )
    filler = Filler(TEMPLATES, CONFIG.model_copy(update={"officials": (head,)}))
    (page,) = print_out(COORDINATION, specimen(COORDINATION, "sparse"), filler=filler)
    text = "\n".join(page)
    assert "a.n. Wali Kota Tarakan\nKepala Dinas Sosial" in text
    assert "Kusumaningtyas, S.Sos., M.Si., M.AP\nPembina" in text
