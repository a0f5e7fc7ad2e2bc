"""The surroundings of an office, checked one by one: each check says what is wrong and what to do."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docx import Document

from generator.office.office import Office
from generator.pdf import describe_converter, find_programs, read_pdf
from generator.printing import describe_printer
from generator.system.sandbox import cage_here
from generator.vocabulary.problems import (
    ConfigurationError,
    MissingProgramError,
    PmbsError,
    Problem,
)

__all__ = ["Check", "examine"]

MIN_FREE_BYTES = 1_000_000_000
LETTER_FONTS = ("Arial",)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing examined. `problem` is None when it is well; `detail` says what was seen."""

    name: str
    detail: str
    problem: Problem | None = None
    is_missing_program: bool = False

    @property
    def is_well(self) -> bool:
        return self.problem is None


def examine(office: Office) -> Iterator[Check]:
    """Run every check; each is yielded as soon as it is known."""
    checks: tuple[tuple[str, Callable[[Office], str]], ...] = (
        ("configuration", _configuration),
        ("archive", _archive),
        ("numbers", _numbers),
        ("folders", _folders),
        ("disk space", _disk_space),
        ("clock", _clock),
        ("templates", _templates),
        ("fonts", _fonts),
        ("LibreOffice", _libreoffice),
        ("sandbox", _sandbox),
        ("printer", _printer),
        ("access", _access),
        ("electronic signatures", _roots),
    )
    for name, check in checks:
        try:
            yield Check(name=name, detail=check(office))
        except MissingProgramError as error:
            yield Check(name=name, detail="", problem=error.problem, is_missing_program=True)
        except PmbsError as error:
            yield Check(name=name, detail="", problem=error.problem)
        except OSError as error:
            problem = Problem(code="D001", found=name, hint=error.strerror or type(error).__name__)
            yield Check(name=name, detail="", problem=problem)


def _configuration(office: Office) -> str:
    official = office.config.official("kepala_dinas", office.clock.today())
    told = f"pmbs.toml terbaca; penanda tangan: {official.post}"
    unfilled = "; ".join(office.config.unfilled)
    return f"{told}. Belum diisi: {unfilled}" if unfilled else told


def _archive(office: Office) -> str:
    return f"penanda ada di {office.archive.root}"


def _numbers(office: Office) -> str:
    """Somebody has to say where the registers begin, and after a restore which numbers are free."""
    waiting = office.archive.recovery.waiting()
    if waiting is not None:
        raise _finding("A067", found=f"{waiting.until:%d-%m-%Y pukul %H.%M}")
    if office.archive.beginnings.is_asked(office.clock.today().year):
        asked = Problem(code="A075")
        return f"mulai dari 1; {asked}"
    return "berjalan"


def _folders(office: Office) -> str:
    """Every folder can be written to, renames stay on one file system, hard links work."""
    archive, inbox = office.archive.root, office.inbox.folder
    for folder in (archive, inbox, office.folder):
        with tempfile.TemporaryDirectory(dir=folder, prefix=".periksa-") as probe:
            source = Path(probe) / "a"
            source.write_bytes(b"x")
            try:
                os.link(source, Path(probe) / "b")
            except OSError as error:
                raise _finding("D002", found=str(folder)) from error
    work = archive / ".work"
    if work.is_dir() and work.stat().st_dev != archive.stat().st_dev:
        raise _finding("D003", found=str(work))
    return "dapat ditulisi, penamaan ulang dan tautan keras berfungsi"


def _disk_space(office: Office) -> str:
    free = shutil.disk_usage(office.archive.root).free
    text = f"{free / 1e9:.1f} GB"
    if free < MIN_FREE_BYTES:
        raise _finding("A004", found=text)
    return f"tersisa {text}"


def _clock(office: Office) -> str:
    office.archive.chain.check_clock()
    return f"{office.clock.now():%d-%m-%Y %H.%M %Z}"


def _templates(office: Office) -> str:
    catalogue = office.catalogue
    for letter_type in catalogue.types.values():
        if not (office.templates / letter_type.template).is_file():
            raise _finding("T001", found=letter_type.template)
    untold = [one.key for one in catalogue.types.values() if one.tells is None]
    if untold:
        raise _finding("W066", found=", ".join(untold))
    return f"{len(catalogue.types)} jenis surat"


def _fonts(_office: Office) -> str:
    program = shutil.which("fc-match")
    if program is None:
        raise MissingProgramError("D004", found="fc-match (fontconfig)")
    seen = []
    for font in LETTER_FONTS:
        answer = subprocess.run(
            [program, "-f", "%{family}", font],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        ).stdout.strip()
        # Liberation Sans has Arial's metrics; anything else moves every line of every letter.
        if not any(good in answer for good in (font, "Liberation Sans", "Arimo")):
            raise _finding("D005", found=font, hint=answer)
        seen.append(f"{font}: {answer}")
    return "; ".join(seen)


def _libreoffice(office: Office) -> str:
    """A page is really converted and read back."""
    find_programs(office.config.converter).require()
    with tempfile.TemporaryDirectory() as folder:
        docx, pdf = Path(folder) / "periksa.docx", Path(folder) / "periksa.pdf"
        page = Document()
        page.add_paragraph("Pemeriksaan layanan surat")
        page.save(str(docx))
        office.converter.convert(docx, pdf)
        if "Pemeriksaan layanan surat" not in read_pdf(pdf).text:
            raise _finding("K002", found="periksa", hint="teks halaman percobaan")
    return describe_converter(office.converter)


def _sandbox(_office: Office) -> str:
    """What strangers send is opened where it reaches neither the network nor anybody's files."""
    cage = cage_here()
    if not cage.hides_files:
        raise _finding("D006", found=cage.described)
    return cage.described


def _printer(office: Office) -> str:
    return describe_printer(office.config.printing, office.printed, office.config.secret.group)


def _finding(code: str, *, found: str = "", hint: str = "") -> PmbsError:
    return PmbsError(code, found=found, hint=hint)


def _roots(office: Office) -> str:
    """The certificates that electronic signatures are judged by."""
    if office.roots is None:
        return "belum ada sertifikat induk ([signatures] roots): tanda tangan elektronik paling jauh “utuh, penerbit tidak dikenal”"
    # Its libraries take half a second to load.
    from generator.scans.certificates import certificates_in, run_out

    try:
        found = certificates_in(office.roots)
    except (OSError, ValueError) as error:
        raise ConfigurationError("S031", hint=f"{office.roots}: {error}") from error
    if not found:
        raise ConfigurationError(
            "S031", hint=f"{office.roots}: tidak ada berkas .pem, .crt, .cer, .der"
        )
    old = run_out(found, office.clock.now())
    late = f"; sudah habis masa berlakunya: {', '.join(old)}" if old else ""
    return f"{len(found)} sertifikat induk dalam {office.roots}{late}"


def _access(office: Office) -> str:
    """Who may come in is the service's own business; a copied or restored file may have lost its mode."""
    for path in sorted((office.folder / "access").glob("*.json")):
        if path.stat().st_mode & 0o077:
            raise ConfigurationError("S028", found=f"access/{path.name}")
    users, tokens = len(office.access.users.all()), len(office.access.tokens.all())
    return f"{users} pengguna, {tokens} program"
