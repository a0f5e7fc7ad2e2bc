"""Whatever a form leaves open, sentences fold: no gap, no orphan mark, no label without its value."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.vocabulary.case import CaseForm
from tests.letters.kit import CATALOGUE, empty_labels, filled, slips, specimen
from tests.stub_converter import text_of

KINDS = list(CATALOGUE.types)


def optional(value: BaseModel, before: str = "") -> Iterator[str]:
    """The paths of everything that a form may leave open; rows stand for all of their kind."""
    for key, info in type(value).model_fields.items():
        path = f"{before}{key}"
        if not info.is_required():
            yield path
        inner = getattr(value, key)
        rows = inner if isinstance(inner, tuple) else (inner,)
        for row in rows[:1]:
            if isinstance(row, BaseModel):
                yield from optional(row, f"{path}.")


def without(value: Any, paths: Iterable[str]) -> Any:
    """The form with these answers left open; a path into rows is left open in each of them."""
    if isinstance(value, tuple):
        return tuple(without(one, paths) for one in value)
    if not isinstance(value, BaseModel):
        return value
    update: dict[str, Any] = {}
    for key in type(value).model_fields:
        inner = [path.partition(".")[2] for path in paths if path.partition(".")[0] == key]
        held = getattr(value, key)
        if "" in inner:
            update[key] = () if isinstance(held, tuple) else None
        elif inner:
            update[key] = without(held, inner)
    return value.model_copy(update=update)


RICH = specimen(KINDS[0])
PATHS = sorted(set(optional(RICH)) - {"klien", "permasalahan"})


def faults(folder: Path, kind: str, form: CaseForm) -> list[str]:
    docx = filled(kind, form).docx
    (folder / "surat.docx").write_bytes(docx)
    # The footer parts its entries with wide bars.
    lines = [line for line in text_of(folder / "surat.docx") if "Halaman" not in line]
    return slips("\n".join(lines)) + empty_labels(docx)


def paths_for(kind: str) -> list[str]:
    """What may be missing from a form that makes this letter."""
    return [path for path in PATHS if path not in CATALOGUE.types[kind].needs]


@pytest.mark.parametrize("kind", KINDS)
def test_each_answer_may_be_missing_alone(tmp_path: Path, kind: str) -> None:
    wrong = {
        path: found
        for path in paths_for(kind)
        if (found := faults(tmp_path, kind, without(RICH, [path])))
    }
    assert wrong == {}


@pytest.mark.parametrize("kind", KINDS)
def test_each_answer_may_be_the_only_one(tmp_path: Path, kind: str) -> None:
    paths = paths_for(kind)
    wrong = {}
    for path in paths:
        kept = [one for one in paths if not (path == one or path.startswith(f"{one}."))]
        if found := faults(tmp_path, kind, without(RICH, kept)):
            wrong[path] = found
    assert wrong == {}


@settings(
    deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(kind=st.sampled_from(KINDS), missing=st.sets(st.sampled_from(PATHS)))
def test_any_answers_may_be_missing_together(tmp_path: Path, kind: str, missing: set[str]) -> None:
    needs = CATALOGUE.types[kind].needs
    assert faults(tmp_path, kind, without(RICH, [one for one in missing if one not in needs])) == []


@pytest.mark.parametrize("kind", KINDS)
def test_man_and_woman_alone_and_in_a_group_read_well(tmp_path: Path, kind: str) -> None:
    assert RICH.klien is not None
    for sex in ("L", "P"):
        for group in ((), RICH.rombongan, RICH.rombongan * 3):
            klien = RICH.klien.model_copy(update={"jenis_kelamin": sex})
            form = RICH.model_copy(update={"klien": klien, "rombongan": group})
            assert faults(tmp_path, kind, form) == []


def test_the_search_for_slips_finds_what_it_is_made_for() -> None:
    for wrong in (
        "a  b",
        "a , b",
        "a,, b",
        "a ()",
        "None",
        "{{ a",
        "a..",
        "a ;. b",
        "dan dan",
        "kepada.",
        "( a",
    ):
        assert slips(wrong), wrong
