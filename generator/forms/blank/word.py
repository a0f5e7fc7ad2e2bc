"""The blank Word forms, made from the one table of labels.

Plain two-column tables, label left, answer right: the only design that survived being saved again by
Word, WPS and LibreOffice. Lists, date pickers and tick boxes inside the answers are a comfort: when
a program drops them, their text stays and is read. The body ends with a paragraph: a table at the
very end is lost in .doc.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel

from generator.forms import readers
from generator.forms.blank import word_parts as word
from generator.vocabulary.case import CaseForm
from generator.vocabulary.fields import ROWS, SECTIONS, RowsLabels, SectionLabels

__all__ = [
    "BLANKS",
    "CHOICES",
    "OPEN_CHOICES",
    "PROBLEM_KINDS",
    "BlankForm",
    "help_of",
    "is_required",
    "make_form",
]

Answers = Mapping[str, str | Sequence[Mapping[str, str]]]

OFFICE = "Dinas Sosial dan Pemberdayaan Masyarakat Kota Tarakan"
MARGIN, FOOT = 2.0, 1.5
WIDTH = 21.0 - 2 * MARGIN
LABEL_WIDTH = 5.8
NUMBER_WIDTH = 1.0
INK, LABEL_SHADE, SUB_SHADE = "1F4E5F", "EEF3F6", "D3E0E7"
LINE_HEIGHT = 0.6
# Room for a hand, in cm; all other answers have one line.
HEIGHTS = {
    "uraian": 5.0, "pembahasan": 7.0, "kesimpulan": 3.0, "butir": 6.5, "harapan": 1.1,
    "catatan": 1.3, "alasan": 1.5, "hasil": 1.8, "kondisi_kesehatan": 1.5, "jenis": 3.2, "kondisi": 1.2,
}  # fmt: skip
EMPTY_ROWS = {
    "keluarga": 3, "rombongan": 5, "pendampingan.petugas": 3, "temu_bahas.diundang": 8,
    "hasil_temu_bahas.peserta": 10, "kesepakatan.pihak": 8, "serah_terima.barang": 6,
}  # fmt: skip
FEW_ROWS = 3
COLUMN_WEIGHTS = {"nama": 4.0, "jabatan": 3.4, "instansi": 3.6, "nip": 3.4, "pangkat": 2.4,
                  "umur": 1.4, "jenis_kelamin": 1.8, "nik": 3.4, "jumlah": 2.2}  # fmt: skip
OTHER_WEIGHT = 3.2

PROBLEM_KINDS = (
    "upah tidak dibayar", "upah tidak sesuai janji", "penipuan lowongan kerja", "kekerasan",
    "penahanan dokumen", "PHK sepihak", "deportasi", "tidak berdokumen", "sakit", "TPPO",
    "kehabisan bekal", "hilang kontak", "ingin pulang",
)  # fmt: skip
YES_NO = ("ya", "tidak")
# Lists to choose from. An answer of `OPEN_CHOICES` may also be typed.
CHOICES: dict[str, tuple[str, ...]] = {
    "klien.jenis_kelamin": ("Laki-laki", "Perempuan"),
    "pekerjaan.surat_kontrak": YES_NO,
    "kesepakatan.tercapai": YES_NO,
}
OPEN_CHOICES: dict[str, tuple[str, ...]] = {
    "sumber_rujukan": ("datang sendiri", "masyarakat", "kelurahan", "Satpol PP", "kepolisian",
                       "imigrasi", "BP3MI", "dinas sosial lain"),
    "klien.agama": ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Konghucu"),
    "klien.status_perkawinan": ("belum kawin", "kawin", "cerai hidup", "cerai mati"),
    "klien.pendidikan": ("tidak sekolah", "SD", "SMP", "SMA/SMK", "D3", "S1"),
    "pekerjaan.jenis_migran": ("domestik", "lintas negara"),
    "pemulangan.sumber_biaya": ("dinsos_provinsi", "baznas", "perusahaan", "keluarga"),
    "pemulangan.moda": ("kapal", "speed", "pesawat"),
    "tiket.moda": ("speed", "kapal", "pesawat"),
}  # fmt: skip

HELP = {
    "klien.jenis_kelamin": "L atau P",
    "klien.ttl": "Ende, 3 Mei 1992",
    "klien.nik": "16 angka, bila diketahui",
    "klien.umur": "dalam tahun",
    "klien.dokumen": "KTP, KK, …",
    "pekerjaan.jenis_migran": "domestik atau lintas negara",
    "pekerjaan.mulai": "mis. Maret 2026",
    "pekerjaan.surat_kontrak": "ya atau tidak",
    "pekerjaan.upah_dijanjikan": "mis. Rp3.500.000",
    "pekerjaan.tunggakan_upah": "mis. Rp4.200.000",
    "permasalahan.jenis": "boleh beberapa",
    "permasalahan.uraian": "kronologi: siapa, apa, kapan, di mana; satu alinea satu pokok",
    "temu_bahas.tanggal": "mis. 26 November 2026",
    "temu_bahas.pukul": "WITA, mis. 09.00",
    "kesepakatan.tercapai": "ya atau tidak",
    "kesepakatan.butir": "satu butir satu baris",
    "serah_terima.pukul": "WITA, mis. 14.30",
    "serah_terima.dokumen": "yang ikut diserahkan, dipisahkan koma",
    "serah_terima.batas_tinggal": "mis. 7 hari",
    "pemulangan.sumber_biaya": "dinsos_provinsi, baznas, perusahaan, atau keluarga",
    "pemulangan.perkiraan_biaya": "mis. Rp2.750.000",
    "permakanan.jumlah_porsi": "angka saja",
    "penutupan.hasil": "mis. pulang ke keluarga",
}
NEW_CASE_HELP = "kosong bila baru"
CONTINUED_HELP = "mis. PMBS-2026-0007"
NEW_CASE_TOP = tuple(SECTIONS[0].labels)
CONTINUED_TOP = ("nomor_kasus", "tanggal", "catatan")
# One cell asks for place and date of birth; asking three times for one birth would only confuse.
NOT_ASKED = frozenset({"klien.tempat_lahir", "klien.tanggal_lahir"})


@dataclass(frozen=True)
class BlankForm:
    """One blank form: its code, its title, the sections it asks for ("" is the top).

    `new_page` is the section that begins a page of its own.
    """

    code: str
    title: str
    sections: tuple[str, ...]
    new_page: str = ""

    @property
    def is_continuing(self) -> bool:
        """Whether it belongs to a case that is open already."""
        return "klien" not in self.sections


BLANKS: dict[str, BlankForm] = {
    "pengaduan": BlankForm(
        "PMBS-F1 v1",
        "Formulir Pengaduan PMBS",
        ("", "petugas", "klien", "pekerjaan", "permasalahan", "keluarga", "rombongan"),
    ),
    "temu-bahas": BlankForm(
        "PMBS-F2 v1", "Formulir Temu Bahas Kasus", ("", "temu_bahas", "hasil_temu_bahas"),
        new_page="hasil_temu_bahas",
    ),
    "kesepakatan": BlankForm(
        "PMBS-F3 v1", "Formulir Kesepakatan Antar Dinas", ("", "kesepakatan")
    ),
    "serah-terima": BlankForm(
        "PMBS-F4 v1", "Formulir Serah Terima ke Shelter", ("", "serah_terima")
    ),
    "lanjutan": BlankForm(
        "PMBS-F5 v1",
        "Formulir Lanjutan",
        ("", "pendampingan", "pemulangan", "rujukan", "permakanan", "tiket", "keluar_shelter",
         "penutupan"),
        new_page="tiket",
    ),
}  # fmt: skip


def make_form(
    blank: BlankForm, answers: Answers | None = None, *, sections: Sequence[str] | None = None
) -> bytes:
    """A Word form, empty or with answers.

    Args:
        blank: which form.
        answers: by key path (`klien.nama`); rows as a list of their answers by key.
        sections: ask for these instead of the form's own.
    """
    given = answers or {}
    body = _title(blank)
    for key in sections or blank.sections:
        section = next((one for one in SECTIONS if one.key == key), None)
        if key and key == blank.new_page:
            body += _gap(new_page=True)
        if section is not None:
            body += _section(blank, section, given)
        for rows in ROWS:
            if rows.path == key or (key and rows.path.startswith(f"{key}.")):
                body += _rows(rows, given.get(rows.path, ()))
    return word.package(
        body, _footer(blank), title=f"{blank.title} ({blank.code})", margins=MARGIN, foot=FOOT
    )


def _title(blank: BlankForm) -> str:
    if blank.is_continuing:
        hint = "Isi nomor kasus dan bagian yang diperlukan saja. Tanda * wajib dalam bagian yang diisi."
    else:
        hint = "Tanda * wajib diisi. Yang tidak diketahui dibiarkan kosong."
    hint += (
        " Tambah baris tabel bila perlu; simpan sebagai Word (.docx), lalu salin ke folder inbox."
    )
    return (
        word.paragraph(word.run(OFFICE, size=9, color=word.GREY))
        + word.paragraph(word.run(blank.title, bold=True, size=17, color=INK), before=1, rule=True)
        + word.paragraph(word.run(hint, size=8.5, color=word.GREY), before=3)
        + _gap()
    )


def _footer(blank: BlankForm) -> str:
    def text(words: str) -> str:
        return word.run(words, size=8, color=word.GREY)

    def number(code: str) -> str:
        return word.field(code, size=8, color=word.GREY)

    return word.paragraph(
        text(f"{blank.title} · {blank.code}\tHalaman "), number("PAGE"), text(" dari "),
        number("NUMPAGES"), right_tab=WIDTH, style="Footer",
    )  # fmt: skip


def _gap(*, new_page: bool = False) -> str:
    """Between two tables, which Word would join, and behind the last."""
    return word.paragraph(size=5, new_page=new_page)


# -- sections --------------------------------------------------------------------------------------


def _section(blank: BlankForm, section: SectionLabels, given: Answers) -> str:
    rows = [_bar(section.headings[0], 2)]
    if not section.key:
        rows.append(_labelled("Kode formulir", "", _plain(blank.code)))
    for key, names in section.labels.items():
        path = f"{section.key}.{key}".lstrip(".")
        answer = given.get(path, "")
        text = answer if isinstance(answer, str) else ""
        top = CONTINUED_TOP if blank.is_continuing else NEW_CASE_TOP
        if not text and (path in NOT_ASKED or (not section.key and key not in top)):
            continue
        star = " *" if is_required(blank, section.key, key) else ""
        rows.append(
            _labelled(
                names[0] + star,
                help_of(blank, path),
                _answer(path, key, names[0], text),
                height=HEIGHTS.get(key, LINE_HEIGHT),
            )
        )
    return word.table((LABEL_WIDTH, WIDTH - LABEL_WIDTH), rows) + _gap()


def help_of(blank: BlankForm, path: str) -> str:
    """The hint beside a question; empty if its label says enough."""
    if path == "nomor_kasus":
        return CONTINUED_HELP if blank.is_continuing else NEW_CASE_HELP
    return HELP.get(path, "")


def is_required(blank: BlankForm, section: str, key: str) -> bool:
    """What the section cannot be without, as its model says; a case to continue has a number."""
    if not section:
        return key == "nomor_kasus" and blank.is_continuing
    model = _model(CaseForm, section)
    for part in key.split("."):
        if (
            model is None
            or part not in model.model_fields
            or not model.model_fields[part].is_required()
        ):
            return False
        model = _model(model, part)
    return True


def _model(parent: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of an inner section."""
    kinds = (parent.model_fields[key].annotation, *get_args(parent.model_fields[key].annotation))
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)


