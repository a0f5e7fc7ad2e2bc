"""The archive's own papers with invented cases and people: to look at, and to see whether the templates are well."""

from dataclasses import replace
from datetime import date, timedelta

from generator.archive import DisposalStep, FiledPaper
from generator.desks.act_papers import (
    MOVE,
    OPINION,
    PAPERS,
    PROPOSALS,
    RECORDS,
    Act,
    Contents,
    archive_papers,
    filled,
    values_of,
)
from generator.desks.act_signers import Signatory, head_of_office
from generator.letters import TemplateFault, TemplateReport, examine_paper, text_of
from generator.office.office import Office
from generator.rules.archive_papers import PAPERS_TABLE, ArchivePaper
from generator.vocabulary.problems import ConfigurationError, FormHeldError, Problem

__all__ = ["examine_papers", "specimen_paper"]

SPECIMEN, SPECIMEN_NUMBER = "0000-1", "000.5.6/0/DINSOSPM/0000"


def specimen_paper(office: Office, key: str, *, count: int = 3) -> bytes:
    """A paper with invented cases and people.

    Raises:
        FormHeldError: something is wrong with the template.
    """
    return filled(office, key, _specimen(key, count), number=SPECIMEN_NUMBER)


def examine_papers(office: Office) -> list[TemplateReport]:
    """What is wrong with the templates of these papers, and what of the least they must say they leave out."""
    try:
        papers = archive_papers(office)
        head_of_office(office, office.clock.today())
    except ConfigurationError as error:
        # That an official is missing is told of the letters already.
        table = [TemplateFault(problem=one) for one in error.problems if one.code == "T040"]
        return [TemplateReport(template=PAPERS_TABLE, faults=tuple(table))] if table else []
    return [_examined(office, key, papers[key]) for key in PAPERS]


def _examined(office: Office, key: str, paper: ArchivePaper) -> TemplateReport:
    said = _specimen(key, 3)
    values = values_of(office, key, said, SPECIMEN_NUMBER, office.clock.today())
    path = office.table(paper.table_path)
    report = examine_paper(
        paper.table_path, path, values, logo=office.logo, engine=office.filler.engine
    )
    if any(not one.problem.is_warning for one in report.faults):
        return report
    try:
        text = " ".join(text_of(filled(office, key, said, number=SPECIMEN_NUMBER)).split())
    except FormHeldError:
        return report
    lacking = [what for what, words in _least(key, said).items() if words not in text]
    if not lacking:
        return report
    told = Problem(code="T041", found=paper.table_path, hint=", ".join(lacking))
    return replace(report, faults=(*report.faults, TemplateFault(problem=told)))


def _least(key: str, said: "Contents") -> dict[str, str]:
    """What a paper is no such paper without, by what it is called."""
    least = {"nomor berkas": said.rows[0]["nomor"]}
    if key != OPINION:
        least["nomor naskah"] = SPECIMEN_NUMBER
    if said.act is not None and said.approval is not None:
        least |= {
            "tempat": said.act.place,
            "cara": said.act.way,
            "saksi hukum": said.act.law.name,
            "saksi pengawasan": said.act.inspectorate.name,
            "persetujuan": said.approval.number,
        }
    return least


# -- invented ----------------------------------------------------------------------------------


def _specimen(key: str, count: int) -> Contents:
    day = date(2033, 12, 1)
    law = Signatory(name="Rina Contoh, S.H.", post="Kepala Bagian Hukum", nip="198001012005012001")
    watch = Signatory(
        name="Dedi Contoh, S.E.", post="Inspektur Pembantu I", nip="197501012000031002"
    )
    takes = Signatory(name="Sri Contoh, S.Sos.", post="Kepala Dinas Perpustakaan dan Kearsipan")
    return Contents(
        usul="" if key == MOVE else SPECIMEN,
        kind="musnah",
        rows=[_specimen_row(place, key) for place in range(1, count + 1)],
        proposal=FiledPaper(number="000.5.6.2/11/DINSOSPM/0000", dated=day, place="UMUM-0000/1"),
        opinion=DisposalStep(
            number="5/PANITIA/0000",
            dated=day + timedelta(14),
            by="Panitia Penilai Arsip",
            filed=day,
            digest="",
        ),
        approval=DisposalStep(
            number="000.5.6.2/77/0000",
            dated=day + timedelta(30),
            filed=day,
            digest="",
            by="Wali Kota Tarakan",
        ),
        act=None
        if key not in RECORDS.values()
        else Act(
            place="halaman belakang kantor, Jalan Contoh Nomor 1",
            way="dicacah dengan mesin pencacah sampai tidak dapat dibaca",
            law=law,
            inspectorate=watch,
            receiver=takes if key == RECORDS["serah"] else None,
        ),
    )


def _specimen_row(place: int, key: str) -> dict[str, str]:
    return {
        "no": str(place),
        "nomor": f"PMBS-0000-{place:04d}",
        "kode": "400.9.8",
        "uraian": "Pelindungan Sosial Korban Tindak Kekerasan dan Pekerja Migran"
        if key in (PROPOSALS["musnah"], RECORDS["musnah"], OPINION)
        else "Penanganan PMBS: gaji tidak dibayar; asal Kabupaten Lembata",
        "kurun": "2026–2027",
        "jumlah": str(place + 4),
        "tingkat": "asli, pertinggal, salinan",
        "retensi": "31-12-2033",
        "akses": "Terbatas",
        "lokasi": f"Boks 1/{place}" if place % 2 else "",
    }
