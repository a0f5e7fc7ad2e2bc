"""Which access classes name their people to everybody, and whether whoever acts may see a case of another class."""

from generator.system.actor import sight

__all__ = ["HIDDEN", "OPEN_CLASSES", "is_secret_class", "may_see"]

# Every other class is a secret one, the office's own too: what nobody knows is not shown.
OPEN_CLASSES = ("Biasa/Terbuka", "Terbatas")

# What stands in place of whatever would tell of a secret case.
HIDDEN = "(rahasia)"


def is_secret_class(access: str) -> bool:
    """Whether cases of this class are closed to those who have nothing to do with them."""
    return access not in OPEN_CLASSES


def may_see(case: str | None, access: str | None) -> bool:
    """Whether whoever acts may see what stands in this case; SQL asks it row by row."""
    return not is_secret_class(access or OPEN_CLASSES[0]) or sight().covers(case or "")
