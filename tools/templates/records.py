"""Berita acara: the agreement, the handover to the shelter, the way out of it."""

from tools.templates.parts import (
    AFTER_TABLE,
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
    points,
    record_title,
)
from tools.templates.signing import party_signatures
from tools.templates.word import p, tag

FIRST, SECOND = (f"PIHAK\N{NO-BREAK SPACE}{name}" for name in ("KESATU", "KEDUA"))
TO_FILL_IN = "………………………………"
OPENING_WORDS = (
    "Pada hari ini, {{ %s.tanggal | hari }}, tanggal {{ %s.tanggal | tanggal_kata }} "
    "({{ %s.tanggal | tanggal_angka | utuh }})%s, bertempat di {{ %s.tempat }}, kami yang bertanda tangan "
    "di bawah ini:"
)


def _told_or_by_hand(label: str, path: str, key: str, *, kin: bool) -> list[str]:
    """A row for what is known of a party; whoever receives a child, and is of no agency, writes in the rest."""
    answer = f"{path}.{key}"
    if not kin:
        return fact(label, f"{{{{ {answer} }}}}", when=answer)
    return fact(
        label,
        f"{{{{ {answer} or '{TO_FILL_IN}' }}}}",
        when=f"{answer} or (perkara.anak and not {path}.instansi)",
    )


def _party(path: str, title: str, *, note: str = "", kin: bool = False) -> str:
    """A party with what is known of it, for whom it acts, and what it is called from there on.

    `kin` may be a relative of the client, or somebody of an agency.
    """
    is_known_better = kin or not note
    rows = [
        *fact("Nama", f"{{{{ {path}.nama }}}}", keep_next=True),
        *fact("NIP", f"{{{{ {path}.nip | utuh }}}}", when=f"{path}.nip"),
    ]
    if is_known_better:
        rows += _told_or_by_hand("NIK", path, "nik", kin=kin)
    rows += [
        *fact("Pangkat/golongan", f"{{{{ {path}.pangkat }}}}", when=f"{path}.pangkat"),
        *fact("Jabatan", f"{{{{ {path}.jabatan }}}}", when=f"{path}.jabatan"),
    ]
    if kin:
        rows += [
            *fact("Hubungan dengan klien", f"{{{{ {path}.hubungan }}}}", when=f"{path}.hubungan"),
            *fact(
                "Identitas yang ditunjukkan",
                f"{{{{ {path}.identitas or '{TO_FILL_IN}' }}}}",
                when=f"{path}.identitas or perkara.anak",
            ),
        ]
    if is_known_better:
        rows += fact("Instansi", f"{{{{ {path}.instansi }}}}", when=f"{path}.instansi")
        rows += _told_or_by_hand("Alamat", path, "alamat", kin=kin)
    if kin:
        rows += _told_or_by_hand("Telepon", path, "telepon", kin=kin)
    # Whoever signs with a post at an office acts for that office; others only where they said so.
    acting = (
        f"{{% if {path}.bertindak_untuk or ({path}.jabatan and {path}.instansi) %}}bertindak untuk dan "
        f"atas nama {{{{ {path}.bertindak_untuk or {path}.instansi }}}}, {{% endif %}}"
    )
    called = p(f"{note}{'' if note else acting}selanjutnya disebut {title};", left=0.8, after=4)
    label = 5.2 if kin else 3.8
    return in_one_piece(facts(rows, indent=0.8, label=label) + called) + AFTER_TABLE


def agreement() -> str:
    """Berita acara kesepakatan antar dinas, reached or not, for two to twelve parties."""
    about = (
        "{{ para_pihak }} telah membahas kasus atas nama klien {{ orang.nama }}"
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
    last_words = (
        points("kesepakatan.butir", part="[-2:]")
        + _what_follows()
        + body(closing, keep_next=True, first=0)
        + tag("{%p if surat.meterai %}")
        + p(
            "Dibubuhi meterai {{ surat.meterai }} pada tanda tangan para pihak.",
            size=10,
            before=4,
            keep_next=True,
        )
        + tag("{%p endif %}")
        + p("", size=6, keep_next=True)
    )
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
        + points("kesepakatan.butir", part="[:-2]")
        + party_signatures("kesepakatan.pihak", saksi="kesepakatan.saksi", lead=last_words)
        + AFTER_TABLE
        + client_list("jenis_kelamin")
    )


