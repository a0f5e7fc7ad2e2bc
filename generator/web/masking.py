"""Identity numbers on the screen: hidden until somebody with the right asks for them."""

import re

from generator.vocabulary.fields import is_secret

__all__ = ["mask"]

KEPT = 4
DIGITS = re.compile(r"[0-9A-Za-z]")


def mask(path: str, text: str) -> str:
    """An answer as it is shown, by its key path: of what is secret the first characters only."""
    if not is_secret(path):
        return text
    return text[:KEPT] + DIGITS.sub("•", text[KEPT:])
