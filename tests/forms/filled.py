"""Every blank form filled: an answer to each label, typed as its key asks, all invented."""

from generator.forms.blank.word import BLANKS, BlankForm
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import ROWS, SECTIONS, fact_of

TYPED = {
    "nomor_kasus": "PMBS-2026-0007",
    "klien.jenis_kelamin": "Perempuan",
    "klien.ttl": "Ende, 3 Mei 1992",
    "klien.nik": "5308124305920001",
    "klien.umur": "34 tahun",
    "klien.dokumen": "KTP, paspor",
    "permasalahan.jenis": "upah tidak dibayar; kekerasan; ingin pulang",
    "permasalahan.uraian": "Alinea satu: klien & keluarga <3 orang>.\nAlinea dua, “dikutip”.\n\nAlinea tiga.",
    "pekerjaan.upah_dijanjikan": "Rp3.500.000",
    "pekerjaan.upah_diterima": "1500000",
    "pekerjaan.tunggakan_upah": "4,2 juta",
    "pekerjaan.surat_kontrak": "ya",
    "pekerjaan.jenis_migran": "lintas negara",
    "sumber_rujukan": "Satpol PP",
    "temu_bahas.pukul": "09.00",
    "serah_terima.pukul": "14.30 WITA",
    "serah_terima.dokumen": "KTP; KK",
    "hasil_temu_bahas.pembahasan": "Pembahasan satu.\nPembahasan dua.",
    "kesepakatan.tercapai": "tidak",
    "kesepakatan.butir": "1. Butir pertama, dengan koma\n2. Butir kedua; selesai\n3. Butir ketiga",
    "pemulangan.sumber_biaya": "baznas",
    "pemulangan.jumlah_orang": "2 orang",
    "pemulangan.perkiraan_biaya": "Rp2.750.000",
    "permakanan.mulai": "24-11-2026",
    "permakanan.sampai": "30 November 2026",
    "permakanan.jumlah_porsi": "9",
    "tiket.moda": "kapal",
}
ROW_TYPED = {"umur": "30", "jenis_kelamin": "L", "nik": "6571010101900001", "jumlah": "2"}
OF_KIND = {
    Kind.DATE: "24 November 2026",
    Kind.TIME: "09.00",
    Kind.MONEY: "Rp3.500.000",
    Kind.NUMBER: "3",
    Kind.YES_NO: "ya",
    Kind.SEX: "L",
    Kind.ITEMS: "pagi, siang",
}
BIRTH = frozenset({"klien.tempat_lahir", "klien.tanggal_lahir"})


def full_answers(blank: BlankForm, *, rows: int = 4) -> dict[str, str | list[dict[str, str]]]:
    """An answer to every label of the form, and rows in every table of it."""
    answers: dict[str, str | list[dict[str, str]]] = {}
    for section in SECTIONS:
        if section.key not in blank.sections:
            continue
        for key, names in section.labels.items():
            path = f"{section.key}.{key}".lstrip(".")
            if path in BIRTH:
                continue
            fact = fact_of(path)
            by_kind = OF_KIND.get(fact.kind) if fact else None
            answers[path] = TYPED.get(path) or by_kind or f"isi {names[0]}"
    for table in ROWS:
        if table.path.partition(".")[0] in blank.sections:
            answers[table.path] = [
                {key: _of_row(f"{table.path}.{key}", n) for key in table.columns}
                for n in range(1, rows + 1)
            ]
    if not blank.is_continuing:
        answers["nomor_kasus"] = ""
    return answers


def _of_row(path: str, n: int) -> str:
    key = path.rpartition(".")[2]
    fact = fact_of(path)
    by_kind = OF_KIND.get(fact.kind) if fact else None
    return ROW_TYPED.get(key) or by_kind or f"{key} ke-{n}, S.Sos."


def asked(blank: BlankForm) -> set[str]:
    """The keys that a filled form must give back."""
    told = {path for path, answer in full_answers(blank).items() if answer}
    return told - {"klien.ttl"} | (set(BIRTH) if "klien" in blank.sections else set())


__all__ = ["BLANKS", "asked", "full_answers"]
