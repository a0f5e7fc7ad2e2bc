"""Letters from elsewhere, numbers, dispositions, the expedition and SRIKANDI on their pages: as by their commands."""

import re
from pathlib import Path

import pytest

from generator.inbox.trays import Tray
from generator.office.office import Office
from tests.stub_recogniser import StubRecogniser
from tests.web.desk_kit import (
    ANAK,
    INVITATION,
    LADO,
    LETTER,
    by_page,
    copy_of,
    lines,
    same_lines,
    scan,
    sign_in,
)
from tests.web.kit import Pages, serving

RESERVED = "400.9.8/4/DINSOSPM/2026"
OUT = {"kepada": "Camat Tarakan Tengah", "hal": "Data warga", "tanggal": "2026-11-24"}
OUT_WORDS = ("--to", "Camat Tarakan Tengah", "--subject", "Data warga", "--date", "24-11-2026")
JOBS: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {
    "register": (
        (
            "register",
            "--from",
            "Camat",
            "--number",
            "1/X",
            "--subject",
            "Undangan",
            "--date",
            "20-11-2026",
            "--received",
            "23-11-2026",
            "--case",
            LADO,
            "--attachment",
            "1 (satu) berkas",
            "--note",
            "kurir",
        ),
        "/surat-masuk",
        {
            "dari": "Camat",
            "nomor": "1/X",
            "hal": "Undangan",
            "tanggal": "2026-11-20",
            "diterima": "2026-11-23",
            "kasus": LADO.lower(),
            "lampiran": "1 (satu) berkas",
            "catatan": "kurir",
        },
    ),
    "take": (
        ("number", "take", *OUT_WORDS, "--case", LADO, "--by", "Sekretariat"),
        "/nomor/ambil",
        {**OUT, "kasus": LADO, "pengolah": "Sekretariat"},
    ),
    "reserve": (
        ("number", "reserve", "3", "--reason", "rapat"),
        "/nomor/cadangkan",
        {"banyaknya": "3", "alasan": "rapat", "yakin": "ya"},
    ),
    "assign": (
        ("number", "assign", RESERVED, *OUT_WORDS),
        "/nomor/pakai",
        {**OUT, "cadangan": RESERVED},
    ),
    "disposition": (
        (
            "disposition",
            "enter",
            "3",
            "--to",
            "Sekretaris, Bendahara",
            "--instruction",
            "Proses lebih lanjut; minggu ini",
            "--by",
            "Kepala Dinas",
            "--date",
            "24-11-2026",
        ),
        "/surat-masuk/2026/3/disposisi",
        {
            "kepada": "Sekretaris",
            "kepada-lain": "Bendahara",
            "harap": "Proses lebih lanjut",
            "isi": "minggu ini",
            "pemberi": "Kepala Dinas",
            "tanggal": "2026-11-24",
        },
    ),
    "slip": (
        (
            "expedition",
            "slip",
            LETTER,
            "--date",
            "24-11-2026",
            "--carrier",
            "Rudi",
            "-o",
            "/dev/null",
        ),
        "/ekspedisi/tanda-terima.pdf",
        {"nomor": "400.9.8/1", "tanggal": "2026-11-24", "pengantar": "Rudi"},
    ),
    "sent": (
        (
            "expedition",
            "sent",
            LETTER,
            "--date",
            "24-11-2026",
            "--receiver",
            "Sari",
            "--received",
            "24-11-2026",
            "--carrier",
            "Rudi",
        ),
        "/ekspedisi/dikirim",
        {
            "surat": LETTER,
            "dikirim": "2026-11-24",
            "penerima": "Sari",
            "diterima": "2026-11-24",
            "pengantar": "Rudi",
        },
    ),
    "srikandi": (
        ("srikandi", "SRIKANDI/1/2026", "B/77/2026", "--date", "24-11-2026"),
        "/srikandi",
        {"surat": "SRIKANDI/1/2026", "nomor": "B/77/2026", "tanggal": "24 November 2026"},
    ),
}


@pytest.mark.parametrize("job", JOBS)
def test_a_job_done_by_its_page_leaves_the_lines_of_its_command_under_who_signed_in(
    kept: Path, tmp_path: Path, job: str
) -> None:
    words, path, fields = JOBS[job]
    same_lines(kept, tmp_path, words, path, fields)


def test_a_back_dated_letter_gets_a_number_between_two(kept: Path, tmp_path: Path) -> None:
    told = {**OUT, "tanggal": "2026-11-23", "alasan": "terlambat diserahkan"}
    answer = by_page(copy_of(kept, tmp_path / "satu"), "/nomor/sisipkan", told)
    assert answer.status == 422  # there was no number yet on that day
    assert "Tidak ada nomor yang dapat disisipi pada 23-11-2026" in answer.text
    assert 'value="terlambat diserahkan"' in answer.text


