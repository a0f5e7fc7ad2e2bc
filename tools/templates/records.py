"""Berita acara: the agreement, the handover to the shelter, the way out of it."""

from tools.templates.parts import (
    AFTER_TABLE,
    BODY_LINE,
    PAGE,
    body,
    client_facts,
    client_list,
    fact,
    facts,
    grid,
    in_one_piece,
    letterhead,
    people,
    record_title,
)
from tools.templates.signing import party_signatures
from tools.templates.word import Cell, p, row, table, tag, tag_row

FIRST, SECOND = (f"PIHAK\N{NO-BREAK SPACE}{name}" for name in ("KESATU", "KEDUA"))
OPENING_WORDS = (
    "Pada hari ini, {{ %s.tanggal | hari }}, tanggal {{ %s.tanggal | tanggal_kata }} "
    "({{ %s.tanggal | tanggal_angka }})%s, bertempat di {{ %s.tempat }}, kami yang bertanda tangan "
    "di bawah ini:"
)


def _party(path: str, title: str, *, note: str = "", kin: bool = False) -> str:
    """A party with what is known of it, and what it is called from there on.

    `kin` may be a relative of the client, or somebody of an agency.
    """
    rows = [
        *fact("Nama", f"{{{{ {path}.nama }}}}", keep_next=True),
        *fact("NIP", f"{{{{ {path}.nip | utuh }}}}", when=f"{path}.nip"),
        *fact("Pangkat/golongan", f"{{{{ {path}.pangkat }}}}", when=f"{path}.pangkat"),
        *fact("Jabatan", f"{{{{ {path}.jabatan }}}}", when=f"{path}.jabatan"),
    ]
    if kin:
        rows += fact("Hubungan dengan klien", f"{{{{ {path}.hubungan }}}}",
                     when=f"{path}.hubungan")  # fmt: skip
    if kin or not note:
        rows += fact("Instansi", f"{{{{ {path}.instansi }}}}", when=f"{path}.instansi")
    called = p(f"{note}selanjutnya disebut {title};", left=0.8, after=4)
    label = 4.8 if kin else 3.8
    return in_one_piece(facts(rows, indent=0.8, label=label) + called) + AFTER_TABLE


