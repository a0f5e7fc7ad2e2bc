"""What every letter shares: letterhead, number block, signature blocks, tembusan, footer."""

from tools.templates.word import (
    TAB,
    Cell,
    Page,
    field,
    p,
    picture,
    row,
    run,
    table,
    tag,
    tag_row,
)

PAGE = Page()
BODY_LINE = 1.15
GREY = "595959"
SIGN_LEFT = 8.2
LABEL = 4.6


def letterhead() -> str:
    """Emblem left, government : office = 3 : 4, address lines that fold away, a rule below."""
    k = "kantor"
    contact = (
        "{% if kantor.phone %}Telepon {{ kantor.phone }}{% endif %}"
        "{% if kantor.website %}{% if kantor.phone %}, {% endif %}Laman {{ kantor.website }}{% endif %}"
        "{% if kantor.email %}{% if kantor.phone or kantor.website %}, {% endif %}"
        "Pos-el {{ kantor.email }}{% endif %}"
    )
    place = (
        "{% if kantor.address %}{{ kantor.address }}, {% endif %}{{ kantor.city }}"
        "{% if kantor.postcode %} {{ kantor.postcode }}{% endif %}"
    )
    text = (
        p("{{ kantor.government | kapital }}", align="center", size=10.5)
        + p("{{ kantor.name | kapital }}", align="center", size=14, bold=True)
        + p(place, align="center", size=10, before=2)
        + tag(f"{{%p if {k}.phone or {k}.website or {k}.email %}}")
        + p(contact, align="center", size=10)
        + tag("{%p endif %}")
    )
    emblem = p(picture("rLogo", "LOGO", width=1.9, height=2.2, number=1), align="left")
    grid = table(
        (2.2, PAGE.text_width - 2.2), [row(Cell(emblem), Cell(text), align="center")], margins=0
    )
    return grid + p(run("", size=4), rule=True, after=8)


def footer() -> str:
    """The QR code with the letter's identity, and number and page beside it."""
    grey = {"size": 8, "color": GREY}
    line = (
        run("{{ surat.nomor }}", **grey)
        + run("   |   Berkas {{ nomor_kasus }}   |   Halaman ", **grey)
        + field("PAGE", **grey)
        + run(" dari ", **grey)
        + field("NUMPAGES", **grey)
    )
    code = p(picture("rQr", "QR", width=1.75, height=1.75, number=2))
    grid = table((2.1, PAGE.text_width - 2.1), [row(Cell(code), Cell(p(line)), align="center")],
                 margins=0)  # fmt: skip
    # Room between the text and the code, and Word wants a paragraph behind a table.
    return p(run("", size=6)) + grid + p(run("", size=2))


def number_block() -> str:
    """Place and date at the right; Nomor, Sifat, Lampiran, Hal below one another."""
    rows = [
        row(Cell(p("Nomor")), Cell(p(":")), Cell(p("{{ surat.nomor }}"))),
        row(Cell(p("Sifat")), Cell(p(":")), Cell(p("{{ surat.sifat }}"))),
        row(Cell(p("Lampiran")), Cell(p(":")), Cell(p("{{ surat.lampiran }}"))),
        row(Cell(p("Hal")), Cell(p(":")), Cell(p("{{ surat.hal }}"))),
    ]
    date = p("{{ surat.tempat }}, {{ surat.tanggal }}", align="right", after=8)
    return date + table((2.2, 0.5, 9.0), rows, margins=0)


def addressee() -> str:
    """`Yth.` the office, its verified street if there is one, `di` the city."""
    return (
        p("Yth. {{ tujuan.nama }}", before=12, left=1.0, hanging=1.0)
        + tag("{%p if tujuan.alamat %}")
        + p("{{ tujuan.alamat }}", left=1.0)
        + tag("{%p endif %}")
        + tag("{%p if tujuan.kota %}")
        + p("di", left=1.0)
        + p("{{ tujuan.kota | kapital }}", left=2.0)
        + tag("{%p endif %}")
    )


