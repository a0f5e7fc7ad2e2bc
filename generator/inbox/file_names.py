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


# What browsers, copying programs and editors leave until the file has its own name.
LEAVINGS = (
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".crdownload",
    ".filepart",
    ".download",
    ".opdownload",
    ".!ut",
    ".dwl",
    ".dwl2",
    ".swp",
    ".swo",
    ".wbk",
    ".asd",
    "~",
)
# Word for Mac saves into a folder beside the file: `Formulir.docx.sb-1a2b3c4d-AbCdEf`.
MAC_SAVE = re.compile(r"\.sb-[0-9a-f]{8}-\w{6}$", re.IGNORECASE)
OF_THE_SYSTEM = frozenset(
    {
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "readme.md",
        "$recycle.bin",
        "system volume information",
        "lost+found",
        "@eadir",
        "__macosx",
        STATUS_NAME.lower(),
    }
)


def is_ignorable(name: str) -> bool:
    """Whether a name belongs to a program's temporary or lock file, or to the system."""
    low = name.lower()
    return (
        low.startswith((".", "~$", "~wr"))
        or low.endswith(LEAVINGS)
        or low in OF_THE_SYSTEM
        or MAC_SAVE.search(low) is not None
    )


def droppable(name: str, reserved: Collection[str]) -> str:
    """A name from elsewhere as a file can bear it, and as nothing of ours is called."""
    base = re.split(r"[\\/]", printable_name(name))[-1].strip(" .")
    base = re.sub(r'[<>:"|?*]', "_", base) or "tanpa nama"
    return f"berkas {base}" if is_ignorable(base) or is_note(base) or base in reserved else base
