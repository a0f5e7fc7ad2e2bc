"""The archive's own papers as Word templates: moving, proposal, opinion of the panel, destruction, handing over."""

from tools.templates.parts import (
    AFTER_TABLE,
    BODY_LINE,
    GREY,
    PAGE,
    TAB,
    addressee,
    body,
    fact,
    facts,
    in_one_piece,
    letterhead,
    number_block,
    record_title,
)
from tools.templates.signing import CENTRED, signed_ending
from tools.templates.word import Cell, field, floating, p, row, run, table, tag, tag_row

LIST_SIZE = 9.0
HALF = PAGE.text_width / 2
LONG_BLANK = "……………………………………"
DAY = (
    "Pada hari ini, {{ hari }}, tanggal {{ tanggal_kata }} ({{ tanggal_angka | utuh }}), "
    "bertempat di {{ tempat }}, "
)
CITED = (
    "{%% if %(one)s.oleh %%} {{ %(one)s.oleh }}{%% endif %%} Nomor {{ %(one)s.nomor }}"
    "{%% if %(one)s.tanggal %%} tanggal {{ %(one)s.tanggal }}{%% endif %%}"
)
CLOSING = "Demikian berita acara ini dibuat dalam rangkap 2 (dua) untuk dipergunakan sebagaimana mestinya."


def foot() -> str:
    """The code with the paper's identity, its number, the proposal it belongs to, and the page."""
    grey = {"size": 8, "color": GREY}
    line = (
        run(
            "{% if surat.nomor %}{{ surat.nomor }}   |   {% endif %}"
            "{% if usul %}Usul {{ usul }}   |   {% endif %}Halaman ",
            **grey,
        )
        + field("PAGE", **grey)
        + run(" dari ", **grey)
        + field("NUMPAGES", **grey)
    )
    return p(floating("rQr", "QR", width=1.75, height=1.75, up=0.75, number=2), line, left=2.1)


# -- pemindahan --------------------------------------------------------------------------------


def move() -> str:
    """The two heads and the list, no more."""
    opening = (
        "Pada hari ini, {{ hari }}, tanggal {{ tanggal_kata }} ({{ tanggal_angka | utuh }}), bertempat di {{ kantor.city }}, "
        "yang bertanda tangan di bawah ini:"
    )
    points = (
        "PIHAK KESATU memindahkan arsip inaktif sebanyak {{ jumlah }} sebagaimana tercantum dalam Daftar Arsip "
        "Inaktif yang Dipindahkan terlampir kepada PIHAK KEDUA, dan PIHAK KEDUA menerimanya.",
        "Sejak berita acara ini ditandatangani, penyimpanan dan pemeliharaan arsip tersebut menjadi tanggung jawab "
        "PIHAK KEDUA.",
    )
    return (
        letterhead()
        + record_title("BERITA ACARA", "PEMINDAHAN ARSIP INAKTIF")
        + body(opening, first=0)
        + p("", size=5)
        + _party("1.", "pengolah", "Kepala Unit Pengolah ({{ unit_pengolah }})", "PIHAK KESATU")
        + _party("2.", "kearsipan", "Kepala Unit Kearsipan", "PIHAK KEDUA")
        + body("menyatakan bahwa:", first=0)
        + _numbered(points)
        + _closing()
        + _signing(_pair(_signs("kearsipan", "PIHAK KEDUA"), _signs("pengolah", "PIHAK KESATU")))
        + _annex(
            "DAFTAR ARSIP INAKTIF YANG DIPINDAHKAN", last=("Boks", 2.3, "{{ satu.lokasi }}", "")
        )
    )


# -- usul --------------------------------------------------------------------------------------


def proposed_destruction() -> str:
    return _proposal(
        "untuk dimusnahkan, karena retensinya telah berakhir dan status akhirnya menurut Jadwal Retensi Arsip musnah",
        "Seluruh berkas itu telah ditutup, aturan retensinya telah dicocokkan dengan Jadwal Retensi Arsip, dan tidak "
        "satu pun sedang ditahan untuk perkara atau pemeriksaan.",
        "DAFTAR ARSIP USUL MUSNAH",
    )


def proposed_transfer() -> str:
    return _proposal(
        "untuk diserahkan kepada lembaga kearsipan daerah, karena retensinya telah berakhir dan status akhirnya "
        "menurut Jadwal Retensi Arsip permanen",
        "Seluruh berkas itu telah ditutup, aturan retensinya telah dicocokkan dengan Jadwal Retensi Arsip, dan tidak "
        "satu pun sedang ditahan untuk perkara atau pemeriksaan.",
        "DAFTAR ARSIP USUL SERAH",
    )


