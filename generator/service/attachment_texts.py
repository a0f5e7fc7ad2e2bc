"""Reading the text of filed attachments, and of scans that could not be read in time, when nothing else is to be done."""

import logging

from generator.filing.signed import aside
from generator.office.office import Office
from generator.scans import read_text

__all__ = ["read_next"]

log = logging.getLogger(__name__)


def read_next(office: Office, *, after: int = 0) -> int | None:
    """Read one attachment or scan whose text is missing, behind `after`; its id, None if there is no more.

    Filing never waits for it: it is found by its title at once, by its words later. One that could not be
    recognised in time stays unread, and is tried again.

    Raises:
        OSError: the disk or a folder failed.
    """
    texts = office.archive.texts
    unread = texts.next_unread(after)
    if unread is None:
        return None
    text = texts.known(unread.source)
    if text is None:
        with aside(office) as work:
            text = read_text(unread.path, office.recogniser, work=work)
    if text is None:
        log.warning("item %s/%03d: text not recognised in time", unread.case, unread.item)
        return unread.id
    texts.keep(unread, text)
    log.info("item %s/%03d: text read", unread.case, unread.item)
    return unread.id
