"""What one submission brings: a form, its attachments, and the case that its name may tell.

A submission is a file, or a folder or a zip with one form and its attachments; all of it is read
once into the private work folder, so that what is archived is exactly what was hashed.
"""

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from generator.forms import FORMATS, is_a_form
from generator.inbox.brought import CASE_NAME, Attachment, FormFile
from generator.inbox.claims import Claim
from generator.inbox.file_names import is_ignorable, printable_name
from generator.inbox.inbox import Inbox
from generator.inbox.notes import is_note
from generator.inbox.series import by_number
from generator.office.office import Office
from generator.scans import PICTURES, picture_kind, scan_kind, write_jpeg
from generator.submission.file_kinds import foreign_kind
from generator.vocabulary.problems import Problem
from generator.word.package import PackageError, PackageFault, open_package

__all__ = [
    "Attachment",
    "FormFile",
    "Intake",
    "StackFile",
    "claim_settled",
    "identity",
    "is_scan",
    "jpeg_of",
    "receive",
]

ATTACHED = frozenset({".pdf", ".jpg", ".jpeg", ".png"})
SCANNED = ATTACHED | {".tif", ".tiff"}
# What is in a folder or zip, all together.
MAX_FILES = 200
MAX_BYTES = 100_000_000
MAX_RATIO = 200
MAX_DEPTH = 5
HEAD = 1024
# A file in a zip may lack a name.
NAMELESS = "tanpa nama"
OTHER = "jenis berkas ini tidak diarsipkan; simpan sebagai PDF, JPG, atau PNG"

FileIdentity = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class StackFile:
    """A file among those that may be one stack; an attachment too, if it is of such a kind."""

    name: str
    path: Path
    attachment: Attachment | None = None


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One submission, read. `problems` are about attachments that are not taken.

    `scan` is a lone picture or PDF: perhaps a signed letter that came back, else an attachment of the
    case that its name tells. `stack` are the pictures and PDFs of a folder or zip without a form, or of a
    series: pages that came back, else attachments; in the order of their names.
    """

    digest: str
    identity: FileIdentity
    form: FormFile | None = None
    scan: Path | None = None
    stack: tuple[StackFile, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    case: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass
class _Member:
    """A file of a submission, its bytes in memory or the reason why they are not."""

    name: str
    data: bytes = b""
    refusal: str = ""
    came: str = ""

    @property
    def digest(self) -> str:
        """That of the bytes as they came."""
        return self.came or hashlib.sha256(self.data).hexdigest()

    @property
    def suffix(self) -> str:
        return PurePath(self.name).suffix.lower()

    @property
    def media(self) -> str:
        return scan_kind(self.data)


@dataclass
class _Sorted:
    forms: list[_Member] = field(default_factory=list)
    attached: list[_Member] = field(default_factory=list)
    refused: list[_Member] = field(default_factory=list)


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class _ChangedError(Exception):
    """Somebody wrote while we read."""


def receive(office: Office, claim: Claim) -> Intake | Problem | None:
    """Read a submission once into its work folder.

    Returns:
        What it brings; or why it is refused unread; or None if it changed under our hands.

    Raises:
        OSError: it cannot be read.
    """
    try:
        return _receive(office, claim)
    except _RefusedError as refused:
        return refused.problem
    except (_ChangedError, FileNotFoundError):
        return None


def claim_settled(box: Inbox, *, seconds: float) -> list[Claim]:
    """Claim everything that lies in a box, giving what was dropped this moment `seconds` to settle."""
    claims: list[Claim] = []
    deadline = time.monotonic() + seconds + 1
    while True:
        found = (box.claim_together(paths) for paths in box.settled_together(hurried=True))
        claims += [claim for claim in found if claim is not None]
        if not box.waiting() or time.monotonic() > deadline:
            return claims
        time.sleep(0.1)


def identity(path: Path) -> FileIdentity:
    """What changes when somebody writes to a file, or to anything inside a folder."""
    found = [("", path.lstat())]
    if stat.S_ISDIR(found[0][1].st_mode):
        found += [(str(one.relative_to(path)), one.lstat()) for one in sorted(path.rglob("*"))]
    return tuple((name, s.st_ino, s.st_size, s.st_mtime_ns) for name, s in found)


def is_scan(claim: Claim) -> bool:
    """Whether a claim is pictures or PDFs and no form, whatever it is called; that takes long to read."""
    if claim.path.is_dir() and not claim.path.is_symlink():
        names = [one.name for one in claim.path.rglob("*") if not one.is_dir()]
        return _are_scans(names)
    suffix = PurePath(claim.name).suffix.lower()
    if suffix == ".zip":
        return _are_scans(_names_in(claim.path))
    if suffix in SCANNED or suffix in FORMATS or suffix == ".zip" or not claim.path.is_file():
        return suffix in SCANNED
    head = _head(claim.path)
    return bool(scan_kind(head) or picture_kind(head))


def _are_scans(names: Sequence[str]) -> bool:
    """Whether files are pictures and PDFs by their names, and no form is among them."""
    told = [PurePath(name) for name in names if not is_ignorable(PurePath(name).name)]
    suffixes = {one.suffix.lower() for one in told if not is_note(one.name)}
    return bool(suffixes & SCANNED) and not suffixes & set(FORMATS)


def _names_in(path: Path) -> list[str]:
    """The names in a zip; none of what cannot be read, for opening it will tell why."""
    try:
        with open_package(path.read_bytes()) as package:
            return [part.name for part in package.parts if not part.is_folder]
    except (PackageError, OSError):
        return []


def _head(path: Path) -> bytes:
    """The first bytes of a file; none of what cannot be read, for reading it will tell why."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(fd, "rb") as stream:
            return stream.read(HEAD)
    except OSError:
        return b""