def _proposal(what: str, stands: str, listed: str) -> str:
    return (
        letterhead()
        + number_block()
        + addressee()
        + body(
            "Dalam rangka penyusutan arsip sebagaimana diatur dalam Undang-Undang Nomor 43 Tahun 2009 tentang "
            "Kearsipan, Peraturan Pemerintah Nomor 28 Tahun 2012, dan Peraturan Kepala Arsip Nasional Republik "
            "Indonesia Nomor 37 Tahun 2016 tentang Pedoman Penyusutan Arsip, bersama ini kami usulkan {{ jumlah }} "
            f"arsip inaktif sebagaimana tercantum dalam daftar terlampir {what}.",
            before=14,
        )
        + body(stands)
        + signed_ending(
            "Kami mohon Panitia Penilai Arsip menilai arsip tersebut dan memberikan pertimbangan tertulis berkas demi "
            "berkas, sebagai dasar permintaan persetujuan. Atas perhatiannya diucapkan terima kasih.",
        )
        + _annex(
            listed,
            last=(
                "Keterangan",
                2.7,
                "inaktif s.d. {{ satu.retensi | utuh }}"
                "{% if satu.lokasi %}; {{ satu.lokasi | utuh }}{% endif %}",
                "",
            ),
        )
    )


# -- pertimbangan ------------------------------------------------------------------------------


def opinion() -> str:
    """What the panel writes on, file by file. Nothing is decided on it beforehand."""
    blank = "{% if usulan %}Nomor {{ usulan.nomor }} tanggal {{ usulan.tanggal }}{% else %}usul {{ usul }}{% endif %}"
    member = "".join(
        row(
            Cell(p(f"{n}.", before=10)),
            Cell(p(LONG_BLANK, before=10)),
            Cell(p(what, before=10)),
            Cell(p("……………………", before=10)),
        )
        for n, what in enumerate(("Ketua", "Anggota", "Anggota", "Anggota", "Anggota"), start=1)
    )
    return (
        p("PANITIA PENILAI ARSIP", align="center", bold=True, keep_next=True)
        + p(
            "PERTIMBANGAN PANITIA PENILAI ARSIP",
            align="center",
            bold=True,
            before=10,
            keep_next=True,
        )
        + p(f"NOMOR {LONG_BLANK}", align="center", before=6, after=10)
        + body(
            f"Berdasarkan usul {{{{ kantor.name }}}} {blank}, Panitia Penilai Arsip telah menilai arsip "
            "yang diusulkan untuk {{ 'dimusnahkan' if jenis == 'pemusnahan' else 'diserahkan' }} sebanyak "
            "{{ jumlah }}, dari tanggal …………………… sampai dengan tanggal ……………………, dengan pertimbangan untuk setiap "
            "berkas sebagai berikut:",
            first=0,
        )
        + p("", size=6)
        + _list(
            ("No.", 1.0, "{{ satu.no }}.", "center"),
            ("Nomor berkas dan uraian", 0, "{{ satu.nomor }}: {{ satu.uraian }}", ""),
            ("Tahun", 2.0, "{{ satu.kurun }}", "center"),
            ("Jumlah", 1.5, "{{ satu.jumlah }} item", "center"),
            ("{{ 'Musnah' if jenis == 'pemusnahan' else 'Serah' }}", 1.6, "☐", "center"),
            ("Simpan", 1.6, "☐", "center"),
            ("Alasan", 3.0, "", ""),
        )
        + body("Beri tanda pada satu kotak di setiap baris.", first=0, keep_next=True)
        + in_one_piece(
            p(f"{LONG_BLANK}, tanggal {LONG_BLANK}", before=8, align="right")
            + table((0.9, 6.6, 3.0, PAGE.text_width - 10.5), [member], margins=0)
        )
        + AFTER_TABLE
    )


# -- pemusnahan, penyerahan --------------------------------------------------------------------


def destruction() -> str:
    opening = (
        DAY
        + "yang bertanda tangan di bawah ini, berdasarkan Jadwal Retensi Arsip, Peraturan Kepala Arsip Nasional "
        "Republik Indonesia Nomor 37 Tahun 2016 tentang Pedoman Penyusutan Arsip,"
        "{% if pertimbangan %} pertimbangan"
        + CITED % {"one": "pertimbangan"}
        + ",{% endif %} dan persetujuan"
        + CITED % {"one": "persetujuan"}
        + ", telah melaksanakan pemusnahan arsip sebanyak {{ jumlah }} "
        "({{ jumlah_item }} item) sebagaimana tercantum dalam Daftar Arsip yang Dimusnahkan terlampir, dengan cara:"
    )
    return (
        letterhead()
        + record_title("BERITA ACARA", "PEMUSNAHAN ARSIP")
        + body(opening, first=0)
        + _numbered(
            (
                "arsip kertas: {{ cara }};",
                "arsip elektronik: isinya ditimpa lalu dihapus dari arsip layanan beserta data pribadi di dalamnya; yang "
                "tetap disimpan hanya nomor, tanggal, sidik digital, dan persetujuannya.",
            )
        )
        + _copies("turut dimusnahkan")
        + _closing()
        + _signing(_heads(), _across("Saksi-saksi,"), _witnesses())
        + _annex(
            "DAFTAR ARSIP YANG DIMUSNAHKAN",
            last=(
                "Keterangan",
                2.7,
                "inaktif s.d. {{ satu.retensi | utuh }}"
                "{% if satu.lokasi %}; {{ satu.lokasi | utuh }}{% endif %}",
                "",
            ),
        )
    )