# -- what is wrong stands beside its field ---------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "changed", "field", "code"),
    [
        ("/nomor/ambil", {"kepada": ""}, "ambil-kepada", "A090"),
        ("/nomor/ambil", {"tanggal": "31-02-2026"}, "ambil-tanggal", "A091"),
        ("/nomor/ambil", {"tanggal": "2026-12-24"}, "ambil-tanggal", "A011"),
        ("/nomor/ambil", {"tanggal": "2026-01-02"}, "ambil-tanggal", "A012"),
        ("/nomor/ambil", {"kasus": "PMBS-2026-0404"}, "ambil-kasus", "A005"),
        ("/nomor/ambil", {"klasifikasi": "1.2.3"}, "ambil-klasifikasi", "A019"),
        ("/nomor/ambil", {"hal": "x" * 301}, "ambil-hal", "A095"),
        ("/nomor/pakai", {"cadangan": "400.9.8/99/DINSOSPM/2026"}, "pakai-cadangan", "A094"),
        ("/nomor/cadangkan", {"banyaknya": "501", "alasan": "x"}, "cadangkan-banyaknya", "A093"),
        ("/nomor/cadangkan", {"banyaknya": "-1", "alasan": "x"}, "cadangkan-banyaknya", "A093"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    desks: Office, archivist: Pages, *, path: str, changed: dict[str, str], field: str, code: str
) -> None:
    before = len(lines(desks.folder))
    answer = archivist.post(path, {**OUT, "catatan": "tetap ada", **changed})
    assert answer.status == 422
    beside = re.search(rf'id="pesan-{field}">([^\n]*)', answer.text)
    assert beside is not None
    assert f"<code>{code}</code>" in beside[1]
    control = re.search(
        rf'<(?:input|select)[^>]* id="{field}"[^>]*|<(?:input|select) id="{field}"[^>]*',
        answer.text,
    )
    assert control is not None
    assert f'aria-describedby="pesan-{field}"' in control[0]
    if path == "/nomor/ambil":
        assert 'value="tetap ada"' in answer.text
    assert len(lines(desks.folder)) == before


def test_a_reserve_is_asked_about_once_more_before_it_is_taken(
    desks: Office, archivist: Pages
) -> None:
    before = len(lines(desks.folder))
    asked = archivist.post("/nomor/cadangkan", {"banyaknya": "3", "alasan": "rapat & lembur"})
    assert "Yakin?" in asked.text
    assert 'name="alasan" value="rapat &amp; lembur"' in asked.text
    assert len(lines(desks.folder)) == before


def test_a_letter_that_was_entered_before_is_not_entered_twice(
    desks: Office, archivist: Pages
) -> None:
    told = {"dari": "Camat", "nomor": "1", "hal": "Undangan", "diterima": "2026-11-24"}
    assert archivist.post("/surat-masuk", told).status == 303
    again = archivist.post("/surat-masuk", told)
    assert again.status == 422
    assert "A010" in again.text


def test_what_is_no_scan_takes_no_number(desks: Office, archivist: Pages) -> None:
    before = len(lines(desks.folder))
    answer = archivist.post("/nomor/ambil", OUT, files={"berkas": ("surat.pdf", b"MZ no scan")})
    assert answer.status == 422
    assert "A016" in answer.text
    assert len(lines(desks.folder)) == before


# -- a scan is dropped, and read -------------------------------------------------------------------


def test_a_scan_is_read_its_letter_proposed_and_entered(desks: Office, archivist: Pages) -> None:
    assert isinstance(desks.recogniser, StubRecogniser)
    desks.recogniser.text = (
        "PEMERINTAH KOTA TARAKAN\nDINAS TENAGA KERJA\n"
        "Nomor : 560/123/DTK/2026   Tarakan, 20 November 2026\nHal : Jawaban\n"
        f"Menunjuk surat Saudara nomor {INVITATION}"
    )
    sent = archivist.post("/surat-masuk/pindaian", files={"pindaian": ("dari pos.pdf", scan())})
    shown = archivist.get(sent.place).text
    for name, value in (
        ("dari", "Dinas Tenaga Kerja Kota Tarakan"),
        ("nomor", "560/123/DTK/2026"),
        ("tanggal", "2026-11-20"),
        ("hal", "Jawaban"),
        ("kasus", LADO),
    ):
        assert re.search(rf'name="{name}" value="{re.escape(value)}"', shown), name
    told = {
        "dari": "Disnaker",
        "nomor": "560/123/DTK/2026",
        "hal": "Jawaban",
        "diterima": "2026-11-24",
        "tanggal": "2026-11-20",
        "kasus": LADO,
    }
    entered = archivist.post(sent.place, told)
    assert entered.place == "/surat-masuk/2026/4?kabar=masuk-agenda"
    letter = desks.archive.cases.show(LADO).items[-1]
    assert (letter.kind, letter.party) == ("surat-masuk", "Disnaker")
    assert desks.inbox.trays.of(Tray.MATCH) == []
    assert f"/unduh/{LADO}/{letter.item}/" in archivist.get("/surat-masuk/2026/4").text
    assert desks.archive.care.verify() == []


def test_a_scan_waits_with_its_letter_unentered_when_something_lacks(
    desks: Office, archivist: Pages
) -> None:
    sent = archivist.post("/surat-masuk/pindaian", files={"pindaian": ("surat.pdf", scan())})
    answer = archivist.post(sent.place, {"dari": "", "hal": "Jadwal", "diterima": "2026-11-24"})
    assert answer.status == 422
    assert 'value="Jadwal"' in answer.text
    assert len(desks.inbox.trays.of(Tray.MATCH)) == 1


def test_what_cannot_be_read_as_a_scan_is_said_at_once(desks: Office, archivist: Pages) -> None:
    answer = archivist.post(
        "/surat-masuk/pindaian", files={"pindaian": ("surat.docx", b"PK\x03\x04")}
    )
    assert answer.status == 422
    assert desks.inbox.trays.of(Tray.MATCH) == []


# -- papers, and who may see them ------------------------------------------------------------------


def test_the_papers_are_made(archivist: Pages) -> None:
    sheet = archivist.get("/surat-masuk/2026/3/lembar-disposisi.pdf")
    slip = archivist.post("/ekspedisi/tanda-terima.pdf", {"nomor": LETTER, "tanggal": "2026-11-24"})
    for made in (sheet, slip):
        assert made.headers["content-type"] == "application/pdf"
        assert made.headers["content-disposition"].startswith("attachment")
        assert made.data.startswith(b"%PDF")
    assert LETTER in archivist.get("/ekspedisi").text


def test_a_slip_of_no_letter_is_asked_for(archivist: Pages) -> None:
    answer = archivist.post("/ekspedisi/tanda-terima.pdf", {"tanggal": "2026-11-24"})
    assert answer.status == 422
    assert "Surat yang dikirim belum diisi" in answer.text


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (
            "/surat-masuk",
            {"dari": "Camat", "hal": "Undangan", "diterima": "2026-11-24", "kasus": ANAK},
        ),
        ("/nomor/ambil", {**OUT, "kasus": ANAK}),
        ("/ekspedisi/dikirim", {"surat": f"{ANAK}/2", "dikirim": "2026-11-24"}),
        ("/ekspedisi/tanda-terima.pdf", {"nomor": f"{ANAK}/2", "tanggal": "2026-11-24"}),
        ("/srikandi", {"surat": f"{ANAK}/2", "nomor": "1", "tanggal": "2026-11-24"}),
        # the form of the secret case stands in the agenda of what came in
        ("/surat-masuk/2026/2/disposisi", {"kepada": "Sekretaris", "tanggal": "2026-11-24"}),
    ],
)
def test_an_admin_alone_does_nothing_with_a_secret_case(
    kept: Path, tmp_path: Path, path: str, fields: dict[str, str]
) -> None:
    folder = copy_of(kept, tmp_path / "kantor")
    before = len(lines(folder))
    answer = by_page(folder, path, fields, who="citra")
    assert answer.status == 403
    assert "rahasia" in answer.text
    assert len(lines(folder)) == before


def test_an_admin_alone_sees_nothing_of_a_secret_case_on_the_desks(desks: Office) -> None:
    with serving(desks) as pages:
        sign_in(pages, "citra")
        assert pages.get("/surat-masuk/2026/2").status == 403
        for path in ("/surat-masuk", "/nomor", "/ekspedisi", "/srikandi", "/arsip"):
            assert "Maria" not in pages.get(path).text, path


def test_a_letter_of_no_case_has_its_page(desks: Office, archivist: Pages) -> None:
    answer = archivist.post("/nomor/ambil", OUT)
    assert answer.place.startswith("/berkas/UMUM-2026/1?")
    shown = archivist.get(answer.place).text
    assert "Camat Tarakan Tengah" in shown
    assert 'href="/berkas/UMUM-2026"' not in shown
