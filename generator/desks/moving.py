"""An item that was filed in the wrong case is moved to the right one, with whatever belongs to it.

Nothing filed is changed: a line of the ledger says where it belongs. What would make a paper lie is refused:
a letter that names somebody else stays where it is true, or is given up, and made anew where it belongs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.archive import ArchivedItem, KnownPerson
from generator.desks import access_classes
from generator.desks.follow_up import attend
from generator.office.office import Office
from generator.vocabulary.case import CaseForm
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.problems import UsageError

__all__ = ["MOVABLE", "Moved", "belonging", "move", "move_back"]

MOVABLE = ("formulir", "surat", "lampiran", "surat-masuk", "surat-luar")
# What may lie among the letters of no case.
OF_NO_CASE = ("surat-masuk", "surat-luar")
LETTERS = ("surat", "surat-luar")
GENERAL = re.compile(r"UMUM-(\d{4})")


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Where an item came to, and what went along; `tells` are letters whose paper bears the earlier case's number."""

    item: ArchivedItem
    along: tuple[ArchivedItem, ...]
    tells: tuple[str, ...]


def move(office: Office, item: ArchivedItem, target: str, *, reason: str) -> Moved:
    """Move an item, and what belongs to it, to the case `target`.

    Raises:
        UsageError: it is nothing that is moved by itself, one of the cases is closed, held, on its way to be
            destroyed or closed to whoever acts, or a paper would lie.
    """
    with office.archive.by_hand.turn():
        target = _checked(office, item, target.strip().upper())
        items = belonging(office, item)
        _must_be_true(office, items, item.case, target)
        _keep_the_stricter(office, item.case, target, reason)
        place = office.archive.refilings.move(
            item.case, [one.item for one in items], target, reason=reason
        )
        _take_late_scans(office, item.case, target, items, reason)
    attend(office, *(one for one in (item.case, target) if office.archive.cases.has(one)))
    access_classes.put_away(office, target)
    there = office.archive.items.named(f"{target}/{place}")
    along = [office.archive.items.named(f"{one.case}/{one.item}") for one in items[1:]]
    tells = [
        one.number
        for one in (there, *along)
        if one.kind == "surat" and not one.is_replaced and tells_case(office, one, item.case)
    ]
    return Moved(item=there, along=tuple(along), tells=tuple(tells))


def move_back(office: Office, item: ArchivedItem, *, reason: str) -> Moved:
    """Take a move back: the item goes to the case where it was filed before.

    Raises:
        UsageError: it was not moved, or may not be moved there.
    """
    came = office.archive.refilings.here(item.case).get(item.item)
    if came is None:
        raise UsageError("A084", found=f"{item.case}/{item.item}")
    return move(office, item, came.case, reason=reason)


def tells_case(office: Office, letter: ArchivedItem, case: str) -> bool:
    """Whether a letter's paper bears the number of a case."""
    return case in office.archive.items.text_of(letter)


# -- what goes along -----------------------------------------------------------------------------


def belonging(office: Office, item: ArchivedItem) -> list[ArchivedItem]:
    """The item itself, and what has no sense without it.

    A letter goes with its revisions, its scans and its receipts; a form with its attachments, the letters made of
    it and the orders about it. A letter that was given up stays where it was.
    """
    of_case = office.archive.items.of_case(item.case)
    found = {item.item: item}
    if item.kind == "formulir":
        digest = office.archive.items.record_of(item).form_digest
        brought = [
            one for one in office.archive.items.of_submission(digest) if one.case == item.case
        ]
        found |= {one.item: one for one in brought if not one.is_withdrawn}
    numbers = {one.number for one in found.values() if one.kind in LETTERS}
    agenda = {
        (one.year, one.sequence)
        for one in found.values()
        if one.kind in ("formulir", "surat-masuk")
    }
    given_up = {one.number for one in of_case if one.is_withdrawn}
    for one in of_case:
        is_of_letter = one.kind in (*LETTERS, "pindaian", "tanda-terima") and one.number in numbers
        is_order = one.kind == "disposisi" and (one.year, one.sequence) in agenda
        if (is_of_letter and one.number not in given_up) or is_order:
            found[one.item] = one
    along = sorted(found.keys() - {item.item})
    return [item, *(found[place] for place in along)]


def _take_late_scans(
    office: Office, case: str, target: str, items: Sequence[ArchivedItem], reason: str
) -> None:
    """A scan that was filed with a letter in the very moment in which that was moved goes along."""
    numbers = {one.number for one in items if one.kind in LETTERS}
    late = [
        one.item
        for one in office.archive.items.of_case(case)
        if one.kind == "pindaian" and one.number in numbers
    ]
    if late:
        office.archive.refilings.move(case, late, target, reason=reason)


