"""What the doctor sees of the folders: whose they are, on which disk, what Samba shows of them."""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.inbox.trays import INBOX_TRAYS, Tray
from generator.office.office import Office
from generator.vocabulary.problems import Problem

__all__ = ["disk_faults", "folder_faults", "free_space", "share_faults"]

MIN_FREE_BYTES = 1_000_000_000
DRAFTS = "konsep"
OTHERS = (DRAFTS, "templates", "access", "api", "cetak", "keluar")
# What is made when it is first needed.
MAY_BE_MISSING = ("access", "api", "cetak", "keluar", DRAFTS, f"inbox/{Tray.CLOSED}")
SAMBA_SECONDS = 20
# What staff must not reach through a share.
CLOSED = ("archive", "access", "api", "pmbs.toml")


def folder_faults(office: Office) -> Iterator[Problem]:
    """A folder that is not there, not the service's own, not to be written, or apart from what is moved into it."""
    owner = office.archive.root.stat().st_uid
    for name in _names():
        folder = office.folder / name
        if not folder.exists() and name.startswith(MAY_BE_MISSING):
            continue
        if not folder.is_dir():
            yield Problem(code="D009", found=str(folder))
            continue
        status = folder.stat()
        if status.st_uid != owner:
            yield Problem(code="D007", found=str(folder), hint=_user(status.st_uid))
        elif not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
            mode = stat.S_IMODE(status.st_mode)
            yield Problem(code="D008", found=str(folder), hint=f"{mode:04o}")
        head, _, tray = name.partition("/")
        if tray and status.st_dev != (office.folder / head).stat().st_dev:
            yield Problem(code="D010", found=str(folder), hint=str(office.folder / head))


def _names() -> Iterator[str]:
    yield "archive"
    yield "inbox"
    yield from (f"inbox/{tray}" for tray in INBOX_TRAYS)
    yield from OTHERS
    yield from (f"{DRAFTS}/{tray}" for tray in (Tray.REJECTED, Tray.HELD, Tray.DRAFTS))


def free_space(office: Office) -> Mapping[Path, int]:
    """Bytes free on each disk that the office fills, by the first folder that lies on it."""
    free: dict[int, tuple[Path, int]] = {}
    folders = [office.folder / name for name in ("archive", "inbox", "cetak", DRAFTS)]
    for folder in (*folders, Path(tempfile.gettempdir())):
        if folder.is_dir():
            device = folder.stat().st_dev
            free.setdefault(device, (folder, shutil.disk_usage(folder).free))
    return dict(free.values())


def disk_faults(office: Office) -> Iterator[Problem]:
    """Disks that are nearly full."""
    for folder, free in free_space(office).items():
        if free < MIN_FREE_BYTES:
            yield Problem(code="A004", found=f"{free / 1e9:.1f} GB ({folder})")


def share_faults(office: Office) -> Iterator[Problem]:
    """Samba shares of this machine that staff cannot work in, or that show what is not theirs.

    A machine without Samba has none; a share of another machine cannot be seen from here.
    """
    owner = _user(office.archive.root.stat().st_uid)
    folder = office.folder.resolve()
    for name, settings in _samba_shares().items():
        if not settings.get("path"):
            continue
        path = Path(settings["path"]).resolve()
        shown = [one for one in CLOSED if (folder / one).is_relative_to(path)]
        is_ours = path.is_relative_to(folder) and settings.get("read only", "Yes") == "No"
        if shown:
            hint = ", ".join(str(folder / one) for one in shown)
            yield Problem(code="D018", found=name, hint=hint)
        elif is_ours and settings.get("force user") != owner:
            yield Problem(code="D017", found=name, hint=owner)


def _samba_shares() -> dict[str, dict[str, str]]:
    """The shares of this machine with their settings, as Samba itself reads them."""
    program = shutil.which("testparm")
    if program is None:
        return {}
    try:
        told = subprocess.run(
            [program, "-s"], capture_output=True, text=True, timeout=SAMBA_SECONDS, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return {}
    shares: dict[str, dict[str, str]] = {}
    for line in told.splitlines():
        if line.startswith("["):
            name = line.strip().strip("[]")
            shares[name] = {}
        elif shares and "=" in line:
            key, _, value = line.partition("=")
            shares[name][key.strip().casefold()] = value.strip()
    shares.pop("global", None)
    return shares


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"pengguna nomor {number}"
