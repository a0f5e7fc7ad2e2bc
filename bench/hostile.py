"""How long hostile forms take to be refused, each in a process of its own: `python -m bench.hostile`."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.forms.hostile import HOSTILE

ROOT = Path(__file__).parents[1]
READER = r"""
import json, re, sys, time
from datetime import date
from pathlib import Path
from generator.forms import read_forms
def most(): return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024
before, began = most(), time.perf_counter()
read_forms(Path(sys.argv[1]), name=sys.argv[2], today=date(2026, 11, 24))
print(json.dumps([time.perf_counter() - began, most() - before]))
"""


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for what, (name, make, _) in HOSTILE.items():
            path = Path(folder) / "datei"
            path.write_bytes(make())
            command = [sys.executable, "-c", READER, str(path), name]
            told = subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout
            seconds, megabytes = json.loads(told)
            rows.append((seconds, megabytes, path.stat().st_size / 1e6, what))
    print("seconds  MB more  MB file  what")
    for seconds, megabytes, size, what in sorted(rows, reverse=True):
        print(f"{seconds:7.2f}  {megabytes:7d}  {size:7.2f}  {what}")


if __name__ == "__main__":
    main()
