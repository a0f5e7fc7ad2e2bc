"""What one IPP question and its answer are in bytes (RFC 8010), as far as printing letters needs them.

Nothing of an answer is believed: a length that reaches past the end is no IPP, and what we have no
use for (dates, ranges, collections) is stepped over by its own length.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

__all__ = ["Attributes", "IppAnswer", "IppValue", "Operation", "ask", "read_answer"]

IppValue = int | bool | str
# An attribute has one value or several; one that came without a value is left out.
Attributes = Mapping[str, tuple[IppValue, ...]]

VERSION = b"\x01\x01"  # spoken by every printer; nothing that we ask needs 2.0
REQUEST_ID = 1
HEAD = 8


class Operation(IntEnum):
    """What is asked of a printer."""

    PRINT_JOB = 0x0002
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class IppGroup(IntEnum):
    """The tags that begin a group, and the one that ends the message."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04


LAST_DELIMITER = 0x0F


class IppTag(IntEnum):
    """The kinds of values that are written or understood here."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


NUMBERS = frozenset({IppTag.INTEGER, IppTag.ENUM})
TEXTS = range(0x41, 0x60)
WITH_LANGUAGE = frozenset({IppTag.TEXT_WITH_LANGUAGE, IppTag.NAME_WITH_LANGUAGE})

# Every attribute that we send; one that is missing here cannot be sent at all.
SENT: Mapping[str, IppTag] = {
    "attributes-charset": IppTag.CHARSET,
    "attributes-natural-language": IppTag.LANGUAGE,
    "printer-uri": IppTag.URI,
    "job-id": IppTag.INTEGER,
    "requesting-user-name": IppTag.NAME,
    "job-name": IppTag.NAME,
    "document-format": IppTag.MIME_TYPE,
    "last-document": IppTag.BOOLEAN,
    "which-jobs": IppTag.KEYWORD,
    "my-jobs": IppTag.BOOLEAN,
    "limit": IppTag.INTEGER,
    "requested-attributes": IppTag.KEYWORD,
    "copies": IppTag.INTEGER,
    "media": IppTag.KEYWORD,
    "sides": IppTag.KEYWORD,
    "print-color-mode": IppTag.KEYWORD,
    # A tray is an option of a CUPS queue; IPP's own way needs collections.
    "InputSlot": IppTag.NAME,
}


@dataclass(frozen=True, kw_only=True)
class IppAnswer:
    """A response; `message` is the server's own, in English. A group may be empty, or not be there.

    `printer` is None where there is no such group.
    """

    status: int
    message: str
    jobs: tuple[Attributes, ...]
    printer: Attributes | None

    @property
    def is_success(self) -> bool:
        """Done, perhaps with some attributes replaced."""
        return self.status < 0x0100  # noqa: PLR2004 - RFC 8011: successful-ok and its variants

    @property
    def job(self) -> Attributes:
        return self.jobs[0] if self.jobs else {}


def ask(
    operation: Operation,
    uri: str,
    attributes: Mapping[str, IppValue | tuple[IppValue, ...]],
    *,
    job: Mapping[str, IppValue] | None = None,
) -> bytes:
    """The question; a document follows it as it is."""
    # The order of the first three, and of job-id behind them, is laid down.
    told = {
        "attributes-charset": "utf-8",
        "attributes-natural-language": "en",
        "printer-uri": uri,
        **attributes,
    }
    out = bytearray(VERSION + operation.to_bytes(2) + REQUEST_ID.to_bytes(4))
    out += IppGroup.OPERATION.to_bytes()
    for name, value in told.items():
        out += _attribute(name, value)
    if job:
        out += IppGroup.JOB.to_bytes()
        for name, value in job.items():
            out += _attribute(name, value)
    return bytes(out + IppGroup.END.to_bytes())


def _attribute(name: str, value: IppValue | tuple[IppValue, ...]) -> bytes:
    tag = SENT[name]
    out = bytearray()
    for place, one in enumerate(value if isinstance(value, tuple) else (value,)):
        out += tag.to_bytes() + _sized(b"" if place else name.encode("ascii"))
        out += _sized(_bytes_of(tag, one))
    return bytes(out)


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(2) + data


def _bytes_of(tag: IppTag, value: IppValue) -> bytes:
    if tag is IppTag.BOOLEAN:
        return bytes([bool(value)])
    return int(value).to_bytes(4, signed=True) if tag in NUMBERS else str(value).encode()


def read_answer(data: bytes) -> IppAnswer:
    """What a printer answered.

    Raises:
        ValueError: it is not IPP, or cut off.
    """
    reader = _Reader(data, HEAD)
    if len(data) < HEAD or data[0] not in (1, 2):
        raise ValueError("no IPP")
    groups = list(_groups(reader))
    told = next((one for tag, one in groups if tag == IppGroup.OPERATION), {})
    return IppAnswer(
        status=int.from_bytes(data[2:4]),
        message=" ".join(str(one) for one in told.get("status-message", ())),
        jobs=tuple(one for tag, one in groups if tag == IppGroup.JOB),
        printer=next((one for tag, one in groups if tag == IppGroup.PRINTER), None),
    )


class _Reader:
    """Takes bytes from the front; more than there are is no IPP."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at

    def take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise ValueError("cut off")
        self._at += count
        return taken

    def sized(self) -> bytes:
        return self.take(int.from_bytes(self.take(2)))


def _groups(reader: _Reader) -> list[tuple[int, dict[str, tuple[IppValue, ...]]]]:
    groups: list[tuple[int, dict[str, tuple[IppValue, ...]]]] = []
    name, depth = "", 0
    while (tag := reader.take(1)[0]) != IppGroup.END:
        if tag <= LAST_DELIMITER:
            # A group ends where the next begins: values without a name belong to none before it.
            name, depth = "", 0
            groups.append((tag, {}))
            continue
        if not groups:
            raise ValueError("an attribute before any group")
        own, raw = reader.sized(), reader.sized()
        if tag == IppTag.END_COLLECTION:
            depth -= 1
            continue
        if depth == 0 and own:
            name = own.decode("utf-8", "replace")
        if tag == IppTag.COLLECTION:
            depth += 1
        elif depth == 0 and name and (value := _value(tag, raw)) is not None:
            group = groups[-1][1]
            group[name] = (*group.get(name, ()), value)
    return groups


def _value(tag: int, raw: bytes) -> IppValue | None:
    """The value, if it is of a kind that is used here."""
    if tag in NUMBERS and len(raw) == 4:  # noqa: PLR2004 - a SIGNED-INTEGER
        return int.from_bytes(raw, signed=True)
    if tag == IppTag.BOOLEAN and len(raw) == 1:
        return raw != b"\x00"
    if tag in WITH_LANGUAGE:
        inner = _Reader(raw, 0)
        inner.sized()
        return inner.sized().decode("utf-8", "replace")
    return raw.decode("utf-8", "replace") if tag in TEXTS else None
