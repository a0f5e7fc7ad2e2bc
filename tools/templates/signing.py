"""Who signs below a letter: the official, both sides, all parties, witnesses; and tembusan."""

from tools.templates.parts import PAGE, SIGN_LEFT, body, in_one_piece, numbered
from tools.templates.word import AFTER_TABLE, TAB, Cell, p, row, run, table, tag, tag_row

PLACE_AND_DATE = "{{ surat.tempat }}, {{ surat.tanggal }}"
BY_HAND = "(……………………………)"
# How far "a.n." stands before the post.
BEFORE_POST = 0.9


def signature(*, above: str = "") -> str:
    """The signing official in the right half; `a.n.` hangs before the post, `u.b.` below it.

    `above` the post stands the date of a paper that has no number block, or "Mengetahui,".
    """
    k = {"keep_next": True, "keep_lines": True, "left": SIGN_LEFT}
    hanging = {**k, "hanging": BEFORE_POST}
    return (
        (p(above, before=12, **k) if above else "")
        + tag("{%p if penandatangan.atas_nama %}")
        + p(
            "a.n.",
            TAB,
            "{{ penandatangan.atas_nama | jabatan }}",
            before=0 if above else 12,
            **hanging,
        )
        + tag("{%p if penandatangan.melalui %}")
        + p("{{ penandatangan.melalui | jabatan }}", **k)
        + p("u.b.", **k)
        + tag("{%p endif %}")
        + p("{{ penandatangan.jabatan_sendiri | jabatan }},", **k)
        + tag("{%p else %}")
        + p("{{ penandatangan.jabatan | jabatan }},", before=0 if above else 12, **k)
        + tag("{%p endif %}")
        + p("", **k)
        + p("{{ penandatangan.ttd }}", **k)
        + p("", **k) * 2
        + p("{{ penandatangan.nama }}", bold=True, **k)
        + tag("{%p if penandatangan.pangkat %}")
        + p("{{ penandatangan.pangkat }}", **k)
        + tag("{%p endif %}")
        + p(
            "{% if penandatangan.nip %}{{ ('NIP. ' ~ penandatangan.nip) | utuh }}{% endif %}",
            left=SIGN_LEFT,
            keep_lines=True,
        )
    )


def tembusan() -> str:
    """Copies go to …: numbered unless there is only one; each ends with a full stop."""
    k = {"size": 11.0, "keep_lines": True}
    return (
        tag("{%p if tembusan %}")
        + p("Tembusan:", before=8, keep_next=True, **k)
        + tag("{%p for satu in tembusan %}")
        + tag("{%p if tembusan | length > 1 %}")
        + numbered("{{ satu | kalimat }}", left=0.7, **k)
        + tag("{%p else %}")
        + p("{{ satu | kalimat }}", **k)
        + tag("{%p endif %}")
        + tag("{%p endfor %}")
        + tag("{%p endif %}")
    )


def signed_ending(words: str, *, above: str = "", request: str = "", lead: str = "") -> str:
    """The last words, the signature and tembusan as one piece: none of them stands alone on a page.

    A `request` stays with them: who signs a second page sees there what is asked; so do the last rows
    of a list (`lead`).

    A row that does not split holds where LibreOffice gives up on a long chain of "keep with next".
    """
    first = 0 if above else 1.25
    asked = body(request) if request else ""
    ending = lead + asked + body(words, first=first) + signature(above=above) + tembusan()
    return in_one_piece(ending) + AFTER_TABLE


CENTRED = {"align": "center", "keep_next": True, "keep_lines": True}
MIDDLE = {"left": 3.5, "right": 3.5}
FEW_WITNESSES = 4


def _called(one: str, **place: float) -> str:
    """What a party is called and its post, above the room for the signature."""
    k = {**CENTRED, **place}
    return (
        p(f"{{{{ {one}.sebutan }}}}{{% if not {one}.orang.jabatan %}},{{% endif %}}", **k)
        + tag(f"{{%p if {one}.orang.jabatan %}}")
        + p(f"{{{{ {one}.orang.jabatan | jabatan }}}},", **k)
        + tag("{%p endif %}")
    )


def _signed(one: str, *, ttd: str = "", **place: float) -> str:
    """Room for the signature, where `ttd` may be filled in, and below it who signs."""
    k = {**CENTRED, **place}
    return (
        p("", **k)
        + p(ttd, **k)
        + p("", **k) * 2
        + p(f"{{{{ {one}.nama }}}}", bold=True, underline=True, **k)
        + tag(f"{{%p if {one}.pangkat %}}")
        + p(f"{{{{ {one}.pangkat }}}}", **k)
        + tag("{%p endif %}")
        + tag(f"{{%p if {one}.nip %}}")
        + p(f"{{{{ ('NIP. ' ~ {one}.nip) | utuh }}}}", **k)
        + tag("{%p endif %}")
    )