def _what_follows() -> str:
    """The sum agreed upon, what happens on default, who watches over it, and the next step."""
    return (
        tag("{%p if kesepakatan.nilai is not none %}")
        + body("Nilai yang disepakati: {{ kesepakatan.nilai | rupiah_kata | kalimat }}", first=0)
        + tag("{%p endif %}")
        + tag("{%p if kesepakatan.bila_ingkar %}")
        + body(
            "Apabila kesepakatan ini tidak dilaksanakan: "
            "{{ kesepakatan.bila_ingkar | nilai_kata | kalimat }}",
            first=0,
        )
        + tag("{%p endif %}")
        + tag("{%p if kesepakatan.pengawas %}")
        + body(
            "Pelaksanaan kesepakatan ini diawasi oleh {{ kesepakatan.pengawas | kalimat }}", first=0
        )
        + tag("{%p endif %}")
        + tag("{%p if kesepakatan.langkah_berikut %}")
        + body(
            "Langkah selanjutnya: {{ kesepakatan.langkah_berikut | nilai_kata | kalimat }}", first=0
        )
        + tag("{%p elif not kesepakatan.tercapai %}")
        + body(
            "Selanjutnya penanganan klien dikoordinasikan kembali dengan dinas yang membidangi "
            "ketenagakerjaan sesuai dengan Standar Operasional Prosedur Nomor {{ sop.nomor | utuh }}.",
            first=0,
        )
        + tag("{%p endif %}")
    )


BELONGINGS = grid(
    [
        ("No.", 1.0, "{{ loop.index }}.", "center"),
        ("Nama barang", 4.4, "{{ barang.nama | nilai_kata }}", ""),
        ("Jumlah", 3.6, "{{ barang.jumlah | jumlah_barang(barang.nama) }}", "center"),
        ("Pemilik", 3.2, "{{ barang.pemilik }}", ""),
        ("Keterangan", PAGE.text_width - 12.2, "{{ barang.keterangan | nilai_kata }}", ""),
    ],
    "for barang in serah_terima.barang",
)
CONDITIONS = grid(
    [
        ("No.", 1.0, "{{ loop.index }}.", "center"),
        ("Nama", 6.0, "{{ satu.nama }}", ""),
        ("Kondisi", PAGE.text_width - 7.0, "{{ satu.kondisi }}", ""),
    ],
    "for satu in serah_terima.kondisi_orang",
)
CASH = fact(
    "Uang tunai", "{{ serah_terima.uang | rupiah_kata }}", when="serah_terima.uang is not none"
)
HANDED_OVER = (
    f"{FIRST} menyerahkan kepada {SECOND}, dan {SECOND} menerima dari {FIRST}, klien Pekerja Migran "
    "Bermasalah Sosial (PMBS){% if orang.jumlah_lainnya %} beserta "
    "{{ orang.jumlah_lainnya | rangkap }} orang lainnya{% endif %}"
)
CLOSING = (
    "Demikian Berita Acara Serah Terima ini dibuat dengan sebenarnya dalam rangkap "
    "{{ surat.rangkap | rangkap }} untuk dipergunakan sebagaimana mestinya."
)


SHORT_LIST = 6


def _listed(rows: str, words: str, listed: str) -> str:
    """A list with the words that introduce it, where there is something in it; a short one is not torn."""
    whole = body(words, keep_next=True, first=0) + p("", size=4, keep_next=True) + listed
    return (
        tag(f"{{%p if {rows} and {rows} | length > {SHORT_LIST} %}}")
        + whole
        + tag(f"{{%p elif {rows} %}}")
        + in_one_piece(whole)
        + AFTER_TABLE
        + tag("{%p endif %}")
    )


def handover() -> str:
    """Berita acara serah terima klien ke shelter: condition, belongings, witnesses."""
    last_words = (
        body(
            "Dengan menandatangani Berita Acara ini klien menyatakan "
            "{% if serah_terima.barang or serah_terima.uang %}bahwa yang dicatat di atas sesuai "
            "dengan yang dibawanya, dan bahwa ia {% endif %}telah diberi tahu tata tertib "
            "shelter/rumah singgah.",
            first=0,
        )
        + body(CLOSING, first=0)
        + p("", size=6)
    )
    hour = "{% if serah_terima.pukul %}, pukul {{ serah_terima.pukul }}{% endif %}"
    return (
        letterhead()
        + record_title(
            "BERITA ACARA SERAH TERIMA",
            "KLIEN PEKERJA MIGRAN BERMASALAH SOSIAL (PMBS)",
            "KE SHELTER/RUMAH SINGGAH",
        )
        + body(
            OPENING_WORDS % (*["serah_terima"] * 3, hour, "serah_terima"), keep_next=True, first=0
        )
        + p("", size=4, keep_next=True)
        + _party("serah_terima.menyerahkan", FIRST, note="yang menyerahkan klien, ")
        + _party("serah_terima.menerima", SECOND, note="yang menerima klien, ")
        + body(
            f"{HANDED_OVER} dengan identitas dan keadaan sebagai berikut:", keep_next=True, first=0
        )
        + p("", size=4, keep_next=True)
        + facts(
            [
                *client_facts(),
                *fact("Kondisi klien", "{{ serah_terima.kondisi }}", when="serah_terima.kondisi"),
                *fact(
                    "Dokumen", "{{ serah_terima.dokumen | gabung }}", when="serah_terima.dokumen"
                ),
                *fact("Obat-obatan", "{{ serah_terima.obat }}", when="serah_terima.obat"),
                *CASH,
                *fact(
                    "Batas tinggal",
                    "{{ serah_terima.batas_tinggal }}{% if hari_terakhir %} (sampai dengan "
                    "{{ hari_terakhir | hari }}, {{ hari_terakhir }}){% endif %}",
                    when="serah_terima.batas_tinggal",
                ),
                *fact(
                    "Keluarga yang dapat dihubungi",
                    "{{ serah_terima.kontak_keluarga }}",
                    when="serah_terima.kontak_keluarga",
                ),
            ],
            indent=0.8,
            label=5.0,
        )
        + _listed(
            "rombongan",
            "Orang lain yang turut diserahterimakan:",
            people(
                "rombongan",
                ("nama", "jenis_kelamin", "umur", "nik", "keterangan"),
                with_client=False,
            ),
        )
        + _listed("serah_terima.kondisi_orang", "Kondisi setiap orang:", CONDITIONS)
        + _listed("serah_terima.barang", "Barang bawaan yang diserahterimakan:", BELONGINGS)
        + body(
            "Sejak ditandatanganinya Berita Acara ini, pelayanan dan pengawasan klien selama "
            f"berada di shelter/rumah singgah menjadi tanggung jawab {SECOND}.",
            first=0,
        )
        + party_signatures(
            "[serah_terima.menyerahkan, serah_terima.menerima, klien]",
            saksi="serah_terima.saksi",
            last="Klien",
            lead=last_words,
        )
        + AFTER_TABLE
    )


