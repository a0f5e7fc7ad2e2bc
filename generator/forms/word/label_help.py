"""The help that stands in brackets behind a label: what is printed there, and what somebody wrote into it."""

import re
from functools import cache

from generator.forms.folding import plain
from generator.vocabulary.fields import fact_of, group_of, joint_with, label_of

__all__ = ["written_into"]

BRACKETS = re.compile(r"\(([^()]{1,300})\)?")
# Words of which help is made on blank forms of any office; alone they are nobody's answer.
OF_HELP = frozenset(
    [
        "ada",
        "pmbs",
        "angka",
        "atau",
        "baru",
        "baris",
        "beberapa",
        "berupa",
        "bila",
        "boleh",
        "bulan",
        "contoh",
        "dalam",
        "dari",
        "dan",
        "dd",
        "diisi",
        "diketahui",
        "digit",
        "dst",
        "formulir",
        "hari",
        "huruf",
        "ini",
        "isi",
        "isilah",
        "jam",
        "jika",
        "kalau",
        "kasus",
        "kode",
        "kosong",
        "kosongkan",
        "l",
        "lebih",
        "lengkap",
        "lihat",
        "mis",
        "misal",
        "misalnya",
        "mm",
        "nama",
        "nomor",
        "no",
        "opsional",
        "orang",
        "p",
        "per",
        "perlu",
        "petugas",
        "pilih",
        "pukul",
        "rp",
        "rupiah",
        "salah",
        "satu",
        "sebutkan",
        "sesuai",
        "sesuaikan",
        "tanda",
        "tahun",
        "tanggal",
        "tgl",
        "thn",
        "tidak",
        "tsb",
        "tulis",
        "tulisan",
        "untuk",
        "wajib",
        "wib",
        "wita",
        "wit",
        "ya",
        "yang",
        "yyyy",
        "yy",
        "hp",
        "wa",
        "ktp",
        "kk",
        "laki",
        "perempuan",
        "pria",
        "wanita",
        "laki-laki",
        "x",
    ]
)


def written_into(label: str, path: str) -> str:
    """The words in a label's brackets that are no help: somebody answered there. Empty if there are none."""
    known = _help_words(path)
    told = [
        text.strip()
        for text in BRACKETS.findall(label)
        if any(word not in known for word in _words(text))
    ]
    return "; ".join(told)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", plain(text)) if word not in OF_HELP]


@cache
def _help_words(path: str) -> frozenset[str]:
    """Every word that a blank form prints with this question, whichever form and version it is."""
    fact, joint, group = fact_of(path), joint_with(path), group_of(path)
    texts = [label_of(path)]
    if fact is not None:
        texts += [*fact.labels, fact.help, *fact.choices, *fact.proposals, *fact.boxes]
        texts += [fact.column.hint] if fact.column else []
        texts += [fact.shared.hint] if fact.shared else []
    if joint is not None:
        texts += [*joint.labels, joint.help]
    if group is not None:
        texts += group.headings
    return frozenset(word for text in texts for word in _words(text))
