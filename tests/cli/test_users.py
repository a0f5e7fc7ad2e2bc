"""`pmbs user` and `pmbs token`: the password comes by standard input, never as an argument."""

import io
import json
from pathlib import Path

import pytest

from generator.admission import Admission
from generator.cli.main import main
from generator.system.clock import SystemClock
from tests.office_kit import make_office_folder

GOOD = "tiga-perahu-di-teluk"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path / "kantor")


@pytest.fixture
def access(folder: Path) -> Admission:
    return Admission(folder / "access", SystemClock())


def pmbs(folder: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch, typed: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["--office", str(folder), *arguments])


def test_the_first_admin_is_added_with_a_password_from_standard_input(
    folder: Path, access: Admission, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = pmbs(
        folder,
        "user",
        "add",
        "kepala",
        "--role",
        "admin",
        monkeypatch=monkeypatch,
        typed=f"{GOOD}\n",
    )
    assert code == 0
    assert access.users.signed_in("kepala", GOOD)


def test_users_are_listed_without_their_passwords(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pmbs(folder, "user", "add", "ani", "--role", "petugas", monkeypatch=monkeypatch, typed=GOOD)
    capsys.readouterr()
    assert pmbs(folder, "user", "list", "--json", monkeypatch=monkeypatch) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["role"]) for row in rows] == [("ani", "petugas")]
    assert rows[0].keys() == {"name", "role", "nip", "added"}


def test_password_role_and_removal(
    folder: Path, access: Admission, monkeypatch: pytest.MonkeyPatch
) -> None:
    pmbs(folder, "user", "add", "ani", "--role", "petugas", monkeypatch=monkeypatch, typed=GOOD)
    other = "empat-perahu-di-laut"
    assert pmbs(folder, "user", "password", "ani", monkeypatch=monkeypatch, typed=other) == 0
    assert access.users.signed_in("ani", other)
    assert pmbs(folder, "user", "role", "ani", "arsiparis", monkeypatch=monkeypatch) == 0
    assert [one.named_roles for one in access.users.all()] == ["arsiparis"]
    assert pmbs(folder, "user", "remove", "ani", monkeypatch=monkeypatch) == 0
    assert access.users.all() == ()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["user", "add", "ani", "--role", "petugas"], "S023"),
        (["user", "remove", "siapa"], "S022"),
        (["user", "add", "ani", "--role", "kepala"], "kepala"),
        (["user", "add", "ani", "--role", "petugas", "--password", GOOD], "--password"),
        (["token", "remove", "siapa"], "S022"),
    ],
)
def test_a_wrong_use_says_what_is_wrong(
    folder: Path,
    arguments: list[str],
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert pmbs(folder, *arguments, monkeypatch=monkeypatch) == 2
    assert code in capsys.readouterr().err


def test_a_token_is_shown_once_and_listed_without_itself(
    folder: Path,
    access: Admission,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["token", "add", "e-office", "--may", "submit", "--may", "read"]
    assert pmbs(folder, *arguments, monkeypatch=monkeypatch) == 0
    secret = capsys.readouterr().out.strip()
    assert access.tokens.find(secret)
    assert pmbs(folder, "token", "list", "--json", monkeypatch=monkeypatch) == 0
    listed = capsys.readouterr().out
    assert secret not in listed
    assert json.loads(listed)[0]["rights"] == ["read", "submit"]
    assert pmbs(folder, "token", "remove", "e-office", monkeypatch=monkeypatch) == 0
    assert access.tokens.find(secret) is None
