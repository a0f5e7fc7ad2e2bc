"""Backup and restore of a whole office: archive, settings, templates, users, inbox.

A backup is a plain copy: `kantor/` in it is an office folder that anybody can read, `sidik.sha256` lists
every file for `sha256sum -c`. The inbox is copied before the ledger is taken: a form that is filed
meanwhile is in both, and known again by its digest; one that was missed by both cannot be.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from generator.archive import PAGE_NAME, Archive, Finding, Mirrored, TellProgress, mirror_archive
from generator.inbox.notes import is_note
from generator.office.office import Office
from generator.rules.config import CONFIG_NAME
from generator.service.generations import Generations
from generator.system import files
from generator.system.clock import Clock
from generator.system.locks import locked
from generator.vocabulary.problems import ArchiveDamagedError, UsageError

__all__ = ["BackupReport", "back_up", "bring_back"]

MARKER, SEALS, README = "PMBS-CADANGAN", "sidik.sha256", "BACA SAYA.txt"
OFFICE, ARCHIVE = "kantor", "archive"
CLAIMS = ".diproses"
# Beside the items of the archive: texts that were recognised, papers of what was destroyed.
DERIVED = ("teks", "pemusnahan")
# What only the service itself may read: users, sessions, tokens.
SECRET = frozenset({"access"})
# Of certificates; where both are in one file, it is the service's own too.
KEYS = frozenset({".key", ".pem"})
SECRET_MODE, SECRET_FOLDER_MODE = 0o600, 0o700
FOLDERS = ("templates", "access", "cetak", "keluar", "konsep", ".draf")
TEXT = """\
CADANGAN KANTOR PMBS

