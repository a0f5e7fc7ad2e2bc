"""Identity numbers on the screen: hidden until somebody with the right asks for them."""

import re

__all__ = ["HIDDEN", "mask"]

# Answers that are hidden, wherever they stand.
HIDDEN = frozenset({"nik", "no_kk", "nomor_paspor"})
KEPT = 4
DIGITS = re.compile(r"[0-9A-Za-z]")


def mask(key: str, text: str) -> str:
    """An answer as it is shown: of an identity number the first characters only."""
    if key.rpartition(".")[2] not in HIDDEN:
        return text
    return text[:KEPT] + DIGITS.sub("•", text[KEPT:])