def body(text: str, *, before: float = 8, keep_next: bool = False, first: float = 1.25) -> str:
    """A paragraph of running text: justified, first line indented."""
    return p(text, align="both", first=first, before=before, line=BODY_LINE, keep_next=keep_next,
             keep_lines=keep_next)  # fmt: skip


def fact(label: str, value: str, *, when: str = "", keep_next: bool = False) -> list[str]:
    """A row `label : value`; with `when`, only where that answer is there."""
    one = row(
        Cell(p(label, line=BODY_LINE, keep_next=keep_next)),
        Cell(p(":", line=BODY_LINE)),
        Cell(p(value, line=BODY_LINE)),
        split=True,
    )
    if not when:
        return [one]
    return [tag_row(f"{{%tr if {when} %}}", 3), one, tag_row("{%tr endif %}", 3)]


def facts(rows: list[str], *, indent: float = 1.25, label: float = LABEL) -> str:
    """A block of label and value rows."""
    widths = (label, 0.4, PAGE.text_width - indent - label - 0.4)
    return table(widths, rows, indent=indent, margins=0)


def in_one_piece(content: str) -> str:
    """A frame without lines whose content does not break over a page."""
    return table((PAGE.text_width,), [row(Cell(content))], margins=0)


def client_facts() -> list[str]:
    """Who the client is, as far as known; every line folds away without its answer."""
    return [
        *fact("Nama", "{{ klien.nama }}{% if klien.alias %} (alias {{ klien.alias }}){% endif %}",
              keep_next=True),
        *fact("Jenis kelamin", "{{ orang.jenis_kelamin }}"),
        *fact("Tempat, tanggal lahir", "{{ orang.lahir }}",
              when="klien.tempat_lahir and klien.tanggal_lahir"),
        *fact("Tempat lahir", "{{ klien.tempat_lahir }}",
              when="klien.tempat_lahir and not klien.tanggal_lahir"),
        *fact("Tanggal lahir", "{{ klien.tanggal_lahir }}",
              when="klien.tanggal_lahir and not klien.tempat_lahir"),
        *fact("Umur", "{{ klien.umur }} tahun", when="klien.umur is not none"),
        *fact("NIK", "{{ klien.nik }}", when="klien.nik"),
        *fact("Nomor paspor/SPLP", "{{ klien.nomor_paspor }}", when="klien.nomor_paspor"),
        *fact("Alamat asal", "{{ orang.asal }}", when="orang.asal"),
    ]  # fmt: skip


def signature() -> str:
    """The signing official at the right; never torn, never alone: it clings to the line before."""
    k = {"keep_next": True, "keep_lines": True}
    return (
        p("{{ penandatangan.jabatan }},", left=SIGN_LEFT, before=16, **k)
        + p("", left=SIGN_LEFT, **k) * 4
        + p("{{ penandatangan.nama | utuh }}", left=SIGN_LEFT, bold=True, **k)
        + tag("{%p if penandatangan.pangkat %}")
        + p("{{ penandatangan.pangkat | utuh }}", left=SIGN_LEFT, **k)
        + tag("{%p endif %}")
        + p("{% if penandatangan.nip %}{{ ('NIP. ' ~ penandatangan.nip) | utuh }}{% endif %}",
            left=SIGN_LEFT, keep_lines=True)
    )  # fmt: skip


def tembusan() -> str:
    """Copies go to …: numbered unless there is only one; each ends with a full stop."""
    return (
        tag("{%p if tembusan %}")
        + p("Tembusan:", before=14, size=11, keep_next=True)
        + tag("{%p for satu in tembusan %}")
        + p("{% if tembusan | length > 1 %}{{ loop.index }}. {% endif %}{{ satu | kalimat }}",
            left=0.6, hanging=0.6, size=11, keep_lines=True)
        + tag("{%p endfor %}")
        + tag("{%p endif %}")
    )  # fmt: skip


def record_title(*lines: str) -> str:
    """The centred title of a berita acara and its number."""
    heads = "".join(p(line, align="center", bold=True, keep_next=True) for line in lines)
    return heads + p("NOMOR {{ surat.nomor }}", align="center", before=6, after=10)


