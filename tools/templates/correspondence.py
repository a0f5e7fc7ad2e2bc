"""Letters to others: coordination, invitation, requests for money, meals and tickets, a referral."""

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
    client_list,
    fact,
    facts,
    grid,
    letterhead,
    number_block,
    numbered,
    prose,
)
from tools.templates.signing import signed_ending
from tools.templates.word import Cell, p, row, table, tag, tag_row

THANKS = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih."

# Nothing comes "together with" a letter to which nothing is added.
HEREWITH = "{% if lampiran or rombongan %}Bersama ini{% else %}Dengan ini{% endif %}"
# A title may end in a full stop itself.
OFFICER = (
    "{% if petugas.jabatan %}{{ petugas.nama | nama }}, {{ petugas.jabatan | kalimat }}"
    "{% else %}{{ petugas.nama | nama | kalimat }}{% endif %}"
)
# Whom to ask: the officer with a number of their own, otherwise through the office's.
CALL = (
    "{% if narahubung %}Untuk keterangan lebih lanjut, Saudara dapat menghubungi "
    "{% if narahubung.telepon %}{{ narahubung.nama | nama }}{% if narahubung.jabatan %}, "
    "{{ narahubung.jabatan }}{% endif %}, telepon {{ narahubung.telepon | utuh }}."
    "{% elif narahubung.jabatan %}{{ narahubung.nama | nama }}, {{ narahubung.jabatan | kalimat }}"
    "{% else %}{{ narahubung.nama | nama | kalimat }}{% endif %}{% endif %}"
)