Folder kantor/ adalah salinan kantor: arsip, buku besar, templat, pengaturan, pengguna, inbox.
Arsipnya dapat dibaca tanpa layanan: buka kantor/archive/DAFTAR ISI.html.
Memeriksa semua berkas tanpa layanan:  sha256sum -c sidik.sha256
Memulihkan ke folder kosong:           pmbs --office FOLDER-KOSONG restore FOLDER-INI
Berkas yang hilang atau rusak di kantor: lama/TANGGAL/ menyimpan yang terakhir baik, selama 90 hari.
Isinya data pribadi; simpan cadangan ini seketat arsipnya.
"""


@dataclass(frozen=True, kw_only=True)
class BackupReport:
    """What a backup or a restore did; `findings` is what is not as it was filed.

    `until` is the moment of the last line that it holds; None of an empty ledger. `left_out` are files that the
    settings name and that are not in it, as they lie outside of the office or are not there.
    """

    items: int
    copied: int
    copied_bytes: int
    seq: int
    head: str
    findings: tuple[Finding, ...]
    until: datetime | None = None
    left_out: tuple[str, ...] = ()


def back_up(
    office: Office,
    target: Path,
    *,
    is_quick: bool = False,
    tell: TellProgress = lambda _done, _of: None,
) -> BackupReport:
    """Bring the backup in `target` up to the office; the service may work meanwhile.

    Then it is tried: an index is made of the backup's own archive, aside, and all of it is verified,
    every digest too. `is_quick` leaves that out; what was copied was hashed while it was copied.

    Raises:
        UsageError: `target` holds something else, lies in the office, or another backup is at it.
        ArchiveDamagedError: the ledger is broken, or does not go on from the backup's.
    """
    _check_target(office, target)
    files.make_folder(target / OFFICE / ARCHIVE)
    with _alone(target):
        office.archive.audit.backed_up()
        office.refresh_pages()
        before = _read_seals(target)
        _mark_half(target, office)
        named = office.config.named_files
        older = Generations(target, today=office.clock.today(), named=named)
        copied = _Copy(office.folder, target / OFFICE, before, older)
        copied.inbox()
        for folder in FOLDERS:
            copied.tree(folder)
        copied.file(CONFIG_NAME)
        left_out = tuple(copied.named(named))
        done = mirror_archive(office.archive.root, target / OFFICE / ARCHIVE, tell)
        copied.loose(ARCHIVE)
        for folder in DERIVED:
            copied.tree(f"{ARCHIVE}/{folder}")
        copied.forget_others(
            {*copied.seals.values(), *done.seals.values()} if not done.destroyed else None
        )
        older.forget(office.config.backup.keep_days)
        seals = copied.seals | {f"{ARCHIVE}/{name}": seal for name, seal in done.seals.items()}
        _write_about(target, office, done, seals)
        lost = [Finding(code="V062", where=name, is_damage=False) for name in older.lost]
        findings = [*done.findings, *lost]
        if not is_quick:
            tried = list(_tried(target / OFFICE / ARCHIVE, office.clock, done))
            if not (tried or done.findings):
                office.archive.audit.backup_tried()
            findings += tried
    return replace(_report(done, findings), left_out=left_out)


def bring_back(
    source: Path, folder: Path, clock: Clock, tell: TellProgress = lambda _done, _of: None
) -> BackupReport:
    """Make an office in the empty `folder` from a backup, and verify it.

    What was issued after the backup it does not know: no number is given before somebody says which are
    free (`Recovery`). Every file is held against its digest while it is copied; pmbs.toml comes last, so that a folder
    that holds it is a whole office.

    Of a backup that was cut off while it was made, what does not fit its list is brought back all the same and told.

    Raises:
        UsageError: no backup, one that was cut off before there was anything, or `folder` is not empty.
        ArchiveDamagedError: a file of the backup is not what its list of digests says.
    """
    if not (source / MARKER).is_file():
        raise UsageError("A033", found=str(source))
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("A030", found=str(folder))
    is_half = _is_half(source)
    if is_half and not any((source / OFFICE / ARCHIVE / "ledger").glob("[0-9]*.jsonl")):
        raise UsageError("A076", found=str(source))
    seals = _read_seals(source)
    for name in seals:
        _check_inside(source / OFFICE, name)
    files.make_folder(folder / ARCHIVE)
    done = mirror_archive(source / OFFICE / ARCHIVE, folder / ARCHIVE, tell)
    taken = {f"{ARCHIVE}/{name}" for name in done.seals}
    own = sorted(seals.keys() - taken - {CONFIG_NAME})
    # The pages of cases are made anew.
    brought = [name for name in own if not name.startswith(f"{ARCHIVE}/2")]
    odd = [
        name
        for name in brought
        if not _bring(source / OFFICE, folder, name, seals[name], is_half=is_half)
    ]
    archive = Archive(folder / ARCHIVE, clock)
    head = archive.chain.head()
    if head is not None:
        archive.recovery.restored(line=head.seq, until=head.at)
    archive.pages.refresh(anew=True)
    findings = [*done.findings, *archive.care.verify()]
    archive.close()
    if not _bring(
        source / OFFICE, folder, CONFIG_NAME, seals.get(CONFIG_NAME, ""), is_half=is_half
    ):
        odd.append(CONFIG_NAME)
    if is_half:
        findings += [Finding(code="V063", where=one, is_damage=False) for one in odd or [OFFICE]]
    return replace(_report(done, findings), until=head.at if head else None)


def _bring(source: Path, folder: Path, name: str, seal: str, *, is_half: bool) -> bool:
    """Copy one file of a backup, if it is there, held against its digest; whether it fits.

    Raises:
        ArchiveDamagedError: it does not, in a backup that was made to its end.
    """
    if not (source / name).is_file():
        return True
    files.make_folder((folder / name).parent)
    fits = files.copy_file(source / name, folder / name) == seal
    if not (fits or is_half):
        files.remove(folder / name)
        raise ArchiveDamagedError("A009", found=name)
    _give_mode(folder, name)
    return fits


def _mark_half(target: Path, office: Office) -> None:
    """Say that a backup is being made: one that is cut off says so until it is made to its end."""
    about = {**_about(target), "is_whole": False, "begun": office.clock.now().isoformat()}
    files.replace_file(target / MARKER, json.dumps(about, ensure_ascii=False, indent=1).encode())


def _is_half(target: Path) -> bool:
    return _about(target).get("is_whole") is False


def _about(target: Path) -> dict[str, object]:
    try:
        told: dict[str, object] = json.loads((target / MARKER).read_bytes())
    except (OSError, ValueError):
        return {}
    return told


def _check_inside(root: Path, name: str) -> None:
    """See that a name of the backup's list is one of a file below `root`, and no way out of it.

    Raises:
        ArchiveDamagedError: it is absolute, climbs, or leads away by a link.
    """
    parts = PurePosixPath(name).parts
    is_plain = bool(parts) and not name.startswith("/") and ".." not in parts and "\0" not in name
    if not is_plain or not (root / name).resolve().is_relative_to(root.resolve()):
        raise ArchiveDamagedError("A036", found=name)


def _give_mode(folder: Path, name: str) -> None:
    """The mode of a restored file by what it is; that of the backup's disk may be any."""
    is_secret = name.split("/", maxsplit=1)[0] in SECRET or PurePosixPath(name).suffix in KEYS
    (folder / name).chmod(SECRET_MODE if is_secret else files.FILE_MODE)
    is_closed = name.split("/", maxsplit=1)[0] in SECRET
    for parent in (folder / name).relative_to(folder).parents[:-1]:
        (folder / parent).chmod(SECRET_FOLDER_MODE if is_closed else files.FOLDER_MODE)


