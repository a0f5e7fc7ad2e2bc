"""Papers with a title: surat tugas, daftar hadir, notula, tanda terima."""

from tools.templates.parts import (
    AFTER_TABLE,
    BODY_LINE,
    GRID_SIZE,
    PAGE,
    body,
    client_facts,
    fact,
    facts,
    grid,
    in_one_piece,
    letterhead,
    prose,
    record_title,
)
from tools.templates.signing import PLACE_AND_DATE, both_sides, signed_ending
from tools.templates.word import Cell, p, row, table, tag, tag_row

HEAD, COLON, NUMBER = 2.2, 0.5, 0.8
# Enough for the client to see that it was understood; the whole story stands in the case.
SUMMARY = "{{ permasalahan.uraian | alinea | join(' ') | truncate(300, false, ' …') | kalimat }}"


# Not justified: unbroken numbers and dates would tear wide gaps into short lines.
POINT = {"line": BODY_LINE, "after": 3}


def _points(rows: list[str]) -> str:
    """`Dasar : 1. …`: numbered points behind a heading."""
    widths = (HEAD, COLON, NUMBER, PAGE.text_width - HEAD - COLON - NUMBER)
    return table(widths, rows, margins=0) + p("", size=6)


def _point(words: str, *, number: str, head: str = "", when: str = "") -> list[str]:
    """One point, `when` that is so; the heading stands beside the first."""
    colon = head.replace("Dasar", ":").replace("Untuk", ":")
    one = row(Cell(p(head)), Cell(p(colon)), Cell(p(number)), Cell(p(words, **POINT)), split=True)
    if not when:
        return [one]
    return [
        tag_row(f"{{%tr {when} %}}", 4),
        one,
        tag_row(f"{{%tr end{when.split(maxsplit=1)[0]} %}}", 4),
    ]


def _officers() -> str:
    """`Kepada : 1. Nama …`: who is sent, each in one piece; without anybody known, lines to fill in."""
    label = 3.6
    wide = PAGE.text_width - HEAD - COLON - NUMBER
    inner = (label, COLON, wide - label - COLON)

    def block(*lines: str) -> str:
        return table(inner, lines, margins=0) + p("", size=5)

    def known(key: str, name: str, value: str) -> tuple[str, str, str]:
        one = row(Cell(p(name)), Cell(p(":")), Cell(p(value)))
        return tag_row(f"{{%tr if satu.{key} %}}", 3), one, tag_row("{%tr endif %}", 3)

    officer = block(
        *known("nama", "Nama", "{{ satu.nama }}"),
        *known("pangkat", "Pangkat/golongan", "{{ satu.pangkat }}"),
        *known("nip", "NIP", "{{ satu.nip | utuh }}"),
        *known("jabatan", "Jabatan", "{{ satu.jabatan }}"),
    )
    by_hand = block(
        *(
            row(Cell(p(name)), Cell(p(":")), Cell(p("………………………………………")))
            for name in ("Nama", "NIP", "Jabatan")
        )
    )
    number = "{% if ditugaskan | length > 1 %}{{ loop.index }}.{% endif %}"
    return table(
        (HEAD, COLON, NUMBER, wide),
        [
            tag_row("{%tr for satu in ditugaskan %}", 4),
            row(
                Cell(p("{% if loop.first %}Kepada{% endif %}")),
                Cell(p("{% if loop.first %}:{% endif %}")),
                Cell(p(number)),
                Cell(officer),
            ),
            tag_row("{%tr endfor %}", 4),
            tag_row("{%tr if not ditugaskan %}", 4),
            row(Cell(p("Kepada")), Cell(p(":")), Cell(p("")), Cell(by_hand)),
            tag_row("{%tr endif %}", 4),
        ],
        margins=0,
    )


