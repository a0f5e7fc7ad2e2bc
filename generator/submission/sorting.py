"""Whose each page of a scan is: it is parted by its codes, and each part finds its letter.

Nothing is guessed. A page whose code cannot be read is matched only if the text recognised on it
holds the letter's own number and is that letter's text; otherwise it waits for a person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz import fuzz

from generator.archive import ArchivedItem
from generator.filing.signed import Matched, Scan
from generator.letters import LetterIdentity, parse_qr
from generator.office.office import Office
from generator.scans import (
    ScannedPage,
    ScanPart,
    crowded_pages,
    read_scan,
    split_pages,
    text_of_pages,
    write_unfolded,
)
from generator.scans.collation import ScannedSheet, collate
from generator.submission.slips import SlipPage, is_ours, part_slips
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.problems import Problem

__all__ = ["SortedScan", "names_another", "proposals", "sort_scan"]

# Of 100. Text recognised from a scan is some 96 like its own letter; another of its kind may be too.
SAME_TEXT, AS_LIKE, SAME_NAME = 80, 2, 90
PROPOSED = 3
# The code of a letter with the number of one in the archive that says something else.
OTHER_LETTER = "R013"


@dataclass(frozen=True, kw_only=True)
class SortedScan:
    """What a scan holds: letters of ours, pages nobody knows, and pages that are not ours.

    `path` is what its pages are pages of: the scan itself, or a copy in which pictures of several pages are
    cut into them. `strangers` are the pages that are `foreign`. `crowded` says of unknown pages why a person must look: several letters on one, or another letter's number.
    """

    path: Path
    matched: tuple[Matched, ...]
    unknown: tuple[ScannedPage, ...]
    foreign: tuple[Problem, ...]
    pages: int
    text: str = ""
    slips: tuple[SlipPage, ...] = ()
    crowded: tuple[Problem, ...] = ()
    strangers: tuple[ScannedPage, ...] = ()

    @property
    def has_codes(self) -> bool:
        """Whether anything on it is of a letter, or says so."""
        return bool(self.matched or self.foreign or self.slips or self.crowded)


def sort_scan(
    office: Office, scan: Scan, *, work: Path, by_text: bool = True
) -> SortedScan | Problem:
    """Find out what a scan holds; `by_text` also recognises text where no code is read.

    Returns:
        What was found, or why the file cannot be read.
    """
    read = _unfolded(scan.path, work)
    if isinstance(read, Problem):
        return read
    path, pages = read
    slips, rest = part_slips(pages)
    found: dict[tuple[str, int], _Found] = {}
    unknown: list[ScannedPage] = []
    foreign: list[Problem] = []
    strangers: list[ScannedPage] = []
    others: list[Problem] = []
    said: list[str] = []
    for part in split_pages(rest, parse_qr, _between):
        letter: ArchivedItem | Problem | None = None
        if part.identity is not None:
            letter = _letter(office, part.identity)
        elif by_text:
            said.append(text_of_pages(path, part.pages, office.recogniser, work=work))
            letter = _by_text(office, said[-1])
        if isinstance(letter, Problem) and letter.code == OTHER_LETTER:
            # Whose it is a person says: of two letters with one number the archive knows the other.
            others.append(letter)
            letter = None
        if isinstance(letter, Problem):
            foreign.append(letter)
            strangers += part.pages
            continue
        if letter is None:
            unknown += part.pages
        else:
            known = found.setdefault((letter.case, letter.item), _Found(letter))
            known.sheets += _sheets(part)
            known.is_guessed |= part.identity is None
    matched = [one for known in found.values() for one in known.matched()]
    if matched or unknown:
        matched, unknown = _with_blank(matched, unknown, rest)
    return SortedScan(
        path=path,
        matched=tuple(matched),
        unknown=tuple(unknown),
        foreign=tuple(dict.fromkeys(foreign)),
        strangers=tuple(strangers),
        pages=len(pages),
        text="\n".join(said),
        slips=tuple(slips),
        crowded=(*dict.fromkeys(others), *_crowded(office, rest)),
    )


def _unfolded(path: Path, work: Path) -> tuple[Path, list[ScannedPage]] | Problem:
    """The pages of a scan, those that lie side by side in one picture cut apart; and the file that they are of."""
    pages = read_scan(path)
    if isinstance(pages, Problem):
        return pages
    if not any(_is_double(page) for page in pages):
        return path, pages
    cut = work / "terbagi.pdf"
    failed = write_unfolded(path, cut)
    apart = read_scan(cut) if failed is None else failed
    return (path, pages) if isinstance(apart, Problem) else (cut, apart)


def _is_double(page: ScannedPage) -> bool:
    """Whether a picture shows several pages, of one letter too; what shows two slips is one sheet."""
    told = {(one, one.page, one.copy) for text in page.codes if (one := parse_qr(text))}
    return page.parts > 1 and (len(told) > 1 or len(page.codes) == 1)


def _with_blank(
    matched: Sequence[Matched], unknown: Sequence[ScannedPage], pages: Sequence[ScannedPage]
) -> tuple[list[Matched], list[ScannedPage]]:
    """Each page that looks blank goes with the page before it, or the first with what follows: none is dropped."""
    owners = {
        sheet.scanned.place: number
        for number, one in enumerate(matched)
        for sheet in one.pile.sheets
    }
    known = sorted([*owners, *(one.place for one in unknown)])
    beside: dict[int | None, list[ScannedPage]] = {}
    for page in pages:
        if page.is_blank and page.place not in owners:
            before = [place for place in known if place < page.place]
            neighbour = before[-1] if before else known[0]
            beside.setdefault(owners.get(neighbour), []).append(page)
    kept = [
        replace(one, beside=tuple(beside.get(number, ()))) for number, one in enumerate(matched)
    ]
    return kept, sorted([*unknown, *beside.get(None, ())], key=lambda one: one.place)


def _crowded(office: Office, pages: Sequence[ScannedPage]) -> Iterator[Problem]:
    """A word on each page on which several letters lie: it belongs to none of them."""
    for page, identities in crowded_pages(pages, parse_qr):
        letters = [_letter(office, identity) for identity in identities]
        named = [one.number for one in letters if isinstance(one, ArchivedItem)]
        hint = f" ({'; '.join(named)})" if named else ""
        yield Problem(code="R010", found=str(page.place + 1), hint=hint)


@dataclass
class _Found:
    """Everything in a scan that is of one letter; some of it perhaps known by its text only."""

    letter: ArchivedItem
    sheets: list[ScannedSheet] = field(default_factory=list)
    is_guessed: bool = False

    def matched(self) -> list[Matched]:
        """The letter's copies, with what is odd about them."""
        letter, odd = self.letter, []
        if self.is_guessed:
            odd.append(Problem(code="W033", found=letter.number))
        if letter.is_replaced:
            odd.append(Problem(code="W030", found=letter.number, hint=str(letter.revision)))
        return [
            Matched(letter=letter, pile=pile, part=number, odd=tuple(odd))
            for number, pile in enumerate(collate(self.sheets, letter.pages), start=1)
        ]


