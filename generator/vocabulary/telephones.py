"""Telephone numbers as they are compared: by what is dialled in Indonesia, however they are grouped."""

import re

__all__ = ["is_telephone", "telephone_numbers"]

SHORTEST = 6
# Digits in groups, divided by one or two marks each: `0812-3456-7890`, `+62 (0)551 21-234`.
NUMBER = re.compile(r"(?<![\w/])\+?\(?\d(?:[ \u00a0().–-]{0,3}\d){5,17}(?!\w)")
COUNTRY = re.compile(r"(?:\+|00)?62(?:0|(?=[2-9]))(?=\d{3})")
MOBILE = re.compile(r"8\d{5,12}")


def telephone_numbers(text: str) -> list[str]:
    """The telephone numbers in a text, in digits alone.

    The country's own code and a mobile number without its first zero are told as dialled here
    (`+62 812…`, `812…` as `0812…`); a foreign number keeps its country's code.
    """
    text = re.sub(r"(?<=\d)/(?=\d)", "-", text) if is_telephone(text) else text
    return [_dialled(found[0]) for found in NUMBER.finditer(text)]


def is_telephone(text: str) -> bool:
    """Whether a text holds nothing but digits and what is put between them."""
    bare = re.sub(r"[\s\u00a0().+/–-]", "", text)
    return len(bare) >= SHORTEST and bare.isascii() and bare.isdigit()


def _dialled(written: str) -> str:
    digits = re.sub(r"[^\d+]", "", written)
    here = COUNTRY.match(digits)
    if here is not None:
        return f"0{digits[here.end() :]}"
    if MOBILE.fullmatch(digits):
        return f"0{digits}"
    return digits.removeprefix("+").removeprefix("00")
