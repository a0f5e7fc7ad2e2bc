"""Reading a scan that came back, in a child process with limits on memory and time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.scans.ink import Ink, Inked
from generator.scans.kinds import in_words
from generator.system.clock import SystemClock
from generator.system.sandbox import job_beside, run_caged, take_out_of
from generator.vocabulary.certificates import Certified, ElectronicSignature
from generator.vocabulary.problems import Problem

__all__ = [
    "MAX_PAGES",
    "Compared",
    "Gathered",
    "ScannedPage",
    "acting_in",
    "compare_with_printed",
    "electronic_signatures",
    "gather",
    "has_a_code",
    "losses",
    "read_scan",
    "texts_of",
    "typed_pages",
    "typed_texts_of",
    "write_cleaned",
    "write_jpeg",
    "write_part",
    "write_unfolded",
]

MAX_PAGES = 200
# A page of A4 takes a tenth of a second to read, a spoilt one two.
DEADLINE_SECONDS = 600
# For a first look at a scan that waits.
GLANCE_SECONDS = 30
MEMORY_BYTES = 2_500_000_000
# The worker's exit code when it told why.
REFUSED = 3
REFUSALS = {
    "too-many-pages": "R002",
    "locked": "R003",
    "unreadable": "R001",
    "active": "R008",
    "too-large": "R014",
}


@dataclass(frozen=True, kw_only=True)
class ScannedPage:
    """One page of a scan. `place` counts from 0; `turns` are quarter turns clockwise to upright.

    One that `is_blank` is no page of a letter, but may bear something pale (`is_written`). What is black on
    one that `is_negative` was white on the paper. `parts` are the pages that its picture shows side by side.
    """

    place: int
    codes: tuple[str, ...]
    turns: int
    is_blank: bool
    is_written: bool = True
    is_negative: bool = False
    parts: int = 1

    @property
    def told(self) -> str:
        """The page, as the process in the cage is told of it."""
        is_known = any(code.startswith("PMBS") for code in self.codes)
        return f"{self.place}:{self.turns}:{int(self.is_negative)}:{int(is_known)}"


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """A file among those of which one stack was made: how many pages it gave, or why none."""

    name: str
    pages: int
    why: Problem | None = None


def has_a_code(path: Path) -> bool:
    """Whether a letter's code can be read at a glance; false also for what cannot be read so quickly."""
    rows = _run("read", path, str(MAX_PAGES), "quick", seconds=GLANCE_SECONDS)
    return not isinstance(rows, Problem) and any(
        code.startswith("PMBS") for row in rows for code in row["codes"]
    )


def read_scan(path: Path) -> list[ScannedPage] | Problem:
    """The codes on every page of a PDF, JPG, PNG or TIFF; or why it cannot be read."""
    rows = _run("read", path, str(MAX_PAGES))
    if isinstance(rows, Problem):
        return rows
    return [
        ScannedPage(
            place=place,
            codes=tuple(row["codes"]),
            turns=row["turns"],
            is_blank=row["blank"],
            is_written=row["written"],
            is_negative=row["negative"],
            parts=row["parts"],
        )
        for place, row in enumerate(rows)
    ]


def texts_of(path: Path) -> list[str] | Problem:
    """The text that each page holds by itself, empty for pictures; or why the file cannot be read."""
    rows = _run("text", path, str(MAX_PAGES))
    return rows if isinstance(rows, Problem) else [row["text"] for row in rows]


def typed_texts_of(path: Path) -> list[str]:
    """The text of each page that a program wrote; empty for pictures, and for what cannot be read."""
    rows = _run("text", path, str(MAX_PAGES))
    return [] if isinstance(rows, Problem) else [row["text"] * row["typed"] for row in rows]


def typed_pages(path: Path) -> frozenset[int]:
    """Which pages a program wrote, counted from 0; none of what cannot be read."""
    rows = _run("text", path, str(MAX_PAGES))
    if isinstance(rows, Problem):
        return frozenset()
    return frozenset(place for place, row in enumerate(rows) if row["typed"])


def acting_in(path: Path) -> list[str] | Problem:
    """Which of `PROGRAMS` and `LINKS` a file holds; or why it cannot be looked through."""
    rows = _run("acts", path)
    return rows if isinstance(rows, Problem) else [row["kind"] for row in rows]


def electronic_signatures(path: Path, roots: Path | None) -> tuple[ElectronicSignature, ...]:
    """The electronic signatures of a PDF that bears some, judged by the certificates in the folder `roots`."""
    now = SystemClock().now()
    trusted = [roots.absolute()] if roots is not None and roots.is_dir() else []
    rows = _run(
        "signatures",
        path,
        now.isoformat(),
        *(str(one) for one in trusted),
        beside=trusted,
    )
    if isinstance(rows, Problem):
        return (
            ElectronicSignature(
                state=Certified.UNREADABLE, signer="", issuer="", at=None, is_stamped=False
            ),
        )
    found = [ElectronicSignature.model_validate(row) for row in rows]
    # As the office's clock shows it; certificates tell Greenwich time.
    return tuple(
        one.model_copy(update={"at": one.at.astimezone(now.tzinfo) if one.at else None})
        for one in found
    )


