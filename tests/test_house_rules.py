"""The house rules, counted: sizes, forbidden calls, documented commands, texts for every code.

Each rule is a small checker over source text; the checkers are tested on bad snippets themselves.
"""

import ast
import re
import subprocess
import tomllib
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

from generator import __version__
from generator.cli.main import commands
from generator.cli.sections import SECTIONS
from generator.vocabulary.case import CaseForm
from generator.vocabulary.fields import model_in
from generator.vocabulary.problem_texts import TEXTS
from tools.command_reference import commands_page
from tools.tried import tried_page

ROOT = Path(__file__).parents[1]
MAX_CODE_LINES, MAX_FUNCTION_LINES = 400, 60
# A module that has grown this long is looked at: is it still one concept?
WARN_CODE_LINES = 300
# `except Exception` lives where nothing may escape: the handling of one submission, the CLI's top.
CATCH_ALL_HOMES = {
    # The service stays whatever a pass meets: it says so, rests and looks again.
    "generator/service/watch.py",
    "generator/service/handling.py",
    "generator/cli/main.py",
    # What a damaged file makes a library raise while it is looked at must not stop the other files.
    "generator/inbox/settling.py",
    # Threads of their own: nobody would start them again.
    "generator/service/daily_look.py",
    "generator/service/scan_queue.py",
    # Whatever one check runs into, the others go on.
    "generator/service/doctor.py",
}
# How classes are written, and types that have a name.
TYPE_NAME = re.compile(r"[A-Z]\w*[a-z]\w*")
# Words that are fields as well, or the make-up of a form; nothing that is known of a field.
TABLES_OF_WORDS = {
    "generator/admission/passwords.py LOCAL_WORDS": "words that no password may be made of",
    "generator/archive/topics/outcomes.py SOURCES": "who pays, as forms name them",
    "generator/desks/next_step.py LAST": "the parts of the form for what comes behind the SOP's steps",
    "generator/forms/blank/word.py BLANKS": "which sections a blank form asks for, in its order",
    "generator/forms/matching.py SHORT_FORMS": "abbreviations of words in labels",
    "generator/forms/sheet/headings.py (NAME, SEX, REMARK)": "the columns without which a row is nobody",
    "generator/forms/sheet/headings.py PERSONAL_SECTIONS": "whose labels a column may have, the first first",
    "generator/forms/sheet/headings.py COMMON_SECTIONS": "whose labels the sheet for all may have",
    "generator/forms/sheet/workbook.py COMPANION": "the columns of rombongan, by the model, without one",
    "generator/forms/validation.py WANTED": "what a kind of answer is called",
    "generator/forms/word/label_help.py OF_HELP": "words that stand in brackets behind a label",
    "generator/letters/placeholders.py FILTERS": "filters of templates",
    "generator/letters/signers.py SIGNER": "what a template may name of whoever signs",
    "generator/letters/srikandi_variables.py (NAME, POST, NIP)": "variables of SRIKANDI",
    "generator/submission/sums.py RECEIVER": "the words of one warning",
    "generator/web/rendering.py NEWS": "what a page says when something was done",
}
CLOCK_HOME = "generator/system/clock.py"
# Codes whose text is chosen by a variable, so that no literal names them.
CHOSEN_AT_RUN_TIME = {"T007"}

Checker = Callable[[str], list[str]]


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def sources(folder: str = "generator") -> list[Path]:
    return tracked(f"{folder}/**.py")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_lines(source: str) -> int:
    """Lines of code: imports, docstrings, comments and blank lines left out."""
    left_out: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom) or (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            left_out.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return sum(
        1
        for at, line in enumerate(source.splitlines(), 1)
        if at not in left_out and line.strip() and not line.strip().startswith("#")
    )


# -- checkers ------------------------------------------------------------------------------------


def long_functions(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION_LINES:
                found.append(f"{node.name}: {length} lines")
    return found


def catch_alls(source: str) -> list[str]:
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    ]


def silent_handlers(source: str) -> list[str]:
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler)
        and all(isinstance(one, ast.Pass) for one in node.body)
    ]


def clock_calls(source: str) -> list[str]:
    return re.findall(r"\b(?:datetime\.(?:now|today|utcnow)|date\.today)\(", source)