def coordination_letter() -> str:
    """Surat koordinasi to Disperinaker."""
    opening = (
        f"{HEREWITH} kami sampaikan bahwa "
        "{% if rujukan_tertulis %}berdasarkan surat {{ sumber_rujukan }} Nomor "
        "{{ nomor_surat_rujukan | utuh }}{% if tanggal_surat_rujukan %} tanggal "
        "{{ tanggal_surat_rujukan }}{% endif %}, {% endif %}"
        "{% if tanggal %}pada tanggal {{ tanggal }} {% endif %}kami menerima "
        "{% if rujukan_tertulis %}klien{% else %}pengaduan{% if rujukan_lisan %} melalui "
        "{{ sumber_rujukan }}{% endif %} dari klien{% endif %} Pekerja Migran Bermasalah Sosial (PMBS)"
        "{% if orang.jumlah_lainnya %} beserta {{ orang.jumlah_lainnya | rangkap }} orang lainnya "
        "(daftar terlampir),{% endif %} dengan data sebagai berikut:"
    )
    work = [
        *fact("Pekerjaan", "{{ pekerjaan.jenis_pekerjaan }}", when="pekerjaan.jenis_pekerjaan"),
        *fact("Negara tempat bekerja", "{{ pekerjaan.negara }}", when="pekerjaan.negara"),
        *fact(
            "Perusahaan/majikan",
            "{{ pekerjaan.perusahaan }}{% if pekerjaan.alamat_perusahaan %}, "
            "{{ pekerjaan.alamat_perusahaan }}{% endif %}",
            when="pekerjaan.perusahaan and not perkara.majikan_tidak_diketahui",
        ),
        *fact(
            "Kontak perusahaan",
            "{{ pekerjaan.kontak_perusahaan }}",
            when="pekerjaan.kontak_perusahaan",
        ),
        *fact(
            "Pihak ketiga/perekrut",
            "{{ pekerjaan.pihak_ketiga }}",
            when="pekerjaan.pihak_ketiga and not perkara.majikan_tidak_diketahui",
        ),
        *fact(
            "Masa kerja",
            "{% if pekerjaan.mulai %}{% if not pekerjaan.berhenti %}mulai {% endif %}"
            "{{ pekerjaan.mulai }}{% endif %}"
            "{% if pekerjaan.mulai and pekerjaan.berhenti %} sampai dengan {% endif %}"
            "{% if pekerjaan.berhenti %}{% if not pekerjaan.mulai %}berhenti {% endif %}"
            "{{ pekerjaan.berhenti }}{% endif %}",
            when="pekerjaan.mulai or pekerjaan.berhenti",
        ),
        *fact(
            "Upah dijanjikan",
            "{{ pekerjaan.upah_dijanjikan | rupiah }}",
            when="pekerjaan.upah_dijanjikan is not none",
        ),
        *fact(
            "Upah diterima",
            "{{ pekerjaan.upah_diterima | rupiah }}",
            when="pekerjaan.upah_diterima is not none",
        ),
        *fact(
            "Tunggakan upah",
            "{{ pekerjaan.tunggakan_upah | rupiah_kata }}",
            when="pekerjaan.tunggakan_upah",
        ),
        *fact(
            "Surat kontrak kerja",
            "{{ pekerjaan.surat_kontrak | ada }}",
            when="pekerjaan.surat_kontrak is not none",
        ),
        *fact(
            "Dokumen ditahan oleh",
            "{{ klien.dokumen_ditahan_oleh }}",
            when="klien.dokumen_ditahan_oleh",
        ),
    ]
    no_employer = (
        "Klien menyatakan tidak mengetahui nama perusahaan atau pemilik tempat bekerja"
        "{% if pekerjaan.pihak_ketiga %}; klien bekerja melalui pihak ketiga, yaitu "
        "{{ pekerjaan.pihak_ketiga }}{% endif %}."
    )
    request = (
        "Sehubungan dengan hal tersebut, kami mohon kiranya Saudara dapat "
        "{% if permasalahan.diminta %}membantu klien berupa {{ permasalahan.diminta }}"
        "{% else %}"
        "{% if perkara.majikan_tidak_diketahui %}membantu menelusuri perusahaan atau pemilik tempat "
        "klien bekerja{% endif %}"
        "{% if perkara.upah %}{% if perkara.majikan_tidak_diketahui %} serta {% endif %}memfasilitasi "
        "mediasi mengenai upah klien{% if pekerjaan.perusahaan and not perkara.majikan_tidak_diketahui %} dengan {{ pekerjaan.perusahaan }}"
        "{% endif %}{% endif %}"
        "{% if not perkara.upah and not perkara.majikan_tidak_diketahui %}memfasilitasi koordinasi dan "
        "penyelesaian permasalahan ketenagakerjaan klien{% endif %}"
        "{% endif %} sesuai dengan tugas dan kewenangan Saudara."
        # Said only where a copy really goes there.
        "{% if perkara.deportasi and 'BP3MI' in (tembusan | gabung) %} Karena klien dipulangkan dari "
        "{{ pekerjaan.negara or 'luar negeri' }}, penanganannya kami koordinasikan pula dengan BP3MI "
        "Kalimantan Utara.{% endif %}"
        "{% if perkara.anak %} Mengingat klien masih anak, kami mohon penanganannya mengutamakan "
        "kepentingan terbaik bagi anak dan menjaga kerahasiaan identitasnya.{% endif %}"
        "{% if permasalahan.batas_jawab %} Jawaban Saudara kami harapkan paling lambat "
        "{{ permasalahan.batas_jawab | hari_tanggal | kalimat }}"
        "{% else %} Hasilnya mohon disampaikan kepada kami pada kesempatan pertama.{% endif %}"
        f"{{% if narahubung %}} {CALL}{{% endif %}}"
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
        + prose("permasalahan.uraian")
        + tag("{%p if perkara.majikan_tidak_diketahui %}")
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
        + signed_ending(THANKS, request=request)
        + client_list("jenis_kelamin", "umur")
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
        "waktunya. Apabila berhalangan, mohon menugaskan wakil yang berwenang mengambil keputusan; temu "
        "bahas tetap dilaksanakan tanpa pihak yang tidak hadir, dan hasilnya disampaikan kepadanya."
        f"{{% if narahubung %}} {CALL.replace('Saudara', 'Bapak/Ibu')}{{% endif %}} "
        "Demikian disampaikan, atas perhatian dan kehadiran Bapak/Ibu diucapkan terima kasih."
    )
    # Guests of several places are invited "di tempat"; the address book knows only its own.
    to_many = (
        tag("{%p if undangan.terlampir %}")
        + p("Yth.", TAB, "Bapak/Ibu (daftar terlampir)", before=10, left=1.0, hanging=1.0)
        + at_place("{{ undangan.kota | kapital }}")
        + tag("{%p elif undangan.singkat | length > 1 %}")
        + p("", size=10)
        + tag("{%p for tamu in undangan.singkat %}")
        + p(
            "{% if loop.first %}Yth.{% endif %}",
            TAB,
            "{{ loop.index }}.",
            TAB,
            "{{ tamu }}",
            left=1.7,
            hanging=1.7,
            tabs=(1.0,),
        )
        + tag("{%p endfor %}")
        + at_place("{{ undangan.kota | kapital }}")
        + tag("{%p elif undangan.singkat %}")
        + p("Yth.", TAB, "{{ undangan.singkat[0] }}", before=10, left=1.0, hanging=1.0)
        + at_place("{{ undangan.kota | kapital }}")
        + tag("{%p else %}")
        + addressee()
        + tag("{%p endif %}")
    )
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
                *fact(
                    "pukul",
                    "{{ temu_bahas.pukul }} s.d. {{ temu_bahas.pukul_selesai or 'selesai' }}",
                ),
                *fact("tempat", "{{ temu_bahas.tempat }}"),
                *fact("acara", "{{ temu_bahas.acara or 'Temu bahas kasus klien PMBS' }}"),
                *fact(
                    "agar membawa", "{{ temu_bahas.yang_dibawa }}", when="temu_bahas.yang_dibawa"
                ),
            ],
            label=3.2,
        )
        + AFTER_TABLE
        + signed_ending(closing)
        + listed
    )


