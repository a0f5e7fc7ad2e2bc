"""The archive's own papers: what each says.

Lists of what is destroyed stay for ever, beside registers that keep their numbers: they name a file by its number and
by what its code means, and tell nothing of anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from generator.archive import Disposal, DisposalKind, DisposalStep, FiledPaper, Place
from generator.desks.act_signers import Signatory, head_of_office, heads_of
from generator.filing.own_papers import OwnPaper, PaperTold
from generator.letters import fill_paper
from generator.office.office import Office
from generator.rules.archive_papers import PAPERS_TABLE, ArchivePaper, load_archive_papers
from generator.vocabulary.indonesian import (
    count_in_words,
    date_in_words,
    day_name,
    long_date,
    numeric_date,
)

__all__ = [
    "MOVE",
    "OPINION",
    "PAPERS",
    "PROPOSALS",
    "RECORDS",
    "Act",
    "Contents",
    "archive_papers",
    "filled",
    "move_paper",
    "opinion_form",
    "proposal_paper",
    "record_paper",
    "values_of",
]

MOVE, OPINION = "berita-acara-pemindahan", "pertimbangan-panitia"
PROPOSALS: Mapping[DisposalKind, str] = {"musnah": "usul-pemusnahan", "serah": "usul-penyerahan"}
RECORDS: Mapping[DisposalKind, str] = {
    "musnah": "berita-acara-pemusnahan",
    "serah": "berita-acara-penyerahan",
}
# In the order of their use.
PAPERS = (MOVE, *PROPOSALS.values(), OPINION, *RECORDS.values())
WORDS: Mapping[str, str] = {"musnah": "pemusnahan", "serah": "penyerahan"}
UNITS_SIGN = "Kepala Unit Pengolah dan Kepala Unit Kearsipan"
PANEL_ADDRESS = "panitia_penilai_arsip"


@dataclass(frozen=True, kw_only=True)
class Act:
    """What is told of an act when it is done: where, how, before whom; of a handing over also to whom.

    `copies` is what became of copies outside of the archive; empty leaves room to write it by hand.
    """

    place: str
    way: str
    law: Signatory
    inspectorate: Signatory
    receiver: Signatory | None = None
    copies: str = ""


def archive_papers(office: Office) -> Mapping[str, ArchivePaper]:
    """How each paper is numbered, and from which template.

    Raises:
        ConfigurationError: naskah.toml cannot be used.
    """
    return load_archive_papers(office.table(PAPERS_TABLE), PAPERS)


# -- papers to be filed ------------------------------------------------------------------------


def proposal_paper(office: Office, name: str, cases: Sequence[str], kind: DisposalKind) -> OwnPaper:
    """The proposal of a disposal with its list."""
    said = Contents(usul=name, rows=_rows(office, cases, kind))
    head = head_of_office(office, office.clock.today())
    made = _paper(
        office, PROPOSALS[kind], said, cases, same=(name, *cases), signers=(head["nama"],)
    )
    return replace(made, by=head["jabatan_sendiri"])


def record_paper(office: Office, disposal: Disposal, act: Act) -> OwnPaper:
    """The berita acara of a destruction or a handing over."""
    said = Contents(
        usul=disposal.name,
        rows=_rows(office, disposal.cases, disposal.kind),
        proposal=disposal.proposal,
        opinion=disposal.opinion,
        approval=disposal.approval,
        act=act,
    )
    people = [act.law.name, act.inspectorate.name, *([act.receiver.name] if act.receiver else [])]
    heads = [one["nama"] for one in heads_of(office, office.clock.today()).values()]
    party = act.receiver.post if act.receiver else ""
    made = _paper(
        office,
        RECORDS[disposal.kind],
        said,
        disposal.cases,
        same=(disposal.name,),
        signers=(*filter(None, heads), *people),
    )
    must_say = {
        "tempat": act.place,
        "cara": act.way,
        "saksi hukum": act.law.name,
        "saksi pengawasan": act.inspectorate.name,
        "persetujuan": disposal.reference,
    }
    by = UNITS_SIGN if act.receiver is None else f"{_head_post(office)} dan {act.receiver.post}"
    return replace(made, party=party, must_say=must_say, by=by)


def move_paper(
    office: Office, cases: Sequence[str], times: Sequence[int], boxes: Mapping[str, Place]
) -> OwnPaper:
    """The berita acara of files that go to the records unit.

    `times` is how often each went before, `boxes` where they will stand, if that changes.
    """
    heads = [one["nama"] for one in heads_of(office, office.clock.today()).values()]
    same = tuple(f"{case} {n}" for case, n in zip(cases, times, strict=True))
    rows = _rows(office, cases, "pindah")
    boxed = [one | {"lokasi": str(boxes.get(one["nomor"], one["lokasi"]))} for one in rows]
    said = Contents(usul="", rows=boxed)
    return _paper(office, MOVE, said, cases, same=same, signers=tuple(filter(None, heads)))


def opinion_form(office: Office, disposal: Disposal) -> bytes:
    """The paper on which the panel writes its opinion, file by file; its number is the panel's own.

    Raises:
        FormHeldError: something is wrong with the template.
    """
    said = Contents(
        usul=disposal.name,
        kind=disposal.kind,
        rows=_rows(office, disposal.cases, disposal.kind),
        proposal=disposal.proposal,
    )
    return filled(office, OPINION, said)


# -- what the templates may say ----------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What one paper is about; what it has nothing to say of is left out."""

    usul: str
    rows: Sequence[dict[str, str]]
    kind: str = ""
    proposal: FiledPaper | None = None
    opinion: DisposalStep | None = None
    approval: DisposalStep | None = None
    act: Act | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def _paper(
    office: Office,
    key: str,
    said: Contents,
    cases: Sequence[str],
    *,
    same: tuple[str, ...],
    signers: tuple[str, ...],
) -> OwnPaper:
    kind = archive_papers(office)[key]
    facts = {"usul": said.usul} if said.usul else {}
    if said.act is not None:
        facts |= {"tempat": said.act.place, "cara": said.act.way}
    return OwnPaper(
        key=key,
        kind=kind,
        subject=f"{kind.title}, {len(said.rows)} berkas",
        attachment=_attached(said),
        values=lambda number, dated: values_of(office, key, said, number, dated),
        told=PaperTold(signers=signers, facts=facts, cases=tuple(cases)),
        same=same,
        by=UNITS_SIGN,
    )


