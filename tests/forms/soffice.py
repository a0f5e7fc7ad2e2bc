"""The real LibreOffice as a person's word processor: opens files and saves them as something else."""

import subprocess
from pathlib import Path

__all__ = ["convert"]


def convert(source: Path, target: Path, filter_: str, *, profile: Path) -> Path:
    """Save every file of a folder as `filter_` (`docx`, `pdf:writer_pdf_Export:{…}`) in another."""
    files = sorted(path for path in source.iterdir() if path.is_file())
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{profile}",
            "--convert-to",
            filter_,
            "--outdir",
            str(target),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    suffix = filter_.partition(":")[0]
    # It exits 0 even when it wrote nothing.
    missing = [path.name for path in files if not (target / f"{path.stem}.{suffix}").is_file()]
    assert missing == []
    return target