def _labelled(label: str, hint: str, answer: str, *, height: float = LINE_HEIGHT) -> word.Row:
    is_long = height > LINE_HEIGHT
    runs = [word.run(label)]
    if hint:
        # In brackets: the reader leaves brackets out when it looks a label up.
        runs.append(word.run(f" ({hint})", size=7.5, color=word.GREY))
    left = word.paragraph(*runs, before=2, after=2)
    align = "top" if is_long else "center"
    return word.row(
        word.cell(left, shade=LABEL_SHADE, align=align),
        word.cell(answer, align=align),
        height=height,
    )


def _answer(path: str, key: str, label: str, text: str) -> str:
    """The answer's cell: a control where one helps, else its lines."""
    if path == "permasalahan.jenis":
        return _boxes(text)
    control = ""
    if path in CHOICES and text in ("", *CHOICES[path]):
        control = word.choice(label, CHOICES[path], text, is_open=False)
    elif path in OPEN_CHOICES and "\n" not in text:
        control = word.choice(label, OPEN_CHOICES[path], text, is_open=True)
    elif _is_date(path, key) and "\n" not in text:
        control = word.date_picker(label, text)
    return word.paragraph(control, before=2, after=2) if control else _plain(text)


def _is_date(path: str, key: str) -> bool:
    return key.startswith("tanggal") or path in ("permakanan.mulai", "permakanan.sampai")