def party_signatures(rows: str, *, saksi: str, last: str = "", lead: str = "") -> str:
    """All parties two by two, a last odd one in the middle; below them saksi and the head.

    What stands in one group is one piece, and the last group holds all that follows: up to four
    parties sign together below the closing words, and nobody signs alone on a page. Titles and
    names have rows of their own, so that names stand level however long a post is. Only many
    witnesses, who could fill a page, stand in rows of their own. `last` is what the last one is called
    who signs without being a party: the client.
    `lead` are the last words, which stay on the page of the first who sign.
    """
    signing = f"bertanda_tangan('{last}')" if last else "bertanda_tangan"
    half = PAGE.text_width / 2
    side_by_side = table(
        (half, half),
        [
            row(Cell(_called("kiri")), Cell(_called("kanan"))),
            row(Cell(_signed("kiri.orang")), Cell(_signed("kanan.orang"))),
        ],
        margins=0.1,
    )
    opening = tag("{%p if loop.first %}") + lead + tag("{%p endif %}") if lead else ""
    group = (
        opening
        + tag("{%p for kiri, kanan in kelompok %}")
        + tag("{%p if kanan %}")
        + side_by_side
        + tag("{%p else %}")
        + _called("kiri", **MIDDLE)
        + _signed("kiri.orang", **MIDDLE)
        + tag("{%p endif %}")
        + p(run("", size=9), align="center")
        + tag("{%p endfor %}")
        + tag(f"{{%p if loop.last and {saksi} | length <= {FEW_WITNESSES} %}}")
        + witnesses(saksi)
        + head_witness()
        + tag("{%p endif %}")
        + AFTER_TABLE
    )
    return table(
        (PAGE.text_width,),
        [
            tag_row(f"{{%tr for kelompok in {rows} | {signing} %}}", 1),
            row(Cell(group)),
            tag_row("{%tr endfor %}", 1),
            tag_row(f"{{%tr if {saksi} | length > {FEW_WITNESSES} %}}", 1),
            row(Cell(witnesses(saksi) + AFTER_TABLE), split=True),
            row(Cell(head_witness() + AFTER_TABLE)),
            tag_row("{%tr endif %}", 1),
        ],
        margins=0,
    )


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
        + p(f"Saksi{{% if {rows} | length > 1 %}}-saksi{{% endif %}}:", before=4, keep_next=True)
        + table(
            (0.8, 9.2, PAGE.text_width - 10.0),
            [
                tag_row(f"{{%tr for satu in {rows} %}}", 3),
                line,
                tag_row("{%tr endfor %}", 3),
            ],
            margins=0,
        )
        + tag("{%p endif %}")
    )


def head_witness() -> str:
    """`Mengetahui`: the head of the office in the middle below, unless among the signers."""
    return (
        tag("{%p if mengetahui %}")
        + p("Mengetahui,", before=12, **CENTRED)
        + p("{{ mengetahui.jabatan | jabatan }},", **CENTRED)
        + _signed("mengetahui", ttd="{{ mengetahui.ttd }}")
        + tag("{%p endif %}")
    )


def both_sides(left: tuple[str, str], right: tuple[str, str], *, by_hand: bool = False) -> str:
    """Two who sign side by side, dated: (what they are called, who it is).

    Whoever is not known does not sign; with `by_hand` there is room to write the name instead.
    """
    half = PAGE.text_width / 2

    def called(side: tuple[str, str], above: str) -> str:
        what, who = side
        words = f"{what}," if by_hand else f"{{% if {who} %}}{what},{{% endif %}}"
        return p(above, **CENTRED) + p(words, **CENTRED)

    def signed(who: str) -> str:
        blank = tag("{%p else %}") + p("", **CENTRED) * 4 + p(BY_HAND, **CENTRED) if by_hand else ""
        return (
            tag(f"{{%p if {who} %}}") + _signed(who) + blank + tag("{%p endif %}") + p("", size=1)
        )

    return (
        table(
            (half, half),
            [
                row(Cell(called(left, "")), Cell(called(right, PLACE_AND_DATE))),
                row(Cell(signed(left[1])), Cell(signed(right[1]))),
            ],
            margins=0.1,
        )
        + AFTER_TABLE
    )


__all__ = [
    "CENTRED",
    "PLACE_AND_DATE",
    "both_sides",
    "head_witness",
    "party_signatures",
    "signature",
    "signed_ending",
    "tembusan",
]
