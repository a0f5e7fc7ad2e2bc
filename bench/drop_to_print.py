"""From drop to printed PDF: one form, and twenty-three at once, per step, with the real LibreOffice.

Last, forms dropped one after another to the watching service with the settings of a new office: what a clerk
waits for. Run with `python -m bench.drop_to_print [FORMS]`. Figures are printed, never judged.
"""

import json
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.filing import submitted
from generator.office.founding import init_office
from generator.office.office import Office
from generator.service import handling, watch
from generator.submission import reading

MANY = 23
SETTINGS = "\n[inbox]\nsettle_seconds = 0\npatience_seconds = 0\n[web]\nenabled = false\n"


class Stopwatch:
    """Adds up the time spent inside wrapped calls."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)

    def wrap(self, holder: Any, name: str, step: str) -> None:
        inner: Callable[..., Any] = getattr(holder, name)

        def timed(*arguments: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return inner(*arguments, **options)
            finally:
                self.seconds[step] += time.perf_counter() - began
                self.calls[step] += 1

        setattr(holder, name, timed)


def new_office(folder: Path) -> Office:
    """An office that takes what lies in its inbox at once."""
    init_office(folder)
    config = folder / "pmbs.toml"
    config.write_text(config.read_text(encoding="utf-8").split("\n[inbox]")[0] + SETTINGS)
    return Office(folder)


def case(number: int) -> bytes:
    """An invented complaint that gives two letters."""
    form = {
        "klien": {"nama": f"Klien Contoh {number}", "jenis_kelamin": "L", "umur": 30},
        "permasalahan": {"uraian": "Klien bekerja tiga bulan tanpa upah dan ingin pulang."},
    }
    return json.dumps(form).encode()


def watched(office: Office) -> Stopwatch:
    """The office with its steps wrapped."""
    watch_ = Stopwatch()
    watch_.wrap(reading, "read_forms", "read the form")
    watch_.wrap(office.filler, "fill", "fill (trial and real)")
    watch_.wrap(office.archive.numbers, "reserve", "take numbers")
    watch_.wrap(office.converter, "convert", "convert to PDF/A")
    watch_.wrap(submitted, "check_pdf", "read the PDF back")
    watch_.wrap(office.archive.filing, "publish", "publish items")
    watch_.wrap(office.archive.filing, "record", "record and index")
    watch_.wrap(office.outbox, "pump", "print to the folder")
    return watch_


def measure(count: int, *, warm: bool) -> int:
    """Drop `count` forms and print where the time went; returns how many sheets lie in `cetak/` after it."""
    with tempfile.TemporaryDirectory() as folder:
        office = new_office(Path(folder) / "kantor")
        if warm:
            (office.inbox.folder / "0.json").write_bytes(case(0))
            handling.handle_once(office)
        clock = watched(office)
        for number in range(1, count + 1):
            (office.inbox.folder / f"{number}.json").write_bytes(case(number))
        began = time.perf_counter()
        outcomes = handling.handle_once(office)
        total = time.perf_counter() - began
        letters = sum(len(one.documents) for one in outcomes)
        sheets = sheets_of(office)
        office.close()
    state = "warm" if warm else "cold"
    print(
        f"\n{count} form(s), {letters} letters, {sheets} sheets, LibreOffice {state}: {total:.2f} s"
    )
    print(f"{'step':<24}{'calls':>7}{'seconds':>10}{'ms a call':>12}")
    for step, seconds in clock.seconds.items():
        calls = clock.calls[step]
        print(f"{step:<24}{calls:>7}{seconds:>10.3f}{1000 * seconds / calls:>12.1f}")
    print(f"{'all the rest':<24}{'':>7}{total - sum(clock.seconds.values()):>10.3f}")
    return sheets


def sheets_of(office: Office) -> int:
    """How many sheets lie in the folder of the printer."""
    return len(list(office.printed.glob("*.pdf")))


def measure_watched(count: int, *, sheets: int) -> None:
    """Drop `count` forms, each when the `sheets` of the one before lie there, and print how long each took."""
    with tempfile.TemporaryDirectory() as folder:
        init_office(Path(folder) / "kantor")
        office = Office(Path(folder) / "kantor")
        stop = threading.Event()
        service = threading.Thread(target=watch.run, args=(office, stop))
        service.start()
        seconds = []
        for number in range(count + 1):
            (Path(folder) / "form.json").write_bytes(case(number))
            began = time.perf_counter()
            (Path(folder) / "form.json").rename(office.inbox.folder / f"{number}.json")
            while sheets_of(office) < sheets * (number + 1):
                time.sleep(0.005)
            seconds.append(time.perf_counter() - began)
        stop.set()
        service.join()
        office.close()
    # The first one starts LibreOffice.
    warm = sorted(seconds[1:])
    print(
        f"\nwatched, {count} forms of {sheets} sheets, one by one; the first took {seconds[0]:.2f} s"
    )
    print(f"p50 {statistics.median(warm):.2f} s, p95 {warm[int(0.95 * (count - 1))]:.2f} s")


def main() -> None:
    """One form cold and warm, then many at once."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    sheets = measure(1, warm=False)
    measure(1, warm=True)
    measure(count, warm=True)
    measure_watched(count, sheets=sheets)


if __name__ == "__main__":
    main()
