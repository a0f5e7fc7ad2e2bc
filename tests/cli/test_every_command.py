"""What holds for every command, now and later: help, JSON alone on standard output, cases that are not there, reasons.

In this process, with a stand-in for LibreOffice: what the commands print and how they end is looked at.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator.cli.main import commands, main
from generator.cli.options import SAID
from generator.service import handling
from generator.vocabulary.problems import ExitCode
from tests.office_kit import TEMU_BAHAS, drop, form, make_office_folder, open_office

commands.load_all()
CASE, NUMBER = "PMBS-2026-0001", "400.9.8/1/DINSOSPM/2026"
# What stands for an argument or a required option in the tables below.
SAMPLES = {
    "text": "lado",
    "case_or_number": CASE,
    "case": CASE,
    "cases": CASE,
    "number": NUMBER,
    "sequence": "1",
    "name": "buku-agenda-keluar",
    "what": NUMBER,
}
# They ask the surroundings, which here are whatever this machine has, or need a file of their own.
ELSEWHERE = {"doctor", "process"}


def every_command(
    group: click.Group = commands, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    for name, one in group.commands.items():
        if isinstance(one, click.Group):
            yield from every_command(one, (*path, name))
        else:
            yield (*path, name)


def found(path: tuple[str, ...]) -> click.Command:
    command: click.Command = commands
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return command


def options_of(path: tuple[str, ...]) -> list[click.Option]:
    return [one for one in found(path).params if isinstance(one, click.Option)]


def arguments_of(path: tuple[str, ...]) -> list[click.Argument]:
    return [one for one in found(path).params if isinstance(one, click.Argument)]


def spoken(path: tuple[str, ...]) -> str:
    return " ".join(path)


EVERY = sorted(every_command())
WITH_JSON = [
    path
    for path in EVERY
    if path[0] not in ELSEWHERE and any("--json" in one.opts for one in options_of(path))
]
ABOUT_A_CASE = [
    path
    for path in EVERY
    if any(one.name in ("case", "cases", "case_or_number") for one in arguments_of(path))
]
WITH_A_REASON = [
    path
    for path in EVERY
    if any("--reason" in one.opts and one.type is SAID for one in options_of(path))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one case and two letters; no test here may change it."""
    office = open_office(make_office_folder(tmp_path_factory.mktemp("perintah") / "kantor"))
    drop(office, form(temu_bahas=TEMU_BAHAS))
    handling.handle_once(office)
    office.close()
    return office.folder


@pytest.fixture
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that writes here all the same writes where nobody minds."""
    monkeypatch.chdir(tmp_path)


def words_for(path: tuple[str, ...], *, case: str = CASE, reason: str = "salah ketik") -> list[str]:
    """The shortest call of a command that its own rules accept."""
    told = list(path)
    for option in options_of(path):
        if not option.required:
            continue
        value = reason if "--reason" in option.opts else "24-11-2026"
        told += [option.opts[0], *([value, "09.30"] if option.nargs == 2 else [value])]
    for argument in arguments_of(path):
        is_case = argument.name in ("case", "cases", "case_or_number")
        value = case if is_case else SAMPLES.get(argument.name or "", "1")
        if argument.required or is_case:
            told.append(value)
    return told


@pytest.mark.parametrize("path", EVERY, ids=spoken)
def test_help_says_what_a_command_does(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*path, "--help"]) == ExitCode.DONE
    told = capsys.readouterr()
    assert told.err == ""
    assert f"Usage: pmbs {spoken(path)}" in told.out
    first = (found(path).help or "").split("\n")[0]
    assert len(first) > 10
    assert first[0].isupper()


@pytest.mark.parametrize("path", EVERY, ids=spoken)
def test_every_option_that_needs_words_has_them_or_is_plain(path: tuple[str, ...]) -> None:
    """A name such as --year explains itself; one that takes a choice or a text does not."""
    plain = {"--limit", "--copies", "--note", "--format", "--output"}
    silent = [
        one.opts[0]
        for one in options_of(path)
        if not one.help and not one.hidden and not plain.intersection(one.opts)
    ]
    assert silent == []


@pytest.mark.parametrize("path", WITH_JSON, ids=spoken)
def test_with_json_standard_output_is_json_and_nothing_else(
    folder: Path, path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--office", str(folder), *words_for(path), "--json"])
    told = capsys.readouterr()
    assert code in (ExitCode.DONE, ExitCode.FINDINGS), told.err
    assert json.loads(told.out) is not None


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("path", ABOUT_A_CASE, ids=spoken)
@pytest.mark.parametrize("case", ["PMBS-2026-0404", "../..", "'; DROP"])
def test_a_case_that_is_not_there_is_wrong_usage_and_changes_nothing(
    folder: Path, path: tuple[str, ...], case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ledger(folder)
    assert main(["--office", str(folder), *words_for(path, case=case)]) == ExitCode.USAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert "A999" not in told.err
    assert ledger(folder) == before


@pytest.mark.parametrize("path", WITH_A_REASON, ids=spoken)
@pytest.mark.parametrize("reason", ["", "   ", "\u00a0"])
def test_a_reason_of_blanks_is_none(
    folder: Path, path: tuple[str, ...], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ledger(folder)
    told = words_for(path, reason=reason)
    told += [] if "--reason" in told else ["--reason", reason]
    assert main(["--office", str(folder), *told]) == ExitCode.USAGE
    assert "must say something" in capsys.readouterr().err
    assert ledger(folder) == before


@pytest.mark.parametrize("path", EVERY, ids=spoken)
def test_an_option_that_no_command_has_is_wrong_usage(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*path, "--tidak-ada"]) == ExitCode.USAGE
    assert capsys.readouterr().out == ""


def test_a_folder_without_an_office_is_told_by_every_command_that_needs_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    for path in (("find",), ("show",), ("prints",), ("verify",), ("audit",), ("user", "list")):
        assert main(words_for(path)) == ExitCode.USAGE, path
        assert "S001" in capsys.readouterr().err, path


def ledger(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("archive/ledger/*.jsonl")))
