"""A running service in a storm: damaged packages, hostile files, slow texts, and good forms between them.

`python -m bench.storm [DAMAGED] [GOOD]` starts `pmbs run` on an office of its own, with a stand-in for
LibreOffice, drops everything as fast as it can, and prints how long the good forms took, how much memory
the service held, and whether it ended. 2,000 and 100 take about a quarter of an hour.
"""

import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from generator.forms import BLANKS, make_form
from generator.forms.blank.sheet import make_sheet
from tests.forms.hostile import HOSTILE
from tests.forms.test_acting_sheets import ACTING
from tests.office_kit import form, make_office_folder

ROOT = Path(__file__).parents[1]
SEED = 2026
HOSTILE_FILES = 500
SLOW = (
    ",",
    "(",
    " ",
    "1/",
    "a, ",
    "Rp",
    "-",
    "\u00a0",
    "12.",
    ";",
    "dan ",
    "\n",
    "☐ ",
    "[ ] ",
    "a\u0301",
)
# The real service but for LibreOffice: the storm is about what reads, not about what converts.
SERVICE = """
import sys
from pathlib import Path
from generator.cli.main import main
from generator.office.office import Office
from tests.stub_converter import StubConverter
from tests.stub_recogniser import StubRecogniser
raise SystemExit(main(
    ["--office", sys.argv[1], "run"],
    open_office=lambda folder: Office(folder, converter=StubConverter(), recogniser=StubRecogniser()),
))
"""


def damaged(count: int, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Whole forms and lists of which one bit was turned, or the end is missing."""
    answers = {
        "klien.nama": "Yohanes Lado",
        "klien.jenis_kelamin": "L",
        "permasalahan.uraian": "Upah.",
    }
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("formulir.json", json.dumps(form()))
        package.writestr("KTP.jpg", bytes(range(256)) * 40)
    whole = {
        "docx": make_form(BLANKS["pengaduan"], answers),
        "xlsx": make_sheet(),
        "zip": zipped.getvalue(),
    }
    for number in range(count):
        kind = ("docx", "xlsx", "zip")[number % 3]
        data = bytearray(whole[kind])
        if number % 10 == 9:
            del data[chance.randrange(len(data)) :]
        else:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield f"rusak {number}.{kind}", bytes(data)


def hostile(count: int, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Bombs, programs, what acts, texts on which patterns are slow; each in several spellings."""
    made = [(Path(name).suffix, make()) for name, make, _ in HOSTILE.values()]
    made += [(".xlsx", data) for data, _ in ACTING.values()]
    for text in SLOW:
        for size in (20_000, 100_000):
            long = (text * size)[:size]
            for section, key in (
                ("klien", "nama"),
                ("klien", "tanggal_lahir"),
                ("klien", "umur"),
                ("pekerjaan", "tunggakan_upah"),
                ("permasalahan", "uraian"),
            ):
                made.append((".json", json.dumps(form(**{section: {key: long}})).encode()))
    chance.shuffle(made)
    for number in range(count):
        suffix, data = made[number] if number < len(made) else chance.choice(made)
        # Other bytes each time, so that none is known already.
        extra = b"" if suffix == ".json" else os.urandom(1)
        yield f"jahat {number}{suffix}", data + extra


def good(count: int) -> Iterator[tuple[str, bytes]]:
    for number in range(count):
        yield f"baik {number}.json", json.dumps(form(klien={"nama": f"Klien {number}"})).encode()


class Storm:
    """One run: what was dropped when, what became of it, what the service held."""

    def __init__(self, office: Path) -> None:
        self.inbox = office / "inbox"
        self.dropped: dict[str, float] = {}
        self.filed: dict[str, float] = {}
        self.peak = 0
        self.service = subprocess.Popen(
            [sys.executable, "-c", SERVICE, str(office)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def drop(self, name: str, data: bytes) -> None:
        aside = self.inbox.parent / "aside"
        aside.write_bytes(data)
        past = time.time() - 60
        os.utime(aside, (past, past))
        aside.rename(self.inbox / name)
        self.dropped[name] = time.monotonic()

    def look(self) -> None:
        now = time.monotonic()
        for name in os.listdir(self.inbox / "selesai"):  # noqa: PTH208 - as fast as it goes
            if name in self.dropped and name not in self.filed:
                self.filed[name] = now - self.dropped[name]
        status = Path(f"/proc/{self.service.pid}/status")
        if self.service.poll() is None and (
            found := re.search(r"VmHWM:\s+(\d+)", status.read_text())
        ):
            self.peak = int(found[1]) // 1024

    def waiting(self) -> int:
        return sum(name in self.dropped for name in os.listdir(self.inbox))  # noqa: PTH208


def run(
    count: int, forms: int, *, hostile_files: int = HOSTILE_FILES, seconds: float = 3_000
) -> dict[str, object]:
    """Let the storm pass over an office; what was seen."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable choice, no secret
    bad = [*damaged(count, chance), *hostile(hostile_files, chance)]
    chance.shuffle(bad)
    fine = list(good(forms))
    with tempfile.TemporaryDirectory() as folder:
        office = make_office_folder(Path(folder) / "kantor")
        storm = Storm(office)
        while not any(one.name.startswith("_STATUS") for one in storm.inbox.iterdir()):
            time.sleep(0.1)  # it has looked at its templates, and begins
        began = time.monotonic()
        every = max(1, len(bad) // forms)
        for number, (name, data) in enumerate(bad):
            # As many as the service takes, never thousands in one heap: a good form is behind ten.
            while storm.waiting() > 10 and time.monotonic() - began < seconds:
                storm.look()
                time.sleep(0.02)
            storm.drop(name, data)
            if number % every == 0 and fine:
                storm.drop(*fine.pop())
            storm.look()
        for name, data in fine:
            storm.drop(name, data)
        claims = office / ".diproses" / "inbox"
        while time.monotonic() - began < seconds and (storm.waiting() or any(claims.iterdir())):
            storm.look()
            time.sleep(0.1)
        storm.look()
        is_alive = storm.service.poll() is None
        storm.service.send_signal(signal.SIGTERM)
        code = storm.service.wait(timeout=60)
        times = sorted(time_ for name, time_ in storm.filed.items() if name.startswith("baik"))
        verified = subprocess.run(
            [sys.executable, "-m", "generator", "--office", str(office), "verify"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return {
            "damaged": count,
            "hostile": len(bad) - count,
            "good": forms,
            "good filed": len(times),
            "slowest good, s": round(times[-1], 1) if times else None,
            "median good, s": round(times[len(times) // 2], 1) if times else None,
            "peak, MB": storm.peak,
            "alive to the end": is_alive,
            "exit code": code,
            "verify": verified.returncode,
            "minutes": round((time.monotonic() - began) / 60, 1),
        }


def main() -> None:
    count, forms = (int(one) for one in (sys.argv[1:] + ["2000", "100"][len(sys.argv) - 1 :]))
    for what, seen in run(count, forms).items():
        print(f"{what:18}  {seen}")


if __name__ == "__main__":
    main()