def transfer() -> str:
    opening = (
        DAY
        + "berdasarkan Jadwal Retensi Arsip, Peraturan Kepala Arsip Nasional Republik Indonesia Nomor 37 Tahun "
        "2016 tentang Pedoman Penyusutan Arsip,{% if pertimbangan %} pertimbangan"
        + CITED % {"one": "pertimbangan"}
        + ",{% endif %} dan persetujuan"
        + CITED % {"one": "persetujuan"}
        + ", yang bertanda tangan di bawah ini:"
    )
    points = (
        "PIHAK KESATU menyerahkan arsip statis sebanyak {{ jumlah }} ({{ jumlah_item }} item) sebagaimana tercantum "
        "dalam Daftar Arsip Statis yang Diserahkan terlampir kepada PIHAK KEDUA, dan PIHAK KEDUA menerimanya.",
        "Penyerahan dilaksanakan dengan cara: {{ cara }}.",
        "Sejak berita acara ini ditandatangani, pengelolaan arsip tersebut menjadi tanggung jawab PIHAK KEDUA.",
    )
    return (
        letterhead()
        + record_title("BERITA ACARA", "PENYERAHAN ARSIP STATIS")
        + body(opening, first=0)
        + p("", size=5)
        + _named("1.", "penandatangan", "penandatangan.jabatan_sendiri", "PIHAK KESATU")
        + _named("2.", "penerima", "penerima.jabatan", "PIHAK KEDUA")
        + body("menyatakan bahwa:", first=0)
        + _numbered(points)
        + _closing()
        + _signing(
            _pair(
                _signs("penerima", "PIHAK KEDUA", post="penerima.jabatan"),
                _signs("penandatangan", "PIHAK KESATU", post="penandatangan.jabatan"),
            ),
            _across("Mengetahui,"),
            _heads(),
            _across("Saksi-saksi,"),
            _witnesses(),
        )
        + _annex(
            "DAFTAR ARSIP STATIS YANG DISERAHKAN",
            last=(
                "Keterangan",
                2.7,
                "{{ satu.akses }}{% if satu.lokasi %}; {{ satu.lokasi | utuh }}{% endif %}",
                "",
            ),
        )
    )


def _copies(verb: str) -> str:
    """What became of copies outside of the archive: as it was told, or room to write it."""
    words = "Salinan di luar arsip ini (cadangan, surat elektronik): "
    return (
        tag("{%p if salinan %}")
        + p(words + "{{ salinan }}.", before=6, line=BODY_LINE, keep_next=True)
        + tag("{%p else %}")
        + p(f"{words}{LONG_BLANK} ({verb}/tidak ada)", before=6, line=BODY_LINE, keep_next=True)
        + tag("{%p endif %}")
    )


def _closing() -> str:
    """The closing words, which go to a further page with the signatures."""
    return body(CLOSING, first=0, keep_next=True)


def _heads() -> list[str]:
    return _pair(
        _signs("pengolah", "Kepala Unit Pengolah"), _signs("kearsipan", "Kepala Unit Kearsipan")
    )


def _witnesses() -> list[str]:
    return _pair(
        _signs("saksi_hukum", "Unsur hukum", post="saksi_hukum.jabatan"),
        _signs("saksi_pengawasan", "Unsur pengawasan", post="saksi_pengawasan.jabatan"),
    )


def _signing(*groups: list[str]) -> str:
    """All who sign, in one table whose rows keep together: LibreOffice tears nested tables apart."""
    rows = [one for group in groups for one in group]
    return table((HALF, HALF), rows, margins=0.1) + AFTER_TABLE


def _across(words: str) -> list[str]:
    return [row(Cell(p(words, before=8, **CENTRED), span=2))]


# -- parts -------------------------------------------------------------------------------------


def _party(number: str, one: str, called: str, side: str) -> str:
    """A head of unit as a party; what is not known of it is written by hand."""
    return facts(
        [
            *fact(f"{number} Nama", f"{{{{ {one}.nama or '{LONG_BLANK}' }}}}", keep_next=True),
            *fact("    NIP", f"{{{{ {one}.nip or '{LONG_BLANK}' }}}}", keep_next=True),
            *fact("    Jabatan", f"{{{{ {one}.jabatan or '{LONG_BLANK}' }}}}"),
            *fact("    Selaku", f"{called}, selanjutnya disebut {side}"),
        ],
        indent=0.6,
        label=3.0,
    )


