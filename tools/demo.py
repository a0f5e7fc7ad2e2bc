"""A throw-away office: drop the sample forms, show what becomes of each, name the folder of letters."""

import re
import subprocess
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from generator.system.clock import WITA
from tools.make_samples import WRITTEN, word_samples

SAMPLES = Path(__file__).parents[1] / "samples"
# Days of what the samples tell; a birth lies longer ago.
DAY = re.compile(r"\b20(?:2[6-9]|[3-9]\d)-\d{2}-\d{2}\b")


def pmbs(office: Path, *arguments: str) -> int:
    """Run the command line on an office folder."""
    command = [sys.executable, "-m", "generator", "--office", str(office), *arguments]
    return subprocess.run(command, check=False).returncode


def samples(today: date) -> dict[str, bytes]:
    """The sample forms by name, as if they had been written today: nothing in them is past that is still to come."""
    later = today - WRITTEN

    def moved(found: re.Match[str]) -> str:
        try:
            return f"{date.fromisoformat(found[0]) + later:%Y-%m-%d}"
        except ValueError:
            # Some samples are wrong on purpose.
            return found[0]

    told = {
        path.name: DAY.sub(moved, path.read_text(encoding="utf-8")).encode()
        for path in sorted(SAMPLES.rglob("*.json"))
    }
    others = {path.name: path.read_bytes() for path in sorted(SAMPLES.rglob("*.docx"))}
    return {**told, **others, **word_samples(today)}


def main() -> None:
    """Make the office, fill its inbox, handle it, say where everything is."""
    office = Path(tempfile.mkdtemp(prefix="kantor-contoh-")) / "kantor"
    if pmbs(office, "init", str(office)):
        sys.exit("the office could not be made")
    for name, data in samples(datetime.now(WITA).date()).items():
        (office / "inbox" / name).write_bytes(data)
    # 1 is right here: some samples are wrong on purpose, to show how they come back.
    if pmbs(office, "process") not in (0, 1):
        sys.exit("the forms could not be handled")
    pmbs(office, "list", "buku-agenda-keluar")
    print()
    print(f"Formulir ditolak : {office / 'inbox' / 'ditolak'}")
    print(f"Arsip            : {office / 'archive'}")
    print(f"Surat siap cetak : {office / 'cetak'}")


if __name__ == "__main__":
    main()