class _Copy:
    """Copies what changes; a file of the same size and time is taken to be the same.

    What the office goes on with is never overwritten or taken away without an older one kept (`older`).
    """

    def __init__(
        self, source: Path, target: Path, before: dict[str, str], older: Generations
    ) -> None:
        self._older = older
        self._source = source
        self._target = target
        self._before = before
        self.seals: dict[str, str] = {}

    def inbox(self) -> None:
        """What lies there moves on while it is copied: in the order of its way, the start once more."""
        inbox = self._source / "inbox"
        waiting = [path.name for path in _listed(inbox)]
        trays = [name for name in waiting if (inbox / name).is_dir()]
        for name in waiting:
            self.tree(f"inbox/{name}")
        self.tree(CLAIMS)
        for name in (*trays, *(path.name for path in _listed(inbox))):
            self.tree(f"inbox/{name}")

    def tree(self, name: str) -> None:
        """A file, or everything in a folder; what vanishes meanwhile went on to a later place."""
        path = self._source / name
        if path.is_symlink():
            return
        if path.is_dir():
            for inner in _listed(path):
                self.tree(f"{name}/{inner.name}")
        elif path.is_file():
            with contextlib.suppress(FileNotFoundError):
                self.file(name)

    def named(self, names: Iterable[str]) -> Iterator[str]:
        """Files, or folders of files, that the settings name; gives those that are not taken along."""
        for name in names:
            path = self._source / name
            is_inside = path.resolve().is_relative_to(self._source.resolve())
            held = sorted(path.iterdir()) if path.is_dir() else [path]
            if not is_inside or path.is_symlink() or not path.exists():
                yield name
                continue
            for one in held:
                told = str(PurePosixPath(one.relative_to(self._source)))
                if one.is_file() and not one.is_symlink():
                    self.file(told)
                else:
                    yield told

    def loose(self, folder: str) -> None:
        """The readable pages and texts of the archive; ledger and items are the mirror's."""
        root = self._source / folder
        found = [*root.glob("*.*"), *root.glob("[0-9]*/*.html"), *root.glob("[0-9]*/PMBS-*/*.html")]
        for path in sorted(found):
            if path.is_file() and not path.name.startswith((".", "index.db")):
                self.file(str(path.relative_to(self._source)))

    def file(self, name: str) -> None:
        source, final = self._source / name, self._target / name
        status = source.stat()
        if name in self._before and final.is_file():
            there = final.stat()
            if (there.st_size, there.st_mtime_ns) == (status.st_size, status.st_mtime_ns):
                self.seals[name] = self._before[name]
                return
        files.make_folder(final.parent)
        is_kept = self._older.is_precious(name) and final.is_file()
        if is_kept:
            self._older.keep(final, name)
        self.seals[name] = files.copy_file(source, final)
        if is_kept:
            self._older.note_lost(name, final)
        final.chmod(status.st_mode & 0o777)
        os.utime(final, ns=(status.st_atime_ns, status.st_mtime_ns))

    def forget_others(self, held: Collection[str] | None) -> None:
        """Take away what the office itself no longer has; items and ledger are the mirror's.

        Kept for a while is what the office goes on with, and submissions of which no copy is left (`held` are the
        digests of all there is). None after a disposal: what the law has destroyed does not live on in a copy.
        """
        for path in sorted(self._target.rglob("*"), reverse=True):
            name = str(path.relative_to(self._target))
            if _is_mirrored(name):
                continue
            if path.is_dir():
                with contextlib.suppress(OSError):
                    path.rmdir()
            elif name not in self.seals:
                self._take_away(path, name, held)

    def _take_away(self, path: Path, name: str, held: Collection[str] | None) -> None:
        is_waiting = name.startswith(("inbox/", f"{CLAIMS}/")) and not is_note(path.name)
        is_last_copy = held is not None and is_waiting and self._before.get(name) not in held
        if self._older.is_precious(name):
            self._older.keep(path, name)
            self._older.note_lost(name, path)
        elif is_last_copy:
            self._older.keep(path, name)
        else:
            files.destroy(path)


