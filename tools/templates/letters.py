"""The four letters of the SOP's main way, as Word templates."""

from tools.templates.parts import (
    AFTER_TABLE,
    BODY_LINE,
    PAGE,
    TAB,
    addressee,
    appended,
    at_place,
    body,
    client_facts,
    fact,
    facts,
    grid,
    in_one_piece,
    letterhead,
    number_block,
    numbered,
    party_signatures,
    people,
    record_title,
    signed_ending,
)
from tools.templates.word import Cell, p, row, table, tag, tag_row

THANKS = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih."


def coordination_letter() -> str:
    """Surat koordinasi to Disperinaker."""
    opening = (
        "Bersama ini disampaikan bahwa {% if tanggal %}pada tanggal {{ tanggal }} {% endif %}kami "
        "telah menerima pengaduan "
        "{% if sumber_rujukan and sumber_rujukan | lower != 'datang sendiri' %}melalui "
        "{{ sumber_rujukan }} {% if nomor_surat_rujukan %}dengan surat Nomor "
        "{{ nomor_surat_rujukan }} {% if tanggal_surat_rujukan %}tanggal "
        "{{ tanggal_surat_rujukan }} {% endif %}{% endif %}{% endif %}dari klien Pekerja Migran "
        "Bermasalah Sosial (PMBS)"
        "{% if orang.jumlah_lainnya %} beserta {{ orang.jumlah_lainnya | rangkap }} orang lainnya "
        "(daftar terlampir),{% endif %} dengan data sebagai berikut:"
    )
    work = [
        *fact("Pekerjaan", "{{ pekerjaan.jenis_pekerjaan }}", when="pekerjaan.jenis_pekerjaan"),
        *fact("Perusahaan/majikan",
              "{{ pekerjaan.perusahaan }}{% if pekerjaan.alamat_perusahaan %}, "
              "{{ pekerjaan.alamat_perusahaan }}{% endif %}", when="pekerjaan.perusahaan"),
        *fact("Kontak perusahaan", "{{ pekerjaan.kontak_perusahaan }}",
              when="pekerjaan.kontak_perusahaan"),
        *fact("Pihak ketiga/perekrut", "{{ pekerjaan.pihak_ketiga }}",
              when="pekerjaan.pihak_ketiga and pekerjaan.perusahaan"),
        *fact("Masa kerja",
              "{% if pekerjaan.mulai %}{% if not pekerjaan.berhenti %}mulai {% endif %}"
              "{{ pekerjaan.mulai }}{% endif %}"
              "{% if pekerjaan.mulai and pekerjaan.berhenti %} sampai dengan {% endif %}"
              "{% if pekerjaan.berhenti %}{% if not pekerjaan.mulai %}berhenti {% endif %}"
              "{{ pekerjaan.berhenti }}{% endif %}",
              when="pekerjaan.mulai or pekerjaan.berhenti"),
        *fact("Upah dijanjikan", "{{ pekerjaan.upah_dijanjikan | rupiah }}",
              when="pekerjaan.upah_dijanjikan is not none"),
        *fact("Upah diterima", "{{ pekerjaan.upah_diterima | rupiah }}",
              when="pekerjaan.upah_diterima is not none"),
        *fact("Tunggakan upah", "{{ pekerjaan.tunggakan_upah | rupiah_kata }}",
              when="pekerjaan.tunggakan_upah"),
        *fact("Surat kontrak kerja", "{{ 'ada' if pekerjaan.surat_kontrak else 'tidak ada' }}",
              when="pekerjaan.surat_kontrak is not none"),
        *fact("Dokumen ditahan oleh", "{{ klien.dokumen_ditahan_oleh }}",
              when="klien.dokumen_ditahan_oleh"),
    ]  # fmt: skip
    no_employer = (
        "Klien tidak mengetahui nama perusahaan atau pemilik tempat bekerja"
        "{% if pekerjaan.pihak_ketiga %} karena bekerja melalui pihak ketiga, yaitu "
        "{{ pekerjaan.pihak_ketiga }}{% endif %}."
    )
    request = (
        "Sehubungan dengan hal tersebut, kami mohon kiranya Saudara dapat memfasilitasi koordinasi "
        "dan penyelesaian permasalahan ketenagakerjaan klien dimaksud sesuai dengan tugas dan "
        "kewenangan Saudara."
        "{% if petugas.nama %} Dalam proses tersebut klien didampingi oleh petugas kami, "
        "{{ petugas.nama }}{% if petugas.jabatan %}, {{ petugas.jabatan }}{% endif %}.{% endif %}"
    )
    return (
        letterhead()
        + number_block()
        + addressee()
        + body(opening, before=10, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts([*client_facts(), *work])
        + body(
            "Adapun permasalahan yang disampaikan klien"
            "{% if orang.masalah %}, yaitu {{ orang.masalah }},{% endif %} adalah sebagai berikut:",
            keep_next=True,
        )
        + tag("{%p for alinea in permasalahan.uraian | alinea %}")
        + body("{{ alinea }}", before=4)
        + tag("{%p endfor %}")
        + tag("{%p if pekerjaan and not pekerjaan.perusahaan %}")
        + body(no_employer, before=4)
        + tag("{%p endif %}")
        + tag("{%p if permasalahan.harapan %}")
        + body("Klien mengharapkan: {{ permasalahan.harapan | kalimat }}", before=4)
        + tag("{%p endif %}")
        + tag("{%p if lampiran %}")
        + body(
            "Sebagai bahan pertimbangan, bersama surat ini kami lampirkan salinan "
            "{{ lampiran | gabung }}.",
            before=4,
        )
        + tag("{%p endif %}")
        + body(request)
        + signed_ending(THANKS)
        + appended("rombongan", "DAFTAR KLIEN", people("rombongan", with_client=True) + AFTER_TABLE)
    )


def invitation() -> str:
    """Undangan temu bahas kasus: one guest, several, or a list on a page of its own."""
    opening = (
        "Menindaklanjuti pengaduan klien Pekerja Migran Bermasalah Sosial (PMBS) atas nama "
        "{{ orang.nama }}{% if orang.masalah %} mengenai {{ orang.masalah }}{% endif %}, dengan "
        "hormat kami mengundang Bapak/Ibu untuk menghadiri temu bahas kasus yang akan "
        "dilaksanakan pada:"
    )
    closing = (
        "Mengingat pentingnya acara tersebut, kami mengharapkan kehadiran Bapak/Ibu tepat pada "
        "waktunya. Demikian disampaikan, atas perhatian dan kehadiran Bapak/Ibu diucapkan terima "
        "kasih."
    )
    # Guests of several places are invited "di tempat"; the address book knows only its own.
    to_many = (
        tag("{%p if undangan.terlampir %}")
        + p("Yth.", TAB, "Bapak/Ibu (daftar terlampir)", before=10, left=1.0, hanging=1.0)
        + at_place("TEMPAT")
        + tag("{%p elif undangan.singkat | length > 1 %}")
        + p("", size=10)
        + tag("{%p for tamu in undangan.singkat %}")
        + p("{% if loop.first %}Yth.{% endif %}", TAB, "{{ loop.index }}.", TAB, "{{ tamu }}",
            left=1.7, hanging=1.7, tabs=(1.0,))
        + tag("{%p endfor %}")
        + at_place("TEMPAT")
        + tag("{%p elif undangan.singkat %}")
        + p("Yth.", TAB, "{{ undangan.singkat[0] }}", before=10, left=1.0, hanging=1.0)
        + at_place("TEMPAT")
        + tag("{%p else %}")
        + addressee()
        + tag("{%p endif %}")
    )  # fmt: skip
    listed = appended(
        "undangan.terlampir",
        "DAFTAR UNDANGAN",
        tag("{%p for tamu in undangan.terlampir %}")
        + numbered("{{ tamu }}", left=1.0, line=BODY_LINE)
        + tag("{%p endfor %}"),
    )
    return (
        letterhead()
        + number_block()
        + to_many
        + body(opening, before=10, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts(
            [
                *fact("hari/tanggal", "{{ temu_bahas.tanggal | hari }}, {{ temu_bahas.tanggal }}"),
                *fact("pukul", "{{ temu_bahas.pukul }} s.d. selesai"),
                *fact("tempat", "{{ temu_bahas.tempat }}"),
                *fact("acara", "{{ temu_bahas.acara or 'Temu bahas kasus klien PMBS' }}"),
            ],
            label=3.2,
        )
        + AFTER_TABLE
        + signed_ending(closing)
        + listed
    )


OPENING_WORDS = (
    "Pada hari ini, {{ %s.tanggal | hari }}, tanggal {{ %s.tanggal | tanggal_kata }} "
    "({{ %s.tanggal | tanggal_angka }})%s, bertempat di {{ %s.tempat }}, kami yang bertanda tangan "
    "di bawah ini:"
)


def _party(path: str, title: str, *, note: str = "") -> str:
    """A party with what is known of it, and what it is called from there on."""
    rows = [
        *fact("Nama", f"{{{{ {path}.nama }}}}", keep_next=True),
        *fact("NIP", f"{{{{ {path}.nip | utuh }}}}", when=f"{path}.nip"),
        *fact("Pangkat/golongan", f"{{{{ {path}.pangkat }}}}", when=f"{path}.pangkat"),
        *fact("Jabatan", f"{{{{ {path}.jabatan }}}}", when=f"{path}.jabatan"),
    ]
    if not note:
        rows += fact("Instansi", f"{{{{ {path}.instansi }}}}", when=f"{path}.instansi")
    called = p(f"{note}selanjutnya disebut {title};", left=0.8, after=4)
    return in_one_piece(facts(rows, indent=0.8, label=3.8) + called) + AFTER_TABLE


def agreement() -> str:
    """Berita acara kesepakatan antar dinas, reached or not, for two to twelve parties."""
    about = (
        "{{ para_pihak }} telah melaksanakan temu bahas kasus atas nama klien {{ orang.nama }}"
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
    )


def handover() -> str:
    """Berita acara serah terima klien ke shelter: condition, belongings, witnesses."""
    goods = grid([
        ("No.", 1.0, "{{ loop.index }}.", "center"),
        ("Nama barang", 6.6, "{{ barang.nama }}", ""),
        ("Jumlah", 2.8, "{{ barang.jumlah }}", "center"),
        ("Keterangan", PAGE.text_width - 10.4, "{{ barang.keterangan }}", ""),
    ], "for barang in serah_terima.barang")  # fmt: skip
    closing = (
        "Demikian Berita Acara Serah Terima ini dibuat dengan sebenarnya dalam rangkap "
        "{{ surat.rangkap | rangkap }} untuk dipergunakan sebagaimana mestinya."
    )
    return (
        letterhead()
        + record_title(
            "BERITA ACARA SERAH TERIMA", "KLIEN PEKERJA MIGRAN BERMASALAH SOSIAL (PMBS)",
            "KE SHELTER/RUMAH SINGGAH",
        )
        + body(
            OPENING_WORDS % (
                *["serah_terima"] * 3,
                "{% if serah_terima.pukul %}, pukul {{ serah_terima.pukul }}{% endif %}",
                "serah_terima",
            ),
            keep_next=True, first=0,
        )
        + p("", size=4, keep_next=True)
        + _party("serah_terima.menyerahkan", "PIHAK\N{NO-BREAK SPACE}KESATU",
                 note="yang menyerahkan klien, ")
        + _party("serah_terima.menerima", "PIHAK\N{NO-BREAK SPACE}KEDUA",
                 note="yang menerima klien, ")
        + body(
            "PIHAK\N{NO-BREAK SPACE}KESATU menyerahkan kepada PIHAK\N{NO-BREAK SPACE}KEDUA, dan "
            "PIHAK\N{NO-BREAK SPACE}KEDUA menerima dari PIHAK\N{NO-BREAK SPACE}KESATU, klien "
            "Pekerja Migran Bermasalah Sosial (PMBS)"
            "{% if orang.jumlah_lainnya %} beserta {{ orang.jumlah_lainnya | rangkap }} orang "
            "lainnya{% endif %} dengan identitas dan keadaan sebagai berikut:",
            keep_next=True, first=0,
        )
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
        + tag("{%p if rombongan %}")
        + body("Orang lain yang turut diserahterimakan:", keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + people("rombongan", with_client=False)
        + tag("{%p endif %}")
        + tag("{%p if serah_terima.barang %}")
        + body("Barang bawaan klien yang diserahterimakan:", keep_next=True, first=0)
        + p("", size=4, keep_next=True)
        + goods
        + tag("{%p endif %}")
        + body(
            "Sejak ditandatanganinya Berita Acara ini, pelayanan dan pengawasan klien selama "
            "berada di shelter/rumah singgah menjadi tanggung jawab PIHAK\N{NO-BREAK SPACE}KEDUA.",
            first=0,
        )
        + body(closing, keep_next=True, first=0)
        + p("", size=6, keep_next=True)
        + party_signatures("[serah_terima.menyerahkan, serah_terima.menerima]",
                           saksi="serah_terima.saksi")
        + AFTER_TABLE
    )  # fmt: skip