def write_cleaned(path: Path, out: Path) -> Problem | None:
    """Write a PDF anew without what acts in it; or why that failed."""
    return _make("clean", path, out, str(MAX_PAGES))


def write_jpeg(path: Path, out: Path) -> Problem | None:
    """Write a picture of another kind (`kinds.PICTURES`) as JPEG; or why that failed."""
    return _make("jpeg", path, out)


def write_unfolded(path: Path, out: Path) -> Problem | None:
    """Write a scan with each picture of several pages cut into them, as a PDF; or why that failed."""
    return _make("unfold", path, out, str(MAX_PAGES))


def write_part(path: Path, pages: Sequence[ScannedPage], out: Path) -> Problem | None:
    """Write some pages of a scan, turned upright, as a PDF of their own; or why that failed."""
    return _make("part", path, out, str(MAX_PAGES), *(page.told for page in pages))


def gather(folder: Path, out: Path) -> list[Gathered] | Problem:
    """Write the pages of all files of a folder as one PDF, by the order of their names; or why that failed.

    Of a file that cannot be read there is no page in it, but a word.
    """
    with job_beside(out) as job:
        rows = _run("gather", folder, str(job / out.name), str(MAX_PAGES), writable=job)
        if isinstance(rows, Problem):
            return rows
        if not take_out_of(job, out):
            return Problem(code="R004")
    return [
        Gathered(
            name=row["file"],
            pages=row["pages"],
            why=_refusal(row["why"], row["found"]) if row["why"] else None,
        )
        for row in rows
    ]


def losses(path: Path, pages: Sequence[ScannedPage], copy: Path) -> tuple[str, ...]:
    """What of some pages of a scan their readable copy does not show: `LOSSES`; nothing if all is there."""
    told = [page.told for page in pages]
    rows = _run("lost", path, str(MAX_PAGES), str(copy.absolute()), *told, beside=[copy])
    # One that cannot be looked at is none.
    return ("ink",) if isinstance(rows, Problem) else tuple(row["lost"] for row in rows)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A scan beside the letter that was printed.

    `pages` are the printed pages, from 0, that the scanned ones are; None for one that is like none.
    """

    pages: tuple[int | None, ...] = ()
    boxes: tuple[Inked, ...] = ()

    @property
    def unsigned(self) -> list[str]:
        """Signers whose box holds no ink wherever it was seen; none of whom that cannot be told."""
        names = dict.fromkeys(box.name for box in self.boxes)
        return [
            name
            for name in names
            if all(box.ink is Ink.NO for box in self.boxes if box.name == name)
        ]


def compare_with_printed(scan: Path, printed: Path, names: Sequence[str]) -> Compared:
    """Lay an upright scan over its printed letter; empty if either cannot be read."""
    rows = _run(
        "compare",
        scan,
        str(printed.absolute()),
        told=json.dumps(list(names)),
        beside=[printed],
    )
    if isinstance(rows, Problem):
        return Compared()
    return Compared(
        pages=tuple(row["page"] for row in rows if "page" in row),
        boxes=tuple(
            Inked(name=row["name"], ink=Ink(row["ink"]), share=row["share"])
            for row in rows
            if "name" in row
        ),
    )


def _make(order: str, path: Path, out: Path, *arguments: str) -> Problem | None:
    """Have the worker write a file; or why there is none."""
    with job_beside(out) as job:
        told = _run(order, path, str(job / out.name), *arguments, writable=job)
        if isinstance(told, Problem):
            return told
        return None if take_out_of(job, out) else Problem(code="R004")


def _run(
    order: str,
    path: Path,
    *arguments: str,
    told: str = "",
    beside: Sequence[Path] = (),
    writable: Path | None = None,
    seconds: float = DEADLINE_SECONDS,
) -> list[dict[str, Any]] | Problem:
    """Have the worker do one thing; it sees the file, what is `beside` it, and may write to `writable`."""
    done = run_caged(
        ["-m", "generator.scans.worker", order, str(path.absolute()), *arguments],
        memory=MEMORY_BYTES,
        seconds=seconds,
        writable=writable,
        readable=(path.absolute(), *(one.absolute() for one in beside)),
        told=told.encode(),
    )
    if done.code not in (0, REFUSED):
        # Killed, out of memory, or fallen over inside a library; the last row may be cut off.
        return Problem(code="R004")
    rows = [json.loads(line) for line in done.output.decode().splitlines()]
    if rows and "refused" in rows[-1]:
        return _refusal(rows[-1]["refused"], rows[-1].get("found", ()))
    return rows


def _refusal(why: str, found: Sequence[str]) -> Problem:
    return Problem(code=REFUSALS[why], found=in_words(found) or str(MAX_PAGES))