def _is_mirrored(name: str) -> bool:
    """Whether a path below `kantor/` is the mirror's own to keep or to take away."""
    parts = name.split("/")
    return (
        parts[0] == ARCHIVE
        and parts[-1] != PAGE_NAME
        and (len(parts) == 1 or parts[1] not in DERIVED)
    )


def _listed(folder: Path) -> list[Path]:
    """What is in a folder now, without half-written files; nothing if it is gone."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix != ".tmp")
    except FileNotFoundError:
        return []


def _tried(root: Path, clock: Clock, done: Mirrored) -> Iterator[Finding]:
    """The backup's archive, opened with an index of its own and held against itself."""
    with tempfile.TemporaryDirectory() as aside:
        archive = Archive(root, clock, index_name=str(Path(aside) / "index.db"))
        try:
            head = archive.chain.head()
            if (head.hash if head else "") != done.head:
                yield Finding(code="V001", where="ledger")
            yield from archive.care.verify()
        finally:
            archive.close()


def _check_target(office: Office, target: Path) -> None:
    inside = target.resolve().is_relative_to(office.folder.resolve())
    is_strange = target.exists() and any(target.iterdir()) and not (target / MARKER).is_file()
    if inside or is_strange:
        raise UsageError("A030", found=str(target))


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    if not (target / MARKER).exists():
        files.replace_file(target / MARKER, b"{}")
    with locked(target / ".kunci", busy=UsageError("A034", found=str(target))):
        yield


def _read_seals(target: Path) -> dict[str, str]:
    """Digests by path below `kantor/`; none before the first backup."""
    path = target / SEALS
    if not path.is_file():
        return {}
    rows = (line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return {name.removeprefix(f"{OFFICE}/"): digest for digest, name in rows}


def _write_about(target: Path, office: Office, done: Mirrored, seals: dict[str, str]) -> None:
    # sha256sum escapes a line end in a name by a backslash; such a file cannot come from the office.
    lines = [f"{seals[name]}  {OFFICE}/{name}\n" for name in sorted(seals) if "\n" not in name]
    files.replace_file(target / SEALS, "".join(lines).encode())
    files.replace_file(target / README, TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    about = {
        "format": 1,
        "is_whole": True,
        "office": office.config.office.name,
        "at": office.clock.now().isoformat(),
        "ledger_seq": done.seq,
        "ledger_hash": done.head,
        "items": done.items,
    }
    files.replace_file(target / MARKER, json.dumps(about, ensure_ascii=False, indent=1).encode())


def _report(done: Mirrored, findings: Iterable[Finding]) -> BackupReport:
    return BackupReport(
        items=done.items,
        copied=done.copied,
        copied_bytes=done.copied_bytes,
        seq=done.seq,
        head=done.head,
        findings=tuple(dict.fromkeys(findings)),
    )
