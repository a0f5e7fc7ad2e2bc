"""What the code in the foot of a page tells: letter and page when it is filed, copy when it is printed."""

from collections.abc import Callable
from dataclasses import replace

from generator.letters import LetterIdentity, code_of, earlier_code_of, qr_png
from generator.pdf import PageCodes

__all__ = ["copy_codes", "page_codes"]


def page_codes(identity: LetterIdentity) -> PageCodes:
    """The codes of a letter's pages, in place of the one that stands on all of them."""
    shared = qr_png(code_of(identity))
    return PageCodes(known=lambda _page, _pages: [shared], new=_pictured(identity))


def copy_codes(identity: LetterIdentity, *, copy: int, reprint: int) -> PageCodes:
    """The codes of one printed copy, in place of those of the archived PDF, of whatever age it is."""
    of_page = _pictured(identity)
    ages = [qr_png(code_of(identity)), qr_png(earlier_code_of(identity))]
    return PageCodes(
        known=lambda page, pages: [of_page(page, pages), *ages],
        new=_pictured(replace(identity, copy=copy, reprint=reprint)),
    )


def _pictured(identity: LetterIdentity) -> Callable[[int, int], bytes]:
    return lambda page, pages: qr_png(code_of(identity.of_page(page, pages)))
