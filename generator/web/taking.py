"""What came with a posted form: its texts, its files, and by which id a submission is followed."""

import hashlib
import os
from collections.abc import Sequence

from starlette.datastructures import FormData, UploadFile

__all__ = ["id_of", "text_of", "uploads_of"]


def text_of(form: FormData, key: str) -> str:
    """One text of a form, without blanks around it; empty if it is not there."""
    value = form.get(key)
    return value.strip() if isinstance(value, str) else ""


def uploads_of(form: FormData, key: str) -> Sequence[UploadFile]:
    """The files that were chosen; a field left empty sends a nameless one."""
    found = [one for one in form.getlist(key) if isinstance(one, UploadFile)]
    return [one for one in found if one.filename]


def id_of(name: str) -> str:
    """By which a file in the inbox is asked for: no name, which may tell of a person, in an address."""
    return hashlib.sha256(os.fsencode(name)).hexdigest()[:20]
