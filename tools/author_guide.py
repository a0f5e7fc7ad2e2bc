"""docs/penulis-templat.md: every placeholder and filter, with examples that the filters themselves give."""

from collections.abc import Set
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.letters import LetterType, load_catalogue, specimen_letter
from generator.letters.engine.environment import CALLS, PLAIN_FILTERS, TemplateEnvironment
from generator.letters.placeholders import FILTERS, context
from generator.letters.receivers import ReceiverTable
from generator.rules.config import load_config
from generator.vocabulary.case import SECTIONS as FORM_SECTIONS
from generator.vocabulary.case import CaseForm
from generator.vocabulary.fields import ROWS, SECTIONS

ROOT = Path(__file__).parents[1]
PROSE = Path(__file__).with_name("author_guide.md")
DAY = date(2026, 11, 24)
# The letter whose values are shown.
EXAMPLE = "surat-koordinasi"
SHOWN = 70
NOTHING = "–"

# What stands beside the form's own answers, in the order of the page.
NAMES: dict[str, str] = {
    "nomor_kasus": "nomor berkas kasus",
    "surat": "surat itu sendiri; `hal` dan `sifat` dari letters.toml (`sifat` Rahasia bila berkasnya Rahasia; tandanya di kiri atas dibuat sendiri)",
    "kantor": "kantor, dari pmbs.toml",
    "tujuan": "alamat tujuan; `alamat` hanya bila sudah diperiksa",
    "penandatangan": "pejabat yang berlaku pada tanggal surat; `ttd` hanya terisi pada surat SRIKANDI",
    "mengetahui": "kepala yang mengetahui berita acara, kecuali ia sudah menjadi pihaknya",
    "tembusan": "daftar tembusan dari letters.toml; surat Rahasia tanpa tembusan ke luar",
    "orang": "klien seperti disebut dalam surat; `nama` dengan “dan N orang lainnya”, `sendiri` klien saja",
    "pelapor": "klien sebagai penanda tangan tanda terima",
    "undangan": "`semua`; `singkat` (sampai enam undangan) atau `terlampir` (lebih dari enam)",
    "para_pihak": "PIHAK KESATU dan PIHAK KEDUA, atau PARA PIHAK",
    "ditugaskan": "petugas surat tugas yang disebut di formulir",
    "hadir": "baris daftar hadir: undangan, lalu baris kosong",
    "bepergian": "penumpang tiket: yang disebut di formulir, kalau tidak ada klien dan rombongannya",
    "penyerah": "siapa yang melepas klien dari shelter",
    "penerima": "siapa yang menerima klien yang keluar dari shelter; `keluarga` bila kerabatnya",
    "pertemuan": "rapat notula: acara, pukul, dan tempat dari undangannya",
    "lama_permakanan": "berapa hari permakanan diminta",
    "porsi_sehari": "porsi sehari, bila jumlah porsi terbagi rata atas harinya",
    "hari_terakhir": "hari terakhir di shelter, bila batas tinggal disebut dalam hari atau minggu",
    "rincian_biaya": "baris perkiraan biaya pemulangan dengan `biaya` masing-masing, dan `jumlah` bila semuanya dapat dihitung",
    "perkara": "duduk perkara untuk memilih kata: `upah`, `majikan_tidak_diketahui` (hanya bila formulir berkata demikian), `deportasi`, `anak`",
    "narahubung": "siapa yang dapat dihubungi: petugas penerima, dengan teleponnya atau telepon kantor",
    "rujukan_tertulis": "ya bila klien datang dengan surat dari pihak lain",
    "rujukan_lisan": "ya bila klien datang melalui pihak lain tanpa surat",
    "nomor_kesepakatan": "nomor berita acara kesepakatan kasus ini, bila sudah ada",
    "sop": "nomor SOP dan dasar hukumnya (`dasar`), dari sop.toml",
    "lampiran": 'judul lampiran kasus, bila `lists` surat itu memuat "lampiran"',
}
# A tag for each filter, and what it is for.
FILTER_EXAMPLES: dict[str, tuple[str, str]] = {
    "rupiah": ("pekerjaan.tunggakan_upah | rupiah", "jumlah uang"),
    "rupiah_kata": ("pekerjaan.tunggakan_upah | rupiah_kata", "jumlah uang dengan huruf"),
    "terbilang": ("klien.umur | terbilang", "bilangan dengan huruf"),
    "rangkap": ("surat.rangkap | rangkap", "jumlah dengan angka dan huruf"),
    "hari": ("kesepakatan.tanggal | hari", "nama hari"),
    "hari_tanggal": (
        "pemulangan.tanggal | hari_tanggal",
        "nama hari dan tanggal; yang bukan tanggal seperti tertulis",
    ),
    "usia": ("klien.umur | usia", "umur dengan tahunnya; “8 bulan” seperti tertulis"),
    "ada": ("pekerjaan.surat_kontrak | ada", "ada atau tidak ada; jawaban lain seperti tertulis"),
    "tanggal_kata": (
        "kesepakatan.tanggal | tanggal_kata",
        "tanggal dengan huruf, untuk berita acara",
    ),
    "tanggal_angka": ("kesepakatan.tanggal | tanggal_angka", "tanggal dengan angka"),
    "pihak_ke": ("2 | pihak_ke", "sebutan pihak"),
    "gabung": ("klien.dokumen | gabung", "daftar menjadi kalimat"),
    "alinea": (
        "permasalahan.uraian | alinea",
        "jawaban panjang menjadi paragraf satu per satu, untuk `for`",
    ),
    "kalimat": (
        "permasalahan.harapan | kalimat",
        "diakhiri satu titik, kecuali sudah berakhir dengan tanda baca",
    ),
    "susunan": (
        "permasalahan.uraian | susunan",
        "jawaban panjang menjadi paragraf (`teks`); anak butir membawa `tanda`, untuk `for`",
    ),
    "butir": (
        "kesepakatan.butir | butir",
        "butir bernomor (`no`, `teks`) dengan anak butirnya (`sub`), untuk `for`",
    ),
    "nilai_kata": (
        "kesepakatan.bila_ingkar | nilai_kata",
        "jumlah rupiah di dalamnya ditulis pula dengan huruf",
    ),
    "jumlah_barang": (
        "serah_terima.barang[0].jumlah | jumlah_barang(serah_terima.barang[0].nama)",
        "banyaknya barang; uang tunai menjadi rupiah dengan huruf",
    ),
    "jabatan": ("penandatangan.jabatan | jabatan", "nama jabatan terpotong sebelum “dan” terakhir"),
    "bertanda_tangan": (
        "kesepakatan.pihak | bertanda_tangan",
        "kelompok pasangan penanda tangan (`sebutan`, `orang`) yang tetap pada satu halaman, untuk `for`",
    ),
    "utuh": ("surat.nomor | utuh", "tidak terpotong antarbaris"),
    "nama": ("klien.nama | nama", "nama yang pendek tidak terpotong antarbaris"),
    "kapital": ("kantor.city | kapital", "huruf besar"),
}