def relative_imports(source: str) -> list[str]:
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def star_imports(source: str) -> list[str]:
    return re.findall(r"^from .* import \*", source, re.MULTILINE)


def unfinished(source: str) -> list[str]:
    return re.findall(r"\b(?:TODO|FIXME|XXX)\b(?!.*#\d+)", source)


def formatted_log_calls(source: str) -> list[str]:
    return [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "log"
        and any(isinstance(one, ast.JoinedStr) for one in node.args)
    ]


def foreign_paths(text: str) -> list[str]:
    """Paths of one machine, and addresses of package registries."""
    paths = re.findall(r"(?<![\w.])/(?:work|root|farm|home/\w+)/\S*", text)
    return paths + re.findall(r"https?://(?:pypi|files\.pythonhosted|registry\.npmjs)\S*", text)


def squeezed(source: str) -> list[str]:
    """Code that the formatter is kept away from, so that more of it fits."""
    return re.findall(r"#\s*" + "fmt" + r":\s*(?:skip|off)", source)


CHECKERS: dict[str, Checker] = {
    "functions are short": long_functions,
    "the formatter formats all of it": squeezed,
    "nothing is passed over in silence": silent_handlers,
    "imports are absolute": relative_imports,
    "nothing is imported by star": star_imports,
    "nothing is left unfinished": unfinished,
    "log calls take arguments, not formatted text": formatted_log_calls,
}


def test_tests_and_tools_are_formatted_too() -> None:
    others = [path for folder in ("tests", "tools", "bench") for path in sources(folder)]
    assert len(others) > 100
    assert [name(path) for path in others if squeezed(path.read_text())] == []


@pytest.mark.parametrize("rule", CHECKERS)
def test_the_rule_holds_in_every_module(rule: str) -> None:
    broken = {name(path): CHECKERS[rule](path.read_text()) for path in sources()}
    assert {module: where for module, where in broken.items() if where} == {}


def test_no_module_has_more_than_four_hundred_lines_of_code() -> None:
    lengths = {name(p): code_lines(p.read_text()) for p in sources()}
    long = {module: n for module, n in lengths.items() if n > WARN_CODE_LINES}
    if long:
        warnings.warn(f"still one concept? {long}", stacklevel=1)
    assert {module: n for module, n in long.items() if n > MAX_CODE_LINES} == {}


# What is for the room beside the tests in its own folder.
TESTS_OF = {
    "archive": (
        "archive/*",
        "keeping/*",
        "test_a_year",
        "test_after_restore",
        "test_beginning",
        "test_corrections",
        "test_secret_cases",
        "test_srikandi",
        "test_wrong_clock",
        "test_full_disk",
        "test_agenda",
        "test_expedition",
        "test_closed",
        "test_releasing",
        "test_recalls",
        "test_monthly_report",
        "test_attachment_texts",
        "test_generations",
        "test_tidying",
        "test_orders_of_steps",
        "test_many_cases",
        "returns/test_states",
        "web/test_changes",
    ),
    "admission": (
        "admission/*",
        "web/test_signing_in",
        "web/test_not_signed_in",
        "web/test_rights",
    ),
    "cli": (
        "cli/*",
        "test_owner",
        "test_setup",
        "systemd/test_units",
        "test_figures",
        "test_before_use",
    ),
}


@pytest.mark.parametrize("room", TESTS_OF)
def test_where_the_risk_is_there_is_a_line_of_test_for_each_of_code(room: str) -> None:
    def lines(paths: set[Path]) -> int:
        return sum(code_lines(path.read_text()) for path in paths)

    tests = {path for one in TESTS_OF[room] for path in ROOT.glob(f"tests/{one}.py")}
    code = set((ROOT / "generator" / room).rglob("*.py"))
    assert lines(tests) >= lines(code)


def test_imports_docstrings_comments_and_blank_lines_are_not_counted_as_code() -> None:
    source = '"""A module."""\n\nimport os\nfrom a import (\n    b,\n)\n\n# why\nx = 1\n'
    assert code_lines(source) == 1


def test_everything_is_caught_in_few_places_only() -> None:
    catching = {name(path) for path in sources() if catch_alls(path.read_text())}
    assert catching <= CATCH_ALL_HOMES