def _receive(office: Office, claim: Claim) -> Intake:
    limit = office.config.inbox.max_megabytes
    status = claim.path.lstat()
    if stat.S_ISLNK(status.st_mode):
        raise _RefusedError(Problem(code="B006"))
    before = identity(claim.path)
    name = printable_name(claim.name)
    named = CASE_NAME.search(name)
    case = named[1].upper() if named else None
    suffix = PurePath(name).suffix.lower()
    if stat.S_ISDIR(status.st_mode):
        intake = _bundle(office, list(_folder_members(claim.path, limit)), before, case)
    elif not stat.S_ISREG(status.st_mode):
        raise _RefusedError(Problem(code="B007"))
    else:
        data = _read(claim.path, limit, is_scan=suffix in SCANNED)
        if suffix == ".zip":
            intake = _bundle(office, list(_zip_members(data, limit)), before, case)
        elif suffix in FORMATS or not _is_lone(name, data, case):
            refused = foreign_kind(name, data) if suffix not in FORMATS else None
            if refused is not None:
                raise _RefusedError(Problem(code=refused.code, found=name[-80:]))
            digest = hashlib.sha256(data).hexdigest()
            kept = _keep(office, digest, [_Member(name=name, data=data)])
            intake = Intake(
                digest=digest, identity=before, form=FormFile(name=name, path=kept[0]), case=case
            )
        else:
            intake = _lone(office, _Member(name=name, data=data), before, case)
    if identity(claim.path) != before:
        raise _ChangedError
    return intake


def _is_lone(name: str, data: bytes, case: str | None) -> bool:
    """Whether a file is a picture or PDF by itself, whatever it is called, or meant as an attachment."""
    is_named = PurePath(name).suffix.lower() in SCANNED or case is not None
    return is_named or bool(scan_kind(data) or picture_kind(data))


# -- reading -------------------------------------------------------------------------------------


