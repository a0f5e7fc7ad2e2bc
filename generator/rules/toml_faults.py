"""What is wrong with a table that an office wrote, in its words: which key, in which line, and what belongs there."""

import re
import tomllib
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

__all__ = ["TOML_ERRORS", "faults_in"]

TOML_ERRORS = (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError)
"""What reading a table raises, for `faults_in` to put into words."""

KeyPath = tuple[str | int, ...]

_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_TABLE = re.compile(r"\s*\[{1,2}([^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([^=#\[\]]+?)\s*=")
# tomllib's words, and what mends it.
_SYNTAX = (
    ("Cannot overwrite", "kunci ini ditulis dua kali; hapus salah satunya"),
    ("Cannot declare", "tabel ini ditulis dua kali; satukan isinya"),
    ("Invalid value", "isinya harus angka, true/false, atau teks di antara tanda kutip"),
    ("Unclosed array", "daftar ini tidak ditutup dengan ]"),
    ("Unterminated string", "tanda kutip penutup tidak ada"),
    ("Illegal character", "tanda kutip penutup tidak ada, atau ada tanda yang tidak boleh di sini"),
    ("Expected '='", "sesudah nama kunci harus ada ="),
    ("Expected ']'", "kurung siku penutup ] tidak ada"),
    ("Invalid statement", "baris ini bukan kunci = isi, bukan pula [tabel]"),
    ("Expected newline", "ada sesuatu sesudah isinya; satu baris satu kunci"),
    ("Unescaped", r"garis miring terbalik dalam tanda kutip ditulis dua kali (\\)"),
)
# pydantic's kinds of error, and what belongs there; {} is filled from the error's own context.
_KINDS = {
    "missing": "wajib diisi",
    "bool_parsing": "isinya true atau false",
    "bool_type": "isinya true atau false",
    "int_parsing": "isinya bilangan bulat",
    "int_type": "isinya bilangan bulat",
    "int_from_float": "isinya bilangan bulat",
    "float_parsing": "isinya angka",
    "float_type": "isinya angka",
    "string_type": "isinya teks di antara tanda kutip",
    "tuple_type": "isinya daftar di antara kurung siku [ ]",
    "list_type": "isinya daftar di antara kurung siku [ ]",
    "dict_type": "harus tabel dengan kunci-kunci di dalamnya",
    "model_type": "harus tabel dengan kunci-kunci di dalamnya",
    "model_attributes_type": "harus tabel dengan kunci-kunci di dalamnya",
    "date_from_datetime_parsing": "isinya tanggal, mis. 2026-01-31",
    "date_parsing": "isinya tanggal, mis. 2026-01-31",
    "date_type": "isinya tanggal, mis. 2026-01-31",
    "time_parsing": "isinya jam, mis. 08:00:00",
    "time_type": "isinya jam, mis. 08:00:00",
    "ip_any_address": "isinya alamat IP, mis. 127.0.0.1",
    "greater_than_equal": "paling sedikit {ge}",
    "greater_than": "lebih dari {gt}",
    "less_than_equal": "paling banyak {le}",
    "less_than": "kurang dari {lt}",
    "literal_error": "pilih: {expected}",
    "enum": "pilih: {expected}",
    "string_too_short": "jangan dikosongkan",
    "too_short": "paling sedikit {min_length}",
}


def faults_in(
    error: Exception, data: bytes, model: type[BaseModel] | None = None, *, table: str = ""
) -> str:
    """Every fault of a file of tables in one sentence each: line, key, what belongs there.

    `data` is what the file held, empty if it could not be read; `model` is what was read from it, or from its one
    `table`.
    """
    text = data.decode("utf-8-sig", errors="replace")
    if isinstance(error, ValidationError):
        within = (table,) if table else ()
        told = (
            _told(one, (*within, *one["loc"]), text, model, len(within)) for one in error.errors()
        )
        return "; ".join(dict.fromkeys(told))
    if isinstance(error, tomllib.TOMLDecodeError):
        return _syntax(str(error), text)
    if isinstance(error, UnicodeDecodeError):
        line = data[: error.start].count(b"\n") + 1
        return f"baris {line}: bukan teks UTF-8; simpan dengan pengodean UTF-8"
    if isinstance(error, OSError):
        return error.strerror or "tidak dapat dibaca"
    return str(error)


def _syntax(said: str, text: str) -> str:
    at = _AT.search(said)
    mends = next((told for begins, told in _SYNTAX if begins in said), "tidak dapat dibaca")
    if at is None:
        # What breaks off does so at the end of the file.
        return f"baris {max(1, len(text.splitlines()))}: {mends}"
    number = int(at[1])
    lines = text.splitlines()
    shown = lines[number - 1].strip()[:60] if number <= len(lines) else ""
    return f"baris {number}: {mends}" + (f" («{shown}»)" if shown else "")


def _told(
    one: ErrorDetails, place: KeyPath, text: str, model: type[BaseModel] | None, within: int
) -> str:
    context = one.get("ctx", {})
    kind = one["type"]
    if kind == "extra_forbidden":
        said = "kunci ini tidak dikenal" + _perhaps(place[within:], model)
    elif kind == "value_error":
        said = str(context["error"])
    else:
        # pydantic joins choices by an English word.
        said = _KINDS.get(kind, one["msg"]).format(**context).replace(" or ", " atau ")
    line = _line_of(place, text)
    where = _named(place)
    return ": ".join(part for part in (f"baris {line}" if line else "", where, said) if part)


def _named(place: KeyPath) -> str:
    """`[web] port`, `[[officials]] ke-2 since`."""
    if not place:
        return ""
    *tables, key = place
    if not tables:
        return str(key)
    numbers = [one for one in tables if isinstance(one, int)]
    path = ".".join(one for one in tables if isinstance(one, str))
    head = f"[[{path}]] ke-{numbers[0] + 1}" if numbers else f"[{path}]"
    return f"{head} {key}"


def _perhaps(place: KeyPath, model: type[BaseModel] | None) -> str:
    """A known key that is written nearly so."""
    within: Any = model
    for part in place[:-1]:
        if isinstance(part, str):
            field = getattr(within, "model_fields", {}).get(part)
            within = _model_in(getattr(field, "annotation", None))
    near = get_close_matches(str(place[-1]), getattr(within, "model_fields", ()), n=1, cutoff=0.7)
    return f"; mungkin maksudnya {near[0]}" if near else ""


def _model_in(annotation: Any) -> Any:
    """The model itself, or the one that a list or a table of tables holds."""
    inner = [one for one in get_args(annotation) if hasattr(one, "model_fields")]
    return inner[0] if inner else annotation


def _line_of(place: KeyPath, text: str) -> int:
    """The line of a key, or of the table that it is missing from; 0 if neither is found."""
    if not place:
        return 0
    lines = text.splitlines()
    return _in_table(place[:-1], str(place[-1]), lines) or _in_table(place, "", lines)


def _in_table(tables: KeyPath, key: str, lines: list[str]) -> int:
    """The line of `key` in a table, the table's own where it has no such key; 0 if there is no such table."""
    wanted = ".".join(one for one in tables if isinstance(one, str))
    nth = next((one for one in tables if isinstance(one, int)), 0)
    is_here, seen, at_table = not wanted, -1, 0
    for number, line in enumerate(lines, start=1):
        if head := _TABLE.match(line):
            is_named = re.sub(r"[\s\"']", "", head[1]) == wanted
            seen += is_named
            is_here = is_named and seen == nth
            at_table = number if is_here else at_table
        elif is_here and (found := _KEY.match(line)) and found[1].strip("\"'") == key:
            return number
    return at_table