def test_only_one_module_asks_for_the_time() -> None:
    asking = {name(path) for path in sources() if clock_calls(path.read_text())}
    assert asking == {CLOCK_HOME}


def test_locks_are_taken_in_one_module() -> None:
    locking = {name(path) for path in sources() if "flock(" in path.read_text()}
    assert locking == {"generator/system/locks.py"}


def test_the_name_of_a_class_means_one_thing() -> None:
    """Also of a type that has a name: `Row = dict[str, Any]`."""
    homes: dict[str, list[str]] = {}
    for path in sources():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef):
                known = [node.name]
            elif isinstance(node, ast.Assign):
                known = [one.id for one in node.targets if isinstance(one, ast.Name)]
            else:
                continue
            for one in filter(TYPE_NAME.fullmatch, known):
                homes.setdefault(one, []).append(name(path))
    assert {known: where for known, where in homes.items() if len(where) > 1} == {}


def test_whatever_becomes_an_item_does_so_by_one_recipe() -> None:
    drafting = {name(path) for path in sources() if "ItemDraft(\n" in path.read_text()}
    assert drafting == {"generator/filing/item.py"}


def test_the_number_of_a_case_and_the_namespace_of_word_are_spelt_once() -> None:
    def spelling(pattern: str) -> set[str]:
        return {name(path) for path in sources() if re.search(pattern, path.read_text())}

    assert spelling(r"PMBS-(?:\\d|\[0-9\]|\{year)\S*(?:\{4|:04)") == {
        "generator/vocabulary/case_number.py"
    }
    assert spelling(r"\{http://\S*wordprocessingml/2006/main\}|_OFFICE\}/wordprocessingml") == {
        "generator/word/namespaces.py"
    }


def tables_of_fields(source: str) -> list[str]:
    """Constants of a module that hold two fields of the form, or more, by their names."""
    found = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        known = {one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)}
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if ast.unparse(target) != "__all__" and len(known & field_names()) > 1:
            found.append(ast.unparse(target))
    return found


@cache
def field_names() -> frozenset[str]:
    def within(model: type[BaseModel], path: str) -> Iterator[str]:
        for key, info in model.model_fields.items():
            yield from (key, f"{path}{key}")
            inner = model_in(info.annotation)
            if inner is not None:
                yield from within(inner, f"{path}{key}.")

    return frozenset(within(CaseForm, ""))


def test_what_is_known_of_a_field_stands_at_the_field() -> None:
    """Whoever needs to know something of fields asks `vocabulary/fields.py`, and keeps no list of them."""
    kept = {
        f"{name(path)} {constant}"
        for path in sources()
        if "generator/vocabulary/" not in str(path)
        for constant in tables_of_fields(path.read_text())
    }
    assert kept == TABLES_OF_WORDS.keys()


def test_a_table_of_fields_is_seen() -> None:
    assert tables_of_fields('SECRET = ("nik", "no_kk")') == ["SECRET"]
    assert tables_of_fields('PATHS = {"klien.nik": 1, "klien.nama": 2}') == ["PATHS"]
    assert tables_of_fields('ONE = ("nik", "lain")') == []


def test_every_module_says_what_it_is() -> None:
    silent = [name(p) for p in sources() if not ast.get_docstring(ast.parse(p.read_text()))]
    assert silent == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    told = {}
    for path in tracked():
        if path == Path(__file__) or path.suffix in {".docx", ".png", ".pdf", ".svg"}:
            continue
        found = foreign_paths(path.read_text(encoding="utf-8", errors="replace"))
        if found:
            told[name(path)] = found
    assert told == {}


def test_decisions_are_numbered_each_once_and_without_gaps() -> None:
    pages = sorted(tracked("docs/decisions/*.md"))
    numbers = [page.name.split("-")[0] for page in pages]
    assert numbers == [f"{number:04}" for number in range(1, len(pages) + 1)]
    for page in pages:
        heading = page.read_text(encoding="utf-8").split(maxsplit=2)[1]
        assert int(heading.strip(".:")) == int(page.name.split("-")[0]), page.name


