"""What every letter shares: letterhead, number block, facts, tables, lampiran, footer."""

from tools.templates.word import (
    AFTER_TABLE,
    TAB,
    Cell,
    Page,
    field,
    floating,
    p,
    picture,
    row,
    run,
    table,
    tag,
    tag_row,
)

PAGE = Page()
BODY_LINE = 1.0
GREY = "595959"
SIGN_LEFT = 8.2
# Room for a long number at the head of a lampiran.
LISTED_LEFT = 7.0
LABEL = 4.6
GRID_SIZE = 11.0


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
        + tag(f"{{%p if {k}.address or {k}.postcode %}}")
        + p(place, align="center", size=10, before=2)
        + tag("{%p endif %}")
        + tag(f"{{%p if {k}.phone or {k}.website or {k}.email %}}")
        + p(contact, align="center", size=10)
        + tag("{%p endif %}")
    )
    emblem = p(picture("rLogo", "LOGO", width=1.9, height=2.2, number=1), align="left")
    kop = table(
        (2.2, PAGE.text_width - 2.2), [row(Cell(emblem), Cell(text), align="center")], margins=0
    )
    return kop + p(run("", size=4), rule=True, after=7)


def footer() -> str:
    """The QR code with the letter's identity, and number and page beside it."""
    grey = {"size": 8, "color": GREY}
    line = (
        run("{{ surat.nomor }}", **grey)
        + run(
            "{% if nomor_kasus %}   |   Berkas {{ nomor_kasus }}{% endif %}   |   Halaman ", **grey
        )
        + field("PAGE", **grey)
        + run(" dari ", **grey)
        + field("NUMPAGES", **grey)
    )
    code = floating("rQr", "QR", width=1.75, height=1.75, up=0.75, number=2)
    return p(code, line, left=2.1)


def number_block() -> str:
    """Nomor, Sifat, Lampiran, Hal below one another; place and date at the right of the first."""
    date = p("{{ surat.tempat }}, {{ surat.tanggal }}", align="right")
    rows = [
        row(Cell(p("Nomor")), Cell(p(":")), Cell(p("{{ surat.nomor }}")), Cell(date)),
        *(
            row(Cell(p(label)), Cell(p(":")), Cell(p(value, right=4.3), span=2))
            for label, value in (
                ("Sifat", "{{ surat.sifat }}"),
                ("Lampiran", "{{ surat.lampiran }}"),
                ("Hal", "{{ surat.hal }}"),
            )
        ),
    ]
    return table((2.2, 0.5, 6.7, PAGE.text_width - 9.4), rows, margins=0)


def addressee() -> str:
    """`Yth.` the office, its verified street if there is one, `di` the city."""
    return (
        p("Yth.", TAB, "{{ tujuan.nama }}", before=10, left=1.0, hanging=1.0)
        + tag("{%p if tujuan.alamat %}")
        + p("{{ tujuan.alamat }}", left=1.0)
        + tag("{%p endif %}")
        + tag("{%p if tujuan.kota %}")
        + at_place("{{ tujuan.kota | kapital }}")
        + tag("{%p endif %}")
    )


def at_place(place: str) -> str:
    """`di` and the place, stepped to the right as letters do."""
    return p("di", left=1.0) + p(place, left=2.0)


def body(text: str, *, before: float = 6, keep_next: bool = False, first: float = 1.25) -> str:
    """A paragraph of running text: justified, first line indented."""
    return p(
        text,
        align="both",
        first=first,
        before=before,
        line=BODY_LINE,
        keep_next=keep_next,
        keep_lines=keep_next,
    )


def prose(path: str, *, first: float = 1.25, before: float = 4, hold_last: bool = False) -> str:
    """A story of several paragraphs; what was typed as `a. …` or `- …` hangs below its paragraph.

    `hold_last` keeps the last paragraph with what follows.
    """
    words = "{{ satu.teks | kalimat }}"
    paragraph = body(words, before=before, first=first)
    if hold_last:
        held = p(words, align="both", first=first, before=before, line=BODY_LINE, keep_next=True)
        paragraph = (
            tag("{%p if loop.last %}") + held + tag("{%p else %}") + paragraph + tag("{%p endif %}")
        )
    return (
        tag(f"{{%p for satu in {path} | susunan %}}")
        + tag("{%p if satu.tanda %}")
        + sub_point("{{ satu.tanda }}", "{{ satu.teks }}", left=first + 0.6)
        + tag("{%p else %}")
        + paragraph
        + tag("{%p endif %}")
        + tag("{%p endfor %}")
    )


