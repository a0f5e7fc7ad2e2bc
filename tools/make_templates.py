"""Write the shipped templates and blank forms into templates/. Run with `python -m tools.make_templates`."""

import io
from pathlib import Path

import segno
from PIL import Image, ImageDraw

from generator.forms.blank.sheet import SHEET_NAME, make_sheet
from generator.forms.blank.word import BLANKS, make_form
from tools.templates import correspondence, disposal, papers, records
from tools.templates.parts import PAGE, footer
from tools.templates.word import document

TEMPLATES = Path(__file__).parents[1] / "templates"
LETTERS = {
    "tanda-terima-pengaduan": ("Tanda Terima Pengaduan", papers.receipt),
    "surat-koordinasi": ("Surat Koordinasi Penanganan PMBS", correspondence.coordination_letter),
    "surat-tugas": ("Surat Tugas Pendampingan", papers.assignment),
    "undangan-temu-bahas": ("Undangan Temu Bahas Kasus", correspondence.invitation),
    "daftar-hadir": ("Daftar Hadir Temu Bahas Kasus", papers.attendance),
    "notula": ("Notula Temu Bahas Kasus", papers.minutes),
    "berita-acara-kesepakatan": ("Berita Acara Kesepakatan Antar Dinas", records.agreement),
    "berita-acara-serah-terima": ("Berita Acara Serah Terima Klien ke Shelter", records.handover),
    "berita-acara-keluar-shelter": ("Berita Acara Keluar Shelter", records.leaving),
    "permohonan-pemulangan-provinsi": (
        "Permohonan Biaya Pemulangan kepada Dinas Sosial Provinsi",
        correspondence.travel_request_to_province,
    ),
    "permohonan-pemulangan-baznas": (
        "Permohonan Biaya Pemulangan kepada BAZNAS",
        correspondence.travel_request_to_baznas,
    ),
    "rujukan-lk3": ("Surat Rujukan Klien", correspondence.referral),
    "permintaan-permakanan": ("Permintaan Permakanan", correspondence.meals_request),
    "pemesanan-tiket": ("Pemesanan Tiket", correspondence.ticket_order),
}

ARCHIVE_PAPERS = {
    "berita-acara-pemindahan": ("Berita Acara Pemindahan Arsip Inaktif", disposal.move),
    "usul-pemusnahan": ("Usul Pemusnahan Arsip", disposal.proposed_destruction),
    "usul-penyerahan": ("Usul Penyerahan Arsip Statis", disposal.proposed_transfer),
    "pertimbangan-panitia": ("Pertimbangan Panitia Penilai Arsip", disposal.opinion),
    "berita-acara-pemusnahan": ("Berita Acara Pemusnahan Arsip", disposal.destruction),
    "berita-acara-penyerahan": ("Berita Acara Penyerahan Arsip Statis", disposal.transfer),
}


def emblem() -> bytes:
    """A neutral shield with the words LAMBANG DAERAH: it stands in for the city's own emblem."""
    scale = 4
    width, height = 190 * scale, 220 * scale
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    outline = [
        (0.08, 0.06),
        (0.92, 0.06),
        (0.92, 0.55),
        (0.80, 0.76),
        (0.5, 0.95),
        (0.20, 0.76),
        (0.08, 0.55),
    ]
    points = [(x * width, y * height) for x, y in outline]
    draw.polygon(points, fill="#F2F2F2")
    draw.line([*points, points[0]], fill="#7F7F7F", width=5 * scale, joint="curve")
    for text, at in (("LAMBANG", 0.38), ("DAERAH", 0.50)):
        draw.text((width / 2, at * height), text, fill="#7F7F7F", anchor="mm", font_size=26 * scale)
    out = io.BytesIO()
    image.resize((380, 440), Image.Resampling.LANCZOS).save(out, "PNG", dpi=(508, 508))
    return out.getvalue()


def sample_qr() -> bytes:
    """The picture that stands where each letter's own code is put."""
    out = io.BytesIO()
    segno.make("PMBS1/CONTOH", error="m", micro=False).save(out, kind="png", scale=12, border=2)
    return out.getvalue()


def main() -> None:
    """Write every template and every blank form."""
    logo, code = emblem(), sample_qr()
    for name, (title, body) in LETTERS.items():
        data = document(body(), footer(), title=title, logo=logo, qr=code, page=PAGE)
        (TEMPLATES / f"{name}.docx").write_bytes(data)
    archive_papers(logo, code)
    forms()


def archive_papers(logo: bytes, code: bytes) -> None:
    """Write the records of disposal."""
    folder = TEMPLATES / "arsip"
    folder.mkdir(exist_ok=True)
    for name, (title, body) in ARCHIVE_PAPERS.items():
        data = document(body(), disposal.foot(), title=title, logo=logo, qr=code, page=PAGE)
        (folder / f"{name}.docx").write_bytes(data)


def forms() -> None:
    """Write the blank forms."""
    folder = TEMPLATES / "forms"
    folder.mkdir(exist_ok=True)
    for name, blank in BLANKS.items():
        (folder / f"{name}.docx").write_bytes(make_form(blank))
    (folder / SHEET_NAME).write_bytes(make_sheet())


if __name__ == "__main__":
    main()
