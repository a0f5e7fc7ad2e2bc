"""What the units say, and that systemd reads it as we mean it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.service.units import OURS, Installation, units_of
from tests.cli.kit import Shell

AWKWARD = ("kantor", "kantor dinas", "50% selesai", 'ber"kutip', "ya\\tidak", "$RUMAH")


def installation(folder: Path, **changes: object) -> Installation:
    program = folder.parent / "bin" / "pmbs"
    program.parent.mkdir(exist_ok=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    folder.mkdir(exist_ok=True)
    given = {"name": "pmbs", "program": program, "user": "root", "group": "root", **changes}
    return Installation(folder=folder, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", AWKWARD)
def test_systemd_understands_every_line_for_every_folder(tmp_path: Path, name: str) -> None:
    assert shutil.which("systemd-analyze") is not None, "the Debian package systemd is missing"
    wanted = installation(tmp_path / name, backup=tmp_path / f"cadangan {name}")
    paths = []
    for unit, text in units_of(wanted).items():
        paths.append(tmp_path / unit)
        paths[-1].write_text(text)
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in verified.stderr.splitlines() if str(tmp_path) in line]
    assert (verified.returncode, ours) == (0, [])


def test_a_folder_on_another_disk_may_be_written_and_is_waited_for(tmp_path: Path) -> None:
    folder, other = tmp_path / "kantor", tmp_path / "disk lain"
    wanted = installation(folder)
    other.mkdir()
    (folder / "inbox").symlink_to(other)
    (folder / "archive").mkdir()
    text = units_of(wanted)["pmbs.service"]
    for key in ("ReadWritePaths", "RequiresMountsFor"):
        assert f'{key}="{folder}" "{other}"' in text.splitlines()


def test_an_interpreter_in_a_home_can_still_be_read(tmp_path: Path) -> None:
    wanted = installation(tmp_path / "kantor")
    assert "ProtectHome=yes" in units_of(wanted)["pmbs.service"]
    (wanted.program.parent / "python").symlink_to(Path("/root", "bin", "python3"))
    assert "ProtectHome=read-only" in units_of(wanted)["pmbs.service"]


class TestCommand:
    def test_what_somebody_else_wrote_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "pmbs.service").write_text("[Service]\n")
        told = Shell(tmp_path)("service", "remove", "--into", str(tmp_path))
        assert (told.code, "S036" in told.err) == (2, True)
        assert (tmp_path / "pmbs.service").read_text() == "[Service]\n"

    def test_units_elsewhere_are_removed_and_said_what_is_not_done(self, tmp_path: Path) -> None:
        (tmp_path / "lain.service").write_text(f"{OURS}\n")
        told = Shell(tmp_path)("service", "remove", "--name", "lain", "--into", str(tmp_path))
        assert told.code == 0
        assert list(tmp_path.iterdir()) == []
        assert "systemctl disable --now lain.service" in told.err
