"""The item folders: built aside, sealed with item.json, published by one rename, never changed."""

import contextlib
import json
import re
import secrets
from pathlib import Path

from pydantic import ValidationError

from generator.archive.records import FiledItem, FileRecord, ItemDraft, ItemRecord, folder_name
from generator.system import files
from generator.system.reserve import Reserve
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.problems import ArchiveDamagedError

__all__ = ["MARKER", "RECORD_NAME", "WORK", "Store", "create_store"]

MARKER = "PMBS-ARCHIVE"
RECORD_NAME = "item.json"
RESERVE_NAME = ".ruang"
WORK = ".work"
# Which office's archive this is, as the codes on paper tell it.
IDENTITY = "identitas.txt"
CODE_LETTERS, CODE_LENGTH = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 4
ABOUT_CODE = "Kode kantor ini di dalam kode QR suratnya. Jangan diubah: surat yang sudah dicetak tidak akan dikenali lagi."
TEMPLATES = "templat"
WORK_NAME_LENGTH = 16
# Names of folders in which something is looked at for a moment.
ASIDE = ("sela-", "teks-")
README = """\
ARSIP BERKAS PMBS

Folder ini adalah arsip yang sebenarnya; index.db hanyalah indeksnya dan dapat dibuat ulang.

  DAFTAR ISI.html                 daftar yang dapat dibaca tanpa layanan; juga di folder tahun dan berkas
  2026/PMBS-2026-0007/            satu berkas kasus
    001-formulir-pengaduan/       satu isi berkas: formulir seperti diterima, data.json, item.json
    002-surat-koordinasi/         surat.docx, surat.pdf, surat.txt, item.json
  templat/                        templat Word yang membuat surat, bernama sidik digitalnya
  identitas.txt                   kode kantor ini dalam kode QR surat
  teks/                           teks yang dikenali pada lampiran; dibuat lagi bila hilang
  pemusnahan/2031-1/              penyusutan: pertimbangan panitia, persetujuan, keterangan tiap berkas yang dimusnahkan
  ledger/2026.jsonl               buku besar: satu baris untuk setiap nomor, isi berkas, dan cetakan

item.json menyebut nomor, tanggal, perihal, dan sidik digital SHA-256 setiap berkas di foldernya.
Setiap baris buku besar memuat sidik baris sebelumnya, sehingga perubahan apa pun akan ketahuan.
Isi folder ini tidak boleh diubah, diganti nama, atau dihapus dengan tangan.
"""


# A case, or the folder of a year for letters of none.
CASE_NAME = re.compile(rf"{CASE_NUMBER}|UMUM-[0-9]{{4}}")


def create_store(root: Path) -> None:
    """Make an empty archive in `root`, which may hold nothing but a README.md."""
    files.make_folder(root)
    strangers = [p.name for p in root.iterdir() if p.name not in ("README.md", ".gitignore")]
    if strangers:
        raise ArchiveDamagedError("A001", found=str(root))
    files.make_folder(root / "ledger")
    files.make_folder(root / WORK)
    files.publish_file(root / "README.txt", README.replace("\n", "\r\n").encode("utf-8-sig"))
    files.publish_file(root / MARKER, b"PMBS archive, format 1\n")


