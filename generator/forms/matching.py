"""Which key a label means, also when it is abbreviated or misspelt; a guess is told as one.

A misspelling is the same words with slips in them. Another word asks another question: `Tidak
tercapai kesepakatan` is no slip of `Tercapai kesepakatan`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from generator.forms.labels import ROWS, SECTIONS, RowsLabels, SectionLabels, normal

__all__ = [
    "STRANGE",
    "Match",
    "column_key",
    "find_label",
    "rows_headed",
    "section_headed",
    "spelled_out",
]

NEAR_LABEL, NEAR_WORD = 84, 70
# Of three letters, one that is wrong makes another word: NIK, NIP.
SHORTEST_GUESS = 5
# The best guess must be this much better than the best one for another key.
LEAD = 4
MAX_HEADING = 60
SHORT_FORMS = {
    "tgl": "tanggal", "no": "nomor", "nomer": "nomor", "nmr": "nomor", "kab": "kabupaten", "kec": "kecamatan",
    "kel": "kelurahan", "prov": "provinsi", "propinsi": "provinsi", "jml": "jumlah", "jlh": "jumlah",
    "jns": "jenis", "telp": "telepon", "tlp": "telepon", "telpon": "telepon", "ket": "keterangan",
    "jab": "jabatan", "yg": "yang", "dg": "dengan", "dgn": "dengan", "nip": "nip", "usia": "umur",
}  # fmt: skip
# Words that ask nothing of their own.
FILLERS = frozenset({"yang", "dan", "atau", "dari", "di", "ke", "si", "klien", "lengkap", "kerja", "l", "p", "rp",
                     "wita", "tersebut", "bersangkutan", "ini", "surat", "tahun"})  # fmt: skip
# A heading of no section of ours: `Data Pelapor`. Its `Nama` is not the client's.
STRANGE = "lain"
STRANGE_HEADING = re.compile(r"(data|identitas|biodata)\s+\w+( \w+)?")
NEGATIONS = frozenset({"tidak", "belum", "bukan", "tanpa", "tdk", "blm"})


@dataclass(frozen=True)
class Match:
    """The section and key of a label; `near` is the label it was taken for if it is misspelt."""

    section: SectionLabels
    key: str
    near: str = ""

    @property
    def path(self) -> str:
        return f"{self.section.key}.{self.key}".lstrip(".")


def find_label(label: str, section: SectionLabels, *, exact: bool = False) -> Match | None:
    """What a label asks for under the heading of a section, or elsewhere if only there."""
    candidates = list(_candidates(label))
    for wanted in candidates:
        key = _keys(section).get(wanted)
        if key:
            return Match(section, key)
        if section.key == STRANGE:
            continue
        elsewhere = [(one, k) for one in SECTIONS if (k := _keys(one).get(wanted))]
        if len(elsewhere) == 1:
            return Match(*elsewhere[0])
    if exact or not candidates or section.key == STRANGE:
        return None
    key = _nearest(_words(label.partition("(")[0] or label), section)
    return Match(section, key, section.labels[key][0]) if key else None


def column_key(heading: str, rows: RowsLabels) -> tuple[str, str]:
    """The key of a column and, if it is misspelt, the heading it was taken for."""
    keys = _column_keys(rows.path)
    for wanted in _candidates(heading):
        if wanted in keys:
            return keys[wanted], ""
    key = _best(_words(heading), rows.columns)
    return (key, rows.columns[key][0]) if key else ("", "")


def section_headed(text: str) -> tuple[SectionLabels | None, str]:
    """The section that a line of text heads, and the heading it was taken for if it is misspelt."""
    if not text.strip() or len(normal(text)) > MAX_HEADING:
        return None, ""
    for wanted in _candidates(text):
        if wanted in _sections_by_heading():
            return _sections_by_heading()[wanted], ""
    key = (
        _best(_words(text), {one.key: one.headings for one in SECTIONS}) if ":" not in text else ""
    )
    found = next((one for one in SECTIONS if key and one.key == key), None)
    if found is None and STRANGE_HEADING.fullmatch(normal(text)):
        return SectionLabels(STRANGE, (" ".join(text.split()),), {}), ""
    return found, found.headings[0] if found else ""


def rows_headed(text: str, section: SectionLabels) -> RowsLabels | None:
    """The table of rows of this name; of several (`Saksi`) that of the present section."""
    if len(normal(text)) > MAX_HEADING:
        return None
    wanted = set(_candidates(text))
    fitting = [rows for rows in ROWS if wanted & {spelled_out(h) for h in rows.headings}]
    of_section = [rows for rows in fitting if rows.path.startswith(f"{section.key}.")]
    return next(iter(of_section or fitting), None)


def spelled_out(label: str) -> str:
    """A label as it is looked up: short forms written out, nothing but letters and figures."""
    return "".join(_words(label))


@cache
def _words_of(label: str) -> tuple[str, ...]:
    words = re.findall(r"[^\W_]+", normal(label))
    return tuple(SHORT_FORMS.get(word, word) for word in words)


def _words(label: str) -> tuple[str, ...]:
    # Longer texts are sentences; the cache is for labels.
    return _words_of(label) if len(label) <= 2 * MAX_HEADING else ()


def _candidates(label: str) -> Iterator[str]:
    """The label whole, without its brackets, and its first line."""
    seen = set()
    for text in (label, re.sub(r"\([^()]*\)?", " ", label), label.strip().partition("\n")[0]):
        name = spelled_out(text)
        if name and name not in seen:
            seen.add(name)
            yield name


@cache
def _sections_by_heading() -> dict[str, SectionLabels]:
    return {spelled_out(heading): one for one in SECTIONS for heading in one.headings}


def _keys(section: SectionLabels) -> dict[str, str]:
    return _section_keys(section.key)


@cache
def _section_keys(name: str) -> dict[str, str]:
    labels = next((one.labels for one in SECTIONS if one.key == name), {})
    return {spelled_out(label): key for key, names in labels.items() for label in names}


@cache
def _column_keys(path: str) -> dict[str, str]:
    rows = next(one for one in ROWS if one.path == path)
    return {spelled_out(name): key for key, names in rows.columns.items() for name in names}


# -- misspellings ----------------------------------------------------------------------------------


def _nearest(words: tuple[str, ...], section: SectionLabels) -> str:
    """The key of a section that misspelt words mean; none if another section fits them better."""
    key = _best(words, section.labels)
    others = (label for one in SECTIONS if one is not section for label in _labels(one.labels))
    likeness = _likeness(words, section.labels[key]) if key else 0
    return key if key and likeness >= _likeness(words, others) else ""


def _labels(labels: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    return (label for names in labels.values() for label in names)


def _best(words: tuple[str, ...], labels: Mapping[str, tuple[str, ...]]) -> str:
    """The key whose labels the words are nearest to; none if two keys are about as near."""
    if len("".join(words)) < SHORTEST_GUESS:
        return ""
    ranked = sorted(((_likeness(words, names), key) for key, names in labels.items()), reverse=True)
    best, key = ranked[0]
    runner_up = ranked[1][0] if len(ranked) > 1 else 0
    return key if best >= NEAR_LABEL and best - runner_up >= LEAD else ""


def _likeness(words: tuple[str, ...], names: Iterable[str]) -> float:
    """How near words come to the nearest of some labels, 0 to 100."""
    written = " ".join(words)
    return max(
        (
            fuzz.ratio(written, " ".join(_words(name)))
            for name in names
            if _is_the_same_question(words, _words(name))
        ),
        default=0,
    )


def _is_the_same_question(written: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether words differ by slips only, not by a word more or by `tidak`."""
    if (NEGATIONS & set(written)) != (NEGATIONS & set(known)):
        return False
    partners = (*known, "".join(known))
    return all(
        word in FILLERS or any(fuzz.ratio(word, partner) >= NEAR_WORD for partner in partners)
        for word in written
    )