def _boxes(text: str) -> str:
    """A box for each problem that is common, in two columns; ticked if the answer names it."""
    told = readers.read_items(text)
    if not set(told) <= set(PROBLEM_KINDS):
        return _plain(text)
    kinds = (*PROBLEM_KINDS, "lainnya:")
    half = WIDTH - LABEL_WIDTH
    lines = ""
    for left, right in zip(kinds[::2], kinds[1::2], strict=True):
        boxes = (
            word.check_box(kind, is_ticked=kind in told) + word.run(f" {kind}{end}", size=9)
            for kind, end in ((left, "\t"), (right, ""))
        )
        lines += word.paragraph(*boxes, before=1, after=1, tabs=(half * 0.48,))
    return lines


def _plain(text: str) -> str:
    return "".join(
        word.paragraph(word.run(line) if line else "", before=2, after=2)
        for line in text.split("\n")
    )


# -- rows of people or goods -----------------------------------------------------------------------


def _rows(rows: RowsLabels, given: str | Sequence[Mapping[str, str]]) -> str:
    told = [one for one in given if isinstance(one, Mapping)]
    keys = list(rows.columns)
    weights = [COLUMN_WEIGHTS.get(key, OTHER_WEIGHT) for key in keys]
    scale = (WIDTH - NUMBER_WIDTH) / sum(weights)
    widths = (NUMBER_WIDTH, *(weight * scale for weight in weights))
    names = ("No", *(rows.columns[key][0] for key in keys))
    head = word.row(
        *(
            word.cell(
                word.paragraph(
                    word.run(name, bold=True, size=9), before=2, after=2, keep_next=True
                ),
                shade=LABEL_SHADE,
            )
            for name in names
        ),
        is_header=True,
    )
    body = []
    for place in range(max(EMPTY_ROWS.get(rows.path, FEW_ROWS), len(told))):
        answers = told[place] if place < len(told) else {}
        texts = (str(place + 1), *(answers.get(key, "") for key in keys))
        body.append(word.row(*(word.cell(_plain(text)) for text in texts), height=LINE_HEIGHT))
    bar = _bar(rows.headings[0], len(widths), is_inner="." in rows.path)
    return word.table(widths, [bar, head, *body]) + _gap()


def _bar(heading: str, span: int, *, is_inner: bool = False) -> word.Row:
    """The heading as the first row over all columns; repeated where the table goes on."""
    text = word.run(heading, bold=True, size=10.5, color=INK if is_inner else "FFFFFF")
    bar = word.paragraph(text, before=2, after=2, keep_next=True)
    return word.row(word.cell(bar, shade=SUB_SHADE if is_inner else INK, span=span), is_header=True)
