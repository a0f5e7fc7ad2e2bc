"""One minute of coverage-guided fuzzing, and every input that once was trouble."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 60
HAS_ATHERIS = importlib.util.find_spec("atheris") is not None


@pytest.mark.slow
@pytest.mark.skipif(not HAS_ATHERIS, reason="atheris is made for Linux on x86-64 only")
def test_a_minute_of_fuzzing_finds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz.forms", str(SECONDS)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=SECONDS * 4,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr[-2000:]
    assert list(tmp_path.glob("fuzz-*")) == []
    tried = re.search(r"number_of_executed_units:\s*(\d+)", ran.stderr)
    assert tried is not None, ran.stderr[-1000:]
    assert int(tried[1]) > 500