def _sheets(part: ScanPart[LetterIdentity]) -> list[ScannedSheet]:
    return [
        ScannedSheet(scanned=page, number=one.page, copy=one.copy, reprint=one.reprint)
        if one
        else ScannedSheet(scanned=page)
        for page, one in zip(part.pages, part.told, strict=True)
    ]


def _between(
    before: LetterIdentity, after: LetterIdentity, count: int
) -> list[LetterIdentity] | None:
    """Pages without a code between two of the same letter are of it, if just so many are missing."""
    if before != after:
        return None
    if not (before.page and after.page):
        return [replace(before, page=0)] * count
    first, step = before.page, 1 if after.page > before.page else -1
    is_gap = before.copy == after.copy and after.page - first == step * (count + 1)
    return [replace(before, page=first + step * n) for n in range(1, count + 1)] if is_gap else None


# -- whose page it is ----------------------------------------------------------------------------


def _letter(office: Office, identity: LetterIdentity) -> ArchivedItem | Problem:
    """The letter that a code names, or why there is none here."""
    if not is_ours(office, identity):
        return Problem(code="R006", found=identity.unit or identity.office)
    found = office.archive.items.letter(
        identity.year, identity.sequence, identity.revision, series=identity.series
    )
    if found is None or office.archive.withdrawals.has(found.number):
        return Problem(code="R007", found=f"{identity.sequence}/{identity.year}")
    if identity.digest and identity.digest != office.archive.items.record_of(found).paper_digest:
        return Problem(code=OTHER_LETTER, found=found.number)
    return found


