"""The records of destruction and of transfer, as Word templates: signed on paper before anything happens."""

from tools.templates.parts import (
    AFTER_TABLE,
    GREY,
    PAGE,
    TAB,
    body,
    in_one_piece,
    letterhead,
)
from tools.templates.word import Cell, field, floating, p, row, run, table, tag, tag_row

LIST_SIZE = 9.0
OPENING = (
    "Pada hari ini, {{ hari }}, tanggal {{ tanggal }}, kami yang bertanda tangan di bawah ini, "
    "berdasarkan Jadwal Retensi Arsip yang berlaku, telah memeriksa arsip kasus Pekerja Migran Bermasalah "
    "Sosial (PMBS) sebanyak {{ jumlah }} sebagaimana tercantum dalam daftar terlampir, dan menyatakan bahwa:"
)
DESTRUCTION = (
    "masa retensi setiap berkas telah berakhir dan status akhirnya musnah;",
    "tidak satu pun di antaranya sedang ditahan untuk pemeriksaan atau perkara;",
    "arsip kertasnya dimusnahkan sampai tidak dapat dikenali lagi, dan arsip elektroniknya ditimpa lalu "
    "dihapus beserta data pribadi di dalamnya, sesuai Pasal 44 Undang-Undang Nomor 27 Tahun 2022;",
    "salinan di luar arsip ini, termasuk salinan cadangan, turut dimusnahkan;",
    "yang tetap disimpan hanya nomor, tanggal, sidik digital, dan persetujuan ini.",
)
TRANSFER = (
    "masa retensi setiap berkas telah berakhir dan status akhirnya permanen;",
    "berkas diserahkan dalam keadaan lengkap beserta daftarnya kepada lembaga kearsipan daerah;",
    "berkas elektroniknya diserahkan dalam paket BagIt dengan sidik digital setiap isinya.",
)


def destruction() -> str:
    return _record("PEMUSNAHAN ARSIP", "DAFTAR ARSIP USUL MUSNAH", DESTRUCTION, "Saksi")


def transfer() -> str:
    return _record("PENYERAHAN ARSIP", "DAFTAR ARSIP USUL SERAH", TRANSFER, "Yang menerima")


def foot() -> str:
    """The proposal's code, its name and the page."""
    grey = {"size": 8, "color": GREY}
    line = (
        run("Usul {{ usul }}   |   Halaman ", **grey)
        + field("PAGE", **grey)
        + run(" dari ", **grey)
        + field("NUMPAGES", **grey)
    )
    return p(floating("rQr", "QR", width=1.75, height=1.75, up=0.75, number=2), line, left=2.1)


def _record(title: str, listed: str, points: tuple[str, ...], other: str) -> str:
    return (
        letterhead()
        + p("BERITA ACARA", align="center", bold=True, keep_next=True)
        + p(title, align="center", bold=True, keep_next=True)
        + p("NOMOR ……………………………", align="center", before=6, after=8)
        + body(OPENING, first=0)
        + "".join(
            p(f"{n}.", TAB, point, left=0.8, hanging=0.8) for n, point in enumerate(points, start=1)
        )
        + body(
            "Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.", first=0
        )
        + in_one_piece(_signatures(other))
        + AFTER_TABLE
        + p(listed, bold=True, align="center", page_break=True, keep_next=True)
        + p("Lampiran berita acara, usul {{ usul }} tanggal {{ tanggal }}", align="center", after=10,
            keep_next=True)
        + _listed()
        + AFTER_TABLE
    )  # fmt: skip


def _listed() -> str:
    """The list, in smaller letters than a letter's: a case is one line of it."""
    columns = [
        ("No.", 1.0, "{{ satu.no }}.", "center"),
        ("Nomor berkas", 3.2, "{{ satu.nomor }}", ""),
        ("Kode", 1.7, "{{ satu.kode }}", ""),
        ("Kurun waktu", 2.1, "{{ satu.kurun }}", "center"),
        ("Isi berkas", 1.3, "{{ satu.jumlah }}", "center"),
        ("Inaktif s.d.", 2.2, "{{ satu.retensi }}", "center"),
        ("Akses", 2.0, "{{ satu.akses }}", ""),
        ("Lokasi", PAGE.text_width - 13.5, "{{ satu.lokasi }}", ""),
    ]
    cell: dict[str, float] = {"before": 1.5, "after": 1.5, "size": LIST_SIZE}
    heads = [Cell(p(name, bold=True, align="center", **cell)) for name, *_ in columns]
    values = [Cell(p(value, align=align, **cell)) for _, _, value, align in columns]
    return table([width for _, width, *_ in columns], [
        row(*heads, header=True, shade="EDEDED"),
        tag_row("{%tr for satu in berkas %}", len(columns)), row(*values),
        tag_row("{%tr endfor %}", len(columns)),
    ], borders=True, margins=0.12)  # fmt: skip


def _signatures(other: str) -> str:
    head = "".join(
        (
            p("{{ penandatangan.jabatan }},", align="center", before=14),
            *(p("", size=11) for _ in range(4)),
            p("{{ penandatangan.nama }}", align="center"),
            tag("{%p if penandatangan.pangkat %}"),
            p("{{ penandatangan.pangkat }}", align="center"),
            tag("{%p endif %}"),
            tag("{%p if penandatangan.nip %}"),
            p("NIP. {{ penandatangan.nip }}", align="center"),
            tag("{%p endif %}"),
        )
    )
    return table(
        (PAGE.text_width / 2, PAGE.text_width / 2),
        [row(Cell(_blank("Arsiparis")), Cell(_blank(other))), row(Cell(p("")), Cell(head))],
        margins=0,
    )


def _blank(role: str) -> str:
    lines = [p(f"{role},", align="center", before=14), *(p("", size=11) for _ in range(4)),
             p("(……………………………………)", align="center"), p("NIP.", align="center")]  # fmt: skip
    return "".join(lines)
