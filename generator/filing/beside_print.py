"""What came back laid beside what was printed: which page each is, and whose box holds no ink."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.archive import ArchivedItem, FiledItem
from generator.filing.electronic import as_certified, doubtful
from generator.filing.own_papers import told_of_paper
from generator.filing.signed import Matched, Scan, aside, file_part, opened
from generator.letters import Letter, signing_names
from generator.office.office import Office
from generator.scans import Ink, compare_with_printed, scan_kind, write_part
from generator.scans.collation import Pile, ScannedSheet, collate
from generator.vocabulary.problems import ConfigurationError, Problem, UsageError

__all__ = ["beside_print", "file_signed", "signers_of"]


def beside_print(office: Office, scan: Scan, matched: Matched, work: Path) -> Matched:
    """The match as it looks beside the printed letter: in order, and with the signatures looked for.

    Where the codes do not tell the pages, what is printed on them does. A letter with a signer whose box
    is empty wherever it was seen is not signed, nor is one whose electronic signature proves nothing.
    """
    names = signers_of(office, matched.letter)
    # What SRIKANDI signs was never printed here.
    is_elsewhere = matched.letter.series == "srikandi" or matched.letter.kind != "surat"
    matched = matched if is_elsewhere else _with_ink(office, scan, matched, names, work)
    if scan.is_signed_electronically:
        return as_certified(scan, matched, names)
    return doubtful(scan, matched)


def _with_ink(
    office: Office, scan: Scan, matched: Matched, names: Sequence[str], work: Path
) -> Matched:
    """The match with what its pages show: which they are, and whose box holds ink."""
    pile = matched.pile
    if not names and pile.is_ordered:
        return matched
    upright = work / "tegak.pdf"
    if write_part(scan.path, pile.pages, upright) is not None:
        return matched
    printed = office.archive.items.folder_of(matched.letter) / "surat.pdf"
    compared = compare_with_printed(upright, printed, names)
    upright.unlink()
    if not pile.is_ordered and compared.pages and None not in compared.pages:
        numbered = [
            replace(sheet, number=place + 1)
            for sheet, place in zip(pile.sheets, compared.pages, strict=True)
            if place is not None
        ]
        pile = collate(numbered, matched.letter.pages)[0]
    inked = dict.fromkeys(box.name for box in compared.boxes if box.ink is Ink.YES)
    unsigned = [Problem(code="W034", found=name) for name in compared.unsigned]
    return replace(
        matched,
        pile=pile,
        odd=(*matched.odd, *unsigned),
        inked=tuple(inked),
        empty=tuple(compared.unsigned),
    )


def signers_of(office: Office, letter: ArchivedItem) -> list[str]:
    """Whose signatures the printed letter has boxes for; nobody's where that cannot be told any more."""
    letter_type = office.catalogue.types.get(letter.type)
    if letter_type is None:
        return list(told_of_paper(office, letter).signers)
    form = office.archive.cases.form(letter.case)
    if form is None:
        return []
    made = Letter(
        letter_type=letter_type,
        form=form,
        case=letter.case,
        number=letter.number,
        sequence=letter.sequence,
        year=letter.year,
        dated=letter.date,
    )
    try:
        return signing_names(made, office.config)
    except ConfigurationError:
        # Whoever signed stands in pmbs.toml no more: the page comes home all the same.
        return []


def file_signed(office: Office, letter: ArchivedItem, path: Path, *, claim: str) -> FiledItem:
    """File a scan that a person says is the signed version of a letter; the same scan twice is one.

    Raises:
        UsageError: the file is no PDF, JPG, PNG or TIFF, too large, cannot be read, or was changed after it
            was signed electronically.
    """
    data = path.read_bytes()
    if not scan_kind(data) or len(data) > office.config.inbox.max_megabytes * 1_000_000:
        raise UsageError("A007", found=path.suffix or "tanpa akhiran nama")
    with aside(office) as work:
        kept, pages = opened(office, path, work)
        if kept.is_changed:
            raise UsageError("R015", found=letter.number)
        told = tuple(page for page in pages if not page.is_blank) or tuple(pages)
        beside = tuple(page for page in pages if page not in told)
        pile = Pile(sheets=tuple(ScannedSheet(scanned=page) for page in told))
        scan = Scan(path=path, data=data, kept=kept)
        matched = beside_print(
            office,
            scan,
            Matched(letter=letter, pile=pile, odd=kept.problems, beside=beside),
            work,
        )
        filed = file_part(office, scan, matched, is_whole=True, claim=claim)
    if filed is None:
        raise UsageError("A008", found=letter.number)
    return filed
