"""The folders that staff reach from their computers."""

import grp
import os
from pathlib import Path

import click

from generator.cli.main import CommandCall, commands, session
from generator.cli.systemd import owner_of
from generator.rules.config import load_config
from generator.service.shares import OURS, OfficeShares, shares_of
from generator.system import files
from generator.vocabulary.problems import ConfigurationError

__all__ = ["share"]

OPEN = ("cetak", "konsep", "keluar")
CLOSED = ("cetak/rahasia", "inbox/rahasia")


@commands.command()
@click.option("--name", default="pmbs", show_default=True, metavar="NAME", help="Of the shares.")
@click.option("--staff", default="pmbs-staf", show_default=True, metavar="GROUP", help="Clerks.")
@click.option(
    "--editors",
    default="pmbs-templat",
    show_default=True,
    metavar="GROUP",
    help="Change templates.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the shares into this file.",
)
@session
def share(opened: CommandCall, *, name: str, staff: str, editors: str, into: Path | None) -> None:
    """Print the Samba shares of this office: who drops, takes, edits; the archive is in none.

    What is still to be done on the machine (groups, members, passwords, the line in smb.conf) is said after it. The
    group that opens the papers of secret cases is that of [secret] in pmbs.toml.
    """
    folder = opened.office_folder.resolve()
    user, group = owner_of(folder)
    wanted = OfficeShares(
        name=name,
        folder=folder,
        user=user,
        group=group,
        staff=staff,
        editors=editors,
        secret=load_config(folder).secret.group,
    )
    _make_folders(wanted)
    text = shares_of(wanted)
    if into is None:
        click.echo(text)
    else:
        if into.exists() and not into.read_text(encoding="utf-8").startswith(OURS):
            raise ConfigurationError("S036", found=str(into))
        files.replace_file(into, text.encode())
        click.echo(into.absolute())
    for line in _to_be_done(wanted, into):
        click.echo(line, err=True)


def _make_folders(wanted: OfficeShares) -> None:
    """Samba shows no folder that is not there yet; each belongs to the office's user, whoever runs this."""
    owner = (wanted.folder / "archive").stat()
    for name in (*OPEN, *(CLOSED if wanted.secret in _groups() else ())):
        place = wanted.folder / name
        if not place.exists():
            files.make_folder(place)
            os.chown(place, owner.st_uid, owner.st_gid)
        if name in CLOSED:
            files.close_folder(place, wanted.secret)


def _groups() -> set[str]:
    return {one.gr_name for one in grp.getgrall()}


def _to_be_done(wanted: OfficeShares, into: Path | None) -> list[str]:
    """What the machine still lacks, as commands."""
    known = _groups()
    groups = [one for one in (wanted.staff, wanted.editors, wanted.secret) if one]
    place = into.absolute() if into is not None else Path("/etc/samba/pmbs.conf")
    return [
        "Berikutnya, sekali:",
        *(f"  sudo groupadd --system {one}" for one in groups if one not in known),
        f"  sudo useradd --no-create-home --shell /usr/sbin/nologin --groups {wanted.staff} NAMA",
        "  sudo smbpasswd -a NAMA",
        *([f"  sudo pmbs share --into {place}"] if into is None else []),
        f"  tambahkan di akhir /etc/samba/smb.conf: include = {place}",
        "  testparm -s && sudo smbcontrol smbd reload-config",
    ]
