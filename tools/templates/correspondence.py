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
)
from tools.templates.signing import signed_ending
from tools.templates.word import p, tag

THANKS = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih."

# A title may end in a full stop itself.
OFFICER = (
    "{% if petugas.jabatan %}{{ petugas.nama | nama }}, {{ petugas.jabatan | kalimat }}"
    "{% else %}{{ petugas.nama | nama | kalimat }}{% endif %}"
)


def coordination_letter() -> str:
    """Surat koordinasi to Disperinaker."""
    opening = (
        "Bersama ini disampaikan bahwa {% if tanggal %}pada tanggal {{ tanggal }} {% endif %}kami "
        "telah menerima pengaduan "
        "{% if sumber_rujukan and sumber_rujukan | lower != 'datang sendiri' %}melalui "
        "{{ sumber_rujukan }} {% if nomor_surat_rujukan %}dengan surat Nomor "
        "{{ nomor_surat_rujukan | utuh }} {% if tanggal_surat_rujukan %}tanggal "
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
        f"{OFFICER}{{% endif %}}"
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
        + signed_ending(THANKS, request=request)
        + client_list()
    )


def invitation() -> str:
    """Undangan temu bahas kasus: one guest, several, or a list on a page of its own."""
    opening = (
        "Menindaklanjuti pengaduan klien Pekerja Migran Bermasalah Sosial (PMBS) atas nama "
        "{{ orang.nama }}{% if rombongan %} (daftar terlampir){% endif %}{% if orang.masalah %} mengenai {{ orang.masalah }}{% endif %}, dengan "
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
        + client_list()
    )


NO_EMPLOYER = (
    "Klien tidak mengetahui nama perusahaan atau pemilik tempat bekerja"
    "{% if pekerjaan.pihak_ketiga %} karena bekerja melalui pihak ketiga, yaitu "
    "{{ pekerjaan.pihak_ketiga }}{% endif %}, sehingga biaya pemulangannya tidak dapat dimintakan "
    "melalui mediasi dengan perusahaan."
)
NO_AGREEMENT = (
    "Temu bahas kasus pada tanggal {{ kesepakatan.tanggal }} belum mencapai kesepakatan, sehingga "
    "biaya pemulangan klien belum dapat dimintakan kepada perusahaan."
)


def _travel_request(request: str) -> str:
    """Permohonan biaya pemulangan: why the client cannot pay, what is asked, of whom."""
    opening = (
        "Dalam rangka penanganan Pekerja Migran Bermasalah Sosial (PMBS) di {{ kantor.city }}, "
        "bersama ini disampaikan bahwa terdapat klien"
        "{% if orang.jumlah_lainnya %} beserta {{ orang.jumlah_lainnya | rangkap }} orang lainnya "
        "(daftar terlampir){% endif %} yang perlu dipulangkan ke daerah asal dengan data sebagai "
        "berikut:"
    )
    travel = [
        *fact("Daerah tujuan", "{{ pemulangan.daerah_tujuan }}"),
        *fact("Jumlah orang", "{{ (pemulangan.jumlah_orang or orang.jumlah) | rangkap }} orang"),
        *fact("Moda transportasi", "{{ pemulangan.moda }}", when="pemulangan.moda"),
        *fact("Rencana berangkat", "{{ pemulangan.tanggal | hari }}, {{ pemulangan.tanggal }}",
              when="pemulangan.tanggal"),
        *fact("Perkiraan biaya", "{{ pemulangan.perkiraan_biaya | rupiah_kata }}",
              when="pemulangan.perkiraan_biaya"),
    ]  # fmt: skip
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
        + tag("{%p if pekerjaan and not pekerjaan.perusahaan %}")
        + body(NO_EMPLOYER, before=4)
        + tag("{%p endif %}")
        + tag(
            "{%p if kesepakatan and not kesepakatan.tercapai"
            " and (pekerjaan.perusahaan or not pekerjaan) %}"
        )
        + body(NO_AGREEMENT, before=4)
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
        + signed_ending(THANKS, request=request)
        + client_list()
    )


def travel_request_to_province() -> str:
    """Permohonan biaya pemulangan to Dinas Sosial Provinsi."""
    return _travel_request(
        "Sehubungan dengan hal tersebut, kami mohon kiranya Saudara dapat membantu biaya pemulangan "
        "klien dimaksud ke daerah asal melalui anggaran Dinas Sosial Provinsi Kalimantan Utara."
    )


def travel_request_to_baznas() -> str:
    """Permohonan biaya pemulangan to BAZNAS Kota Tarakan."""
    return _travel_request(
        "Sehubungan dengan hal tersebut, kami mohon kiranya Saudara dapat membantu biaya pemulangan "
        "klien dimaksud ke daerah asal melalui dana BAZNAS Kota Tarakan."
    )


