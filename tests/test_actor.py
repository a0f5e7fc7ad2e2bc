"""Who acts by the command line is asked of the system, and cannot be chosen."""

import os
import pwd
from pathlib import Path

import pytest

from generator.system import actor

OWN = f"{pwd.getpwuid(os.getuid()).pw_name}({os.getuid()})"


@pytest.fixture
def signed_in_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the kernel keeps about who signed in."""
    path = tmp_path / "loginuid"
    monkeypatch.setattr(actor, "LOGIN_UID", path)
    return path


def test_it_is_the_user_of_the_system_with_the_door(signed_in_as: Path) -> None:
    signed_in_as.write_text(str(os.getuid()))
    assert actor.machine_user() == f"perintah:{OWN}"


def test_who_became_another_one_is_named_too(signed_in_as: Path) -> None:
    daemon = pwd.getpwnam("daemon").pw_uid
    signed_in_as.write_text(str(daemon))
    assert actor.machine_user() == f"perintah:{OWN} dari daemon({daemon})"


def test_a_user_without_a_name_is_its_number(signed_in_as: Path) -> None:
    signed_in_as.write_text("54321")
    assert actor.machine_user() == f"perintah:{OWN} dari (54321)"


@pytest.mark.parametrize("told", ["4294967295", "", "bukan angka"])
def test_where_nobody_signed_in_only_the_user_is_named(signed_in_as: Path, told: str) -> None:
    signed_in_as.write_text(told)
    assert actor.machine_user() == f"perintah:{OWN}"


def test_where_the_kernel_keeps_nothing_only_the_user_is_named(signed_in_as: Path) -> None:
    assert actor.machine_user() == f"perintah:{OWN}"


@pytest.mark.parametrize("name", ["LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER", "SUDO_UID"])
def test_no_environment_variable_says_who(
    signed_in_as: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")
    assert actor.machine_user() == f"perintah:{OWN}"
