"""What the rest of the program knows about conversion."""

from pathlib import Path
from typing import Protocol, runtime_checkable

__all__ = ["Converter", "describe_converter"]


class Converter(Protocol):
    """Turns a letter into its PDF; one document at a time, from any thread."""

    def start(self) -> None:
        """Get ready, so that the next `convert` need not wait for it.

        Raises:
            NotReadyError: the outside program is missing or does not start; ask again later.
        """
        ...

    def convert(self, docx: Path, pdf: Path) -> None:
        """Write `pdf`, whole or not at all; it opens and has pages.

        Raises:
            NotReadyError: the outside program is missing or does not start; nothing was written.
            FormHeldError: this document failed twice, each time in a fresh surrounding.
        """
        ...

    def close(self) -> None:
        """End whatever was started; `convert` may be called again and starts it anew."""
        ...


@runtime_checkable
class _Describable(Protocol):
    def describe(self) -> str: ...


def describe_converter(converter: Converter) -> str:
    """Which program converts, how it is reached and what it is kept from; for `doctor`."""
    if isinstance(converter, _Describable):
        return converter.describe()
    return type(converter).__name__
