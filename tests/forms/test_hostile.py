"""Hostile content is refused or cleaned by rule, in little memory, and never with a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.forms.hostile import HOSTILE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MEMORY_MEGABYTES = 200
# Reads a file in a process of its own and tells the codes and how much memory that took.
READER = r"""
import json, re, sys
from datetime import date
from pathlib import Path
from generator.forms import read_forms
def most(): return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024
size = Path(sys.argv[1]).stat().st_size // 1_000_000
before = most()
told = read_forms(Path(sys.argv[1]), name=sys.argv[2], today=date(2026, 11, 24))
problems = [one for reading in told for one in reading.problems]
codes = sorted({one.code for one in problems if not one.is_warning})
longest = max((len(one.message) for one in problems), default=0)
print(json.dumps({"codes": codes, "grew": most() - before - size, "longest": longest,
                  "count": len(problems), "messages": [one.message for one in problems[:50]]}))
"""


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused_or_cleaned_in_little_memory(tmp_path: Path, what: str) -> None:
    name, make, codes = HOSTILE[what]
    path = tmp_path / "datei"
    path.write_bytes(make())
    command = [sys.executable, "-c", READER, str(path), name]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout)
    assert bool(codes) == bool(told["codes"]), told
    assert not codes or codes & set(told["codes"]), told
    assert told["grew"] < MEMORY_MEGABYTES, told
    assert told["longest"] < 600, "a message is for reading"