def _by_text(office: Office, text: str) -> ArchivedItem | None:
    """The one letter out for signature that was recognised; None on any doubt.

    Two letters of a kind differ in little but number and client: both must be read, no other
    letter's number may be, and the text must be as like as that of any letter.
    """
    ranked = _ranked(office, text)
    numbered = [one for one in ranked if _number_pattern(one[1].number).search(text)]
    if len(numbered) != 1:
        return None
    likeness, letter = numbered[0]
    client = " ".join(tokens(office.archive.cases.show(letter.case).client))
    is_named = fuzz.partial_ratio(client, " ".join(tokens(text))) >= SAME_NAME
    is_like = likeness >= SAME_TEXT and likeness >= ranked[0][0] - AS_LIKE
    return letter if is_named and is_like else None


def _number_pattern(number: str) -> re.Pattern[str]:
    """A letter's number as it is recognised: every letter and digit, but any mark for a slash, and blanks.

    What stands before the number keeps its blank: a colon read as 1 is no digit of it.
    """
    parts = [r"\s*".join(part) for part in re.findall(r"[0-9A-Za-z]+", number)]
    between = r"\s*[^0-9A-Za-z\s]\s*(?:[^0-9A-Za-z\s]\s*)?"
    return re.compile(r"(?<![0-9])" + between.join(parts), re.IGNORECASE)


def _ranked(office: Office, text: str) -> list[tuple[float, ArchivedItem]]:
    """The letters out for signature, likest text first."""
    said = " ".join(tokens(text))
    if not said:
        return []
    found = [
        (fuzz.ratio(said, " ".join(tokens(office.archive.items.text_of(letter)))), letter)
        for letter in office.archive.items.unsigned()
    ]
    return sorted(found, key=lambda one: (-one[0], one[1].case, one[1].item))


def proposals(office: Office, text: str) -> list[ArchivedItem]:
    """The likeliest letters for a page that nobody could match."""
    return [letter for _, letter in _ranked(office, text)[:PROPOSED]]


def _told(problem: Problem) -> str:
    """The number that a code names, of which the archive has no letter, or another one."""
    is_other = problem.code == OTHER_LETTER
    return f"{problem.found}, surat lain dengan nomor yang sama" if is_other else problem.found


def names_another(
    office: Office, letter: ArchivedItem, path: Path, pages: Sequence[ScannedPage], work: Path
) -> str:
    """The number of another letter that pages bear, by their codes or, where none is read, by their text.

    Empty if they bear no other; a text may cite others beside that of `letter` itself.
    """
    identities = [
        one for page in pages for text in page.codes if (one := parse_qr(text)) is not None
    ]
    if identities:
        # Where codes are read, each counts: of two letters on one page one is another's.
        told = [_letter(office, one) for one in identities]
        numbers = [one.number if isinstance(one, ArchivedItem) else _told(one) for one in told]
        return next((number for number in numbers if number != letter.number), "")
    text = text_of_pages(path, pages, office.recogniser, work=work)
    standing = [letter, *office.archive.items.unsigned()]
    numbers = [
        one.number for one in standing if one.number and _number_pattern(one.number).search(text)
    ]
    return "" if letter.number in numbers else next(iter(numbers), "")
