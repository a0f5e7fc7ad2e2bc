"""What an electronic signature on a letter that came back is worth, and what a PDF without one.

A PDF that a program wrote shows no ink: a picture of a signature on it, or the visible mark of a signing
service, proves nothing. It counts when a valid certificate bears the name of whoever had to sign.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.filing.signed import Matched, Scan
from generator.office.office import Office
from generator.scans import electronic_signatures, is_signed_electronically, typed_pages
from generator.vocabulary.certificates import Certified, Doubt, ElectronicSignature
from generator.vocabulary.indonesian import join, tokens
from generator.vocabulary.problems import ArchiveDamagedError, Problem

__all__ = ["as_certified", "doubtful", "rechecked", "told_of"]

# Words in the address that a signing service prints as a code; none of them is in ours.
SERVICES = re.compile(
    r"https?://\S*(bsre|bssn|\btte\b|srikandi|kominfo|komdigi|e-?sign|verif|peruri|privy|vida\.id)",
    re.IGNORECASE,
)


def as_certified(scan: Scan, matched: Matched, names: Sequence[str]) -> Matched:
    """The match with what its certificates prove; `names` are those who had to sign.

    Ink was looked for before: on pages that are pictures it counts beside certificates.
    """
    signatures = scan.signatures
    if not _is_typed(scan, matched) and matched.inked:
        certified = _certified(names, signatures)
        inked = tuple(dict.fromkeys((*matched.inked, *certified)))
        return replace(matched, inked=inked, empty=_others(names, inked))
    certified = _certified(names, signatures)
    valid = [one for one in signatures if one.state is Certified.VALID]
    if certified or (valid and not names):
        return replace(
            matched,
            odd=_without_boxes(matched.odd),
            inked=certified,
            empty=_others(names, certified),
        )
    doubt, told = _doubt(signatures, valid, names)
    odd = (*_without_boxes(matched.odd), told)
    return replace(matched, odd=odd, inked=(), empty=(), doubt=doubt)


def doubtful(scan: Scan, matched: Matched) -> Matched:
    """The match of what bears no electronic signature, and may only look signed."""
    if scan.kind == "pdf" and _is_typed(scan, matched):
        doubt, code = Doubt.UNSIGNED, "W097"
    elif any(SERVICES.search(code) for page in matched.pages for code in page.codes):
        doubt, code = Doubt.PAPER, "W098"
    else:
        return matched
    told = Problem(code=code, found=matched.letter.number)
    return replace(
        matched, odd=(*_without_boxes(matched.odd), told), inked=(), empty=(), doubt=doubt
    )


def told_of(signatures: Iterable[ElectronicSignature], name: str) -> list[Problem]:
    """What is said of the electronic signatures on a document that is none of our letters."""
    return [
        Problem(code=_TOLD.get(one.state, "W094"), found=name, hint=one.in_words)
        for one in signatures
    ]


def rechecked(office: Office) -> Iterator[tuple[str, bool]]:
    """Every filed document with electronic signatures, and whether none of them broke since.

    A certificate that ran out, or a root that is trusted no longer, breaks nothing.
    """
    broken = (Certified.CHANGED, Certified.UNREADABLE)
    for place in office.archive.certificates.items():
        item = office.archive.items.named(place)
        try:
            before = office.archive.items.record_of(item).signatures
        except ArchiveDamagedError:  # which is a finding of its own
            continue
        held = [
            one
            for one in sorted(office.archive.items.folder_of(item).glob("*.pdf"))
            if is_signed_electronically(one.read_bytes())
        ]
        now = [one for path in held for one in electronic_signatures(path, office.roots)]
        yield (
            place,
            len(now) >= len(before)
            and not any(
                after.state in broken and old.state not in broken
                for old, after in zip(before, now, strict=False)
            ),
        )


_TOLD = {
    Certified.VALID: "W092",
    Certified.UNKNOWN_ISSUER: "W093",
    Certified.CHANGED: "W095",
}


def _is_typed(scan: Scan, matched: Matched) -> bool:
    """Whether a program wrote every page of the match: nobody signed it with a pen."""
    typed = typed_pages(scan.path)
    return bool(typed) and all(page.place in typed for page in matched.pile.pages)


def _certified(names: Sequence[str], signatures: Sequence[ElectronicSignature]) -> tuple[str, ...]:
    """Who of those that had to sign did, by a valid certificate in their name."""
    signers = {_bare(one.signer) for one in signatures if one.state is Certified.VALID}
    return tuple(name for name in names if _bare(name) in signers)


def _bare(name: str) -> tuple[str, ...]:
    """A name without titles: `Drs. H. Arbain, SE., M.AP` and `ARBAIN` are one."""
    words = tokens(re.sub(r"\b(?:[A-Za-z]{1,4}\.)+\s*", "", name.partition(",")[0]))
    return tuple(words) or tuple(tokens(name))


def _others(names: Sequence[str], signed: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in signed)


def _without_boxes(odd: Sequence[Problem]) -> tuple[Problem, ...]:
    """Without what was said of boxes for ink, where there is no ink to look for."""
    return tuple(one for one in odd if one.code != "W034")


def _doubt(
    signatures: Sequence[ElectronicSignature],
    valid: Sequence[ElectronicSignature],
    names: Sequence[str],
) -> tuple[Doubt, Problem]:
    if valid:
        who = join([one.signer for one in valid])
        return Doubt.OTHER_SIGNER, Problem(code="W096", found=who, hint=join(list(names)))
    unknown = [one for one in signatures if one.state is Certified.UNKNOWN_ISSUER]
    said = "; ".join(one.in_words for one in unknown or signatures)
    if unknown:
        return Doubt.ISSUER, Problem(code="W093", found="surat ini", hint=said)
    return Doubt.INVALID, Problem(code="W094", found="surat ini", hint=said)
