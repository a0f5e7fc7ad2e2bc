"""The surroundings of an office, checked one by one: each check says what is wrong and what to do."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from docx import Document

from generator.forms import is_whole
from generator.office.office import Office
from generator.pdf import describe_converter, find_programs, read_pdf
from generator.printing import describe_printer
from generator.scans.ocr import LANGUAGE
from generator.service.doctor_folders import disk_faults, folder_faults, free_space, share_faults
from generator.service.doctor_pages import certificate_faults, page_faults
from generator.system.sandbox import cage_here
from generator.vocabulary.problems import (
    ConfigurationError,
    MissingProgramError,
    PmbsError,
    Problem,
)

__all__ = ["Check", "examine"]

# A backup each night; a week covers a holiday.
BACKED_UP_WITHIN, TRIED_WITHIN = timedelta(days=7), timedelta(days=90)
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
    """Run every check; each is yielded as soon as it is known, one that finds several things as often."""
    checks: tuple[
        tuple[str, Callable[[Office], str], Callable[[Office], Iterator[Problem]]], ...
    ] = (
        ("configuration", _configuration, _nothing_else),
        ("emblem", _emblem, _nothing_else),
        ("archive", _archive, _nothing_else),
        ("numbers", _numbers, _nothing_else),
        ("folders", _folders, folder_faults),
        ("disk space", _disk_space, disk_faults),
        ("clock", _clock, _nothing_else),
        ("templates", _templates, _template_faults),
        ("tables", _tables, _nothing_else),
        ("fonts", _fonts, _nothing_else),
        ("LibreOffice", _libreoffice, _nothing_else),
        ("text recognition", _recognition, _nothing_else),
        ("sandbox", _sandbox, _nothing_else),
        ("printer", _printer, _nothing_else),
        ("access", _access, _nothing_else),
        ("pages", _pages, page_faults),
        ("certificate", _certificate, certificate_faults),
        ("electronic signatures", _roots, _nothing_else),
        ("backup", _backup, _nothing_else),
        ("shares", _shares, share_faults),
    )
    for name, tell, find in checks:
        yield from _checked(office, name, tell, find)


def _checked(
    office: Office,
    name: str,
    tell: Callable[[Office], str],
    find: Callable[[Office], Iterator[Problem]],
) -> Iterator[Check]:
    """Whatever a check runs into is told as its finding: the others go on."""
    try:
        faults = list(find(office))
        if not faults:
            yield Check(name=name, detail=tell(office))
        for problem in faults:
            yield Check(name=name, detail="", problem=problem)
    except MissingProgramError as error:
        yield Check(name=name, detail="", problem=error.problem, is_missing_program=True)
    except PmbsError as error:
        yield Check(name=name, detail="", problem=error.problem)
    except Exception as error:  # noqa: BLE001 - a doctor that falls over finds nothing
        hint = getattr(error, "strerror", None) or type(error).__name__
        where = getattr(error, "filename", None)
        problem = Problem(code="D001", found=name, hint=f"{where}: {hint}" if where else hint)
        yield Check(name=name, detail="", problem=problem)


def _nothing_else(_office: Office) -> Iterator[Problem]:
    return iter(())


def _emblem(office: Office) -> str:
    logo = office.config.office.logo
    if not logo:
        return "lambang pengganti"
    path = office.folder / logo
    # Only whoever makes a letter needs it.
    from generator.letters import picture_size

    try:
        width, height = picture_size(path.read_bytes())
    except OSError as error:
        raise _finding("D011", found=str(path), hint=error.strerror or "tidak terbaca") from error
    except ValueError as error:
        raise _finding("D011", found=str(path), hint="bukan gambar PNG atau JPEG") from error
    return f"{path}, {width} × {height} titik"


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
    told = (f"{free / 1e9:.1f} GB ({folder})" for folder, free in free_space(office).items())
    return f"tersisa {', '.join(told)}"


def _clock(office: Office) -> str:
    office.archive.chain.check_clock()
    kept = (
        ""
        if office.clock.is_synchronised
        else "; tidak disinkronkan: sudo timedatectl set-ntp true"
    )
    return f"{office.clock.now():%d-%m-%Y %H.%M %Z}{kept}"


def _templates(office: Office) -> str:
    return f"{len(office.catalogue.types)} jenis surat"


def _template_faults(office: Office) -> Iterator[Problem]:
    """Templates that are not there or are no documents; what stands in them is told by check-templates."""
    catalogue = office.catalogue
    for name in dict.fromkeys(one.template for one in catalogue.types.values()):
        path = office.templates / name
        if not path.is_file():
            yield Problem(code="T001", found=name)
        elif not is_whole(path, name=path.name):
            yield Problem(code="T002", found=str(path))
    untold = [one.key for one in catalogue.types.values() if one.tells is None]
    if untold:
        yield Problem(code="W066", found=", ".join(untold))


def _tables(office: Office) -> str:
    """Each table can be read; one that cannot is told with its line."""
    steps, codes = len(office.sop.steps), len(office.classification.codes)
    _ = office.retention_schedule
    return (
        f"{len(office.catalogue.types)} jenis surat, {steps} langkah SOP, {codes} kode klasifikasi"
    )


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


def _recognition(_office: Office) -> str:
    """The programs that read scans, and Indonesian among their languages."""
    for program, package in (("tesseract", "tesseract-ocr"), ("gs", "ghostscript")):
        if shutil.which(program) is None:
            raise MissingProgramError("D004", found=f"{program} (paket {package})")
    told = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    languages = (told.stdout + told.stderr).split()
    if LANGUAGE not in languages:
        raise _finding("D015")
    return f"tesseract dengan {LANGUAGE}"


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


def _pages(office: Office) -> str:
    web = office.config.web
    return f"{web.host}:{web.port}" if web.enabled else "tidak dibuka ([web] enabled)"


def _certificate(office: Office) -> str:
    return office.config.web.tls_certificate or "tanpa TLS"


def _backup(office: Office) -> str:
    """When the office was backed up last, and when a backup was last found whole."""
    audit, now = office.archive.audit, office.clock.now()
    last, tried = audit.last_backup(), audit.last_backup_tried()
    # An office of this week owes none yet.
    begun = office.archive.items.first_filed()
    if begun is not None and (last or begun) < now - BACKED_UP_WITHIN:
        found = f"{last:%d-%m-%Y}" if last else "belum pernah ada"
        raise _finding("D016", found=found, hint=str(BACKED_UP_WITHIN.days))
    if begun is not None and (tried or begun) < now - TRIED_WITHIN:
        found = f"yang teruji {tried:%d-%m-%Y}" if tried else "belum pernah teruji"
        raise _finding("D016", found=found, hint=str(TRIED_WITHIN.days))
    told = f"{last:%d-%m-%Y %H.%M}" if last else "belum ada: pmbs backup FOLDER"
    return f"{told}, teruji {tried:%d-%m-%Y}" if tried else told


def _shares(_office: Office) -> str:
    return "share Samba dari mesin ini, kalau ada, sesuai"
