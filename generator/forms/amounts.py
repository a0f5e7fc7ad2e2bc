"""Numbers, ages and money as people write them: in figures, in words, or both."""

import re

from generator.forms.folding import plain
from generator.forms.misread import Misread
from generator.vocabulary.indonesian import in_words

__all__ = ["read_age", "read_int", "read_rupiah"]

SCALES = {
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
}
# What each word does to the part before the next scale.
PLACES = {"belas": 1, "puluh": 10, "ratus": 100}
ONES = {in_words(n): n for n in range(12)} | {"seratus": 100, "lapan": 8}
OTHER_SPELLINGS = {"milyar": "miliar", "lapan": "delapan", "rb": "ribu", "jt": "juta"}
MOST_WORDS = 40


def number_in_words(text: str) -> int | None:
    """`tiga puluh empat`, `satu juta lima ratus ribu`; None for anything else.

    It is worked out loosely and spelled again: only what we would write so ourselves is a number.
    """
    words = [OTHER_SPELLINGS.get(word, word) for word in text.replace("-", " ").split()]
    if not words or len(words) > MOST_WORDS:
        return None
    total = part = last = 0
    for word in words:
        if word in SCALES:
            total, part, last = total + part * SCALES[word], 0, 0
        elif word in PLACES:
            part += 10 if word == "belas" else last * (PLACES[word] - 1)
        elif word == "seribu":
            total += 1_000
        elif word in ONES:
            last = ONES[word]
            part += last
        else:
            return None
    number = total + part
    is_ours = number < 10**15 and in_words(number).split() == words
    return number if is_ours else None


def read_int(text: str) -> int | Misread:
    """`34`, `34 tahun`, `5 orang`, `2 (dua) orang`, `dua orang`."""
    bare = re.sub(r"\s?\([^()]*\)", "", plain(text)).strip(" .")
    bare = re.sub(r" (tahun|thn|th|orang|porsi|org|jiwa|kotak)$", "", bare)
    found = re.fullmatch(r"(\d{1,9})\s?(?:tahun|thn|th|orang|porsi|org|jiwa|kotak)?", bare)
    if found:
        return int(found[1])
    number = number_in_words(bare)
    return number if number is not None else Misread("F014", text)


YEARS = re.compile(
    r"(\d{1,3})\s?(?:tahun|thn|th|t|y|yo|years?)?\.?(?:,?\s?(\d{1,2})\s?(?:bulan|bln|bl)\.?)?"
)


def read_age(text: str) -> int | Misread:
    """`34`, `34 thn`, `34 tahun 5 bulan`, `tiga puluh empat tahun`; months alone are no years."""
    bare = re.sub(r"\s?\([^()]*\)", "", plain(text)).strip(" .")
    found = YEARS.fullmatch(bare)
    if found:
        return int(found[1])
    number = number_in_words(re.sub(r" (?:tahun|thn|th)$", "", bare))
    return number if number is not None else Misread("F014", text)


SCALED = re.compile(
    r"(\d{1,4}|\d{1,3}\.\d{3})(?:,(\d{1,3})|\.(\d{1,2}))?\s?(miliar|milyar|juta|jt|ribu|rb)"
)
AMOUNT = re.compile(
    r"(\d{1,3}(?:[. ]\d{3}){1,4}|\d{1,3}(?:,\d{3}){2,4}|\d{1,15})(?:,0{1,2})?(?:,?-{1,3})?"
)


def read_rupiah(text: str) -> int | Misread:
    """`1.500.000`, `Rp1.500.000,-`, `Rp. 150 ribu`, `1,5 juta`, `2 juta 500 ribu`, `satu juta rupiah`.

    Ringgit is no rupiah, and what is paid for a day is no wage of a month: neither is a number here.
    """
    bare = re.sub(r"\s?\([^()]*\)$", "", plain(text))
    bare = re.sub(r"^(?:rp|idr)\b\.?\s?|^rp\.?\s?(?=\d)", "", bare)
    bare = re.sub(r"(?:/\s?|\sper\s|\sse)(?:bulan|bln)$", "", bare).strip()
    bare = re.sub(r"\s?rupiah$", "", re.sub(r"[.,]?\s?[-=]{1,4}$", "", bare)).strip(" .")
    scaled = list(SCALED.finditer(bare))
    if scaled and not SCALED.sub("", bare).strip():
        return _scaled(scaled) or Misread("F015", text)
    whole = AMOUNT.fullmatch(bare)
    if whole:
        return int(re.sub(r"\D", "", whole[1]))
    number = number_in_words(bare)
    return number if number is not None else Misread("F015", text)


def _scaled(parts: list[re.Match[str]]) -> int:
    """`2 juta 500 ribu`: each part smaller than the one before; 0 if they do not fit together."""
    amount, above = 0, 10**15
    for part in parts:
        scale = SCALES[part[4]]
        decimals = part[2] or part[3] or ""
        if "." in part[1] and scale > SCALES["ribu"]:
            # `1.500 juta` may be one and a half or one and a half thousand.
            return 0
        value = int(part[1].replace(".", "") + decimals) * scale
        if value % 10 ** len(decimals) or value // 10 ** len(decimals) >= above:
            return 0
        amount += value // 10 ** len(decimals)
        above = scale
    return amount