def _told_everything() -> LetterType:
    """The example's type as if its receivers were told all there is."""
    all_of_it = ReceiverTable(
        name="lengkap",
        identity=True,
        birth=True,
        origin=True,
        subject=True,
        health=True,
        people=("nama", "jenis_kelamin", "umur", "nik", "keterangan"),
        sections=FORM_SECTIONS,
    )
    return load_catalogue(ROOT / "templates").types[EXAMPLE].model_copy(update={"tells": all_of_it})


def authors_page() -> str:
    """The whole page: the prose, with the tables where it asks for them."""
    page = PROSE.read_text(encoding="utf-8")
    for mark, table in (
        ("FORMULIR", form_tables()),
        ("LAINNYA", names_table()),
        ("SARINGAN", filters_table()),
        ("BAWAAN", ", ".join(f"`{name}`" for name in PLAIN_FILTERS)),
        ("PANGGILAN", ", ".join(f"`{name}`" for name in sorted(CALLS[dict]))),
    ):
        page = page.replace(f"@@{mark}@@", table)
    return page


def _values() -> dict[str, Any]:
    config = load_config(ROOT)
    return context(specimen_letter(_told_everything(), config, DAY), config)


def _printed(expression: str, values: dict[str, Any]) -> str:
    """What a tag prints, as a cell of a table."""
    environment = TemplateEnvironment()
    result = environment.compile_expression(expression, undefined_to_none=False)(**values)
    # What is made for a loop is counted; a list of answers is printed as a sentence.
    if isinstance(result, list) and expression.endswith(("| alinea", "| bertanda_tangan")):
        return f"{len(result)} {'kelompok' if 'tangan' in expression else 'paragraf'}"
    text = environment.from_string(f"{{{{ {expression} }}}}").render(values)
    plain = " ".join(text.replace('</w:t><w:br/><w:t xml:space="preserve">', " ").split())
    shown = plain if len(plain) <= SHOWN else f"{plain[: SHOWN - 1]}…"
    return shown.replace("|", "\\|") or NOTHING


