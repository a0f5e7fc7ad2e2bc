"""Disposal in an office: its four steps with their papers, and everything that has to go with a destroyed case."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.archive import Disposal, DisposalKind, FiledPaper, SignedPaper, rebuild
from generator.desks.act_papers import (
    Act,
    move_paper,
    opinion_form,
    proposal_paper,
    record_paper,
)
from generator.desks.act_signers import Signatory
from generator.filing.own_papers import file_own_paper
from generator.inbox.notes import note_path, read_note
from generator.inbox.trays import Tray
from generator.office.copies import MARKED
from generator.office.office import Office
from generator.printing import sheets_of
from generator.system import files
from generator.vocabulary.prints import CALLED_OFF, PrintState
from generator.vocabulary.problems import Problem, UsageError

__all__ = ["SignedStep", "ToldAct", "approve", "carry_out", "hand_over", "judge", "move", "propose"]

OPINION_FORM = "pertimbangan-kosong.pdf"
REPRINTS = ".cetak-ulang"  # of earlier versions
OLD_INDEX = ".index.db.musnah"
SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
DESTROYED = f"{CALLED_OFF}berkasnya dimusnahkan"
LONG_KEPT = 10  # years; from then on another gives the approval
NATIONAL_ARCHIVE = ("anri", "arsip nasional")


@dataclass(frozen=True, kw_only=True)
class SignedStep:
    """What is told of a paper that somebody else signed: its scan, number, date, who gave it."""

    scan: Path
    number: str
    dated: date | None
    by: str


def propose(office: Office, cases: Sequence[str], kind: DisposalKind) -> tuple[Disposal, Path]:
    """File the numbered proposal with its list; without `cases`, of all that may go.

    Gives also where the paper lies on which the panel writes its opinion.

    Raises:
        UsageError: nothing is due, or a case may not go.
    """
    disposals = office.archive.disposals
    chosen = sorted(set(cases)) or disposals.candidates(kind)
    if not chosen:
        raise UsageError("A055")
    disposals.require(chosen, kind)
    name = disposals.next_name()
    paper = file_own_paper(office, proposal_paper(office, name, chosen, kind))
    digest = files.hash_file(_folder_of(office, paper) / "surat.pdf")
    made = disposals.propose(name, kind, chosen, paper, digest=digest)
    return made, _lay_out_opinion(office, made)


def _lay_out_opinion(office: Office, made: Disposal) -> Path:
    """The paper for the panel, which has no number of ours and proves nothing before it comes back."""
    files.make_folder(made.folder)
    with TemporaryDirectory() as folder:
        docx, pdf = Path(folder) / "pertimbangan.docx", Path(folder) / "pertimbangan.pdf"
        docx.write_bytes(opinion_form(office, made))
        office.converter.convert(docx, pdf)
        files.replace_file(made.folder / OPINION_FORM, pdf.read_bytes())
    return made.folder / OPINION_FORM


def judge(office: Office, name: str, signed: SignedStep, *, kept: Sequence[str] = ()) -> Disposal:
    """File the signed opinion of the panel; the cases that it keeps go no further.

    Raises:
        UsageError: something of it is not told, no scan, the step was taken, or its date does not fit.
    """
    return office.archive.disposals.judge(name, _signed(name, signed), kept=sorted(set(kept)))


def approve(office: Office, name: str, signed: SignedStep) -> tuple[Disposal, list[Problem]]:
    """File the signed approval; gives what a person should look at.

    Raises:
        UsageError: something of it is not told, no scan, there is no opinion yet, or the disposal is over.
    """
    made = office.archive.disposals.approve(name, _signed(name, signed))
    long_kept = [case for case in made.cases if _years(office, case) >= LONG_KEPT]
    is_national = any(one in signed.by.casefold() for one in NATIONAL_ARCHIVE)
    if made.kind == "musnah" and long_kept and not is_national:
        return made, [Problem(code="W110", found=name, hint=", ".join(long_kept))]
    return made, []


def _years(office: Office, case: str) -> int:
    kept = office.archive.retention.of(case)
    return kept.rule.years_active + kept.rule.years_inactive if kept else 0


def _signed(name: str, told: SignedStep) -> SignedPaper:
    suffix, data = told.scan.suffix.lower(), told.scan.read_bytes()
    if suffix not in SUFFIXES or not data:
        raise UsageError("A056", found=suffix or told.scan.name)
    asked = {
        "nomornya (--number)": told.number.strip(),
        "tanggalnya (--date)": told.dated,
        "siapa yang memberikannya (--by)": told.by.strip(),
    }
    _must_be_told(name, [what for what, answer in asked.items() if not answer])
    assert told.dated is not None  # noqa: S101 - it was just asked for
    number, by = " ".join(told.number.split()), " ".join(told.by.split())
    return SignedPaper(number=number, dated=told.dated, by=by, suffix=suffix, data=data)


def _must_be_told(name: str, missing: list[str]) -> None:
    if missing:
        raise UsageError("A110", found=name, hint=", ".join(missing))


# -- acts --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ToldAct:
    """What is told of an act: where, how, before whom, to whom; persons as `Signatory.read` understands them."""

    place: str = ""
    way: str = ""
    law: str = ""
    inspectorate: str = ""
    receiver: str = ""
    copies: str = ""

    def whole(self, disposal: Disposal) -> Act:
        """The act, as its berita acara tells it.

        Raises:
            UsageError: something of it is not told, or cannot be understood.
        """
        asked = {
            "tempat (--place)": self.place,
            "cara (--way)": self.way,
            "saksi unsur hukum (--law)": self.law,
            "saksi unsur pengawasan (--inspectorate)": self.inspectorate,
        }
        if disposal.kind == "serah":
            asked["penerima (--receiver)"] = self.receiver
        _must_be_told(disposal.name, [what for what, answer in asked.items() if not answer.strip()])
        return Act(
            place=_line(self.place),
            way=_line(self.way),
            law=Signatory.read(self.law),
            inspectorate=Signatory.read(self.inspectorate),
            receiver=Signatory.read(self.receiver) if disposal.kind == "serah" else None,
            copies=_line(self.copies),
        )


def _line(text: str) -> str:
    """As it stands in the middle of a sentence: on one line, without a full stop of its own."""
    return " ".join(text.split()).rstrip(".;,")


def carry_out(office: Office, name: str, told: ToldAct) -> Disposal:
    """Destroy what was approved; asked for again after a crash, it goes on where it stopped.

    The berita acara is filed first; once it is, nothing more has to be told. Only under the office's lock: the
    index is exchanged.

    Raises:
        UsageError: there is no approval, a case may no longer go, or something of the act is not told; nothing
            was begun.
    """
    archive = office.archive
    _record(office, archive.disposals.ready(name, "musnah"), told)
    archive.disposals.bury(name)
    for case in archive.disposals.get(name).cases:
        for job in archive.cases.show(case).prints:
            if job.state in (PrintState.WANTED, PrintState.STARTED):
                archive.prints.update_print(job.key, PrintState.FAILED, reason=DESTROYED)
        for leftover in _leftovers(office, case):
            files.destroy(leftover)
    archive.disposals.destroy(name)
    _forget(office)
    archive.disposals.complete(name)
    archive.pages.refresh_or_warn()
    return archive.disposals.get(name)


def hand_over(office: Office, name: str, told: ToldAct) -> Disposal:
    """File the berita acara of a handing over, and write down that its cases are the regional archive's.

    Raises:
        UsageError: there is no approval, a case may no longer go, or something of the act is not told; nothing
            was begun.
    """
    _record(office, office.archive.disposals.ready(name, "serah"), told)
    made = office.archive.disposals.hand_over(name)
    office.archive.pages.refresh_or_warn()
    return made


def _record(office: Office, disposal: Disposal, told: ToldAct) -> None:
    """File the berita acara of the act, unless it is; one that was begun in the way of before goes on without."""
    is_begun = any(office.archive.disposals.is_disposed(case) for case in disposal.cases)
    if disposal.record is not None or is_begun:
        return
    act = told.whole(disposal)
    paper = file_own_paper(office, record_paper(office, disposal, act))
    office.archive.disposals.record(disposal.name, paper)


def move(office: Office, cases: Sequence[str], *, box: str = "") -> tuple[FiledPaper, list[str]]:
    """File the berita acara by which inactive files go to the records unit; without `cases`, of all that are due.

    With `box`, their paper stands in it from now on, in the order of the list.

    Raises:
        UsageError: nothing is due, or a case may not be moved.
    """
    moves = office.archive.moves
    chosen = sorted(set(cases)) or moves.candidates()
    if not chosen:
        raise UsageError("A116")
    moves.require(chosen)
    planned = office.archive.places.plan(chosen, box) if box else {}
    paper = file_own_paper(office, move_paper(office, chosen, moves.times(chosen), planned))
    for case, place in planned.items():
        office.archive.places.put(case, place.container, place.position)
    moves.move(chosen, paper)
    office.archive.pages.refresh_or_warn()
    return paper, chosen


def _folder_of(office: Office, paper: FiledPaper) -> Path:
    return office.archive.items.folder_of(office.archive.items.named(paper.place))


def _leftovers(office: Office, case: str) -> Iterator[Path]:
    """What was derived from a case outside of its folder, and what it came from in the inbox."""
    view = office.archive.cases.show(case)
    yield from sheets_of(office.printed, case, {one.number for one in view.items if one.number})
    for folder in (MARKED, Path(REPRINTS)):
        yield from (office.archive.root / folder).glob(f"{case}-*")
    digests = office.archive.cases.digests(case)
    named = re.compile(rf"{re.escape(case)}(?!\d)")
    trays = [tray for tray in Tray if (office.inbox.folder / tray).is_dir()]
    for tray in trays:
        for path in office.inbox.trays.of(tray):
            note = read_note(path)
            if named.search(note) or named.match(path.name) or _has_one_of(path, digests):
                yield from (path, note_path(path))


def _has_one_of(path: Path, digests: frozenset[str]) -> bool:
    parts = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return any(files.hash_file(part) in digests for part in parts)


def _forget(office: Office) -> None:
    """Make the index anew, which then never heard of it, and overwrite the old one."""
    root = office.archive.root
    old = root / OLD_INDEX
    if not old.exists():
        os.link(root / "index.db", old)
    rebuild(root, office.clock)
    office.archive.close()  # what is asked next opens the new index
    for path in (old, *root.glob(".index.db.rusak*")):
        files.destroy(path)