def referral() -> str:
    """Surat rujukan: the client alone, with what troubles them."""
    opening = (
        "Dalam rangka penanganan Pekerja Migran Bermasalah Sosial (PMBS), bersama ini kami merujuk "
        "klien berikut kepada {{ rujukan.lembaga }} untuk memperoleh pelayanan sesuai dengan "
        "kebutuhannya:"
    )
    request = (
        "Sehubungan dengan hal tersebut, kami mohon kiranya Saudara dapat menerima klien dimaksud, "
        "memberikan pelayanan yang diperlukan, dan menyampaikan perkembangannya kepada kami."
        "{% if petugas.nama %} Untuk koordinasi lebih lanjut, klien didampingi oleh petugas kami, "
        f"{OFFICER}{{% endif %}}"
    )
    return (
        letterhead()
        + number_block()
        + addressee()
        + body(opening, before=10, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts([
            *client_facts(),
            *fact("Agama", "{{ klien.agama }}", when="klien.agama"),
            *fact("Kondisi klien", "{{ rujukan.kondisi or klien.kondisi_kesehatan }}",
                  when="rujukan.kondisi or klien.kondisi_kesehatan"),
        ])
        + tag("{%p if orang.masalah %}")
        + body("Permasalahan yang dihadapi klien adalah {{ orang.masalah | kalimat }}")
        + tag("{%p endif %}")
        + body("Adapun alasan rujukan adalah sebagai berikut:", keep_next=True)
        + tag("{%p for alinea in rujukan.alasan | alinea %}")
        + body("{{ alinea | kalimat }}", before=4)
        + tag("{%p endfor %}")
        + signed_ending(THANKS, request=request)
    )  # fmt: skip


def meals_request() -> str:
    """Permintaan permakanan for the days in the shelter."""
    opening = (
        "Dalam rangka pelayanan klien Pekerja Migran Bermasalah Sosial (PMBS) yang berada di "
        "shelter/rumah singgah, kami mohon disediakan permakanan (nasi bungkus) dengan rincian "
        "sebagai berikut:"
    )
    return (
        letterhead()
        + number_block()
        + addressee()
        + body(opening, before=10, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts([
            *fact("Untuk klien",
                  "{{ orang.nama }}{% if rombongan %} (daftar terlampir){% endif %}"),
            *fact("Jumlah orang", "{{ orang.jumlah | rangkap }} orang"),
            *fact("Mulai", "{{ permakanan.mulai | hari }}, {{ permakanan.mulai }}"),
            *fact("Sampai dengan", "{{ permakanan.sampai | hari }}, {{ permakanan.sampai }}"),
            *fact("Lama", "{{ lama_permakanan | rangkap }} hari", when="lama_permakanan"),
            *fact("Jumlah porsi", "{{ permakanan.jumlah_porsi | rangkap }} porsi"),
            *fact("Tempat", "{{ serah_terima.tempat }}", when="serah_terima.tempat"),
            *fact("Kondisi klien", "{{ klien.kondisi_kesehatan }}",
                  when="klien.kondisi_kesehatan"),
        ])
        + AFTER_TABLE
        + signed_ending(THANKS)
        + client_list()
    )  # fmt: skip


def ticket_order() -> str:
    """Pemesanan tiket: journey, and a line for each passenger."""
    opening = (
        "Dalam rangka pemulangan klien Pekerja Migran Bermasalah Sosial (PMBS) atas nama "
        "{{ orang.sendiri }}, kami memesan tiket {{ tiket.moda }} dengan rincian sebagai berikut:"
    )
    passengers = grid([
        ("No.", 1.0, "{{ loop.index }}.", "center"),
        ("Nama sesuai identitas", 8.5, "{{ satu.nama }}", ""),
        ("NIK", PAGE.text_width - 9.5, "{{ satu.nik }}", "center"),
    ], "for satu in bepergian")  # fmt: skip
    closing = (
        "Mohon tiket beserta rincian biayanya disampaikan kepada kami sebelum tanggal "
        f"keberangkatan. {THANKS}"
    )
    return (
        letterhead()
        + number_block()
        + addressee()
        + body(opening, before=10, keep_next=True)
        + p("", size=4, keep_next=True)
        + facts([
            *fact("Moda transportasi", "{{ tiket.moda }}"),
            *fact("Tujuan", "{{ tiket.tujuan }}"),
            *fact("Tanggal berangkat", "{{ tiket.tanggal | hari }}, {{ tiket.tanggal }}"),
            *fact("Jumlah penumpang", "{{ bepergian | length | rangkap }} orang"),
        ])
        + body("Adapun penumpangnya adalah sebagai berikut:", keep_next=True)
        + p("", size=4, keep_next=True)
        + passengers
        + AFTER_TABLE
        + signed_ending(closing)
    )  # fmt: skip
