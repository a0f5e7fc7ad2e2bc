"""The case form: the one vocabulary of JSON keys, Word labels, template placeholders and code.

Every class is one section; `*` of the vocabulary is a field without a default. A new case needs
`klien` (name and sex) and `permasalahan`; a form with `nomor_kasus` continues a case and may hold
any sections. What is known of a field stands at it (`generator.vocabulary.facts`), in the order in
which forms ask. Values are clean when they get here: reading and complaining is `generator.forms`.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Annotated, Self

from generator.vocabulary.client import Keluarga, Klien, Rombongan
from generator.vocabulary.complaint import Pekerjaan, Permasalahan, Petugas
from generator.vocabulary.facts import OPEN, Asked, Fact, Group, Kind, Knowledge, Shared
from generator.vocabulary.meeting import (
    Diundang,
    HasilTemuBahas,
    Kesepakatan,
    Pendampingan,
    Peserta,
    Pihak,
    TemuBahas,
    TindakLanjut,
)
from generator.vocabulary.people import Pejabat, Saksi, Section
from generator.vocabulary.shelter import (
    Barang,
    KeluarShelter,
    KondisiOrang,
    Pemulangan,
    Penerima,
    Penumpang,
    Penutupan,
    Permakanan,
    RincianBiaya,
    Rujukan,
    SerahTerima,
    Tiket,
)
from generator.vocabulary.written import Day, YesNo

__all__ = [
    "SECTIONS",
    "Barang",
    "CaseForm",
    "Diundang",
    "HasilTemuBahas",
    "KeluarShelter",
    "Keluarga",
    "Kesepakatan",
    "Klien",
    "KondisiOrang",
    "Pejabat",
    "Pekerjaan",
    "Pemulangan",
    "Pendampingan",
    "Penerima",
    "Penumpang",
    "Penutupan",
    "Permakanan",
    "Permasalahan",
    "Peserta",
    "Petugas",
    "Pihak",
    "RincianBiaya",
    "Rombongan",
    "Rujukan",
    "Saksi",
    "Section",
    "SerahTerima",
    "TemuBahas",
    "Tiket",
    "TindakLanjut",
    "content_digest",
]

SOURCES = (
    "datang sendiri",
    "masyarakat",
    "kelurahan",
    "Satpol PP",
    "kepolisian",
    "imigrasi",
    "BP3MI",
    "dinas sosial lain",
)


class CaseForm(Section):
    """One valid form. Sections that the form did not carry are None (rows: empty)."""

    nomor_kasus: Annotated[
        str | None,
        Fact(("Nomor kasus", "No. kasus"), kind=Kind.WORDS, privacy=OPEN, knowledge=Knowledge.CASE),
    ] = None
    tanggal: Annotated[
        Day | None,
        Fact(
            ("Tanggal", "Tanggal penerimaan", "Tanggal lapor"),
            kind=Kind.DATE,
            privacy=OPEN,
            shared=Shared("tanggal penerimaan, mis. 24-11-2026"),
            knowledge=Knowledge.CASE,
        ),
    ] = None
    sumber_rujukan: Annotated[
        str | None,
        Fact(
            ("Sumber rujukan",),
            kind=Kind.WORDS,
            privacy=OPEN,
            asked=Asked.OPENING,
            proposals=SOURCES,
            shared=Shared(),
            knowledge=Knowledge.SUBJECT,
        ),
    ] = None
    nomor_surat_rujukan: Annotated[
        str | None,
        Fact(
            ("Nomor surat rujukan",),
            kind=Kind.WORDS,
            privacy=OPEN,
            asked=Asked.OPENING,
            shared=Shared(),
            knowledge=Knowledge.SUBJECT,
        ),
    ] = None
    tanggal_surat_rujukan: Annotated[
        Day | None,
        Fact(
            ("Tanggal surat rujukan",),
            kind=Kind.DATE,
            privacy=OPEN,
            asked=Asked.OPENING,
            shared=Shared(),
            knowledge=Knowledge.SUBJECT,
        ),
    ] = None
    catatan: Annotated[
        str | None,
        Fact(
            ("Catatan",),
            kind=Kind.PROSE,
            privacy=OPEN,
            height=1.3,
            shared=Shared(),
            knowledge=Knowledge.SUBJECT,
        ),
    ] = None
    tetap_dibuat: Annotated[
        YesNo | None,
        Fact(
            ("Tetap dibuat", "Surat tetap dibuat"),
            kind=Kind.YES_NO,
            privacy=OPEN,
            choices=("ya", "tidak"),
            boxes=("ya",),
            help="walaupun harinya sudah lewat",
            knowledge=Knowledge.CASE,
        ),
    ] = None
    petugas: Annotated[
        Petugas | None,
        Group(("Petugas Penerima", "Petugas"), is_of_office=True, knowledge=Knowledge.CASE),
    ] = None
    klien: Annotated[
        Klien | None,
        Group(
            (
                "Data Klien",
                "Identitas Klien",
                "Klien",
                "Data Diri",
                "Identitas Diri",
                "Biodata",
                "Biodata Klien",
                "Data PMBS",
                "Identitas PMBS",
                "Data Korban",
                "Identitas Korban",
            ),
            is_steady=True,
            opens=True,
        ),
    ] = None
    keluarga: Annotated[
        tuple[Keluarga, ...], Group(("Keluarga", "Data Keluarga"), is_of_people=True)
    ] = ()
    rombongan: Annotated[
        tuple[Rombongan, ...], Group(("Rombongan",), blank_rows=5, is_of_people=True)
    ] = ()
    pekerjaan: Annotated[
        Pekerjaan | None, Group(("Data Pekerjaan", "Pekerjaan"), is_steady=True)
    ] = None
    permasalahan: Annotated[
        Permasalahan | None, Group(("Permasalahan",), opens=True, knowledge=Knowledge.SUBJECT)
    ] = None
    pendampingan: Annotated[Pendampingan | None, Group(("Pendampingan",))] = None
    temu_bahas: Annotated[
        TemuBahas | None, Group(("Temu Bahas Kasus", "Temu Bahas"), is_cited=True)
    ] = None
    hasil_temu_bahas: Annotated[
        HasilTemuBahas | None, Group(("Hasil Temu Bahas",), follows="temu_bahas", is_record=True)
    ] = None
    kesepakatan: Annotated[
        Kesepakatan | None,
        Group(("Kesepakatan Antar Dinas", "Kesepakatan"), follows="temu_bahas", is_cited=True),
    ] = None
    serah_terima: Annotated[
        SerahTerima | None, Group(("Serah Terima ke Shelter", "Serah Terima"))
    ] = None
    pemulangan: Annotated[Pemulangan | None, Group(("Pemulangan",))] = None
    rujukan: Annotated[Rujukan | None, Group(("Rujukan",))] = None
    permakanan: Annotated[Permakanan | None, Group(("Permakanan",))] = None
    tiket: Annotated[Tiket | None, Group(("Tiket",))] = None
    keluar_shelter: Annotated[
        KeluarShelter | None, Group(("Keluar Shelter",), follows="serah_terima", is_record=True)
    ] = None
    penutupan: Annotated[
        Penutupan | None, Group(("Penutupan",), follows="keluar_shelter", is_record=True)
    ] = None

    @property
    def sections(self) -> frozenset[str]:
        """Names of the sections that this form carries."""
        return frozenset(name for name in SECTIONS if getattr(self, name))

    @property
    def digest(self) -> str:
        """SHA-256 of what the form says, whatever file it came in."""
        said = self.model_dump(mode="json", exclude_defaults=True)
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def continued_by(self, later: Self) -> Self:
        """The case as it stands after `later`: its sections replace ours, the rest stays."""
        told = {name: getattr(later, name) for name in later.model_fields_set}
        return self.model_copy(update={k: v for k, v in told.items() if v not in (None, ())})


def content_digest(form: CaseForm, unused: Sequence[str]) -> str:
    """SHA-256 of what a form says, with the words that stand beside the answers; spacing says nothing."""
    words = sorted(text for one in unused if (text := " ".join(one.split()).casefold()))
    if not words:
        return form.digest
    return hashlib.sha256("\n".join([form.digest, *words]).encode()).hexdigest()


SECTIONS: tuple[str, ...] = tuple(
    name
    for name, info in CaseForm.model_fields.items()
    if any(isinstance(one, Group) for one in info.metadata)
)
