"""What nobody needs to be asked about, though no type holds it: `± 1985`, `8 bulan`, `RM 1.500`, `tidak dibayar`.

It is kept and printed as it was written, as is everything that no type holds; only that is told besides
which may be a slip.
"""

import re
from collections.abc import Callable

from generator.forms.amounts import read_rupiah
from generator.forms.days import MONTH_NUMBERS, read_span
from generator.forms.folding import plain
from generator.forms.misread import Misread
from generator.vocabulary.facts import Kind

__all__ = ["is_usual"]

ABOUT = (
    r"(?:±|\+/-|\+-|~|kira-kira|kira2|kurang lebih|krg lbh|sekitar|sktr|hampir|lebih kurang|"
    r"lebih dari|di atas|>|sampai dengan|maksimal|minimal)"
)
TO = r"(?:-|/|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|atau|dan)"
YEAR = r"(?:19|20)\d{2}"
YEARS_BORN = re.compile(
    rf"(?:{ABOUT}\s?)?(?:lahir )?(?:tahun|thn|th)?\.?\s?{YEAR}(?:\s?{TO}\s?{YEAR})?(?: \([^()]*\))?"
)
MONTH = re.compile(
    rf"(?:{ABOUT}\s?|(?:awal|akhir|pertengahan|bulan)\s)*(?:([a-z]+)|(\d{{1,2}}))[\s./-]{{1,3}}{YEAR}"
)
# With a dash it would be a day of a month.
DAYS = re.compile(r"(\d{1,2})\s?(?:s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga)\s?(\d{1,2})")
AGE = re.compile(
    rf"(?:{ABOUT}\s?)?\d{{1,3}}(?:[.,]\d| ½)?\s?(?:-?an|{TO}\s?\d{{1,3}}|\+|lebih|ke atas)?"
    r"\s?(?P<unit>tahun|thn|th|bulan|bln|bl|minggu|mgg|hari|hr)?(?:-?an)?(?: lebih)?\.?"
)
BARE_NUMBER = re.compile(r"\d+(?:[.,]\d)?")
COUNT = re.compile(
    rf"(?:{ABOUT}\s?)?\d{{1,6}}(?:\s?{TO}\s?\d{{1,6}})?\s?(?:orang|org|jiwa|porsi|kotak|hari|malam|bulan|bln|lebih|-?an)?"
)
OLDEST = 120

MONEY_OF = r"(?:rp|idr|rm|myr|ringgit(?: malaysia)?|rupiah|usd|us\$|\$|bnd|b\$|sgd|s\$|dolar(?: brunei| singapura)?)"
CURRENCY = re.compile(rf"^{MONEY_OF}\.?\s?|\s?{MONEY_OF}$")
PER = re.compile(
    r"(?:,-)?\s?(?:/|per\s|se|tiap\s|setiap\s)\s?(?:bulan|bln|hari|hr|minggu|mgg|jam|tahun|thn|kg|ton|trip|musim)$"
)
UNPAID = re.compile(
    r"(?:(?:tidak|tdk|tak|belum|blm)(?: pernah)? )(?:(?:di|ter|me)?(?:bayar|gaji|upah|terima|beri|lunas)\w*)"
    r"(?: (?:upah|gaji|apa-apa|apapun|sama sekali|penuh|seluruhnya|sampai sekarang|sejak .{1,30}|selama .{1,30}))*"
    r"|gratis|cuma-cuma|lunas"
)
MONTHS_OF_WAGES = re.compile(
    r"(?:(?:gaji|upah) )?\d{1,2} (?:bulan|bln|minggu|hari)(?: (?:gaji|upah|kerja))?"
)
BRACKETED = re.compile(r"\s?\([^()]*\)$")

# What became of a paper that was asked for.
FATE = re.compile(
    r"(?:hilang|ditahan|dipegang|disimpan|disita|dirampas|diambil|dibawa|rusak|robek|sobek|terbakar|tertinggal|"
    r"ketinggalan|ditinggal|masih|sedang|dalam proses|habis|kedaluwarsa|kadaluarsa|mati|expired|hanya|cuma|fotokopi|"
    r"fotocopy|foto kopi|asli|lisan|secara lisan)\b.*"
)
ANSWERED = re.compile(r"(?:ya|iya|ada|tidak|tdk|tak|belum|blm|sudah|setuju)\b(?! ?/).*")


def is_usual(kind: Kind, text: str) -> bool:
    """Whether an answer of this kind is one of the ordinary ways of saying what its type cannot hold."""
    bare = plain(text).strip(" .")
    tests: dict[Kind, Callable[[str], bool]] = {
        Kind.DATE: _is_some_time,
        Kind.AGE: _is_about_an_age,
        Kind.MONEY: _is_some_money,
        Kind.NUMBER: lambda said: bool(COUNT.fullmatch(said)) and not BARE_NUMBER.fullmatch(said),
        Kind.YES_NO: lambda said: bool(FATE.fullmatch(said) or ANSWERED.fullmatch(said)),
    }
    return kind in tests and tests[kind](bare)


def _is_some_time(said: str) -> bool:
    """A year, a month of a year, or several days one after the other."""
    if YEARS_BORN.fullmatch(said):
        return True
    if found := MONTH.fullmatch(said):
        return found[1] in MONTH_NUMBERS if found[1] else int(found[2]) in range(1, 13)
    if days := DAYS.fullmatch(said):
        return int(days[1]) < int(days[2]) <= 31  # noqa: PLR2004 - of one month
    return read_span(said) is not None


def _is_about_an_age(said: str) -> bool:
    if not AGE.fullmatch(said) or BARE_NUMBER.fullmatch(said):
        return False
    return all(int(years) <= OLDEST for years in re.findall(r"\d+", said))


def _is_some_money(said: str) -> bool:
    """An amount of another currency, for a day, about, or from and to; or that nothing was paid."""
    said = BRACKETED.sub("", said).strip()
    if UNPAID.fullmatch(said) or MONTHS_OF_WAGES.fullmatch(said):
        return True
    said = re.sub(rf"^{ABOUT}\s?", "", said)
    if _is_an_amount(said):
        return True
    ends = re.split(
        r"\s?(?:\b(?:s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|atau)|(?<=[\w ])-)\s?(?=\w)", said
    )
    return len(ends) == 2 and all(map(_is_an_amount, ends))  # noqa: PLR2004 - from and to


def _is_an_amount(said: str) -> bool:
    bare = CURRENCY.sub("", CURRENCY.sub("", PER.sub("", said))).strip()
    if bare != said:
        # `1,500.00` is how Malaysia writes it.
        bare = re.sub(r"(?<=\d),(?=\d{3}\b)", ".", re.sub(r"(?<=\d)[.,]\d{2}$", "", bare))
    return bool(re.match(r"\w", bare)) and not isinstance(read_rupiah(bare), Misread)
