"""Names of files from elsewhere: which are nobody's submission, how they are shown, how they may be called."""

import os
import re
from collections.abc import Collection

from generator.inbox.notes import is_note

__all__ = ["STATUS_NAME", "droppable", "is_ignorable", "printable_name"]

STATUS_NAME = "_STATUS layanan.txt"


def printable_name(name: str) -> str:
    """A file name as it can be shown: bytes that are no UTF-8 and control characters replaced."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def is_ignorable(name: str) -> bool:
    """Whether a name belongs to a program's temporary or lock file, or to the system."""
    low = name.lower()
    return (
        low.startswith((".", "~$", "~wr"))
        or low.endswith((".tmp", ".part", ".crdownload", ".partial"))
        or low in {"thumbs.db", "desktop.ini", "readme.md", STATUS_NAME.lower()}
    )


def droppable(name: str, reserved: Collection[str]) -> str:
    """A name from elsewhere as a file can bear it, and as nothing of ours is called."""
    base = re.split(r"[\\/]", printable_name(name))[-1].strip(" .")
    base = re.sub(r'[<>:"|?*]', "_", base) or "tanpa nama"
    return f"berkas {base}" if is_ignorable(base) or is_note(base) or base in reserved else base