# -- whether it may --------------------------------------------------------------------------------


def _checked(office: Office, item: ArchivedItem, target: str) -> str:
    """Whether the item may leave its case, and come to the other, for all that is known of the cases."""
    general = GENERAL.fullmatch(target)
    is_there = general is not None or office.archive.cases.has(target)
    if not is_there or not office.archive.secrecy.may_see(target):
        raise UsageError("A005", found=target)
    if not office.archive.secrecy.may_see(item.case):
        raise UsageError("A005", found=item.case)
    if item.case == target:
        raise UsageError("A077", found=f"{item.case}/{item.item}", hint=target)
    if item.kind not in MOVABLE or item.is_withdrawn:
        raise UsageError("A078", found=f"{item.case}/{item.item}", hint=item.title)
    if general and (item.kind not in OF_NO_CASE or int(general[1]) != item.filed_at.year):
        raise UsageError(
            "A079", found=f"{item.case}/{item.item}", hint=f"UMUM-{item.filed_at.year}"
        )
    for case in (item.case, target):
        _must_be_open(office, case)
    if item.kind == "formulir" and _opened(office, item):
        raise UsageError("A083", found=f"{item.case}/{item.item}", hint=item.case)
    return target


def _must_be_open(office: Office, case: str) -> None:
    archive = office.archive
    if GENERAL.fullmatch(case):
        return
    if archive.disposals.is_disposed(case):
        raise UsageError("A005", found=case)
    if (disposal := archive.disposals.proposed_in(case)) != "":
        raise UsageError("A082", found=case, hint=disposal)
    if archive.retention.is_held(case):
        raise UsageError("A081", found=case)
    if archive.cases.closed(case) is not None:
        raise UsageError("A080", found=case)


def _opened(office: Office, item: ArchivedItem) -> bool:
    """Whether a form is the one by which its case exists: the first that lies in its own folder."""
    forms = [one for one, _ in office.archive.cases.forms(item.case)]
    own = [one for one in forms if one not in office.archive.refilings.here(item.case)]
    return own[:1] == [item.item]


def _must_be_true(office: Office, items: Sequence[ArchivedItem], case: str, target: str) -> None:
    """Whether every paper among these is about the people of the case that it would come to."""
    people, here = office.archive.people, office.archive.people.of(target)
    told = _form_among(office, items)
    if told is not None and _people_of(told) and here and not _same(_people_of(told), here):
        raise UsageError("A085", found=f"{case}/{items[0].item}", hint=target)
    is_same = _same(people.of(case), here) or (told is not None and _same(_people_of(told), here))
    for one in items:
        if one.kind != "surat" or one.is_replaced:
            continue
        revisions = [
            other for other in items if other.number == one.number and other.kind == "surat"
        ]
        if told is not None and not all(_of_same_form(office, o, items[0]) for o in revisions):
            raise UsageError("A087", found=one.number, hint=target)
        if not _is_about(office, one, here, others=people.of(case), is_same=is_same):
            raise UsageError("A086", found=one.number, hint=target)


def _is_about(
    office: Office,
    letter: ArchivedItem,
    here: Sequence[KnownPerson],
    *,
    others: Sequence[KnownPerson],
    is_same: bool,
) -> bool:
    text = " ".join(tokens(office.archive.items.text_of(letter)))
    if any(one.stands_in(text) for one in here):
        return True
    strangers = [one for one in others if not any(one.may_be(other) for other in here)]
    return is_same and not any(one.stands_in(text) for one in strangers)


def _form_among(office: Office, items: Sequence[ArchivedItem]) -> CaseForm | None:
    """What the form told that is moved, if the item asked for is one."""
    if items[0].kind != "formulir":
        return None
    return dict(office.archive.cases.forms(items[0].case)).get(items[0].item)


def _of_same_form(office: Office, letter: ArchivedItem, form: ArchivedItem) -> bool:
    record = office.archive.items.record_of
    return record(letter).form_digest == record(form).form_digest


def _people_of(form: CaseForm) -> list[KnownPerson]:
    return [KnownPerson.told(one) for one in (form.klien, *form.rombongan) if one is not None]


def _same(some: Sequence[KnownPerson], others: Sequence[KnownPerson]) -> bool:
    return any(one.may_be(other) for one in some for other in others)


def _keep_the_stricter(office: Office, case: str, target: str, reason: str) -> None:
    """What comes from a case of a stricter class makes the other as strict: nothing is opened by moving it."""
    rules = office.classification.access
    there = office.access_of(target).access
    here = office.access_of(case).access
    if rules.is_stricter(here, there) and office.archive.cases.has(target):
        why = f"menerima isi dari berkas {case} ({here}): {reason}"
        access_classes.set_class(office, target, here, reason=why)