def agreement() -> str:
    """Berita acara kesepakatan antar dinas, reached or not, for two to twelve parties."""
    about = (
        "{{ para_pihak }} telah melaksanakan temu bahas kasus atas nama klien {{ orang.nama }}"
        "{% if rombongan %} (daftar terlampir){% endif %}"
        "{% if orang.masalah %} mengenai {{ orang.masalah }}{% endif %}"
        "{% if kesepakatan.tercapai %}, serta menyepakati hal-hal sebagai berikut:"
        "{% else %}, tetapi belum mencapai kesepakatan, dengan pokok-pokok pembahasan sebagai "
        "berikut:{% endif %}"
    )
    closing = (
        "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap {{ surat.rangkap | "
        "rangkap }} untuk dipergunakan sebagaimana mestinya."
    )
    points = table((0.8, PAGE.text_width - 0.8), [
        tag_row("{%tr for butir in kesepakatan.butir %}", 2),
        row(Cell(p("{{ loop.index }}.", line=BODY_LINE)),
            Cell(p("{{ butir | kalimat }}", align="both", line=BODY_LINE, after=3)), split=True),
        tag_row("{%tr endfor %}", 2),
    ], margins=0)  # fmt: skip
    return (
        letterhead()
        + record_title(
            "BERITA ACARA{% if not kesepakatan.tercapai %} TIDAK TERCAPAINYA{% endif %} "
            "KESEPAKATAN ANTAR DINAS",
            "TENTANG PENANGANAN PEKERJA MIGRAN BERMASALAH SOSIAL (PMBS)",
        )
        + body(OPENING_WORDS % (*["kesepakatan"] * 3, "", "kesepakatan"), keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + tag("{%p for satu in kesepakatan.pihak %}")
        + _party("satu", "{{ loop.index | pihak_ke }}")
        + tag("{%p endfor %}")
        + body(about, keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + points
        + body(closing, keep_next=True, first=0)
        + p("", size=6, keep_next=True)
        + party_signatures("kesepakatan.pihak", saksi="kesepakatan.saksi")
        + AFTER_TABLE
        + client_list()
    )


BELONGINGS = grid([
    ("No.", 1.0, "{{ loop.index }}.", "center"),
    ("Nama barang", 6.6, "{{ barang.nama }}", ""),
    ("Jumlah", 2.8, "{{ barang.jumlah }}", "center"),
    ("Keterangan", PAGE.text_width - 10.4, "{{ barang.keterangan }}", ""),
], "for barang in serah_terima.barang")  # fmt: skip
HANDED_OVER = (
    f"{FIRST} menyerahkan kepada {SECOND}, dan {SECOND} menerima dari {FIRST}, klien Pekerja Migran "
    "Bermasalah Sosial (PMBS){% if orang.jumlah_lainnya %} beserta "
    "{{ orang.jumlah_lainnya | rangkap }} orang lainnya{% endif %}"
)
CLOSING = (
    "Demikian Berita Acara Serah Terima ini dibuat dengan sebenarnya dalam rangkap "
    "{{ surat.rangkap | rangkap }} untuk dipergunakan sebagaimana mestinya."
)


def _listed(condition: str, words: str, listed: str) -> str:
    """A list with the words that introduce it, where there is something in it."""
    return (
        tag(f"{{%p if {condition} %}}")
        + body(words, keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + listed
        + tag("{%p endif %}")
    )


def handover() -> str:
    """Berita acara serah terima klien ke shelter: condition, belongings, witnesses."""
    hour = "{% if serah_terima.pukul %}, pukul {{ serah_terima.pukul }}{% endif %}"
    return (
        letterhead()
        + record_title(
            "BERITA ACARA SERAH TERIMA", "KLIEN PEKERJA MIGRAN BERMASALAH SOSIAL (PMBS)",
            "KE SHELTER/RUMAH SINGGAH",
        )
        + body(OPENING_WORDS % (*["serah_terima"] * 3, hour, "serah_terima"),
               keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + _party("serah_terima.menyerahkan", FIRST, note="yang menyerahkan klien, ")
        + _party("serah_terima.menerima", SECOND, note="yang menerima klien, ")
        + body(f"{HANDED_OVER} dengan identitas dan keadaan sebagai berikut:",
               keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + facts([
            *client_facts(),
            *fact("Kondisi klien", "{{ serah_terima.kondisi }}", when="serah_terima.kondisi"),
            *fact("Dokumen", "{{ serah_terima.dokumen | gabung }}",
                  when="serah_terima.dokumen"),
            *fact("Obat-obatan", "{{ serah_terima.obat }}", when="serah_terima.obat"),
            *fact("Batas tinggal", "{{ serah_terima.batas_tinggal }}",
                  when="serah_terima.batas_tinggal"),
        ], indent=0.8, label=5.0)
        + _listed("rombongan", "Orang lain yang turut diserahterimakan:",
                  people("rombongan", with_client=False))
        + _listed("serah_terima.barang", "Barang bawaan klien yang diserahterimakan:", BELONGINGS)
        + body(
            "Sejak ditandatanganinya Berita Acara ini, pelayanan dan pengawasan klien selama "
            f"berada di shelter/rumah singgah menjadi tanggung jawab {SECOND}.",
            first=0,
        )
        + body(CLOSING, keep_next=True, first=0)
        + p("", size=6, keep_next=True)
        + party_signatures("[serah_terima.menyerahkan, serah_terima.menerima]",
                           saksi="serah_terima.saksi")
        + AFTER_TABLE
    )  # fmt: skip


def leaving() -> str:
    """Berita acara keluar shelter: the client goes to the family, or to another agency."""
    opening = (
        "Pada hari ini, {{ keluar_shelter.tanggal | hari }}, tanggal "
        "{{ keluar_shelter.tanggal | tanggal_kata }} ({{ keluar_shelter.tanggal | tanggal_angka }})"
        "{% if serah_terima.tempat %}, bertempat di {{ serah_terima.tempat }}{% endif %}, kami yang "
        "bertanda tangan di bawah ini:"
    )
    return (
        letterhead()
        + record_title(
            "BERITA ACARA SERAH TERIMA", "KLIEN PEKERJA MIGRAN BERMASALAH SOSIAL (PMBS)",
            "KELUAR DARI SHELTER/RUMAH SINGGAH{% if penerima.keluarga %} KEPADA KELUARGA{% endif %}",
        )
        + body(opening, keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + _party("penyerah", FIRST, note="yang menyerahkan klien, ")
        + _party("penerima", SECOND, note="yang menerima klien, ", kin=True)
        + body(f"{HANDED_OVER} yang telah selesai memperoleh pelayanan di shelter/rumah singgah, "
               "dengan identitas dan keterangan sebagai berikut:", keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + facts([
            *client_facts(),
            *fact("Alasan keluar", "{{ keluar_shelter.alasan }}"),
        ], indent=0.8, label=5.0)
        + _listed("rombongan", "Orang lain yang turut diserahterimakan:",
                  people("rombongan", with_client=False))
        + _listed("serah_terima.barang", "Barang bawaan klien yang diserahkan kembali:", BELONGINGS)
        + tag("{%p if serah_terima.dokumen %}")
        + body("Dokumen klien yang diserahkan kembali: {{ serah_terima.dokumen | gabung | kalimat }}",
               first=0)
        + tag("{%p endif %}")
        + body(
            "Sejak ditandatanganinya Berita Acara ini, "
            "{% if penerima.keluarga %}perawatan dan pengawasan klien kembali menjadi tanggung jawab "
            f"keluarga, dalam hal ini {SECOND}."
            "{% else %}penanganan klien selanjutnya menjadi tanggung jawab "
            f"{SECOND}.{{% endif %}}",
            first=0,
        )
        + body(CLOSING, keep_next=True, first=0)
        + p("", size=6, keep_next=True)
        + party_signatures("[penyerah, penerima]", saksi="keluar_shelter.saksi")
        + AFTER_TABLE
    )  # fmt: skip