def sub_point(mark: str, text: str, *, left: float = 0.6) -> str:
    """A point below a point: its lines hang behind `a.` or a dash."""
    return p(mark, TAB, text, align="both", left=left, hanging=0.6, before=2, line=BODY_LINE)


def points(path: str, *, part: str = "") -> str:
    """A numbered list that somebody typed, sub-points hanging below their point.

    `part` is the slice of it that stands here: the last two points stay with the signatures.
    """
    return (
        table(
            (0.8, PAGE.text_width - 0.8),
            [
                tag_row(f"{{%tr for satu in ({path} | butir){part} %}}", 2),
                row(
                    Cell(p("{{ satu.no }}.", line=BODY_LINE)),
                    Cell(
                        p("{{ satu.teks }}", align="both", line=BODY_LINE, after=3)
                        + tag("{%p for bawah in satu.sub %}")
                        + sub_point("{{ bawah.tanda }}", "{{ bawah.teks }}")
                        + tag("{%p endfor %}")
                    ),
                    split=True,
                ),
                tag_row("{%tr endfor %}", 2),
            ],
            margins=0,
        )
        + AFTER_TABLE
    )


def fact(label: str, value: str, *, when: str = "", keep_next: bool = False) -> list[str]:
    """A row `label : value`; with `when`, only where that answer is there."""
    one = row(Cell(p(label, keep_next=keep_next)), Cell(p(":")), Cell(p(value)), split=True)
    if not when:
        return [one]
    return [tag_row(f"{{%tr if {when} %}}", 3), one, tag_row("{%tr endif %}", 3)]


def facts(rows: list[str], *, indent: float = 1.25, label: float = LABEL) -> str:
    """A block of label and value rows, and what keeps the next table from growing into it."""
    widths = (label, 0.4, PAGE.text_width - indent - label - 0.4)
    return table(widths, rows, indent=indent, margins=0) + AFTER_TABLE


def numbered(text: str, *, left: float = 0.8, **kind: float) -> str:
    """One entry of a numbered list inside a loop; its lines hang behind the number."""
    return p("{{ loop.index }}.", TAB, text, left=left, hanging=left, **kind)


def grid(
    columns: list[tuple[str, float, str, str]],
    loop: str,
    *,
    first: str = "",
    is_headed: bool = True,
) -> str:
    """A lined table with a repeated heading: columns are (heading, width, value, alignment).

    `first` is a row that stands before those of the loop. One that goes on with another is not headed.
    """
    cell: dict[str, float] = {"before": 1.5, "after": 1.5, "size": GRID_SIZE}
    heads = [Cell(p(name, bold=True, align="center", **cell)) for name, *_ in columns]
    values = [Cell(p(value, align=align, **cell)) for _, _, value, align in columns]
    return (
        table(
            [width for _, width, *_ in columns],
            [
                *([row(*heads, header=True, shade="EDEDED")] if is_headed else []),
                *([first] if first else []),
                tag_row(f"{{%tr {loop} %}}", len(columns)),
                row(*values),
                tag_row("{%tr endfor %}", len(columns)),
            ],
            borders=True,
            margins=0.15,
        )
        + AFTER_TABLE
    )


# Heading, width in cm and alignment of each column of a list of people.
PEOPLE = {
    "nama": ("Nama", 5.6, ""),
    "jenis_kelamin": ("L/P", 1.2, "center"),
    "umur": ("Umur", 1.9, "center"),
    "nik": ("NIK", 3.9, "center"),
    "keterangan": ("Keterangan", 2.8, ""),
}


