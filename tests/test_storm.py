"""A small storm of damaged and hostile files over a running service: `python -m bench.storm` is the large one."""

import pytest

from bench.storm import run


@pytest.mark.slow
def test_good_forms_pass_between_damaged_and_hostile_files() -> None:
    seen = run(40, 5, hostile_files=60, seconds=240)
    assert seen["good filed"] == 5, seen
    assert seen["alive to the end"], seen
    assert seen["exit code"] == 0, seen
    assert seen["verify"] == 0, seen
    assert isinstance(peak := seen["peak, MB"], int)
    assert peak < 400, seen
