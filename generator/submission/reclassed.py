"""The unsigned letters of a case whose access class changed are made again, under their numbers."""

import logging
from uuid import uuid4

from generator.filing.item import Filing
from generator.filing.srikandi_folder import SrikandiFolder
from generator.filing.submitted import LetterMaker, file_letter
from generator.office.office import Office
from generator.submission.carried import Remade, made_again, of_another_class, wanted_again
from generator.submission.reading import digest_of
from generator.vocabulary.problems import ConfigurationError, FormHeldError, NotReadyError

__all__ = ["follow_classes", "letter_maker"]

log = logging.getLogger(__name__)


def follow_classes(office: Office) -> None:
    """Make again what another class tells otherwise; letters that cannot be made now are tried again."""
    for case in office.archive.access.unfollowed():
        try:
            remade = of_another_class(office, case)
            if remade:
                _make_again(office, case, remade)
        except (FormHeldError, ConfigurationError, NotReadyError) as error:
            log.warning("letters of %s not of its class yet: %s", case, error)
            continue
        office.archive.access.followed(case)


def _make_again(office: Office, case: str, remade: tuple[Remade, ...]) -> None:
    """Every letter under its number; done again after a crash, it takes the same places."""
    access = office.access_of(case).access
    states = sorted(f"{one.standing.number}:{one.standing.revision}" for one in remade)
    digest = digest_of("kelas", case, access, *states)
    office.converter.start()
    taken = office.archive.numbers.reserve(
        digest=digest,
        claim=f"kelas-{uuid4().hex}",
        case=case,
        wanted=wanted_again(remade),
        has_form=False,
    )
    filing = Filing(archive=office.archive, taken=taken, access=access)
    maker = letter_maker(office)
    items = [
        file_letter(filing, place, letter, maker) for place, letter in made_again(taken, remade)
    ]
    office.archive.filing.record(taken, items)
    office.archive.store.clear_work(digest)


def letter_maker(office: Office) -> LetterMaker:
    """What making the letters of this office takes."""
    return LetterMaker(
        filler=office.filler,
        converter=office.converter,
        uploads=SrikandiFolder(office.folder),
    )
