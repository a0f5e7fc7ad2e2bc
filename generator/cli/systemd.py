"""The service under systemd: written, started at every boot, looked at, taken away."""

import grp
import os
import pwd
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from generator.cli.main import CommandCall, commands, session
from generator.cli.owner import may_read_program
from generator.service.units import OURS, Installation, units_of
from generator.system import files
from generator.vocabulary.problems import ConfigurationError, ExitCode, MissingProgramError

__all__ = ["owner_of", "service"]

UNITS = Path("/etc/systemd/system")
BOOTED = Path("/run/systemd/system")
"""Is there where systemd is the first process of the machine; sd_booted(3)."""

SHOWN = ("ActiveState", "SubState", "NRestarts", "ActiveEnterTimestamp", "StatusText", "Result")

of_name = click.option(
    "--name", default="pmbs", show_default=True, metavar="NAME", help="Of the unit; one an office."
)
in_folder = click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=UNITS,
    show_default=True,
    help="Folder of the units.",
)


@commands.group()
def service() -> None:
    """Run the service under systemd, from boot on."""


@service.command()
@of_name
@in_folder
@click.option(
    "--backup",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Back up every night into this folder.",
)
@session
def install(opened: CommandCall, *, name: str, into: Path, backup: Path | None) -> None:
    """Write the units, and where systemd runs, start the service now and at every boot.

    One that runs already is begun anew, with what was installed since. Without --backup a timer that is there stays.
    With --into another folder they are written only, to be looked at.
    """
    wanted = _installation(opened, name=name, backup=backup)
    units = units_of(wanted)
    for unit in units:
        _require_ours(into / unit)
    into.mkdir(parents=True, exist_ok=True)
    for unit, text in units.items():
        files.replace_file(into / unit, text.encode())
        click.echo(into / unit)
    started = [unit for unit in units if not unit.endswith("-backup.service")]
    _systemctl(["daemon-reload"], into)
    _systemctl(["enable", *started], into)
    _systemctl(["restart", *started], into)


@service.command()
@of_name
def status(*, name: str) -> int:
    """Say how the units stand; exit code 1 if it does not run, or the last backup failed.

    StatusText is what the service says of itself: the cage in which strangers' files are opened.
    """
    if not BOOTED.is_dir():
        raise MissingProgramError("S037")
    shown = _shown(f"{name}.service", SHOWN)
    backup = _shown(f"{name}-backup.service", ("LoadState", "Result", "ExecMainExitTimestamp"))
    is_well = shown["ActiveState"] == "active"
    for key, value in shown.items():
        click.echo(f"{key}={value}")
    if backup["LoadState"] == "loaded":
        is_well = is_well and backup["Result"] == "success"
        click.echo(f"Backup={backup['Result']} {backup['ExecMainExitTimestamp']}".rstrip())
    return ExitCode.DONE if is_well else ExitCode.FINDINGS


@service.command()
@of_name
@in_folder
def remove(*, name: str, into: Path) -> None:
    """Stop the service and take its units away; the office stays as it is."""
    units = [f"{name}.service", f"{name}-backup.timer", f"{name}-backup.service"]
    there = [unit for unit in units if (into / unit).exists()]
    for unit in there:
        _require_ours(into / unit)
    if there:
        _systemctl(["disable", "--now", *there], into)
    for unit in there:
        (into / unit).unlink()
        click.echo(into / unit)
    _systemctl(["daemon-reload"], into)


def _installation(opened: CommandCall, *, name: str, backup: Path | None) -> Installation:
    """Whose office it is, and with what it is served.

    Raises:
        ConfigurationError: S033, its owner may not read this program; S035, it belongs to root.
    """
    folder = opened.office_folder.resolve()
    user, group = owner_of(folder)
    owner = (folder / "archive").stat()
    if os.geteuid() == 0 and not may_read_program(owner.st_uid, owner.st_gid):
        raise ConfigurationError("S033", found=user, hint=sys.prefix)
    return Installation(
        name=name,
        folder=folder,
        program=Path(sys.executable).parent / "pmbs",
        user=user,
        group=group,
        backup=backup.absolute() if backup is not None else None,
    )


def owner_of(folder: Path) -> tuple[str, str]:
    """The user and the group that an office belongs to.

    Raises:
        ConfigurationError: S035, it is root's, who serves nobody.
    """
    owner = (folder / "archive").stat()
    if owner.st_uid == 0:
        raise ConfigurationError("S035", found=str(folder))
    return pwd.getpwuid(owner.st_uid).pw_name, grp.getgrgid(owner.st_gid).gr_name


def _require_ours(unit: Path) -> None:
    """Leave alone what somebody else wrote.

    Raises:
        ConfigurationError: S036.
    """
    if unit.exists() and not unit.read_text(encoding="utf-8").startswith(OURS):
        raise ConfigurationError("S036", found=str(unit))


def _shown(unit: str, properties: Iterable[str]) -> dict[str, str]:
    """What systemd knows of a unit."""
    text = _asked(["systemctl", "show", unit, f"--property={','.join(properties)}", "--no-pager"])
    return dict(line.split("=", 1) for line in text.splitlines())


def _systemctl(arguments: Iterable[str], into: Path) -> None:
    """Do it, where these are the units that systemd reads; otherwise say what would be done."""
    command = ["systemctl", *arguments]
    if into == UNITS and BOOTED.is_dir():
        _asked(command)
    else:
        click.echo(f"Belum dijalankan: {' '.join(command)}", err=True)


def _asked(command: list[str]) -> str:
    """What a program says.

    Raises:
        ConfigurationError: S038, it refused.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ConfigurationError("S038", found=" ".join(command), hint=done.stderr.strip())
    return done.stdout