def _read(path: Path, limit: int, *, is_scan: bool = False) -> bytes:
    """A file's bytes; over the limit it is refused unread."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(fd, "rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > limit * 1_000_000:
            raise _RefusedError(_too_large(size, limit, is_scan=is_scan))
        data = stream.read(limit * 1_000_000 + 1)
        if len(data) != size:
            raise _ChangedError
    return data


def _too_large(size: int, limit: int, *, is_scan: bool) -> Problem:
    code = "B053" if is_scan else "B005"
    return Problem(code=code, found=f"{size / 1_000_000:.0f} MB", hint=f"{limit} MB")


def _folder_members(folder: Path, limit: int) -> Iterator[_Member]:
    """The files below a folder. Links are never followed, notes and temporary files left out."""
    count = total = 0
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        name = printable_name(str(path.relative_to(folder)))
        parts = path.relative_to(folder).parts
        if stat.S_ISDIR(status.st_mode) or any(is_ignorable(one) for one in parts):
            continue
        if is_note(path.name):
            continue
        count, total = count + 1, total + status.st_size
        if count > MAX_FILES or total > MAX_BYTES or len(parts) > MAX_DEPTH:
            raise _RefusedError(Problem(code="B025", found=f"{MAX_FILES} berkas atau 100 MB"))
        if not stat.S_ISREG(status.st_mode):
            yield _Member(name=name, refusal="pintasan atau berkas khusus; isinya tidak dibuka")
        elif status.st_size > limit * 1_000_000:
            yield _Member(name=name, refusal=f"lebih besar daripada {limit} MB")
        else:
            yield _Member(name=name, data=_read(path, limit))


def _zip_members(data: bytes, limit: int) -> Iterator[_Member]:
    """The files in a zip, limits first; their names are never used as paths."""
    try:
        with open_package(data) as package:
            parts = [part for part in package.parts if not part.is_folder]
            packed = max(sum(part.packed for part in parts), 1)
            size = sum(part.size for part in parts)
            if len(parts) > MAX_FILES or size > min(MAX_BYTES, MAX_RATIO * packed + 1_000_000):
                raise _RefusedError(Problem(code="B025", found=f"{MAX_FILES} berkas atau 100 MB"))
            for part in parts:
                name = printable_name(part.name)
                steps = [one for one in PurePath(name).parts if one not in ("..", "/")]
                if any(is_ignorable(one) or one == "__MACOSX" for one in steps) or is_note(name):
                    continue
                name = name if steps else NAMELESS
                if part.size > limit * 1_000_000:
                    yield _Member(name=name, refusal=f"lebih besar daripada {limit} MB")
                else:
                    yield _Member(name=name, data=package.read(part))
    except PackageError as error:
        raise _RefusedError(_not_opened(error)) from error


def _not_opened(error: PackageError) -> Problem:
    if error.fault is PackageFault.LARGE:
        return Problem(code="B025", found=f"{MAX_FILES} berkas atau 100 MB")
    codes = {PackageFault.BROKEN: "B026", PackageFault.LOCKED: "B024", PackageFault.PACKING: "B028"}
    return Problem(code=codes[error.fault], found=error.found)


# -- sorting -------------------------------------------------------------------------------------


def _bundle(
    office: Office, members: Sequence[_Member], before: FileIdentity, case: str | None
) -> Intake:
    """A folder or a zip: one form with its attachments, or attachments of the case it names."""
    if not members:
        raise _RefusedError(Problem(code="B020"))
    converted = _as_jpeg(members)
    found = _sort(members)
    if len(found.forms) > 1:
        names = "; ".join(one.name for one in found.forms[:5])
        raise _RefusedError(Problem(code="B022", found=names))
    stacked = [one for one in members if not one.refusal and one.media]
    if not found.forms and case is None and not stacked:
        raise _RefusedError(Problem(code="B021"))
    if not found.forms and not stacked:
        raise _RefusedError(_not_taken(found.refused[0], "B023"))
    told = sorted(f"{one.name}\n{one.digest}" for one in members)
    whose = "" if found.forms else case or ""
    digest = hashlib.sha256("\n".join(["berkas", whose, *told]).encode()).hexdigest()
    if not found.forms:
        bare = Intake(digest=digest, identity=before, case=case, problems=tuple(converted))
        return _stack(office, stacked, bare, found)
    kept = _keep(office, digest, [*found.forms, *found.attached])
    form = FormFile(name=found.forms[0].name, path=kept[0])
    return Intake(
        digest=digest,
        identity=before,
        form=form,
        attachments=tuple(
            _attachment(member, path)
            for member, path in zip(found.attached, kept[len(found.forms) :], strict=True)
        ),
        case=case,
        problems=(*converted, *(_not_taken(one, "W020") for one in found.refused)),
    )


def _stack(office: Office, members: Sequence[_Member], bare: Intake, found: _Sorted) -> Intake:
    """Pictures and PDFs without a form: pages of letters, or attachments of the case that is named."""
    members = sorted(members, key=lambda one: by_number(one.name))
    paths = _keep(office, bare.digest, members)
    attached = [id(one) for one in found.attached]
    stack = tuple(
        StackFile(
            name=PurePath(member.name).name,
            path=path,
            attachment=_attachment(member, path) if id(member) in attached else None,
        )
        for member, path in zip(members, paths, strict=True)
    )
    stacked = {id(one) for one in members}
    left = [one for one in found.refused if id(one) not in stacked]
    return replace(
        bare,
        stack=stack,
        attachments=tuple(one.attachment for one in stack if one.attachment is not None),
        problems=(*bare.problems, *(_not_taken(one, "W020") for one in left)),
    )


def _lone(office: Office, member: _Member, before: FileIdentity, case: str | None) -> Intake:
    """A picture or PDF by itself: a scan, or, named after a case, an attachment of it."""
    converted = _as_jpeg([member])
    if not member.media:
        kind = foreign_kind(member.name, member.data)
        if kind is not None and kind.code != "B036":
            raise _RefusedError(Problem(code=kind.code, found=member.name[-80:]))
        raise _RefusedError(_not_taken(member, "B023"))
    # The same picture may belong to two cases: a family's card.
    told = f"{case or 'pindaian'}\n{member.digest}"
    digest = hashlib.sha256(told.encode()).hexdigest()
    (path,) = _keep(office, digest, [member])
    is_attachment = case is not None and _is_attachment(member)
    attached = (_attachment(member, path),) if is_attachment else ()
    return Intake(
        digest=digest,
        identity=before,
        scan=path,
        attachments=attached,
        case=case,
        problems=tuple(converted),
    )


def _as_jpeg(members: Sequence[_Member]) -> list[Problem]:
    """Turn pictures of other kinds into JPEG, which every archive can show; what cannot be stays."""
    told = []
    for member in members:
        kind = picture_kind(member.data)
        if member.refusal or not kind:
            continue
        if made := jpeg_of(member.data):
            told.append(Problem(code="W079", found=member.name[-80:], hint=PICTURES[kind]))
            member.came, member.data = member.digest, made
    return told


def jpeg_of(data: bytes) -> bytes:
    """A picture of another kind (`scans.PICTURES`) as JPEG; nothing if it is none, or spoilt."""
    kind = picture_kind(data)
    if not kind:
        return b""
    with tempfile.TemporaryDirectory() as folder:
        came, made = Path(folder) / f"asal.{kind}", Path(folder) / "gambar.jpg"
        came.write_bytes(data)
        return made.read_bytes() if write_jpeg(came, made) is None else b""


def _sort(members: Sequence[_Member]) -> _Sorted:
    """Forms, attachments, and the rest; of several Word or Excel files those that are forms."""
    found = _Sorted()
    candidates = [one for one in members if one.suffix in FORMATS and not one.refusal]
    are_forms = [one for one in candidates if is_a_form(one.data, name=one.name)]
    found.forms = are_forms or candidates[:1]
    for member in members:
        if any(member is one for one in found.forms):
            continue
        (found.attached if _is_attachment(member) else found.refused).append(member)
    return found


def _is_attachment(member: _Member) -> bool:
    return not member.refusal and member.media in ("pdf", "jpg", "png")


def _not_taken(member: _Member, code: str) -> Problem:
    kind = foreign_kind(member.name, member.data)
    why = member.refusal or ("kosong" if not member.data else kind.words if kind else OTHER)
    if member.media == "tif":
        why = "pindaian TIFF; simpan sebagai PDF"
    elif not member.refusal and member.data and member.suffix in ATTACHED and kind is None:
        why = "isinya bukan PDF, JPG, atau PNG seperti namanya"
    return Problem(code=code, found=member.name[-80:], hint=why)


def _attachment(member: _Member, path: Path) -> Attachment:
    return Attachment(
        name=PurePath(member.name).name,
        path=path,
        digest=hashlib.sha256(member.data).hexdigest(),
        media=member.media,
    )


def _keep(office: Office, digest: str, members: Sequence[_Member]) -> list[Path]:
    """Lay the files down in the submission's private work folder, under plain names."""
    folder = office.archive.store.work_folder(digest, clear=True)
    paths = []
    for place, member in enumerate(members):
        suffix = member.suffix[:10] if member.suffix in FORMATS else f".{member.media}"
        path = folder / f"masuk-{place:03d}{suffix if suffix != '.' else ''}"
        path.write_bytes(member.data)
        paths.append(path)
    return paths
