"""What a command loads before it answers: nothing that it does not use."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import CompletionItem

from generator.cli.main import commands
from generator.cli.sections import SECTIONS, BySection
from generator.service import handling
from tests.office_kit import drop, form, make_office_folder, open_office

ASKING = """
import json, sys
from generator.cli import main
code = main(sys.argv[1:])
sys.stderr.write(json.dumps([code, sorted({one.partition(".")[0] for one in sys.modules})]))
"""
# Whatever takes a while to load, and what it is for.
EVERY = frozenset(
    {
        "PIL",
        "argon2",
        "bagit",
        "docx",
        "docxtpl",
        "fastapi",
        "fpdf",
        "holidays",
        "img2pdf",
        "jinja2",
        "lxml",
        "openpyxl",
        "pikepdf",
        "pyhanko",
        "pydantic",
        "pypdfium2",
        "rapidfuzz",
        "rich",
        "sqlite_utils",
        "uvicorn",
        "watchdog",
        "xlsxwriter",
        "zxcvbn",
        "zxingcpp",
    }
)
# An archive is opened, its pages may be written anew, and tables come on a terminal.
ARCHIVE = frozenset({"jinja2", "pydantic", "rapidfuzz", "rich", "sqlite_utils"})
# The steps of the SOP know letter types and office hours.
CASE = ARCHIVE | {"holidays", "lxml"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    opened = open_office(make_office_folder(tmp_path_factory.mktemp("mulai") / "kantor"))
    drop(opened, form())
    handling.handle_once(opened)
    opened.close()
    return opened.folder


def loaded(*words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", ASKING, *words],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


@pytest.mark.parametrize("words", [["--version"], ["--help"]], ids=" ".join)
def test_to_say_what_there_is_nothing_is_loaded(words: list[str]) -> None:
    assert loaded(*words) & EVERY == set()


@pytest.mark.parametrize(
    ("words", "uses"),
    [
        (["find", "lado"], ARCHIVE),
        (["list", "buku-agenda-keluar"], CASE),
        (["show", "PMBS-2026-0001"], CASE),
        (["prints"], ARCHIVE),
    ],
    ids=lambda one: one[0] if isinstance(one, list) else "",
)
def test_who_looks_something_up_waits_for_nothing_else(
    office: Path, words: list[str], uses: frozenset[str]
) -> None:
    assert loaded("--office", str(office), *words) & EVERY <= uses


def test_every_command_of_the_table_is_where_it_says() -> None:
    context = click.Context(commands)
    for names in SECTIONS.values():
        for name, listed in names.items():
            assert commands.get_command(context, name) is not None, (name, listed.module)
    assert commands.load_all().keys() == set(commands.list_commands(context))


def test_the_help_says_each_in_one_line() -> None:
    told = [one.told for names in SECTIONS.values() for one in names.values()]
    assert all(one.endswith(".") and len(one) <= 58 for one in told)
    assert len(set(told)) == len(told)


def test_a_shell_completes_without_loading() -> None:
    alone = BySection("pmbs")
    found = alone.shell_complete(click.Context(alone), "re")
    names = [one.value for one in found if isinstance(one, CompletionItem)]
    assert {"register", "restore", "return", "redact"} <= set(names)
    assert all(one.startswith("re") for one in names)
    assert alone.commands == {}


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    from generator.cli import main

    assert main(["cariin"]) == 2
    assert "No such command" in capsys.readouterr().err
