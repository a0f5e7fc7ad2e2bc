"""JSON forms: one object in UTF-8, with or without a byte order mark; duplicate keys are refused."""

import html
import json
import math
import re
from collections.abc import Iterable, Iterator
from html.entities import html5
from typing import Any

from generator.forms.raw import Answer, RawForm
from generator.vocabulary.problems import Problem

__all__ = ["MAX_BYTES", "MAX_DEPTH", "VERSION", "read_json"]

# What a form of another program may say under `versi`; a form without it is of this version.
VERSION = 1

MAX_DEPTH = 64
# The longest forms have 100 kB. What is larger becomes a hundred times as large when it is taken apart.
MAX_BYTES = 1_000_000
MAX_VALUES = 20_000
# What programs write for no answer.
NOTHING = frozenset({"null", "undefined", "none"})
# The marks of web pages; `gaji < 500 ribu` is none.
BREAKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table"})
TAG = re.compile(
    r"</?(p|br|div|li|tr|h[1-4]|ul|ol|table|tbody|td|th|b|i|u|s|em|strong|span|font|a|sub|sup|small)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


class _RefusedError(ValueError):
    """Carries a problem out of the JSON parser's hooks."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_json(data: bytes) -> RawForm:
    """The form in the bytes of a JSON file; problems of the file itself are in its `problems`."""
    try:
        value = _parse(data)
    except _RefusedError as refused:
        return RawForm(problems=[refused.problem])
    except UnicodeDecodeError:
        return RawForm(problems=[Problem(code="B013")])
    except json.JSONDecodeError as error:
        found = f"salah tulis pada baris {error.lineno}, huruf ke-{error.colno}"
        return RawForm(problems=[Problem(code="B010", found=found)])
    except ValueError:
        # A whole number of more than 4,300 digits.
        return RawForm(problems=[Problem(code="B010", found="bilangan yang terlalu besar")])
    problem = _not_a_form(value)
    if problem is not None:
        return RawForm(problems=[problem])
    value.pop("versi", None)
    told: dict[str, list[str]] = {}
    value = _of_people(value, "", told)
    problems = [Problem(code=code, found=", ".join(some)[:200]) for code, some in told.items()]
    return RawForm(
        values=value,
        places=dict(_places(value)),
        answers=list(_answers(value)),
        problems=problems,
    )


def _of_people(value: Any, path: str, told: dict[str, list[str]]) -> Any:
    """What people said in a value of another system: without its own keys and its web page's marks.

    `told` takes for each code what was left out or changed. Keys with `$` before them are of JSON
    itself (`$schema`), those with `_` or `@` of the system (`_id`, `@type`).
    """
    if isinstance(value, dict):
        kept = {}
        for key, inner in value.items():
            if key.startswith("$"):
                continue
            place = f"{path}.{key}".lstrip(".")
            if key.startswith(("_", "@")):
                told.setdefault("W080", []).append(place)
            else:
                kept[key] = _of_people(inner, place, told)
        return kept
    if isinstance(value, list):
        return [_of_people(one, f"{path}[{n}]", told) for n, one in enumerate(value, start=1)]
    if not isinstance(value, str) or value.strip().lower() in NOTHING:
        return value if not isinstance(value, str) else None
    plain = TAG.sub(lambda tag: "\n" if tag[1].lower() in BREAKS else "", value)
    if plain != value:
        told.setdefault("W081", []).append(path)
    # Once only: `&amp;lt;` is somebody's `&lt;`.
    decoded = ENTITY.sub(_decoded, plain)
    return re.sub(r"[ \t]*\n\s*", "\n", decoded).strip() if plain != value else decoded


def _decoded(entity: re.Match[str]) -> str:
    is_known = entity[1].startswith("#") or f"{entity[1]};" in html5
    text = html.unescape(entity[0]) if is_known else entity[0]
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _not_a_form(value: Any) -> Problem | None:
    """Why a JSON value is no form at all: no object, or of a version nobody here knows."""
    if not isinstance(value, dict):
        return Problem(code="B011", found="daftar" if isinstance(value, list) else "satu nilai")
    version = value.get("versi", VERSION)
    if version != VERSION or isinstance(version, bool):
        found = str(version)[:20].encode("utf-8", "replace").decode()
        return Problem(code="B027", field="versi", found=found, hint=str(VERSION))
    return None


def _parse(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise _RefusedError(Problem(code="B015", found="lebih dari 1 MB"))
    text = data.decode("utf-8-sig")
    if _depth(text) > MAX_DEPTH:
        raise _RefusedError(Problem(code="B015", found=f"lebih dari {MAX_DEPTH} tingkat"))
    value = json.loads(
        text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number
    )
    if _count(value) > MAX_VALUES:
        raise _RefusedError(Problem(code="B015", found=f"lebih dari {MAX_VALUES} isian"))
    return value


def _count(value: Any) -> int:
    """How many values stand in a value, itself included."""
    return 1 + sum(_count(inner) for _, inner in _inner(value))


def _depth(text: str) -> int:
    """The deepest nesting of brackets outside strings; the parser itself would overflow its stack."""
    depth = deepest = 0
    in_string = escaped = False
    for c in text:
        if in_string:
            if escaped:
                escaped = False
            elif c == "\\":
                escaped = True
            elif c == '"':
                in_string = False
        elif c == '"':
            in_string = True
        elif c in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif c in "]}":
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _RefusedError(Problem(code="B012", field=key, found=f"“{key[:60]}”"))
        made[key] = value
    return made


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _RefusedError(Problem(code="B010", found="bilangan yang terlalu besar"))
    return number


def _constant(name: str) -> Any:
    raise _RefusedError(Problem(code="B010", found=f"nilai {name} tidak dikenal"))


def _places(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every path is its own place: `kesepakatan.pihak[2].nama`, rows counted from 1."""
    if path:
        yield path, path
    for key, inner in _inner(value):
        yield from _places(
            inner, f"{path}{key}" if key.startswith("[") else f"{path}.{key}".lstrip(".")
        )


def _answers(value: Any, path: str = "") -> Iterator[Answer]:
    if isinstance(value, (dict, list)):
        for key, inner in _inner(value):
            joined = f"{path}{key}" if key.startswith("[") else f"{path}.{key}".lstrip(".")
            yield from _answers(inner, joined)
    elif value is not None:
        section, _, label = path.rpartition(".")
        text = str(value).encode("utf-8", "replace").decode()
        yield Answer(section=section, label=label, text=text)


def _inner(value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict):
        return value.items()
    if isinstance(value, list):
        return ((f"[{place}]", inner) for place, inner in enumerate(value, start=1))
    return ()