def form_tables() -> str:
    """One table a section: tag, label on the form, example; `*` where the form requires it."""
    values = _values()
    rows_of = {rows.path: rows for rows in ROWS}
    parts = []
    for section in SECTIONS:
        model = CaseForm if not section.key else _model(CaseForm, section.key)
        parts += [
            f"### {section.headings[0]}",
            "",
            "| tanda | isian formulir | contoh |",
            "| --- | --- | --- |",
        ]
        for key, labels in section.labels.items():
            path = f"{section.key}.{key}".lstrip(".")
            if key == "ttl" or path in rows_of:
                continue  # one answer that is split into two, and rows
            star = " *" if _is_required(model, key) else ""
            parts.append(f"| `{{{{ {path} }}}}` | {labels[0]}{star} | {_printed(path, values)} |")
        parts.append("")
        parts += _rows_of(section.key, rows_of, values)
    parts += _rows_of(None, rows_of, values)
    return "\n".join(parts).rstrip()


def _rows_of(section: str | None, rows_of: dict[str, Any], values: dict[str, Any]) -> list[str]:
    """The tables of rows of a section; without one, those that stand by themselves."""
    lines: list[str] = []
    for path, rows in rows_of.items():
        inside = path.partition(".")[0] if "." in path else None
        if section != inside:
            continue
        keys = ", ".join(f"`satu.{key}`" for key in rows.columns)
        held = values
        for step in path.split("."):
            held = (held or {}).get(step)
        example = _printed(f"{path}[0].{next(iter(rows.columns))}", values) if held else NOTHING
        lines += [
            f"{rows.headings[0]}: `{{%tr for satu in {path} %}}` … `{{%tr endfor %}}` dengan {keys}; "
            f"contoh baris pertama: {example}",
            "",
        ]
    return lines


def _model(model: type[BaseModel], key: str) -> type[BaseModel]:
    for part in getattr(model.model_fields[key].annotation, "__args__", ()):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    raise KeyError(key)


def _is_required(model: type[BaseModel], key: str) -> bool:
    first, _, inner = key.partition(".")
    info = model.model_fields[first]
    if inner:
        held = info.annotation
        return info.is_required() and isinstance(held, type) and _is_required(held, inner)
    return info.is_required()


def _same(known: Set[str], told: Set[str]) -> None:
    """Whatever a template may use stands on the page, and nothing else."""
    if known != told:
        raise ValueError(f"described here or known there, but not both: {sorted(known ^ told)}")


def names_table() -> str:
    """Everything that a template may name beside the form's answers."""
    values = _values()
    own = values.keys() - CaseForm.model_fields.keys() | {"nomor_kasus"}
    _same(own, NAMES.keys())
    lines = ["| tanda | isinya | contoh |", "| --- | --- | --- |"]
    for name, words in NAMES.items():
        paths = _paths(name, values[name])
        if paths == [name]:
            lines.append(f"| `{name}` | {words} | {_shown(name, values)} |")
        else:
            lines.append(f"| `{name}` | {words} | |")
            lines += [f"| `{{{{ {path} }}}}` | | {_shown(path, values)} |" for path in paths]
    return "\n".join(lines)


def _paths(name: str, value: Any) -> list[str]:
    """A name, or what may stand behind its dots."""
    if isinstance(value, dict):
        return [path for key, one in value.items() for path in _paths(f"{name}.{key}", one)]
    return [name]


def _shown(path: str, values: dict[str, Any]) -> str:
    """An example; rows are shown as a count."""
    held: Any = values
    for step in path.split("."):
        held = held[step]
    if isinstance(held, list) and not (held and isinstance(held[0], str)):
        return f"{len(held)} baris"
    return _printed(path, values)


def filters_table() -> str:
    """Every filter with a tag that uses it, and what that prints."""
    values = _values()
    _same(FILTERS.keys(), FILTER_EXAMPLES.keys())
    lines = ["| saringan | untuk apa | tanda | hasil |", "| --- | --- | --- | --- |"]
    for name, (expression, words) in FILTER_EXAMPLES.items():
        tag = expression.replace("|", "\\|")
        lines.append(f"| `{name}` | {words} | `{{{{ {tag} }}}}` | {_printed(expression, values)} |")
    return "\n".join(lines)