def _head_post(office: Office) -> str:
    return head_of_office(office, office.clock.today())["jabatan_sendiri"]


def _attached(said: Contents) -> str:
    return "1 (satu) daftar" if said.rows else "-"


def filled(office: Office, key: str, said: Contents, *, number: str = "") -> bytes:
    paper = archive_papers(office)[key]
    return fill_paper(
        office.table(paper.table_path),
        values_of(office, key, said, number, office.clock.today()),
        code=f"PMBS usul {said.usul}",
        logo=office.logo,
        engine=office.filler.engine,
        name=paper.table_path,
    )


def values_of(office: Office, key: str, said: Contents, number: str, dated: date) -> dict[str, Any]:
    identity = office.config.office
    act = said.act
    panel = office.config.addresses.get(PANEL_ADDRESS)
    heads = heads_of(office, dated)
    return {
        "kantor": identity,
        "surat": {
            "nomor": number,
            "tanggal": str(long_date(dated)),
            "tempat": identity.city,
            "judul": archive_papers(office)[key].title,
            "sifat": "Biasa",
            "lampiran": _attached(said),
            "hal": archive_papers(office)[key].title,
        },
        "tujuan": {
            "nama": panel.name if panel else "Ketua Panitia Penilai Arsip",
            "alamat": panel.address if panel and panel.diperiksa else "",
            "kota": panel.city if panel else "Tempat",
        },
        "tembusan": [],
        "penandatangan": head_of_office(office, dated),
        "kearsipan": heads["kearsipan"],
        "pengolah": heads["pengolah"],
        "unit_pengolah": identity.processing_unit or identity.name,
        "usul": said.usul,
        "jenis": WORDS.get(said.kind, ""),
        "hari": day_name(dated),
        "tanggal": str(long_date(dated)),
        "tanggal_kata": date_in_words(dated),
        "tanggal_angka": numeric_date(dated),
        "tahun": str(dated.year),
        "jumlah": count_in_words(len(said.rows), "berkas"),
        "jumlah_item": str(sum(int(one["jumlah"]) for one in said.rows)),
        "berkas": list(said.rows),
        "tempat": act.place if act else "",
        "cara": act.way if act else "",
        "salinan": act.copies if act else "",
        "saksi_hukum": _person(act.law if act else None),
        "saksi_pengawasan": _person(act.inspectorate if act else None),
        "penerima": _person(act.receiver if act else None),
        "usulan": _cited(said.proposal.number, said.proposal.dated) if said.proposal else None,
        "pertimbangan": _step(said.opinion),
        "persetujuan": _step(said.approval),
    }


def _person(one: Signatory | None) -> dict[str, str] | None:
    return {"nama": one.name, "jabatan": one.post, "nip": one.nip} if one else None


def _step(one: DisposalStep | None) -> dict[str, str] | None:
    return _cited(one.number, one.dated, by=one.by) if one else None


def _cited(number: str, dated: date | None, *, by: str = "") -> dict[str, str]:
    """A paper as another cites it; one of before dates were told apart says it in its number."""
    return {"nomor": number, "tanggal": str(long_date(dated)) if dated else "", "oleh": by}


def _rows(office: Office, cases: Sequence[str], kind: str) -> list[dict[str, str]]:
    return [_row(office, case, place, kind) for place, case in enumerate(cases, start=1)]


def _row(office: Office, case: str, place: int, kind: str) -> dict[str, str]:
    folder, kept = office.archive.cases.folder(case), office.archive.retention.of(case)
    assert kept is not None  # noqa: S101 - it was found to be due
    shelf, access = office.archive.places.of(case), office.access_of(case).access
    codes = office.classification.codes
    nameless = codes.get(kept.rule.classification) or "Penanganan PMBS"
    is_nameless = kind == "musnah" or office.is_secret(access)
    box = str(shelf) if shelf else ""
    years = str(folder.first) if folder.first == folder.last else f"{folder.first}–{folder.last}"
    return {
        "no": str(place),
        "nomor": case,
        "kode": kept.rule.classification,
        "uraian": nameless if is_nameless else folder.description,
        "kurun": years,
        "jumlah": str(folder.items),
        "tingkat": folder.levels,
        "retensi": f"{kept.dates.inactive_until:%d-%m-%Y}",
        "akses": access,
        "lokasi": box,
    }
