"""The four letters of the SOP's main way, as Word templates."""

from tools.templates.parts import (
    BODY_LINE,
    PAGE,
    addressee,
    body,
    client_facts,
    fact,
    facts,
    in_one_piece,
    letterhead,
    number_block,
    party_signatures,
    record_title,
    signature,
    tembusan,
)
from tools.templates.word import Cell, p, row, table, tag, tag_row

THANKS = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih."


def coordination_letter() -> str:
    """Surat koordinasi to Disperinaker."""
    opening = (
        "Dalam rangka penanganan Pekerja Migran Bermasalah Sosial (PMBS), bersama ini disampaikan "
        "bahwa {{ kantor.name }} Kota {{ kantor.city }} {% if tanggal %}pada tanggal {{ tanggal }} "
        "{% endif %}telah menerima pengaduan "
        "{% if sumber_rujukan and sumber_rujukan | lower != 'datang sendiri' %}melalui "
        "{{ sumber_rujukan }} {% if nomor_surat_rujukan %}dengan surat Nomor "
        "{{ nomor_surat_rujukan }} {% endif %}{% endif %}dari klien"
        "{% if orang.jumlah_lainnya %} beserta {{ orang.jumlah_lainnya | rangkap }} orang lainnya"
        "{% endif %} dengan data sebagai berikut:"
    )
    work = [
        *fact("Pekerjaan", "{{ pekerjaan.jenis_pekerjaan }}", when="pekerjaan.jenis_pekerjaan"),
        *fact("Perusahaan/majikan",
              "{{ pekerjaan.perusahaan }}{% if pekerjaan.alamat_perusahaan %}, "
              "{{ pekerjaan.alamat_perusahaan }}{% endif %}", when="pekerjaan.perusahaan"),
        *fact("Pihak ketiga/perekrut", "{{ pekerjaan.pihak_ketiga }}",
              when="pekerjaan.pihak_ketiga"),
        *fact("Masa kerja",
              "{% if pekerjaan.mulai %}{{ pekerjaan.mulai }}{% endif %}"
              "{% if pekerjaan.mulai and pekerjaan.berhenti %} sampai dengan {% endif %}"
              "{% if pekerjaan.berhenti %}{% if not pekerjaan.mulai %}berhenti {% endif %}"
              "{{ pekerjaan.berhenti }}{% endif %}",
              when="pekerjaan.mulai or pekerjaan.berhenti"),
        *fact("Tunggakan upah", "{{ pekerjaan.tunggakan_upah | rupiah }}",
              when="pekerjaan.tunggakan_upah"),
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
        + body(opening, before=14, keep_next=True)
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
        + body(request)
        + body(THANKS, keep_next=True)
        + signature()
        + tembusan()
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
    to_many = (
        tag("{%p if undangan.terlampir %}")
        + p("Yth. Bapak/Ibu (daftar terlampir)", before=12)
        + tag("{%p elif undangan.singkat | length > 1 %}")
        + p("Yth.", before=12, keep_next=True)
        + tag("{%p for tamu in undangan.singkat %}")
        + p("{{ loop.index }}. {{ tamu }}", left=0.7, hanging=0.7)
        + tag("{%p endfor %}")
        + tag("{%p elif undangan.singkat %}")
        + p("Yth. {{ undangan.singkat[0] }}", before=12, left=1.0, hanging=1.0)
        + tag("{%p else %}")
        + p("Yth. {{ tujuan.nama }}", before=12, left=1.0, hanging=1.0)
        + tag("{%p endif %}")
        + p("di", left=0.7)
        + p("{{ (tujuan.kota or kantor.city) | kapital }}", left=1.7)
    )
    listed = (
        tag("{%p if undangan.terlampir %}")
        + p("DAFTAR UNDANGAN", bold=True, align="center", page_break=True)
        + p("Lampiran surat Nomor {{ surat.nomor }} tanggal {{ surat.tanggal }}", align="center",
            after=10)
        + tag("{%p for tamu in undangan.terlampir %}")
        + p("{{ loop.index }}. {{ tamu }}", left=1.0, hanging=1.0, line=BODY_LINE)
        + tag("{%p endfor %}")
        + tag("{%p endif %}")
    )  # fmt: skip
    return (
        letterhead()
        + number_block()
        + to_many
        + body(opening, before=14, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts(
            [
                *fact("hari, tanggal", "{{ temu_bahas.tanggal | hari }}, {{ temu_bahas.tanggal }}"),
                *fact("pukul", "{{ temu_bahas.pukul }} s.d. selesai"),
                *fact("tempat", "{{ temu_bahas.tempat }}"),
                *fact("acara", "{{ temu_bahas.acara or 'Temu bahas kasus klien PMBS' }}"),
            ],
            label=3.2,
        )
        + body(closing, keep_next=True)
        + signature()
        + tembusan()
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
    called = p(f"{note}selanjutnya disebut {title};", left=0.8, after=6, line=BODY_LINE)
    return in_one_piece(facts(rows, indent=0.8, label=3.8) + called) + p("", size=1)


def agreement() -> str:
    """Berita acara kesepakatan antar dinas, reached or not, for two to twelve parties."""
    about = (
        "{{ para_pihak }} telah melaksanakan temu bahas kasus atas nama klien {{ orang.nama }}"
        "{% if orang.masalah %} mengenai {{ orang.masalah }}{% endif %}"
        "{% if kesepakatan.tercapai %} dan menyepakati hal-hal sebagai berikut:"
        "{% else %}, tetapi belum mencapai kesepakatan, dengan pokok-pokok pembahasan sebagai "
        "berikut:{% endif %}"
    )
    closing = (
        "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap {{ surat.rangkap | "
        "rangkap }} untuk dipergunakan sebagaimana mestinya."
    )
    numbered = table((0.8, PAGE.text_width - 0.8), [
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
        + numbered
        + body(closing, keep_next=True, first=0)
        + p("", size=8, keep_next=True)
        + party_signatures("kesepakatan.pihak", saksi="kesepakatan.saksi")
        + p("", size=1)
    )


def handover() -> str:
    """Berita acara serah terima klien ke shelter: condition, belongings, witnesses."""
    goods = table((1.0, 6.6, 2.8, PAGE.text_width - 10.4), [
        row(*(Cell(p(name, bold=True, align="center")) for name in
              ("No.", "Nama barang", "Jumlah", "Keterangan")), header=True, shade="EDEDED"),
        tag_row("{%tr for barang in serah_terima.barang %}", 4),
        row(Cell(p("{{ loop.index }}.", align="center")), Cell(p("{{ barang.nama }}")),
            Cell(p("{{ barang.jumlah }}", align="center")), Cell(p("{{ barang.keterangan }}"))),
        tag_row("{%tr endfor %}", 4),
    ], borders=True, margins=0.15)  # fmt: skip
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
        + p("", size=8, keep_next=True)
        + party_signatures("[serah_terima.menyerahkan, serah_terima.menerima]",
                           saksi="serah_terima.saksi")
        + p("", size=1)
    )  # fmt: skip
