"""The items of one submission: the form as received, each letter, each attachment."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator.archive import Archive, FiledItem, Reservation, ReservedNumber
from generator.filing.item import Description, Filing
from generator.filing.srikandi_folder import SrikandiFolder
from generator.forms import FormReading
from generator.inbox.brought import Attachment, FormFile
from generator.letters import (
    Catalogue,
    FilledLetter,
    Filler,
    Letter,
    LetterType,
    identity_of,
    text_of,
    without_variables,
)
from generator.office.copies import page_codes
from generator.office.page_economy import convert_letter
from generator.pdf import Converter, check_pdf, finish_pdf
from generator.vocabulary.case import CaseForm
from generator.vocabulary.fields import cited_sections
from generator.vocabulary.indonesian import count_in_words
from generator.vocabulary.problems import FormHeldError
from generator.vocabulary.written import typed

__all__ = [
    "LetterMaker",
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


@dataclass(frozen=True, kw_only=True)
class LetterMaker:
    """What making a letter takes: filling, conversion, the folder of uploads."""

    filler: Filler
    converter: Converter
    uploads: SrikandiFolder


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
    received_as: str,
    classification: str,
    attached: int = 0,
) -> FiledItem:
    """The form as received, and what was understood of it, become the first item: the surat masuk.

    Of a file with several people's forms only the first (`number` 1) keeps the bytes; the others'
    cases hold their own answers and name the file's submission as `source`. `attached` is how many
    attachments came along, `received_as` the name under which the submission came.
    """
    taken, form = filing.taken, reading.form
    place = taken.form
    assert place is not None  # noqa: S101 - a form's submission has one
    assert form is not None  # noqa: S101 - only valid forms are filed

    def write(folder: Path) -> Description:
        origin = {} if source == taken.digest else {"source": {"sha256": source, "form": number}}
        if number == 1:
            (folder / f"formulir{file.path.suffix}").write_bytes(file.path.read_bytes())
        (folder / "data.json").write_text(_data_json(form, reading, origin), encoding="utf-8")
        return Description(
            slug="formulir-pengaduan" if taken.is_new_case else "formulir-lanjutan",
            kind="formulir",
            type="formulir",
            title="Formulir Kasus PMBS",
            direction="masuk",
            number=form.nomor_surat_rujukan or "",
            date=typed(form.tanggal) or taken.moment.date(),
            subject=_form_subject(form),
            party=form.sumber_rujukan or "",
            processor=form.petugas.nama if form.petugas else "",
            classification=classification,
            attachment=_counted(attached),
            original_name=received_as,
        )

    return filing.file(place, write)


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


def file_enclosures(
    filing: Filing, attachments: Sequence[Attachment], *, classification: str
) -> list[FiledItem]:
    """The attachments of a submission, each an item with a title."""
    places = {one.type: one for one in filing.taken.enclosures}
    return [
        filing.file(
            places[enclosure_type(number)],
            partial(_lay_down, attachment, filing.taken.moment.date(), classification),
        )
        for number, attachment in enumerate(attachments, start=1)
    ]


def _lay_down(
    attachment: Attachment, received: date, classification: str, folder: Path
) -> Description:
    (folder / f"lampiran.{attachment.media}").write_bytes(attachment.path.read_bytes())
    kind = attachment_kind(attachment.title)
    return Description(
        slug=f"lampiran-{kind}" if kind else "lampiran",
        kind="lampiran",
        type="lampiran",
        title=attachment.title,
        direction="internal",
        number="",
        date=received,
        subject=f"Lampiran: {attachment.title}",
        party="",
        classification=classification,
        original_name=attachment.name,
        signatures=attachment.signatures,
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
    taken: Reservation,
    types: Sequence[LetterType],
    revised: Collection[str],
    form: CaseForm,
    *,
    attachments: tuple[str, ...],
    related: Mapping[str, str] = MappingProxyType({}),
    is_secret: bool = False,
) -> Iterator[tuple[ReservedNumber, Letter]]:
    """Each letter with its place in the case folder; those of the numbers `revised` are made again.

    A number that was taken for a type that is made no longer is left out; recording voids it.
    """
    by_key = {one.key: one for one in types}
    for place in taken.letters:
        is_wanted = place.series != "revisi" or place.number in revised
        if place.type in by_key and is_wanted:
            letter = Letter(
                letter_type=by_key[place.type],
                form=form,
                case=taken.case,
                number=place.number,
                sequence=place.letter_sequence,
                year=place.letter_year,
                dated=by_key[place.type].dated(form, place.dated),
                revision=place.revision,
                attachments=attachments,
                related=related,
                is_secret=is_secret,
            )
            yield place, letter


def related_numbers(
    archive: Archive,
    catalogue: Catalogue,
    case: str | None,
    taken: Sequence[ReservedNumber] = (),
) -> dict[str, str]:
    """The numbers that letters of a case cite, by section; those `taken` for this very form come first."""
    fresh = {one.type: one.number for one in taken}
    cited = {}
    for section in cited_sections():
        for kind in catalogue.outgoing_about(section):
            standing = archive.items.letters_of(case, kind) if case else ()
            number = fresh.get(kind) or (standing[-1].number if standing else "")
            if number:
                cited[section] = number
    return cited


def file_letter(
    filing: Filing, place: ReservedNumber, letter: Letter, maker: LetterMaker
) -> FiledItem:
    """Fill, convert, read back, publish one letter; one that stands already is taken as it is.

    One for SRIKANDI becomes no PDF: its Word file is laid out to be uploaded.
    """

    def write(folder: Path) -> Description:
        filled = maker.filler.fill(letter)
        (folder / "surat.docx").write_bytes(filled.docx)
        filing.archive.store.keep_template(filled.template_digest, filled.template)
        if letter.letter_type.srikandi:
            pages = _finish_text(letter, folder, filled)
        else:
            pages = _finish_pdf(maker, letter, folder, filled)
        return _described(letter, filled, pages=pages)

    filed = filing.file(place, write)
    if letter.letter_type.srikandi:
        data = (filing.archive.filing.place_of(filed) / "surat.docx").read_bytes()
        maker.uploads.lay_out(
            data, reference=letter.number, case=letter.case, type_=letter.letter_type.key
        )
    return filed


def _finish_text(letter: Letter, folder: Path, filled: FilledLetter) -> int:
    """The text of a letter that becomes no PDF; its pages are not known."""
    text = text_of(filled.docx)
    if " ".join(without_variables(filled.named).split()) not in " ".join(text.split()):
        raise FormHeldError("K002", found=letter.letter_type.key, hint="nama klien")
    (folder / "surat.txt").write_text(text, encoding="utf-8")
    return 0


def _finish_pdf(maker: LetterMaker, letter: Letter, folder: Path, filled: FilledLetter) -> int:
    """The PDF, read back, and its text; returns how many pages it has.

    It has to name the client as its receiver's table lets it.
    """
    docx, pdf = folder / "surat.docx", folder / "surat.pdf"
    convert_letter(maker.converter, docx, pdf)
    codes = page_codes(identity_of(letter, office=maker.filler.office_code, digest=filled.digest))
    finish_pdf(pdf, codes, title=letter.letter_type.title_for(letter.form), number=letter.number)
    facts = check_pdf(
        pdf,
        letter=letter.letter_type.key,
        must_contain={"nomor surat": letter.number, "nama klien": filled.named},
    )
    (folder / "surat.txt").write_text(facts.text, encoding="utf-8")
    return facts.pages


def _described(letter: Letter, filled: FilledLetter, *, pages: int) -> Description:
    letter_type = letter.letter_type
    return Description(
        slug=letter_type.key,
        kind="surat",
        type=letter_type.key,
        title=letter_type.title_for(letter.form),
        direction="internal" if letter_type.register == "internal" else "keluar",
        number=letter.number,
        series=letter_type.register,
        date=letter.dated,
        subject=filled.subject,
        party=filled.recipient,
        classification=letter_type.classification,
        attachment=filled.attachment,
        processor=letter.form.petugas.nama if letter.form.petugas else "",
        copies=filled.copies,
        template_digest=filled.template_digest,
        paper_digest="" if letter_type.srikandi else filled.digest,
        pages=pages,
        revision=letter.revision,
    )