def assignment() -> str:
    """Surat tugas pendampingan: why, who, what for."""
    # The legal base is the office's own, out of sop.toml.
    basis = [
        *_point(
            "{{ satu }};",
            number="{{ loop.index }}.",
            when="for satu in sop.dasar",
            head="{% if loop.first %}Dasar{% endif %}",
        ),
        *_point(
            "Pengaduan klien PMBS atas nama {{ orang.nama }}"
            "{% if nomor_surat_rujukan %};{% else %}.{% endif %}",
            number="{{ sop.dasar | length + 1 }}.",
            head="{% if not sop.dasar %}Dasar{% endif %}",
        ),
        *_point(
            "Surat{% if sumber_rujukan %} {{ sumber_rujukan }}{% endif %} Nomor "
            "{{ nomor_surat_rujukan | utuh }}{% if tanggal_surat_rujukan %} tanggal "
            "{{ tanggal_surat_rujukan }}{% endif %}.",
            number="{{ sop.dasar | length + 2 }}.",
            when="if nomor_surat_rujukan",
        ),
    ]
    days = (
        "pada hari {{ pendampingan.tanggal | hari }}, tanggal {{ pendampingan.tanggal }}"
        "{% if pendampingan.sampai and pendampingan.sampai != pendampingan.tanggal %} sampai dengan "
        "{{ pendampingan.sampai | hari_tanggal }}{% endif %};"
    )
    tasks = [
        *_point(
            "mendampingi klien dimaksud ke Kantor Dinas Perindustrian dan Tenaga Kerja Kota "
            f"Tarakan {days}",
            number="1.",
            head="Untuk",
        ),
        *_point(
            "membantu klien menyampaikan permasalahannya"
            "{% if orang.masalah %} mengenai {{ orang.masalah }}{% endif %}, serta mengikuti "
            "koordinasi penyelesaiannya;",
            number="2.",
        ),
        *_point("melaporkan hasil pelaksanaan tugas kepada pimpinan.", number="3."),
    ]
    return (
        letterhead()
        + record_title("SURAT TUGAS")
        + _points(basis)
        + p("MEMERINTAHKAN:", align="center", bold=True, before=6, after=8, keep_next=True)
        + _officers()
        + p("", size=6)
        + _points(tasks)
        + signed_ending(
            "Demikian Surat Tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.",
            above=PLACE_AND_DATE,
        )
    )


def minutes() -> str:
    """Notula temu bahas kasus: who was there, what was said, what came out of it."""
    present = grid(
        [
            ("No.", 1.0, "{{ loop.index }}.", "center"),
            ("Nama", 5.2, "{{ satu.nama }}", ""),
            ("Jabatan", 4.4, "{{ satu.jabatan }}", ""),
            ("Instansi", PAGE.text_width - 10.6, "{{ satu.instansi }}", ""),
        ],
        "for satu in hasil_temu_bahas.peserta",
    )
    actions = grid(
        [
            ("No.", 1.0, "{{ loop.index }}.", "center"),
            ("Uraian", 7.4, "{{ satu.uraian }}", ""),
            ("Penanggung jawab", 4.2, "{{ satu.penanggung_jawab }}", ""),
            ("Batas waktu", PAGE.text_width - 12.6, "{{ satu.batas }}", ""),
        ],
        "for satu in hasil_temu_bahas.tindak_lanjut",
    )
    signed = (
        body("Demikian notula ini dibuat untuk dipergunakan sebagaimana mestinya.", first=0)
        + p("", size=6)
        + both_sides(("Notulis", "pertemuan.notulis"), ("Pimpinan Rapat", "pertemuan.pimpinan"))
    )
    return (
        letterhead()
        + record_title("NOTULA", "TEMU BAHAS KASUS")
        + facts(
            [
                *fact("Acara", "{{ pertemuan.acara or 'Temu bahas kasus klien PMBS' }}"),
                *fact(
                    "Undangan", "Nomor {{ pertemuan.undangan | utuh }}", when="pertemuan.undangan"
                ),
                *fact("Klien", "{{ orang.nama }}"),
                *fact(
                    "Hari/tanggal",
                    "{{ hasil_temu_bahas.tanggal | hari }}, {{ hasil_temu_bahas.tanggal }}",
                ),
                *fact("Pukul", "{{ pertemuan.pukul }}", when="pertemuan.pukul"),
                *fact("Tempat", "{{ pertemuan.tempat }}", when="pertemuan.tempat"),
                *fact("Pimpinan rapat", "{{ hasil_temu_bahas.pimpinan }}"),
                *fact("Notulis", "{{ hasil_temu_bahas.notulis }}", when="hasil_temu_bahas.notulis"),
            ],
            indent=0,
            label=3.4,
        )
        + tag("{%p if hasil_temu_bahas.peserta %}")
        + p("Peserta:", before=6, after=3, keep_next=True)
        + present
        + tag("{%p endif %}")
        + p("Pembahasan", bold=True, before=10, keep_next=True)
        + prose("hasil_temu_bahas.pembahasan", first=0, hold_last=True)
        + tag("{%p if hasil_temu_bahas.kesimpulan %}")
        + p("Kesimpulan", bold=True, before=10, keep_next=True)
        + prose("hasil_temu_bahas.kesimpulan", first=0, hold_last=True)
        + tag("{%p endif %}")
        + tag("{%p if hasil_temu_bahas.tindak_lanjut %}")
        + p("Tindak lanjut", bold=True, before=10, after=3, keep_next=True)
        + actions
        + tag("{%p endif %}")
        + in_one_piece(signed)
        + AFTER_TABLE
    )


