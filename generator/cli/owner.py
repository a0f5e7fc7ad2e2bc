"""Whoever runs a command, the files of an office belong to its owner.

What root's cron writes into an archive (the ledger of a new year, an index made anew) the service could
not go on with. So root works as the owner, and anybody else is sent away before anything is touched.
"""

import contextlib
import os
import pwd
import sys
from pathlib import Path

from generator.vocabulary.problems import ConfigurationError

__all__ = ["act_as_owner", "described", "may_read_program"]


def act_as_owner(office: Path) -> None:
    """Be the owner of an office's archive from now on; nothing changes for whoever is.

    Raises:
        ConfigurationError: S032, this user is neither the owner nor root; S033, the owner may not read this program.
    """
    archive = office / "archive"
    status = (archive if archive.is_dir() else office).stat()
    if os.geteuid() == status.st_uid:
        return
    if os.geteuid() != 0:
        raise ConfigurationError(
            "S032",
            found=name_of(os.geteuid()),
            hint=name_of(status.st_uid),
            where=described(archive),
        )
    if not may_read_program(status.st_uid, status.st_gid):
        raise ConfigurationError("S033", found=name_of(status.st_uid), hint=sys.prefix)
    _become(status.st_uid, status.st_gid)


def described(path: Path) -> str:
    """A path with its owner and mode: `/srv/pmbs/archive (pmbs, 750)`; of one that is hidden the folder that hides it."""
    for one in (path, *path.parents):
        with contextlib.suppress(OSError):
            status = one.stat()
            return f"{one} ({name_of(status.st_uid)}, {status.st_mode & 0o7777:o})"
    return str(path)


def name_of(user: int) -> str:
    """The name of a user of the machine; its number where it has none."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _become(user: int, group: int) -> None:
    try:
        os.initgroups(pwd.getpwuid(user).pw_name, group)
    except KeyError:
        os.setgroups([group])
    os.setgid(group)
    os.setuid(user)


def may_read_program(user: int, group: int) -> bool:
    """Whether another user may load what this program still needs; tried by a child that is that user."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _become(user, group)
            places = (Path(os.__file__), Path(__file__), Path(sys.prefix))
            code = 0 if all(os.access(one, os.R_OK) for one in places) else 1
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0
