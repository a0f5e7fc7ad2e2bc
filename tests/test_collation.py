"""Scanned pages of one letter: put in order, parted by copy; what is missing or doubled is named."""

from generator.scans import ScannedPage
from generator.scans.collation import Pile, ScannedSheet, collate


def sheet(place: int, number: int = 0, copy: int = 0, reprint: int = 0) -> ScannedSheet:
    scanned = ScannedPage(place=place, codes=(), turns=0, is_blank=False)
    return ScannedSheet(scanned=scanned, number=number, copy=copy, reprint=reprint)


def scanned(*told: tuple[int, int]) -> list[ScannedSheet]:
    """Sheets in the order of the scan, each with its page number and copy."""
    return [sheet(place, number, copy) for place, (number, copy) in enumerate(told)]


def numbers(pile: Pile) -> list[int]:
    return [one.number for one in pile.sheets]


def told(pile: Pile) -> list[tuple[str, str]]:
    return [(one.code, one.found) for one in pile.problems]


def test_pages_that_lie_backwards_are_sorted() -> None:
    (pile,) = collate(scanned((3, 1), (2, 1), (1, 1)), 3)
    assert [page.place for page in pile.pages] == [2, 1, 0]
    assert (pile.copy, told(pile)) == (1, [])


def test_a_missing_page_is_named_by_its_number() -> None:
    (pile,) = collate(scanned((1, 1), (4, 1)), 4)
    assert told(pile) == [("W035", "2 dan 3")]
    assert "2 dan 3 dari 4" in pile.problems[0].message


def test_the_same_page_twice_is_told_and_both_are_kept() -> None:
    (pile,) = collate(scanned((1, 1), (2, 1), (1, 1)), 2)
    assert numbers(pile) == [1, 1, 2]
    assert told(pile) == [("W036", "1")]


def test_two_shuffled_copies_are_two() -> None:
    piles = collate(scanned((2, 2), (1, 1), (1, 2), (2, 1)), 2)
    assert [(pile.copy, numbers(pile), told(pile)) for pile in piles] == [
        (2, [1, 2], []),
        (1, [1, 2], []),
    ]


def test_halves_of_two_copies_that_complete_each_other_are_one_with_a_warning() -> None:
    (pile,) = collate(scanned((1, 1), (2, 2)), 2)
    assert (pile.copy, numbers(pile)) == (0, [1, 2])
    assert told(pile) == [("W037", "1, 2")]


def test_the_same_half_of_two_copies_stays_two() -> None:
    piles = collate(scanned((1, 1), (1, 2)), 2)
    assert [(pile.copy, told(pile)) for pile in piles] == [
        (1, [("W035", "2")]),
        (2, [("W035", "2")]),
    ]


def test_a_whole_copy_is_not_spoilt_by_a_stray_page_of_another() -> None:
    piles = collate(scanned((1, 1), (2, 1), (2, 2)), 2)
    assert [(pile.copy, told(pile)) for pile in piles] == [(1, []), (2, [("W035", "1")])]


def test_a_page_whose_code_was_not_read_goes_with_the_only_copy_in_hand() -> None:
    (pile,) = collate([sheet(0, 1, 1), sheet(1)], 2)
    assert (len(pile.pages), pile.copy, pile.is_ordered, told(pile)) == (2, 1, False, [])


def test_without_page_numbers_they_are_counted_and_stay_as_they_came() -> None:
    (few,) = collate([sheet(0), sheet(1)], 3)
    (many,) = collate([sheet(n) for n in range(4)], 3)
    assert [page.place for page in few.pages] == [0, 1]
    assert (told(few), told(many)) == ([("W031", "2")], [("W032", "4")])


def test_a_reprint_is_known_as_one() -> None:
    (pile,) = collate([sheet(0, 1, copy=3, reprint=1)], 1)
    assert (pile.copy, pile.reprint) == (3, 1)