def leaving() -> str:
    """Berita acara keluar shelter: the client goes to the family, or to another agency."""
    last_words = (
        body(
            "Sejak ditandatanganinya Berita Acara ini, "
            "{% if penerima.keluarga %}perawatan dan pengawasan klien kembali menjadi tanggung jawab "
            f"keluarga, dalam hal ini {SECOND}."
            "{% else %}penanganan klien selanjutnya menjadi tanggung jawab "
            f"{SECOND}.{{% endif %}}",
            first=0,
        )
        + tag("{%p if serah_terima.barang or serah_terima.dokumen or serah_terima.uang %}")
        + body(
            "Dengan menandatangani Berita Acara ini klien menyatakan telah menerima kembali apa yang "
            "dicatat di atas.",
            first=0,
        )
        + tag("{%p endif %}")
        + tag("{%p if perkara.anak and not keluar_shelter.saksi %}")
        + p("Saksi dari kelurahan/desa:", before=6, keep_next=True)
        + p(f"Nama {TO_FILL_IN} Tanda tangan {TO_FILL_IN}", before=6)
        + tag("{%p endif %}")
        + body(CLOSING, first=0)
        + p("", size=6)
    )
    opening = (
        "Pada hari ini, {{ keluar_shelter.tanggal | hari }}, tanggal "
        "{{ keluar_shelter.tanggal | tanggal_kata }} ({{ keluar_shelter.tanggal | tanggal_angka | utuh }})"
        ", kami yang bertanda tangan di bawah ini:"
    )
    return (
        letterhead()
        + record_title(
            "BERITA ACARA SERAH TERIMA",
            "KLIEN PEKERJA MIGRAN BERMASALAH SOSIAL (PMBS)",
            "KELUAR DARI SHELTER/RUMAH SINGGAH{% if penerima.keluarga %} KEPADA KELUARGA{% endif %}",
        )
        + body(opening, keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + _party("penyerah", FIRST, note="yang menyerahkan klien, ")
        + _party("penerima", SECOND, note="yang menerima klien, ", kin=True)
        + body(
            f"{HANDED_OVER} yang keluar dari shelter/rumah singgah, "
            "dengan identitas dan keterangan sebagai berikut:",
            keep_next=True,
            first=0,
        )
        + p("", size=4, keep_next=True)
        + facts(
            [
                *client_facts(),
                *fact(
                    "Shelter/rumah singgah", "{{ serah_terima.tempat }}", when="serah_terima.tempat"
                ),
                *fact("Alasan keluar", "{{ keluar_shelter.alasan }}"),
                *fact(
                    "Uang tunai saat masuk",
                    "{{ serah_terima.uang | rupiah_kata }}",
                    when="serah_terima.uang is not none",
                ),
            ],
            indent=0.8,
            label=5.0,
        )
        + _listed(
            "rombongan",
            "Orang lain yang turut diserahterimakan:",
            people("rombongan", ("nama", "jenis_kelamin", "umur"), with_client=False),
        )
        + _listed(
            "serah_terima.barang",
            "Barang bawaan yang tercatat pada saat masuk shelter:",
            BELONGINGS,
        )
        + tag("{%p if serah_terima.dokumen %}")
        + body(
            "Dokumen klien yang tercatat pada saat masuk shelter: {{ serah_terima.dokumen | gabung | kalimat }}",
            first=0,
        )
        + tag("{%p endif %}")
        + party_signatures(
            "[penyerah, penerima, klien]",
            saksi="keluar_shelter.saksi",
            last="Klien",
            lead=last_words,
        )
        + AFTER_TABLE
    )