def attendance() -> str:
    """Daftar hadir: a line for each guest and some to spare, with staggered room to sign."""
    widths = (1.0, 4.2, 5.2, 2.4, PAGE.text_width - 12.8)
    heads = ("No.", "Nama", "Jabatan/Instansi", "No. HP", "Tanda tangan")
    k = {"size": GRID_SIZE}
    # Staggered, so that nobody signs into the line of a neighbour.
    here = (
        tag("{%p if satu.no is odd %}")
        + p("{{ satu.no }}.", **k)
        + tag("{%p else %}")
        + p("{{ satu.no }}.", left=1.5, **k)
        + tag("{%p endif %}")
    )

    def rows(part: str, *head: str) -> str:
        return table(
            widths,
            [
                *head,
                tag_row(f"{{%tr for satu in hadir{part} %}}", len(heads)),
                row(
                    Cell(p("{{ satu.no }}.", align="center", **k)),
                    Cell(p("{{ satu.nama }}", **k)),
                    Cell(p("{{ satu.jabatan }}", before=2, after=2, **k)),
                    Cell(p("", **k)),
                    Cell(here),
                    height=0.9,
                    align="center",
                ),
                tag_row("{%tr endfor %}", len(heads)),
            ],
            borders=True,
            margins=0.15,
        )

    head = row(
        *(Cell(p(name, bold=True, align="center", before=2, after=2, **k)) for name in heads),
        header=True,
        shade="EDEDED",
    )
    return (
        letterhead()
        + record_title("DAFTAR HADIR", "TEMU BAHAS KASUS")
        + facts(
            [
                *fact("Hari/tanggal", "{{ temu_bahas.tanggal | hari }}, {{ temu_bahas.tanggal }}"),
                *fact(
                    "Pukul",
                    "{{ temu_bahas.pukul }} s.d. {{ temu_bahas.pukul_selesai or 'selesai' }}",
                ),
                *fact("Tempat", "{{ temu_bahas.tempat }}"),
                *fact("Acara", "{{ temu_bahas.acara or 'Temu bahas kasus klien PMBS' }}"),
                *fact("Klien", "{{ orang.sendiri }}"),
            ],
            indent=0,
            label=3.0,
        )
        + p("", size=6)
        + rows("[:-2]", head)
        + AFTER_TABLE
        + signed_ending(
            "Demikian daftar hadir ini dibuat untuk dipergunakan sebagaimana mestinya.",
            above="Mengetahui,",
            lead=rows("[-2:]") + AFTER_TABLE,
        )
    )


def receipt() -> str:
    """Tanda terima pengaduan: what the client told and handed in, and under which case it is found."""
    said = (
        "Pengaduan ini ditindaklanjuti melalui koordinasi dengan instansi terkait. Mohon tanda terima "
        "ini disimpan, dan nomor kasus {{ nomor_kasus | utuh }} disebutkan setiap kali menghubungi "
        "kami{% if kantor.phone %} melalui telepon {{ kantor.phone | utuh }}{% endif %}."
    )
    day = "{{ tanggal | hari_tanggal }}"
    return (
        letterhead()
        + record_title("TANDA TERIMA PENGADUAN")
        + body(
            "Telah diterima pengaduan klien Pekerja Migran Bermasalah Sosial (PMBS) dengan "
            "keterangan sebagai berikut:",
            keep_next=True,
            first=0,
        )
        + p("", size=4, keep_next=True)
        + facts(
            [
                *fact("Nomor kasus", "{{ nomor_kasus }}"),
                *fact("Tanggal diterima", day, when="tanggal"),
                *client_facts(),
                *fact("Telepon", "{{ klien.telepon }}", when="klien.telepon"),
                *fact(
                    "Rujukan dari",
                    "{{ sumber_rujukan }}{% if nomor_surat_rujukan %}, surat Nomor "
                    "{{ nomor_surat_rujukan | utuh }}{% if tanggal_surat_rujukan %} tanggal "
                    "{{ tanggal_surat_rujukan }}{% endif %}{% endif %}",
                    when="sumber_rujukan and sumber_rujukan | lower != 'datang sendiri'",
                ),
                *fact("Permasalahan", "{{ orang.masalah }}", when="orang.masalah"),
                *fact("Ringkasan pengaduan", SUMMARY),
                *fact("Dokumen klien", "{{ klien.dokumen | gabung }}", when="klien.dokumen"),
                *fact("Salinan diserahkan", "{{ lampiran | gabung }}", when="lampiran"),
            ],
            indent=0.8,
        )
        + AFTER_TABLE
        + in_one_piece(
            body(said, first=0)
            + p("", size=6)
            + both_sides(
                ("Yang menyampaikan", "pelapor"), ("Petugas penerima", "petugas"), by_hand=True
            )
        )
        + AFTER_TABLE
    )