def _party_box(title: str, name: str, *, post: str, rank: str, nip: str) -> str:
    """One signer in a cell of its own, kept in one piece by the row."""
    k = {"align": "center", "keep_next": True}
    return (
        p(title, **k)
        + tag(f"{{%p if {post} %}}")
        + p(f"{{{{ {post} }}}},", **k)
        + tag("{%p endif %}")
        + p("", **k) * 4
        + p(f"{{{{ {name} }}}}", bold=True, underline=True, **k)
        + tag(f"{{%p if {rank} %}}")
        + p(f"{{{{ {rank} }}}}", **k)
        + tag("{%p endif %}")
        + tag(f"{{%p if {nip} %}}")
        + p(f"{{{{ ('NIP. ' ~ {nip}) | utuh }}}}", **k)
        + tag("{%p endif %}")
        + p(run("", size=6), align="center")
    )


def party_signatures(rows: str, *, saksi: str) -> str:
    """All parties two by two, a last odd one in the middle; below them saksi and the head.

    Each row is one piece, and the last one holds all that follows: nothing signs alone on a page.
    """
    left, right = (
        _party_box(
            f"{{{{ (loop.index0 * 2 + {place + 1}) | pihak_ke }}}}",
            f"pasangan[{place}].nama",
            post=f"pasangan[{place}].jabatan",
            rank=f"pasangan[{place}].pangkat",
            nip=f"pasangan[{place}].nip",
        )
        for place in (0, 1)
    )
    half = PAGE.text_width / 2
    piece = (
        tag("{%p if pasangan[1] %}")
        + table((half, half), [row(Cell(left), Cell(right))], margins=0)
        + tag("{%p else %}")
        + left
        + tag("{%p endif %}")
        + tag("{%p if loop.last %}")
        + witnesses(saksi)
        + head_witness()
        + tag("{%p endif %}")
        + p(run("", size=2))
    )
    return table((PAGE.text_width,), [
        tag_row(f"{{%tr for pasangan in {rows} | berpasangan %}}", 1),
        row(Cell(piece)),
        tag_row("{%tr endfor %}", 1),
    ], margins=0)  # fmt: skip


def witnesses(rows: str) -> str:
    """Saksi, numbered, each with room to sign."""
    who = (
        "{{ satu.nama }}{% if satu.jabatan or satu.instansi %} ({{ [satu.jabatan or '', "
        "satu.instansi or ''] | select | join(', ') }}){% endif %}"
    )
    line = row(
        Cell(p("{{ loop.index }}.", before=8)),
        Cell(p(who, before=8)),
        Cell(p("{{ loop.index }}. ……………………………", before=8)),
    )
    return (
        tag(f"{{%p if {rows} %}}")
        + p("Saksi-saksi:", before=10, keep_next=True)
        + table((0.8, 9.2, PAGE.text_width - 10.0), [
            tag_row(f"{{%tr for satu in {rows} %}}", 3), line, tag_row("{%tr endfor %}", 3),
        ], margins=0)
        + tag("{%p endif %}")
    )  # fmt: skip


def head_witness() -> str:
    """`Mengetahui`: the head of the office in the middle below, unless among the signers."""
    k = {"align": "center", "keep_next": True, "keep_lines": True}
    return (
        tag("{%p if mengetahui %}")
        + p("Mengetahui,", before=14, **k)
        + p("{{ mengetahui.jabatan }},", **k)
        + p("", **k) * 4
        + p("{{ mengetahui.nama | utuh }}", bold=True, underline=True, **k)
        + tag("{%p if mengetahui.pangkat %}")
        + p("{{ mengetahui.pangkat | utuh }}", **k)
        + tag("{%p endif %}")
        + p("{% if mengetahui.nip %}{{ ('NIP. ' ~ mengetahui.nip) | utuh }}{% endif %}",
            align="center", keep_lines=True)
        + tag("{%p endif %}")
    )  # fmt: skip


__all__ = [
    "BODY_LINE", "PAGE", "TAB", "addressee", "body", "client_facts", "fact", "facts", "footer",
    "in_one_piece", "letterhead", "number_block", "party_signatures", "record_title", "signature",
    "tembusan",
]  # fmt: skip
