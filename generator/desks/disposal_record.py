"""The paper of a disposal: what it says, an invented one to look at, and whether its template is well."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.archive import DisposalKind
from generator.letters import TemplateReport, examine_paper, fill_paper
from generator.office.office import Office
from generator.vocabulary.indonesian import count_in_words, day_name, long_date
from generator.vocabulary.problems import ConfigurationError

__all__ = ["PAPERS", "disposal_record", "examine_records", "specimen_record"]

# The papers by the name of their template, as letter types have a key.
PAPERS: dict[str, DisposalKind] = {
    "berita-acara-pemusnahan": "musnah",
    "berita-acara-penyerahan": "serah",
}
TEMPLATES: dict[DisposalKind, str] = {kind: f"arsip/{name}.docx" for name, kind in PAPERS.items()}
SPECIMEN = "0000-1"


def disposal_record(office: Office, name: str, cases: Sequence[str], kind: DisposalKind) -> bytes:
    """The record of the disposal `name` with the list of its cases, to be signed.

    Raises:
        FormHeldError: something is wrong with the template.
    """
    rows = [_row(office, case, number) for number, case in enumerate(cases, start=1)]
    return _filled(office, name, rows, kind)


def specimen_record(office: Office, kind: DisposalKind) -> bytes:
    """The record with invented cases.

    Raises:
        FormHeldError: something is wrong with the template.
    """
    return _filled(office, SPECIMEN, _specimen_rows(), kind)


def examine_records(office: Office) -> list[TemplateReport]:
    """What is wrong with the templates of the records."""
    try:
        values = _values(office, SPECIMEN, _specimen_rows())
    except ConfigurationError:
        # That an official is missing is told of the letters already.
        return []
    return [
        examine_paper(
            name, office.table(name), values, logo=office.logo, engine=office.filler.engine
        )
        for name in TEMPLATES.values()
    ]


def _filled(office: Office, name: str, rows: list[dict[str, str]], kind: DisposalKind) -> bytes:
    return fill_paper(
        office.table(TEMPLATES[kind]),
        _values(office, name, rows),
        code=f"PMBS usul {name}",
        logo=office.logo,
        engine=office.filler.engine,
    )


def _values(office: Office, name: str, rows: list[dict[str, str]]) -> Mapping[str, Any]:
    today = office.clock.today()
    head = office.config.official("kepala_dinas", today)
    return {
        "kantor": office.config.office,
        "penandatangan": {"jabatan": head.title, "nama": head.name, "pangkat": head.rank,
                          "nip": head.nip},
        "usul": name,
        "hari": day_name(today),
        "tanggal": str(long_date(today)),
        "tahun": str(today.year),
        "jumlah": count_in_words(len(rows), "berkas"),
        "berkas": rows,
    }  # fmt: skip


def _row(office: Office, case: str, number: int) -> dict[str, str]:
    view, kept = office.archive.cases.show(case), office.archive.retention.of(case)
    assert kept is not None  # noqa: S101 - it was found to be due
    place = office.archive.places.of(case)
    first, last = view.opened.year, kept.closed.year
    return {
        "no": str(number),
        "nomor": case,
        "kode": kept.rule.classification,
        "kurun": str(first) if first == last else f"{first}–{last}",
        "jumlah": str(len(view.items)),
        "retensi": f"{kept.dates.inactive_until:%d-%m-%Y}",
        "akses": office.access_of(case).access,
        "lokasi": str(place) if place else "",
    }


def _specimen_rows() -> list[dict[str, str]]:
    return [
        {
            "no": str(number),
            "nomor": f"PMBS-0000-{number:04d}",
            "kode": "400.9.8",
            "kurun": "2026–2027",
            "jumlah": str(number + 4),
            "retensi": "31-12-2033",
            "akses": "Terbatas",
            "lokasi": "Boks 1/3" if number == 1 else "",
        }
        for number in (1, 2, 3)
    ]
