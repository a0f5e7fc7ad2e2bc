"""Keep an archive as this version writes it: `python -m tools.released_archive 0.3.0`, once a release.

A later version must open it and give the same answers (tests/archive/test_released.py).
"""

import contextlib
import io
import json
import os
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from generator.cli import main as pmbs
from generator.office.office import Office
from generator.service import handling
from tests.archive.kit import small_year
from tests.office_kit import drop, form

TARGET = Path(__file__).parents[1] / "tests" / "archive" / "released"
ANSWERS = {
    "show": ["show", "PMBS-2026-0001"],
    "show-2": ["show", "PMBS-2026-0002"],
    "show-4": ["show", "PMBS-2026-0004"],
    "find": ["find", "klien", "--limit", "100"],
    "find-name": ["find", "reza"],
    "find-number": ["find", "400.9.8/2"],
    "prints": ["prints"],
    "agenda": ["list", "buku-agenda-keluar", "--year", "2026", "--format", "json"],
}
EPOCH = (2026, 1, 1, 0, 0, 0)


def fill(folder: Path) -> Office:
    """A year with a continuation, a reprint, a correction, an attachment, a void number, a closed case."""
    office = small_year(folder)
    correction = {
        "nomor_kasus": "PMBS-2026-0002",
        "klien": {"nama": "Muhammad Réza", "alias": "Eza"},
        "permasalahan": {"uraian": "Upah dua bulan belum dibayar; klien sakit."},
    }
    drop(office, form(**correction), "6.json")
    handling.handle_once(office)
    attached = office.inbox.folder / "Kasus Baru"
    attached.mkdir()
    (attached / "formulir.json").write_text(json.dumps(form(klien={"nama": "Ni Luh Sari"})))
    (attached / "KTP.jpg").write_bytes(b"\xff\xd8\xff\xe0 \xff\xd9")
    past = time.time() - 60
    for path in [*attached.iterdir(), attached]:
        os.utime(path, (past, past))
    handling.handle_once(office)
    office.archive.numbers.reserve(digest="cd" * 32, claim="x", case=None, wanted=[])
    office.archive.numbers.abandon("cd" * 32, reason="uji: tidak jadi")
    return office


def answer(folder: Path, command: list[str]) -> object:
    """What the command prints as JSON; paths are left out."""
    as_json = command if "--format" in command else [*command, "--json"]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        pmbs(["--office", str(folder), *as_json])
    return without_paths(json.loads(out.getvalue()))


def without_paths(value: object) -> object:
    """The answer without what depends on where the office lies."""
    if isinstance(value, dict):
        return {key: without_paths(one) for key, one in value.items() if key != "path"}
    return [without_paths(one) for one in value] if isinstance(value, list) else value


def main() -> None:
    """Write `tests/archive/released/VERSION.zip`."""
    version = sys.argv[1]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "kantor"
        fill(folder).close()
        answers = {name: answer(folder, command) for name, command in ANSWERS.items()}
        TARGET.mkdir(exist_ok=True)
        with zipfile.ZipFile(TARGET / f"{version}.zip", "w", zipfile.ZIP_DEFLATED) as kept:
            root = folder / "archive"
            for path in sorted(root.rglob("*")):
                name = path.relative_to(root)
                is_derived = name.parts[0].startswith((".", "index.db"))
                if path.is_file() and not is_derived and not path.name.startswith("."):
                    kept.writestr(
                        zipfile.ZipInfo(f"archive/{name}", EPOCH),
                        path.read_bytes(),
                        zipfile.ZIP_DEFLATED,
                    )
            text = json.dumps(answers, ensure_ascii=False, indent=1)
            kept.writestr(zipfile.ZipInfo("answers.json", EPOCH), text, zipfile.ZIP_DEFLATED)
    print(TARGET / f"{version}.zip")


if __name__ == "__main__":
    main()
