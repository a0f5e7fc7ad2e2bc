"""Which office a command is about: the one that is named, the one around this folder, that of the machine."""

from pathlib import Path

import pytest

from generator.cli.main import MACHINE_OFFICE, CommandCall
from generator.vocabulary.problems import ConfigurationError


def asked(folder: Path | None = None) -> Path:
    def never_opened(_folder: Path) -> None:
        raise AssertionError

    return CommandCall(folder, never_opened).office_folder  # type: ignore[arg-type]  # not opened


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three offices: `mesin`, which the machine serves, `sini`, `lain`; and a folder that is none."""
    for name in ("mesin", "sini/inbox", "lain", "kosong"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("mesin", "sini", "lain"):
        (tmp_path / name / "pmbs.toml").touch()
    monkeypatch.setenv(MACHINE_OFFICE, str(tmp_path / "mesin"))
    return tmp_path


@pytest.mark.parametrize(
    ("at", "named", "meant"),
    [
        ("kosong", None, "mesin"),
        ("sini", None, "sini"),
        ("sini/inbox", None, "sini"),
        ("sini", "lain", "lain"),
        ("kosong", "lain", "lain"),
    ],
)
def test_the_nearest_word_counts(
    offices: Path, monkeypatch: pytest.MonkeyPatch, at: str, named: str | None, meant: str
) -> None:
    monkeypatch.chdir(offices / at)
    assert asked(offices / named if named else None) == offices / meant


def test_one_that_is_named_and_is_none_is_not_taken_for_another(
    offices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(offices / "sini")
    with pytest.raises(ConfigurationError, match="S001"):
        asked(offices / "kosong")


def test_without_any_word_there_is_none(offices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(offices / "kosong")
    monkeypatch.delenv(MACHINE_OFFICE)
    with pytest.raises(ConfigurationError, match="S001"):
        asked()
