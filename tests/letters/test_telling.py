"""No letter tells a receiver what its table does not allow: every type, every class of case."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from generator.letters import Letter
from generator.letters.placeholders import context
from generator.letters.receivers import Tells, is_outsider
from generator.letters.telling import PLACED, WORDED
from generator.vocabulary.case import (
    CaseForm,
    Diundang,
    Klien,
    Pekerjaan,
    Penumpang,
    Rombongan,
    Tiket,
)
from generator.vocabulary.facts import Fact, Knowledge
from generator.vocabulary.fields import knowledge_of
from generator.vocabulary.people import is_minor
from generator.vocabulary.written import Written
from tests.letters.kit import CATALOGUE, CONFIG, DAY, FILLER, filled, number_of, specimen, text
from tests.stub_converter import text_of

KINDS = list(CATALOGUE.types)
CHILD = Rombongan(
    nama="Markus Tolek", jenis_kelamin="L", umur=8, nik="5306002102180002", keterangan="anak bungsu"
)
# A secret of each kind of knowledge, in words that no letter holds otherwise.
SECRETS: dict[str, dict[str, str]] = {
    "identity": {"nik": "5308120305920001", "nomor_paspor": "X9988776"},
    "birth": {"tempat_lahir": "Wolowaru"},
    "origin": {"alamat": "Dusun Rahasia", "telepon": "081299887766"},
    "health": {"kondisi_kesehatan": "demam berdarah"},
    "subject": {"dokumen_ditahan_oleh": "Mandor Kebun"},
}
STORY = "Cerita yang hanya boleh diketahui sebagian."


def case_of(kind: str) -> CaseForm:
    """A case in which everything is told."""
    form = specimen(kind)
    assert form.klien
    assert form.permasalahan
    told = {key: value for keys in SECRETS.values() for key, value in keys.items()}
    return form.model_copy(
        update={
            "klien": form.klien.model_copy(update={**told, "nama": "Yohanes Kewa Lado"}),
            "permasalahan": form.permasalahan.model_copy(update={"uraian": STORY}),
            "rombongan": (*form.rombongan, CHILD),
        }
    )


def allowed(kind: str, *, secret: bool) -> Tells:
    return CATALOGUE.types[kind].table.for_reader(outside=True, secret=secret)


@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_tells_what_its_table_does_not_allow(
    tmp_path: Path, kind: str, *, secret: bool
) -> None:
    said = text(tmp_path, kind, case_of(kind), is_secret=secret)
    tells = CATALOGUE.types[kind].table.for_reader(outside=False, secret=secret)
    for sort, answers in SECRETS.items():
        if not getattr(tells, sort):
            assert [one for one in answers.values() if one in said] == [], sort
    if not tells.subject:
        assert STORY not in said
    if tells.name != "lengkap" and kind != "pemesanan-tiket":
        assert not re.search(r"Yohanes|Kewa|Lado\b", said.replace("Maria Lado", ""))
    if not tells.people:
        assert "Maria Lado" not in said or kind == "pemesanan-tiket"
    if not tells.case:
        assert "PMBS" not in said


@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_child_in_a_group_is_masked_and_the_group_is_not(
    tmp_path: Path, kind: str, *, secret: bool
) -> None:
    said = text(tmp_path, kind, case_of(kind), is_secret=secret)
    of_child = allowed(kind, secret=True)
    if "nama" in CATALOGUE.types[kind].table.people and of_child.name != "lengkap":
        assert "Markus" not in said
        assert "5306002102180002" not in said
        assert "anak M." in said
    if "nama" in allowed(kind, secret=secret).people:
        assert "Maria Lado" in said or secret


@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_letter_is_marked_and_goes_to_nobody_outside(tmp_path: Path, kind: str) -> None:
    said = text(tmp_path, kind, specimen(kind), is_secret=True)
    assert said.startswith("RAHASIA\n")
    assert "Wali Kota" not in said
    assert "Segera" not in said
    plain = text(tmp_path, kind, specimen(kind))
    assert "RAHASIA" not in plain


def test_a_copy_of_a_secret_letter_may_stay_in_the_office(tmp_path: Path) -> None:
    kind = "surat-koordinasi"
    copies = (
        "Wali Kota Tarakan",
        "Kepala Bidang Rehabilitasi Sosial",
        "Kepala Bidang PHI Disnaker",
    )
    letter_type = CATALOGUE.types[kind].model_copy(update={"tembusan": copies})
    letter = Letter(
        letter_type=letter_type,
        form=specimen(kind),
        case="PMBS-2026-0007",
        sequence=1,
        number=number_of(kind),
        year=2026,
        dated=DAY,
        is_secret=True,
    )
    assert context(letter, CONFIG)["tembusan"] == ["Kepala Bidang Rehabilitasi Sosial"]


@pytest.mark.parametrize("kind", ["undangan-temu-bahas", "daftar-hadir", "permintaan-permakanan"])
def test_invitation_attendance_and_meals_of_a_secret_case_say_nothing_of_it(
    tmp_path: Path, kind: str
) -> None:
    form = case_of(kind)
    assert form.klien
    assert form.temu_bahas
    form = form.model_copy(
        update={
            "klien": form.klien.model_copy(update={"tanggal_lahir": date(2011, 3, 2), "umur": 15}),
            "temu_bahas": form.temu_bahas.model_copy(update={"acara": "Kasus TPPO Yohanes"}),
        }
    )
    said = text(tmp_path, kind, form, is_secret=True)
    for secret in ("upah tidak dibayar", "TPPO", "Yohanes", "Lado"):
        assert secret not in said
    assert ("anak Y." in said) == (kind != "permintaan-permakanan")


def test_names_in_the_words_of_an_answer_are_masked_too(tmp_path: Path) -> None:
    form = case_of("surat-koordinasi")
    assert form.permasalahan
    story = "Yohanes dan istrinya ditahan; NIK 5308120305920001 dicatat mandor Yohanes Budiman."
    told = form.permasalahan.model_copy(update={"uraian": story})
    form = form.model_copy(update={"permasalahan": told})
    said = text(tmp_path, "surat-koordinasi", form, is_secret=True)
    assert "Y. K. L. dan istrinya ditahan; NIK … dicatat mandor Yohanes Budiman." in said


def planted(value: Any, words: str) -> Any:
    """A form in whose every answer in words, as a place or a company somebody wrote these words."""
    if isinstance(value, BaseModel):
        changed: dict[str, Any] = {}
        for key, info in type(value).model_fields.items():
            kind = next((one.kind for one in info.metadata if isinstance(one, Fact)), None)
            told = getattr(value, key)
            if kind in (*WORDED, *PLACED) and isinstance(told, str):
                changed[key] = f"{told} {words}"
            elif kind in WORDED and isinstance(told, tuple):
                changed[key] = (*told, words)
            else:
                changed[key] = planted(told, words)
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(planted(one, words) for one in value)
    return value


@pytest.mark.parametrize("guest", ["PT Contoh Sawit", "Polres Tarakan"])
@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_named_in_any_answer_is_masked_there_too(
    tmp_path: Path, kind: str, guest: str, *, secret: bool
) -> None:
    """In the words of every answer of every section, for receivers of both kinds; also a child of the group."""
    form = case_of(kind)
    assert form.temu_bahas
    assert form.kesepakatan
    meeting = form.temu_bahas.model_copy(
        update={"diundang": (Diundang(jabatan="Kepala", instansi=guest),)}
    )
    first, *others = form.kesepakatan.pihak
    parties = (first.model_copy(update={"instansi": guest}), *others)
    form = form.model_copy(
        update={
            "temu_bahas": meeting,
            "kesepakatan": form.kesepakatan.model_copy(update={"pihak": parties}),
            "sumber_rujukan": "Ketua RT",
            "catatan": "Catatan.",
        }
    )
    form = planted(form, "(Yohanes Kewa Lado, 5308120305920001, Markus Tolek)")
    outside = is_outsider([guest]) and kind in ("undangan-temu-bahas", "berita-acara-kesepakatan")
    tells = CATALOGUE.types[kind].table.for_reader(outside=outside, secret=secret)
    said = text(tmp_path, kind, form, is_secret=secret, attachments=("KTP Yohanes Kewa Lado",))
    if tells.name != "lengkap":
        assert not re.search(r"Yohanes|Kewa|Markus|Tolek", said)
    if not tells.identity:
        assert "5308120305920001" not in said
        assert "KTP" not in said
    if "nik" not in tells.people and not tells.identity:
        assert "5306002102180002" not in said


def test_a_sentence_that_begins_with_a_masked_name_begins_with_a_capital(tmp_path: Path) -> None:
    form = case_of("surat-koordinasi")
    assert form.permasalahan
    assert form.klien
    told = form.permasalahan.model_copy(
        update={"uraian": "Melati dipukul. Melati lari; kata Melati, jauh."}
    )
    child = form.klien.model_copy(
        update={"nama": "Melati Kusuma", "umur": 15, "tanggal_lahir": None}
    )
    said = text(
        tmp_path,
        "surat-koordinasi",
        form.model_copy(update={"permasalahan": told, "klien": child}),
        is_secret=True,
    )
    assert "Anak M. dipukul. Anak M. lari; kata anak M., jauh." in said


def test_a_company_that_shares_a_name_with_the_client_keeps_its_own(tmp_path: Path) -> None:
    form = case_of("surat-koordinasi")
    work = Pekerjaan(
        perusahaan="PT Lado Sejahtera", alamat_perusahaan="rumah Yohanes Kewa Lado, Ende"
    )
    said = text(
        tmp_path, "surat-koordinasi", form.model_copy(update={"pekerjaan": work}), is_secret=True
    )
    assert "PT Lado Sejahtera, rumah Y. K. L., Ende" in said


def test_a_ticket_names_its_passengers_as_their_papers_do_and_nobody_else(tmp_path: Path) -> None:
    form = case_of("pemesanan-tiket").model_copy(
        update={
            "tiket": Tiket(
                moda="kapal",
                tujuan="Ende",
                tanggal=DAY,
                penumpang=(Penumpang(nama="Markus Tolek"),),
            )
        }
    )
    said = text(tmp_path, "pemesanan-tiket", form, is_secret=True)
    assert "Markus Tolek" in said
    assert "5306002102180002" in said
    assert "Yohanes" not in said
    assert "Maria" not in said
    assert "pemulangan" not in said


def test_a_receipt_of_one_client_tells_of_no_other(tmp_path: Path) -> None:
    said = text(tmp_path, "tanda-terima-pengaduan", case_of("tanda-terima-pengaduan"))
    assert "Maria" not in said
    assert "orang lainnya" not in said


def test_no_list_of_people_goes_to_an_invited_company(tmp_path: Path) -> None:
    form = case_of("undangan-temu-bahas")
    assert form.temu_bahas
    guests = (Diundang(jabatan="Pimpinan", instansi="PT Contoh"),)
    form = form.model_copy(
        update={"temu_bahas": form.temu_bahas.model_copy(update={"diundang": guests})}
    )
    said = text(tmp_path, "undangan-temu-bahas", form)
    assert "dan 2 (dua) orang lainnya" in " ".join(said.split())
    assert "Maria" not in said
    assert "terlampir" not in said


def test_a_type_without_a_table_tells_the_least(tmp_path: Path) -> None:
    kind = "surat-koordinasi"
    letter_type = CATALOGUE.types[kind].model_copy(update={"tells": None})
    letter = Letter(
        letter_type=letter_type,
        form=case_of(kind),
        case="PMBS-2026-0007",
        sequence=1,
        number=number_of(kind),
        year=2026,
        dated=DAY,
    )
    path = tmp_path / "surat.docx"
    path.write_bytes(FILLER.fill(letter).docx)
    said = "\n".join(text_of(path))
    assert "klien berkas PMBS-2026-0007" in said
    for secret in ("Yohanes", "Maria", STORY, "PT Contoh", "5308120305920001"):
        assert secret not in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("which", ["rich", "sparse", "required", "extreme"])
def test_lampiran_counts_what_is_attached(tmp_path: Path, kind: str, which: str) -> None:
    form = specimen(kind, which)
    papers = ("KTP", "kontrak kerja")
    said = text(tmp_path, kind, form, attachments=papers)
    title = CATALOGUE.types[kind].title
    annexes = len(re.findall(rf"^Lampiran {re.escape(title)}$", said, re.MULTILINE))
    enclosed = 2 if "lampiran" in CATALOGUE.types[kind].lists else 0
    stated = filled(kind, form, attachments=papers).attachment
    counted = int(stated.split()[0]) if stated != "-" else 0
    assert counted == annexes + enclosed


def test_every_answer_about_the_client_is_told_by_a_line_of_the_table() -> None:
    lines = {Knowledge(key) for key in Tells.model_fields if key in set(Knowledge)}
    told = {knowledge_of(f"klien.{key}") for key in Klien.model_fields}
    assert lines | {Knowledge.CASE, Knowledge.NAME} == set(Knowledge)
    assert told == set(Knowledge)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Dinas Tenaga Kerja", "Polres Tarakan"], False),
        (["PT Contoh"], True),
        ([None], False),
        (["CV Dinas Jaya"], True),
        (["BAZNAS Kota Tarakan", "Toko Makmur"], True),
    ],
)
def test_who_is_no_authority_is_outside(names: list[str | None], *, expected: bool) -> None:
    assert is_outsider(names) is expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Rombongan(nama="A", umur=17), True),
        (Rombongan(nama="A", umur=18), False),
        (Rombongan(nama="A", keterangan="bayi"), True),
        (Rombongan(nama="A"), False),
        (Rombongan(nama="A", umur=Written("30 - 35")), False),
        (Klien(nama="A", jenis_kelamin="P", tanggal_lahir=Written("± 2008")), True),
        (
            Klien(nama="A", jenis_kelamin="P", tanggal_lahir=Written("1985"), umur=Written("7 th")),
            False,
        ),
    ],
)
def test_a_child_is_known_by_age_or_note(person: Rombongan, *, expected: bool) -> None:
    assert is_minor(person, DAY) is expected
