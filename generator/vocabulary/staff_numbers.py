"""The number by which an officer is known (NIP), as it is compared: its digits."""

import re

from generator.vocabulary.problems import UsageError

__all__ = ["nip_digits", "staff_number"]

# A NIP has 18 digits; other numbers of staff have fewer.
STAFF_NUMBER = re.compile(r"[0-9]{8,21}")


def nip_digits(text: str) -> str:
    """A number without the blanks, dots and dashes of its groups; whatever else stands in it stays."""
    return re.sub(r"[\s.-]", "", text)


def staff_number(text: str) -> str:
    """The digits of a number that a person tells.

    Raises:
        UsageError: it is none.
    """
    digits = nip_digits(text)
    if not STAFF_NUMBER.fullmatch(digits):
        raise UsageError("S030", found=text)
    return digits