class Store:
    """The folders of one archive.

    Raises:
        ArchiveDamagedError: no marker: an empty mount point is no empty archive.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reserve = Reserve(root / RESERVE_NAME)
        """Room for looking when the disk is full; what is filed does not touch it."""
        if not (root / MARKER).is_file():
            raise ArchiveDamagedError("A001", found=str(root))

    def office_code(self) -> str:
        """Four characters by which paper of this archive is known from that of any other; drawn once.

        Raises:
            ArchiveDamagedError: its file holds something else.
        """
        path = self.root / IDENTITY
        if not path.is_file():
            drawn = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
            with contextlib.suppress(FileExistsError):
                files.publish_file(path, f"{drawn}\r\n{ABOUT_CODE}\r\n".encode())
        told = path.read_text(encoding="utf-8").split(maxsplit=1)
        if not told or not re.fullmatch(f"[{CODE_LETTERS}]{{{CODE_LENGTH}}}", told[0]):
            raise ArchiveDamagedError("A009", found=IDENTITY)
        return told[0]

    def case_folder(self, case: str) -> Path:
        """Where a case lies: by the year in its number.

        Raises:
            ArchiveDamagedError: a ledger that names it was not written here: it is no number of a case.
        """
        return _case_folder(self.root, case)

    def item_folder(self, case: str, item: int) -> Path | None:
        """The folder of a published item, if it is there."""
        return self.find(self.root, case, item)

    @staticmethod
    def find(root: Path, case: str, item: int) -> Path | None:
        """The folder of an item in the archive at `root`, if it is there."""
        found = sorted(_case_folder(root, case).glob(f"{item:03d}-*"))
        return found[0] if found else None

    def item_folders(self, case: str) -> list[Path]:
        """The item folders of a case, in order; none if there is no such case."""
        folder = self.case_folder(case)
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.iterdir() if path.is_dir())

    def publish(self, draft: ItemDraft) -> FiledItem:
        """Seal a draft and give it its place.

        Raises:
            FileExistsError: its place is taken.
        """
        described = draft.model_dump(exclude={"folder"})
        sealed = {
            path.name: FileRecord(sha256=files.hash_file(path), size=path.stat().st_size)
            for path in sorted(draft.folder.iterdir())
        }
        record = ItemRecord(**described, files=sealed)
        text = record.model_dump_json(indent=1)
        (draft.folder / RECORD_NAME).write_text(text, encoding="utf-8")
        final = self.case_folder(draft.case) / folder_name(draft.item, draft.slug)
        files.publish_folder(draft.folder, final)
        return self.read(final)

    def template(self, digest: str) -> Path:
        """Where the template with this digest is kept."""
        return self.root / TEMPLATES / f"{digest}.docx"

    def keep_template(self, digest: str, data: bytes) -> None:
        """Keep a template's bytes under their digest; one that is kept already stays as it is."""
        path = self.template(digest)
        if path.exists():
            return
        files.make_folder(path.parent)
        # Another process may have kept the same bytes meanwhile.
        with contextlib.suppress(FileExistsError):
            files.publish_file(path, data)

    def published(self, case: str, item: int) -> FiledItem | None:
        """An item that stands already, checked against its record; None if there is none.

        Raises:
            ArchiveDamagedError: it stands, but not as it was sealed.
        """
        folder = self.item_folder(case, item)
        if folder is None:
            return None
        filed = self.read(folder)
        for name, sealed in filed.record.files.items():
            path = folder / name
            if not path.is_file() or files.hash_file(path) != sealed.sha256:
                raise ArchiveDamagedError("A002", found=f"{case}/{item:03d}")
        return filed

    @staticmethod
    def read(folder: Path) -> FiledItem:
        """The record of an item folder.

        Raises:
            ArchiveDamagedError: item.json is missing or unreadable.
        """
        path = folder / RECORD_NAME
        try:
            record = ItemRecord.model_validate_json(path.read_bytes())
            return FiledItem(record=record, record_digest=files.hash_file(path))
        except (OSError, ValidationError, json.JSONDecodeError) as error:
            where = f"{folder.parent.name}/{folder.name}"
            raise ArchiveDamagedError("A002", found=where) from error

    def work_folder(self, digest: str, *, clear: bool = False) -> Path:
        """A private folder for one submission, on the archive's own file system."""
        folder = self.root / WORK / digest[:WORK_NAME_LENGTH]
        if clear:
            files.remove(folder)
        files.make_folder(folder)
        return folder

    def draft_folder(self, digest: str, item: int) -> Path:
        """An empty folder in which an item is put together."""
        folder = self.work_folder(digest) / f"{item:03d}"
        if folder.exists():
            files.remove(folder)
        folder.mkdir(mode=0o750)
        return folder

    def clear_work(self, digest: str) -> None:
        """Remove a submission's private folder."""
        files.remove(self.root / WORK / digest[:WORK_NAME_LENGTH])

    def clear_all_work(self) -> None:
        """Remove what interrupted runs left in the private work folders."""
        # A restored archive comes without it: what was on its way is no part of a backup.
        files.make_folder(self.root / WORK)
        for folder in (self.root / WORK).iterdir():
            is_submission = re.fullmatch(r"[0-9a-f]+", folder.name) is not None
            if folder.name.startswith(ASIDE) or (
                is_submission and len(folder.name) == WORK_NAME_LENGTH
            ):
                files.remove(folder)


def _case_folder(root: Path, case: str) -> Path:
    if not CASE_NAME.fullmatch(case):
        raise ArchiveDamagedError("A036", found=case)
    return root / case.split("-")[1] / case