def _named(number: str, one: str, post: str, side: str) -> str:
    return facts(
        [
            *fact(f"{number} Nama", f"{{{{ {one}.nama }}}}", keep_next=True),
            *fact("    NIP", f"{{{{ {one}.nip }}}}", when=f"{one}.nip"),
            *fact("    Jabatan", f"{{{{ {post} | jabatan }}}}"),
            *fact("    Selaku", side),
        ],
        indent=0.6,
        label=3.0,
    )


def _numbered(points: tuple[str, ...]) -> str:
    """Points; the last one goes to a further page with what follows it."""
    return "".join(
        p(
            f"{n}.",
            TAB,
            point,
            align="both",
            left=0.8,
            hanging=0.8,
            before=3,
            line=BODY_LINE,
            keep_next=n == len(points),
            keep_lines=True,
        )
        for n, point in enumerate(points, start=1)
    )


def _pair(left: tuple[str, str], right: tuple[str, str]) -> list[str]:
    """Two who sign side by side; names stand level however long a post is."""
    return [row(Cell(left[0]), Cell(right[0])), row(Cell(left[1]), Cell(right[1]))]


def _signs(one: str, called: str, *, post: str = "") -> tuple[str, str]:
    """What somebody is called, and below it room to sign and the name, or a line to write it on."""
    post = post or f"{one}.jabatan"
    above = (
        p(f"{called},", before=8, **CENTRED)
        + tag(f"{{%p if {post} %}}")
        + p(f"{{{{ {post} | jabatan }}}},", **CENTRED)
        + tag("{%p endif %}")
    )
    rank = (
        ""
        if one.startswith(("saksi", "penerima"))
        else (
            tag(f"{{%p if {one}.pangkat %}}")
            + p(f"{{{{ {one}.pangkat }}}}", **CENTRED)
            + tag("{%p endif %}")
        )
    )
    below = (
        p("", **CENTRED) * 4
        + tag(f"{{%p if {one}.nama %}}")
        + p(f"{{{{ {one}.nama }}}}", bold=True, underline=True, **CENTRED)
        + rank
        + tag(f"{{%p if {one}.nip %}}")
        + p(f"{{{{ ('NIP. ' ~ {one}.nip) | utuh }}}}", **CENTRED)
        + tag("{%p endif %}")
        + tag("{%p else %}")
        + p(f"({LONG_BLANK})", **CENTRED)
        + p("NIP. ……………………………", **CENTRED)
        + tag("{%p endif %}")
    )
    return above, below


def _annex(title: str, *, last: tuple[str, float, str, str]) -> str:
    of = [*fact("Nomor", "{{ surat.nomor }}"), *fact("Tanggal", "{{ surat.tanggal }}")]
    return (
        p("Lampiran {{ surat.judul }}", left=7.0, page_break=True, keep_next=True)
        + facts(of, indent=7.0, label=1.8)
        + p(title, bold=True, align="center", before=14, after=3, keep_next=True)
        + p("Unit Pengolah: {{ unit_pengolah }}", align="center", size=10, after=8, keep_next=True)
        + _list(
            ("No.", 1.0, "{{ satu.no }}.", "center"),
            ("Kode", 1.7, "{{ satu.kode }}", ""),
            ("Nomor berkas dan uraian", 0, "{{ satu.nomor }}: {{ satu.uraian }}", ""),
            ("Tahun", 1.9, "{{ satu.kurun }}", "center"),
            ("Jumlah", 1.5, "{{ satu.jumlah }} item", "center"),
            ("Tingkat perkembangan", 2.5, "{{ satu.tingkat }}", ""),
            last,
        )
    )


def _list(*columns: tuple[str, float, str, str]) -> str:
    """A list in smaller letters than a letter's; the column of width 0 takes what the others leave."""
    rest = PAGE.text_width - sum(width for _, width, *_ in columns)
    widths = [width or rest for _, width, *_ in columns]
    cell: dict[str, float] = {"before": 1.5, "after": 1.5, "size": LIST_SIZE}
    heads = [Cell(p(name, bold=True, align="center", **cell)) for name, *_ in columns]
    values = [Cell(p(value, align=align, **cell)) for _, _, value, align in columns]
    return (
        table(
            widths,
            [
                row(*heads, header=True, shade="EDEDED"),
                tag_row("{%tr for satu in berkas %}", len(columns)),
                row(*values),
                tag_row("{%tr endfor %}", len(columns)),
            ],
            borders=True,
            margins=0.12,
        )
        + AFTER_TABLE
    )
