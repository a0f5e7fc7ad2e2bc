"""Building the items of one submission: the form as received, each letter, each attachment.

An item that an interrupted run published already is taken as it is.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.archive import FiledItem, ItemDraft, Reservation, ReservedNumber
from generator.filing import srikandi_folder as outgoing
from generator.forms import FormReading
from generator.inbox.brought import Attachment, FormFile
from generator.inbox.claims import Claim
from generator.inbox.file_names import printable_name
from generator.letters import (
    FilledLetter,
    Letter,
    LetterType,
    identity_of,
    text_of,
    without_variables,
)
from generator.office.copies import page_codes
from generator.office.office import Office
from generator.office.page_economy import convert_letter
from generator.pdf import check_pdf, finish_pdf
from generator.vocabulary.case import CaseForm
from generator.vocabulary.indonesian import count_in_words
from generator.vocabulary.problems import FormHeldError

__all__ = [
    "Filing",
    "enclosure_type",
    "file_enclosures",
    "file_form",
    "file_letter",
    "letters",
    "related_numbers",
]

# What an attachment's title tells, for the name of its folder.
ATTACHMENT_KINDS = {
    "kontrak": ("kontrak", "perjanjian kerja", "pkwt"),
    "ktp": ("ktp",),
    "kk": ("kk", "kartu keluarga"),
    "paspor": ("paspor", "splp"),
    "foto": ("foto",),
    "surat": ("surat",),
}


# Sections whose letter another letter names by its number: minutes the invitation, a request the agreement.
CITED = ("temu_bahas", "kesepakatan")


@dataclass(frozen=True, kw_only=True)
class Filing:
    """A submission, or one form of it, under its numbers."""

    office: Office
    claim: Claim
    digest: str
    reservation: Reservation


def enclosure_type(place: int) -> str:
    """The name under which the `place`-th attachment of a submission gets its place."""
    return f"lampiran-{place}"


# -- the form ------------------------------------------------------------------------------------


def file_form(
    filing: Filing,
    file: FormFile,
    reading: FormReading,
    *,
    number: int,
    source: str,
    attached: int = 0,
) -> FiledItem:
    """The form as received, and what was understood of it, become the first item: the surat masuk.

    Of a file with several people's forms only the first (`number` 1) keeps the bytes; the others'
    cases hold their own answers and name the file's submission as `source`. `attached` is how many
    attachments came along.
    """
    office, reservation, form = filing.office, filing.reservation, reading.form
    place = reservation.form
    assert place is not None  # noqa: S101 - a form's submission has one
    assert form is not None  # noqa: S101 - only valid forms are filed
    standing = office.archive.published(reservation.case, place.item)
    if standing is not None:
        return standing
    folder = office.archive.draft_folder(filing.digest, place.item)
    origin = {} if source == filing.digest else {"source": {"sha256": source, "form": number}}
    if number == 1:
        (folder / f"formulir{file.path.suffix}").write_bytes(file.path.read_bytes())
    (folder / "data.json").write_text(_data_json(form, reading, origin), encoding="utf-8")
    return office.archive.publish(
        ItemDraft(
            folder=folder,
            case=reservation.case,
            item=place.item,
            slug="formulir-pengaduan" if reservation.is_new_case else "formulir-lanjutan",
            kind="formulir",
            type="formulir",
            title="Formulir Kasus PMBS",
            direction="masuk",
            number=form.nomor_surat_rujukan or "",
            series="masuk",
            sequence=place.sequence,
            year=reservation.moment.year,
            date=form.tanggal or reservation.moment.date(),
            subject=_form_subject(form),
            party=form.sumber_rujukan or "",
            processor=form.petugas.nama if form.petugas else "",
            classification=office.classification.case,
            access=office.access_of(reservation.case).access,
            attachment=_counted(attached),
            form_digest=filing.digest,
            claim=filing.claim.token,
            original_name=printable_name(filing.claim.name),
            filed_at=reservation.moment,
        )
    )


def _counted(attached: int) -> str:
    """`2 (dua) berkas`, as the agenda has it."""
    if not attached:
        return "-"
    return count_in_words(attached, "berkas").replace("\N{NO-BREAK SPACE}", " ")


def _form_subject(form: CaseForm) -> str:
    kinds = ", ".join(form.permasalahan.jenis) if form.permasalahan else ""
    what = "Pengaduan PMBS" if form.nomor_kasus is None else "Lanjutan kasus PMBS"
    return f"{what}: {kinds}" if kinds else what


def _data_json(form: CaseForm, reading: FormReading, origin: Mapping[str, object]) -> str:
    data = {
        **origin,
        "form": form.model_dump(mode="json", exclude_defaults=True),
        "answers": [
            {"section": one.section, "label": one.label, "text": one.text}
            | ({} if one.is_used else {"used": False})
            for one in reading.answers
        ],
        "warnings": [
            {"code": one.code, "field": one.field, "message": one.message}
            for one in reading.warnings
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


# -- attachments ---------------------------------------------------------------------------------


def file_enclosures(filing: Filing, attachments: Sequence[Attachment]) -> list[FiledItem]:
    """The attachments of a submission, each an item with a title."""
    places = {one.type: one for one in filing.reservation.enclosures}
    return [
        _file_enclosure(filing, places[enclosure_type(number)], attachment)
        for number, attachment in enumerate(attachments, start=1)
    ]


def _file_enclosure(filing: Filing, place: ReservedNumber, attachment: Attachment) -> FiledItem:
    office, reservation = filing.office, filing.reservation
    standing = office.archive.published(reservation.case, place.item)
    if standing is not None:
        return standing
    folder = office.archive.draft_folder(filing.digest, place.item)
    (folder / f"lampiran.{attachment.media}").write_bytes(attachment.path.read_bytes())
    kind = attachment_kind(attachment.title)
    return office.archive.publish(
        ItemDraft(
            folder=folder,
            case=reservation.case,
            item=place.item,
            slug=f"lampiran-{kind}" if kind else "lampiran",
            kind="lampiran",
            type="lampiran",
            title=attachment.title,
            direction="internal",
            number="",
            series=place.series,
            sequence=place.sequence,
            year=place.year,
            date=reservation.moment.date(),
            subject=f"Lampiran: {attachment.title}",
            party="",
            classification=office.classification.case,
            access=office.access_of(reservation.case).access,
            form_digest=filing.digest,
            claim=filing.claim.token,
            original_name=attachment.name,
            filed_at=reservation.moment,
        )
    )


def attachment_kind(title: str) -> str:
    """What a title says the attachment is (`ktp`, `kontrak`); empty if it does not say."""
    words = f" {' '.join(title.casefold().replace('-', ' ').split())} "
    for kind, names in ATTACHMENT_KINDS.items():
        if any(f" {name} " in words for name in names):
            return kind
    return ""


# -- letters -------------------------------------------------------------------------------------


def letters(
    filing: Filing, types: Sequence[LetterType], form: CaseForm, *, attachments: tuple[str, ...]
) -> Iterator[tuple[int, Letter]]:
    """Each letter with its place in the case folder.

    A number that was taken for a type that is made no longer is left out; recording voids it.
    """
    by_key = {one.key: one for one in types}
    taken = {one.type: one.number for one in filing.reservation.letters}
    related = related_numbers(filing.office, filing.reservation.case, taken)
    for reserved in filing.reservation.letters:
        if reserved.type in by_key:
            yield (
                reserved.item,
                Letter(
                    letter_type=by_key[reserved.type],
                    form=form,
                    case=filing.reservation.case,
                    number=reserved.number,
                    sequence=reserved.letter_sequence,
                    year=reserved.letter_year,
                    dated=reserved.dated,
                    revision=reserved.revision,
                    attachments=attachments,
                    related=related,
                ),
            )


def related_numbers(
    office: Office, case: str | None, taken: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """The numbers that letters of a case cite, by section; those `taken` for this very form come first."""
    cited = {}
    for section in CITED:
        for kind in office.catalogue.outgoing_about(section):
            standing = office.archive.letters_of(case, kind) if case else ()
            number = taken.get(kind) or (standing[-1].number if standing else "")
            if number:
                cited[section] = number
    return cited


def file_letter(filing: Filing, place: tuple[int, Letter]) -> FiledItem:
    """Fill, convert, read back, publish one letter; one that stands already is taken as it is.

    One for SRIKANDI becomes no PDF: its Word file is laid out to be uploaded.
    """
    office, (item, letter) = filing.office, place
    filed = office.archive.published(letter.case, item)
    if filed is None:
        folder = office.archive.draft_folder(filing.digest, item)
        filled = office.filler.fill(letter)
        (folder / "surat.docx").write_bytes(filled.docx)
        office.archive.keep_template(filled.template_digest, filled.template)
        if letter.letter_type.srikandi:
            pages = _finish_text(letter, folder, filled)
        else:
            pages = _finish_pdf(office, letter, folder)
        filed = office.archive.publish(_described(filing, place, filled, folder, pages=pages))
    if letter.letter_type.srikandi:
        data = (office.archive.place_of(filed) / "surat.docx").read_bytes()
        outgoing.lay_out(
            office, data, reference=letter.number, case=letter.case, type_=letter.letter_type.key
        )
    return filed


def _finish_text(letter: Letter, folder: Path, filled: FilledLetter) -> int:
    """The text of a letter that becomes no PDF; its pages are not known."""
    text = text_of(filled.docx)
    klien = letter.form.klien
    if klien and " ".join(without_variables(klien.nama).split()) not in " ".join(text.split()):
        raise FormHeldError("K002", found=letter.letter_type.key, hint="nama klien")
    (folder / "surat.txt").write_text(text, encoding="utf-8")
    return 0


def _finish_pdf(office: Office, letter: Letter, folder: Path) -> int:
    """The PDF, read back, and its text; returns how many pages it has."""
    docx, pdf = folder / "surat.docx", folder / "surat.pdf"
    convert_letter(office.converter, docx, pdf)
    codes = page_codes(identity_of(letter, unit=office.config.office.unit))
    finish_pdf(pdf, codes, title=letter.letter_type.title, number=letter.number)
    klien = letter.form.klien
    facts = check_pdf(
        pdf,
        letter=letter.letter_type.key,
        must_contain={"nomor surat": letter.number, "nama klien": klien.nama if klien else ""},
    )
    (folder / "surat.txt").write_text(facts.text, encoding="utf-8")
    return facts.pages


def _described(
    filing: Filing, place: tuple[int, Letter], filled: FilledLetter, folder: Path, *, pages: int
) -> ItemDraft:
    (item, letter), letter_type = place, place[1].letter_type
    return ItemDraft(
        folder=folder,
        case=letter.case,
        item=item,
        slug=letter_type.key,
        kind="surat",
        type=letter_type.key,
        title=letter_type.title,
        direction="internal" if letter_type.register == "internal" else "keluar",
        number=letter.number,
        series=letter_type.register,
        sequence=letter.sequence,
        year=letter.year,
        date=letter.dated,
        subject=filled.subject,
        party=filled.recipient,
        classification=letter_type.classification,
        access=filing.office.access_of(letter.case).access,
        attachment=filled.attachment,
        processor=letter.form.petugas.nama if letter.form.petugas else "",
        copies=filled.copies,
        template_digest=filled.template_digest,
        form_digest=filing.digest,
        claim=filing.claim.token,
        filed_at=filing.reservation.moment,
        pages=pages,
        revision=letter.revision,
    )