NO_EMPLOYER = (
    "Klien menyatakan tidak mengetahui nama perusahaan atau pemilik tempat bekerja"
    "{% if pekerjaan.pihak_ketiga %} (klien bekerja melalui pihak ketiga, yaitu "
    "{{ pekerjaan.pihak_ketiga }}){% endif %}, sehingga biaya pemulangannya tidak dapat dimintakan "
    "melalui mediasi dengan perusahaan."
)
NO_AGREEMENT = (
    "Pembahasan dengan pihak-pihak terkait pada tanggal {{ kesepakatan.tanggal }} tidak mencapai kesepakatan"
    "{% if nomor_kesepakatan %} (Berita Acara Nomor {{ nomor_kesepakatan | utuh }}){% endif %}."
)


def _travel_request(request: str) -> str:
    """Permohonan biaya pemulangan: why the client cannot pay, what is asked, of whom."""
    opening = (
        "Dalam rangka penanganan Pekerja Migran Bermasalah Sosial (PMBS) di {{ kantor.city }}, "
        "{% if lampiran or rombongan %}bersama ini{% else %}dengan ini{% endif %} kami sampaikan bahwa "
        "terdapat klien"
        "{% if orang.jumlah_lainnya %} beserta {{ orang.jumlah_lainnya | rangkap }} orang lainnya "
        "(daftar terlampir){% endif %} yang perlu dipulangkan, dengan data sebagai berikut:"
    )
    travel = [
        *fact("Daerah tujuan", "{{ pemulangan.daerah_tujuan }}"),
        *fact("Jumlah orang", "{{ (pemulangan.jumlah_orang or orang.jumlah) | rangkap }} orang"),
        *fact("Moda transportasi", "{{ pemulangan.moda }}", when="pemulangan.moda"),
        *fact(
            "Rencana berangkat",
            "{{ pemulangan.tanggal | hari_tanggal }}",
            when="pemulangan.tanggal",
        ),
        *fact(
            "Perkiraan biaya",
            "{{ pemulangan.perkiraan_biaya | rupiah_kata }}",
            when="pemulangan.perkiraan_biaya",
        ),
    ]
    return (
        letterhead()
        + number_block()
        + addressee()
        + body(opening, before=10, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts([*client_facts(), *travel])
        + tag("{%p if orang.masalah %}")
        + body("Permasalahan yang dihadapi klien adalah {{ orang.masalah | kalimat }}")
        + tag("{%p endif %}")
        + prose("permasalahan.uraian")
        + tag("{%p if perkara.majikan_tidak_diketahui %}")
        + body(NO_EMPLOYER, before=4)
        + tag("{%p endif %}")
        + tag("{%p if kesepakatan and not kesepakatan.tercapai %}")
        + body(NO_AGREEMENT, before=4)
        + tag("{%p endif %}")
        + tag("{%p if pemulangan.dasar %}")
        + body("Dasar permohonan ini: {{ pemulangan.dasar | kalimat }}", before=4)
        + tag("{%p endif %}")
        + tag("{%p if pemulangan.alasan %}")
        + body("Alasan permohonan ini: {{ pemulangan.alasan | kalimat }}", before=4)
        + tag("{%p endif %}")
        + tag("{%p if lampiran %}")
        + body(
            "Sebagai bahan pertimbangan, bersama surat ini kami lampirkan salinan "
            "{{ lampiran | gabung }}.",
            before=4,
        )
        + tag("{%p endif %}")
        + _costs()
        + signed_ending(THANKS, request=f"{request}{{% if narahubung %}} {CALL}{{% endif %}}")
        + client_list("jenis_kelamin", "umur", "nik")
    )


def _costs() -> str:
    """What the journey costs, line by line, with a sum; how it is paid, and who signs for it."""
    heads = ("No.", "Uraian", "Jumlah", "Harga satuan", "Biaya")
    widths = (1.0, 5.6, 2.6, 3.3, PAGE.text_width - 12.5)
    k: dict[str, float] = {"before": 1.5, "after": 1.5, "size": 11.0}
    sum_row = row(
        Cell(p("Jumlah", align="right", bold=True, **k), span=4),
        Cell(p("{{ rincian_biaya.jumlah | rupiah }}", align="right", bold=True, **k)),
    )
    rows = table(
        widths,
        [
            row(
                *(Cell(p(name, bold=True, align="center", **k)) for name in heads),
                header=True,
                shade="EDEDED",
            ),
            tag_row("{%tr for satu in rincian_biaya.baris %}", 5),
            row(
                Cell(p("{{ loop.index }}.", align="center", **k)),
                Cell(p("{{ satu.uraian }}", **k)),
                Cell(p("{{ satu.jumlah }} {{ satu.satuan }}", align="center", **k)),
                Cell(p("{{ satu.harga | rupiah }}", align="right", **k)),
                Cell(p("{{ satu.biaya | rupiah }}", align="right", **k)),
            ),
            tag_row("{%tr endfor %}", 5),
            tag_row("{%tr if rincian_biaya.jumlah is not none %}", 5),
            sum_row,
            tag_row("{%tr endif %}", 5),
        ],
        borders=True,
        margins=0.15,
    )
    return (
        tag("{%p if rincian_biaya.baris %}")
        + body("Rincian biaya yang dimohonkan:", keep_next=True, before=6)
        + p("", size=4, keep_next=True)
        + rows
        + AFTER_TABLE
        + tag("{%p endif %}")
        + tag("{%p if rincian_biaya.jumlah is not none %}")
        + body("Terbilang: {{ rincian_biaya.jumlah | terbilang }} rupiah.", before=4)
        + tag("{%p endif %}")
        + tag("{%p if pemulangan.cara_bayar %}")
        + body("Cara pembayaran: {{ pemulangan.cara_bayar | kalimat }}", before=4)
        + tag("{%p endif %}")
        + tag("{%p if pemulangan.penanggung_jawab %}")
        + body(
            "Penanggung jawab penerimaan dan penggunaan biaya: "
            "{{ pemulangan.penanggung_jawab | kalimat }}",
            before=4,
        )
        + tag("{%p endif %}")
    )


def travel_request_to_province() -> str:
    """Permohonan biaya pemulangan to Dinas Sosial Provinsi."""
    return _travel_request(
        "Sehubungan dengan hal tersebut, kami mohon kiranya Saudara dapat membantu biaya pemulangan "
        "klien dimaksud melalui anggaran Dinas Sosial Provinsi Kalimantan Utara."
        "{% if pemulangan.tanggal %} Mengingat rencana keberangkatan tersebut, kami mohon jawaban "
        "Saudara sebelum tanggal itu.{% endif %}"
    )


def travel_request_to_baznas() -> str:
    """Permohonan biaya pemulangan to BAZNAS Kota Tarakan."""
    return _travel_request(
        "Sehubungan dengan hal tersebut, kami mohon kiranya Saudara dapat membantu biaya pemulangan "
        "klien dimaksud melalui dana BAZNAS Kota Tarakan."
        "{% if pemulangan.tanggal %} Mengingat rencana keberangkatan tersebut, kami mohon jawaban "
        "Saudara sebelum tanggal itu.{% endif %}"
    )


def referral() -> str:
    """Surat rujukan: the client alone, with what troubles them."""
    opening = (
        "Dalam rangka penanganan Pekerja Migran Bermasalah Sosial (PMBS), dengan ini kami merujuk "
        "klien berikut kepada {{ rujukan.lembaga }} untuk memperoleh pelayanan sesuai dengan "
        "kebutuhannya:"
    )
    request = (
        "Sehubungan dengan hal tersebut, kami mohon kiranya Saudara dapat menerima klien dimaksud, "
        "memberikan pelayanan yang diperlukan, dan menyampaikan perkembangannya kepada kami."
        f"{{% if narahubung and narahubung.telepon %}} {CALL}"
        "{% elif petugas.nama %} Petugas kami yang menerima pengaduan klien ini adalah "
        f"{OFFICER}{{% endif %}}"
    )
    return (
        letterhead()
        + number_block()
        + addressee()
        + body(opening, before=10, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts(
            [
                *client_facts(),
                *fact("Agama", "{{ klien.agama }}", when="klien.agama"),
                *fact("Kegentingan", "{{ rujukan.kegentingan }}", when="rujukan.kegentingan"),
                *fact(
                    "Kondisi klien",
                    "{{ rujukan.kondisi or klien.kondisi_kesehatan }}",
                    when="rujukan.kondisi or klien.kondisi_kesehatan",
                ),
            ]
        )
        + tag("{%p if orang.masalah %}")
        + body("Permasalahan yang dihadapi klien adalah {{ orang.masalah | kalimat }}")
        + tag("{%p endif %}")
        + body("Adapun alasan rujukan adalah sebagai berikut:", keep_next=True)
        + prose("rujukan.alasan")
        + tag("{%p if rujukan.persetujuan is true %}")
        + body("Klien menyetujui rujukan ini.", before=4)
        + tag("{%p elif rujukan.persetujuan is false %}")
        + body("Klien belum menyetujui rujukan ini.", before=4)
        + tag("{%p elif rujukan.persetujuan %}")
        + body("Persetujuan klien: {{ rujukan.persetujuan | kalimat }}", before=4)
        + tag("{%p endif %}")
        + signed_ending(THANKS, request=request)
    )


def meals_request() -> str:
    """Permintaan permakanan for the days in the shelter."""
    opening = (
        "Dalam rangka pelayanan penghuni shelter/rumah singgah, kami mohon disediakan permakanan "
        "(nasi bungkus) dengan rincian sebagai berikut:"
    )
    return (
        letterhead()
        + number_block()
        + addressee()
        + body(opening, before=10, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts(
            [
                *fact(
                    "Jumlah orang",
                    "{{ (permakanan.jumlah_orang or orang.jumlah) | rangkap }} orang",
                ),
                *fact(
                    "Waktu makan",
                    "{{ permakanan.waktu_makan | gabung }}",
                    when="permakanan.waktu_makan",
                ),
                *fact("Pantangan", "{{ permakanan.pantangan }}", when="permakanan.pantangan"),
                *fact("Mulai", "{{ permakanan.mulai | hari }}, {{ permakanan.mulai }}"),
                *fact("Sampai dengan", "{{ permakanan.sampai | hari }}, {{ permakanan.sampai }}"),
                *fact("Lama", "{{ lama_permakanan | rangkap }} hari", when="lama_permakanan"),
                *fact(
                    "Jumlah porsi",
                    "{{ permakanan.jumlah_porsi | rangkap }} porsi{% if porsi_sehari %} "
                    "({{ porsi_sehari | rangkap }} porsi sehari){% endif %}",
                ),
                *fact("Tempat", "{{ serah_terima.tempat }}", when="serah_terima.tempat"),
            ]
        )
        + AFTER_TABLE
        + signed_ending(THANKS)
    )


# A list of so few stands whole with the signature; of more the last two rows do.
FEW_PASSENGERS = 6


def ticket_order() -> str:
    """Pemesanan tiket: journey, and a line for each passenger."""
    opening = "Dengan ini kami memesan tiket {{ tiket.moda }} dengan rincian sebagai berikut:"
    columns = [
        ("No.", 1.0, "{{ loop.index }}.", "center"),
        ("Nama sesuai identitas", 5.6, "{{ satu.nama }}", ""),
        ("L/P", 1.0, "{{ satu.jenis_kelamin }}", "center"),
        ("Tanggal lahir", 3.6, "{{ satu.tanggal_lahir }}", "center"),
        (
            "NIK/nomor identitas",
            PAGE.text_width - 11.2,
            "{{ satu.nomor_identitas or satu.nik or satu.paspor }}",
            "center",
        ),
    ]
    last = [
        (name, width, text.replace("loop.index", "loop.index + bepergian[:-2] | length"), side)
        for name, width, text, side in columns
    ]
    closing = (
        "Mohon tiket beserta rincian biayanya disampaikan kepada kami sebelum tanggal "
        f"keberangkatan.{{% if narahubung %}} {CALL}{{% endif %}} {THANKS}"
    )
    return (
        letterhead()
        + number_block()
        + addressee()
        + body(opening, before=10, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts(
            [
                *fact("Moda transportasi", "{{ tiket.moda }}"),
                *fact("Tujuan", "{{ tiket.tujuan }}"),
                *fact(
                    "Pelabuhan/bandara berangkat", "{{ tiket.pelabuhan }}", when="tiket.pelabuhan"
                ),
                *fact("Tanggal berangkat", "{{ tiket.tanggal | hari }}, {{ tiket.tanggal }}"),
                *fact("Jam", "{{ tiket.jam }}", when="tiket.jam"),
                *fact("Kelas", "{{ tiket.kelas }}", when="tiket.kelas"),
                *fact("Jumlah penumpang", "{{ bepergian | length | rangkap }} orang"),
                *fact("Dibayar oleh", "{{ tiket.dibayar_oleh }}", when="tiket.dibayar_oleh"),
                *fact("Cara pembayaran", "{{ tiket.cara_bayar }}", when="tiket.cara_bayar"),
            ]
        )
        + body("Adapun penumpangnya adalah sebagai berikut:", keep_next=True)
        + p("", size=4, keep_next=True)
        + tag(f"{{%p if bepergian | length > {FEW_PASSENGERS} %}}")
        + grid(columns, "for satu in bepergian[:-2]")
        + tag("{%p endif %}")
        + signed_ending(
            closing,
            lead=(
                tag(f"{{%p if bepergian | length > {FEW_PASSENGERS} %}}")
                + grid(last, "for satu in bepergian[-2:]", is_headed=False)
                + tag("{%p else %}")
                + grid(columns, "for satu in bepergian")
                + tag("{%p endif %}")
                + AFTER_TABLE
            ),
        )
    )