def test_every_named_decision_is_there() -> None:
    named = [
        (int(number), page.parent / link)
        for page in tracked("docs/**.md", "README.md", "CONTRIBUTING.md")
        for number, link in re.findall(
            r"\[decision (\d+)\]\(([^)]+)\)", page.read_text(encoding="utf-8")
        )
    ]
    assert named
    wrong = [
        str(path)
        for number, path in named
        if not path.is_file() or int(path.name.split("-")[0]) != number
    ]
    assert wrong == []


def test_every_command_stands_in_one_section_of_the_help() -> None:
    commands.load_all()
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(commands.commands)


def test_the_command_reference_says_what_the_commands_say() -> None:
    """`python -m tools.make_docs` writes it."""
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == commands_page()


def test_the_page_of_what_was_tried_says_what_the_specimens_say() -> None:
    assert (ROOT / "docs" / "yang-dicoba.md").read_text(encoding="utf-8") == tried_page()


def test_the_readme_names_only_commands_that_there_are() -> None:
    commands.load_all()
    named = re.findall(r"`pmbs ([a-z][a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(named) >= 8
    assert set(named) <= commands.commands.keys()


def test_the_architecture_page_names_every_package_and_every_library_with_a_door() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = [path.parent.name for path in sources() if path.name == "__init__.py"]
    assert [name for name in packages if f"`{name}/`" not in text and name != "generator"] == []
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    doors = [
        library for one in contracts["contracts"] for library in one.get("forbidden_modules", ())
    ]
    assert [name for name in doors if not re.search(rf"\b{name}\b", text)] == []


def test_every_module_that_the_architecture_page_names_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", text))
    assert len(named) > 20
    missing = [
        one
        for one in named
        if not (ROOT / "generator" / one).is_file() and not (ROOT / one).is_file()
    ]
    assert missing == []


def test_the_version_is_said_once_and_stands_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == __version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(
        rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", changes, re.MULTILINE
    )


def used_codes() -> Iterator[str]:
    for path in sources():
        if path.parent.name != "problem_texts":
            yield from re.findall(r'"([BFWTKCRAVDS]\d{3})"', path.read_text())


def test_every_code_that_is_used_has_a_text() -> None:
    assert set(used_codes()) <= TEXTS.keys()


def test_every_text_is_used() -> None:
    assert TEXTS.keys() - set(used_codes()) - CHOSEN_AT_RUN_TIME == set()


def test_no_code_has_two_meanings() -> None:
    defined: dict[str, list[str]] = {}
    for path in sources("generator/vocabulary/problem_texts"):
        for code in re.findall(
            r'^ {4}"([A-Z]\d{3})":', path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            defined.setdefault(code, []).append(path.name)
    assert defined.keys() == TEXTS.keys()
    assert {code: where for code, where in defined.items() if len(where) > 1} == {}


@pytest.mark.parametrize(
    ("checker", "bad"),
    [
        (long_functions, "def f():\n" + "    a = 1\n" * 61),
        (catch_alls, "try:\n    a\nexcept Exception:\n    b"),
        (catch_alls, "try:\n    a\nexcept:\n    b"),
        (silent_handlers, "try:\n    a\nexcept ValueError:\n    pass"),
        (clock_calls, "a = datetime.now(tz)"),
        (clock_calls, "a = date.today()"),
        (relative_imports, "from .x import y"),
        (star_imports, "from x import *"),
        (unfinished, "a = 1  # " + "TODO later"),
        (formatted_log_calls, "log.info(f'{a}')"),
        (squeezed, "a = (1,  2)  # " + "fmt: skip"),
        (foreign_paths, "see " + "/wo" + "rk/main"),
        (foreign_paths, "https://py" + "pi.org/simple"),
    ],
)
def test_each_checker_sees_what_it_forbids(checker: Checker, bad: str) -> None:
    assert checker(bad)


@pytest.mark.parametrize(
    ("checker", "good"),
    [
        (long_functions, "def f():\n" + "    a = 1\n" * 50),
        (catch_alls, "try:\n    a\nexcept ValueError:\n    b"),
        (clock_calls, "a = clock.now()"),
        (relative_imports, "from generator.x import y"),
        (formatted_log_calls, "log.info('%s', a)"),
        (foreign_paths, "tests/pdf and /usr/bin/python3"),
    ],
)
def test_each_checker_lets_good_code_pass(checker: Checker, good: str) -> None:
    assert checker(good) == []