def people(rows: str, columns: tuple[str, ...], *, with_client: bool) -> str:
    """The people who came with the client, as a table; the client first if asked for.

    `columns` are those that the letter's receiver may be told; the name takes what the others leave.
    """
    others = sum(PEOPLE[key][1] for key in columns[1:])
    widths = (1.0, PAGE.text_width - 1.0 - others, *(PEOPLE[key][1] for key in columns[1:]))
    names = ("No.", *(PEOPLE[key][0] for key in columns))
    aligns = ("center", *(PEOPLE[key][2] for key in columns))

    def values(one: str, number: str) -> list[str]:
        told = {key: f"{{{{ {one}.{key} }}}}" for key in columns}
        if "umur" in told:
            told["umur"] = (
                f"{{% if {one}.umur is not none %}}{{{{ {one}.umur | usia }}}}{{% endif %}}"
            )
        if one == "klien" and "keterangan" in told:
            told["keterangan"] = ""
        return [number, *told.values()]

    client = row(
        *(
            Cell(p(value, align=align, before=1.5, after=1.5, size=GRID_SIZE))
            for value, align in zip(values("klien", "1."), aligns, strict=True)
        )
    )
    number = "{{ loop.index + 1 }}." if with_client else "{{ loop.index }}."
    listed = list(zip(names, widths, values("satu", number), aligns, strict=True))
    return grid(listed, f"for satu in {rows}", first=client if with_client else "")


def in_one_piece(content: str) -> str:
    """A frame without lines whose content does not break over a page."""
    return table((PAGE.text_width,), [row(Cell(content))], margins=0)


def client_facts() -> list[str]:
    """Who the client is, as far as known; every line folds away without its answer."""
    return [
        *fact(
            "Nama",
            "{{ klien.nama }}{% if klien.alias %} (alias {{ klien.alias }}){% endif %}",
            keep_next=True,
        ),
        *fact("Jenis kelamin", "{{ orang.jenis_kelamin }}"),
        *fact(
            "Tempat, tanggal lahir",
            "{{ orang.lahir }}",
            when="klien.tempat_lahir and klien.tanggal_lahir",
        ),
        *fact(
            "Tempat lahir",
            "{{ klien.tempat_lahir }}",
            when="klien.tempat_lahir and not klien.tanggal_lahir",
        ),
        *fact(
            "Tanggal lahir",
            "{{ klien.tanggal_lahir }}",
            when="klien.tanggal_lahir and not klien.tempat_lahir",
        ),
        *fact("Umur", "{{ klien.umur | usia }}", when="klien.umur is not none"),
        *fact("NIK", "{{ klien.nik }}", when="klien.nik"),
        *fact("Nomor paspor/SPLP", "{{ klien.nomor_paspor }}", when="klien.nomor_paspor"),
        *fact("Alamat asal", "{{ orang.asal }}", when="orang.asal"),
    ]


def appended(condition: str, title: str, content: str) -> str:
    """A lampiran on a page of its own, where there is something to append."""
    of = [*fact("Nomor", "{{ surat.nomor }}"), *fact("Tanggal", "{{ surat.tanggal }}")]
    return (
        tag(f"{{%p if {condition} %}}")
        + p("Lampiran {{ surat.judul }}", left=LISTED_LEFT, page_break=True, keep_next=True)
        + facts(of, indent=LISTED_LEFT, label=1.8)
        + p(title, bold=True, align="center", before=18, after=10, keep_next=True)
        + content
        + tag("{%p endif %}")
    )


def client_list(*columns: str) -> str:
    """The lampiran of a letter that says "dan N orang lainnya": the client first, then the others."""
    listed = people("rombongan", ("nama", *columns), with_client=True)
    return appended("rombongan", "DAFTAR KLIEN", listed)


def record_title(*lines: str) -> str:
    """The centred title of a berita acara and its number."""
    heads = "".join(p(line, align="center", bold=True, keep_next=True) for line in lines)
    return heads + p("NOMOR {{ surat.nomor }}", align="center", before=6, after=8)


__all__ = [
    "AFTER_TABLE",
    "BODY_LINE",
    "PAGE",
    "SIGN_LEFT",
    "TAB",
    "addressee",
    "appended",
    "at_place",
    "body",
    "client_facts",
    "client_list",
    "fact",
    "facts",
    "footer",
    "grid",
    "in_one_piece",
    "letterhead",
    "number_block",
    "numbered",
    "people",
    "points",
    "prose",
    "record_title",
    "sub_point",
]
