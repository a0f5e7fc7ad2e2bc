"""A throw-away office: drop the sample forms, show what becomes of each, name the folder of letters."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples"


def pmbs(office: Path, *arguments: str) -> int:
    """Run the command line on an office folder."""
    command = [sys.executable, "-m", "generator", "--office", str(office), *arguments]
    return subprocess.run(command, check=False).returncode


def main() -> None:
    """Make the office, fill its inbox, handle it, say where everything is."""
    office = Path(tempfile.mkdtemp(prefix="kantor-contoh-")) / "kantor"
    if pmbs(office, "init", str(office)):
        sys.exit("the office could not be made")
    for path in sorted(SAMPLES.rglob("*.*")):
        shutil.copyfile(path, office / "inbox" / path.name)
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
