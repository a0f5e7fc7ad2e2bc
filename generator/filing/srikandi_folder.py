"""`keluar/srikandi/`: the letters that somebody still has to upload to SRIKANDI, and no other.

A letter is laid there when it is filed and taken away when its number comes back or it is given up, so
that the folder is the list of what is to be done. The archive keeps the letter itself.
"""

from pathlib import Path

from generator.system import files

__all__ = ["SrikandiFolder"]

FOLDER = Path("keluar", "srikandi")


class SrikandiFolder:
    """The letters to upload of the office whose folder is given."""

    def __init__(self, office_folder: Path) -> None:
        self._folder = office_folder / FOLDER

    def place_of(self, *, reference: str, case: str, type_: str) -> Path:
        """`SRIKANDI-3-2026 PMBS-2026-0007 surat-koordinasi.docx`: a revision takes the same place."""
        return self._folder / f"{reference.replace('/', '-')} {case} {type_}.docx"

    def lay_out(self, data: bytes, *, reference: str, case: str, type_: str) -> None:
        """Lay a letter ready to be uploaded; an earlier revision of it is replaced."""
        path = self.place_of(reference=reference, case=case, type_=type_)
        files.make_folder(path.parent)
        files.replace_file(path, data)

    def take_away(self, data: bytes, *, case: str, type_: str) -> None:
        """Take away what was uploaded, these very bytes; fine if somebody moved it."""
        for path in self._folder.glob(f"*{case} {type_}.docx"):
            if path.read_bytes() == data:
                files.remove(path)
