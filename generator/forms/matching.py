"""Which key a label means, also when it is abbreviated or misspelt; a guess is told as one.

A misspelling is the same words with slips in them. Another word asks another question: `Tidak
tercapai kesepakatan` is no slip of `Tercapai kesepakatan`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from generator.vocabulary.fields import (
    ROWS,
    SECTIONS,
    RowsLabels,
    SectionLabels,
    fact_of,
    normal,
)

__all__ = [
    "STRANGE",
    "Match",
    "column_key",
    "find_label",
    "of_person",
    "rows_headed",
    "section_headed",
    "spelled_out",
]

NEAR_LABEL, NEAR_WORD = 84, 70
# Of three letters, one that is wrong makes another word: NIK, NIP.
SHORTEST_GUESS, SHORTEST_WORD = 5, 4
# The best guess must be this much better than the best one for another key.
LEAD = 4
MAX_HEADING = 60
SHORT_FORMS = {
    "tgl": "tanggal",
    "no": "nomor",
    "nomer": "nomor",
    "nmr": "nomor",
    "kab": "kabupaten",
    "kec": "kecamatan",
    "kel": "kelurahan",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "jml": "jumlah",
    "jlh": "jumlah",
    "jns": "jenis",
    "telp": "telepon",
    "tlp": "telepon",
    "telpon": "telepon",
    "ket": "keterangan",
    "jab": "jabatan",
    "yg": "yang",
    "dg": "dengan",
    "dgn": "dengan",
    "nip": "nip",
    "usia": "umur",
}
# Words that ask nothing of their own.
FILLERS = frozenset(
    {
        "yang",
        "dan",
        "atau",
        "dari",
        "di",
        "ke",
        "si",
        "klien",
        "lengkap",
        "kerja",
        "l",
        "p",
        "rp",
        "wita",
        "tersebut",
        "bersangkutan",
        "ini",
        "surat",
        "tahun",
    }
)
# A heading of no section of ours: `Data Pelapor`. Its `Nama` is not the client's.
STRANGE = "lain"
STRANGE_HEADING = re.compile(r"(data|identitas|biodata)\s+\w+( \w+)?")


@dataclass(frozen=True)
class Match:
    """The section and key of a label; `near` is the label it was taken for if it is misspelt."""

    section: SectionLabels
    key: str
    near: str = ""

    @property
    def path(self) -> str:
        return f"{self.section.key}.{self.key}".lstrip(".")

    @property
    def is_anybodys(self) -> bool:
        """Whether many are asked it, so that the label does not say of whom."""
        fact = fact_of(self.path)
        return fact is not None and fact.is_anybodys and "." not in self.key


def find_label(label: str, section: SectionLabels, *, exact: bool = False) -> Match | None:
    """What a label asks for under the heading of a section, or elsewhere if only there."""
    candidates = list(_candidates(label))
    for wanted in candidates:
        key = _keys(section).get(wanted)
        if key:
            return Match(section, key)
        if section.key == STRANGE:
            continue
        elsewhere = [Match(one, k) for one in SECTIONS if (k := _keys(one).get(wanted))]
        # What no blank form asks gives way to what one does.
        printed = [one for one in elsewhere if one.key in one.section.asked]
        if len(printed or elsewhere) == 1:
            return (printed or elsewhere)[0]
    if exact or not candidates or section.key == STRANGE:
        return None
    key = _nearest(_words(label.partition("(")[0] or label), section)
    return Match(section, key, section.labels[key][0]) if key else None


def of_person(label: str, section: SectionLabels, person: str) -> str:
    """The key of a plain label (`Nama`, `NIP`) in a row of its own below `Yang menyerahkan`."""
    wanted = spelled_out(label)
    for key in section.labels:
        fact = fact_of(f"{section.key}.{key}") if key.startswith(f"{person}.") else None
        if fact is not None and wanted in map(spelled_out, fact.labels):
            return key
    return ""


def column_key(heading: str, rows: RowsLabels) -> tuple[str, str]:
    """The key of a column and, if it is misspelt, the heading it was taken for."""
    keys = _column_keys(rows.path)
    for wanted in _candidates(heading):
        if wanted in keys:
            return keys[wanted], ""
    key, _ = _best(_words(heading), _column_choices(rows.path))
    return (key, rows.columns[key][0]) if key else ("", "")


def section_headed(text: str) -> tuple[SectionLabels | None, str]:
    """The section that a line of text heads, and the heading it was taken for if it is misspelt."""
    if not text.strip() or len(normal(text)) > MAX_HEADING:
        return None, ""
    for wanted in _candidates(text):
        if wanted in _sections_by_heading():
            return _sections_by_heading()[wanted], ""
    key, _ = _best(_words(text), _heading_choices()) if ":" not in text else ("", 0)
    found = next((one for one in SECTIONS if key and one.key == key), None)
    if found is None and STRANGE_HEADING.fullmatch(normal(text)):
        return SectionLabels(STRANGE, (" ".join(text.split()),), {}), ""
    return found, found.headings[0] if found else ""


def rows_headed(text: str, section: SectionLabels) -> RowsLabels | None:
    """The table of rows of this name; of several (`Saksi`) that of the present section."""
    if len(normal(text)) > MAX_HEADING:
        return None
    fitting = [rows for wanted in _candidates(text) for rows in _rows_by_heading().get(wanted, ())]
    of_section = [rows for rows in fitting if rows.path.startswith(f"{section.key}.")]
    return next(iter(of_section or fitting), None)


def spelled_out(label: str) -> str:
    """A label as it is looked up: short forms written out, nothing but letters and figures."""
    return "".join(_words(label))


@lru_cache(maxsize=4_096)
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


@cache
def _rows_by_heading() -> dict[str, tuple[RowsLabels, ...]]:
    found: dict[str, tuple[RowsLabels, ...]] = {}
    for rows in ROWS:
        for name in dict.fromkeys(spelled_out(heading) for heading in rows.headings):
            found[name] = (*found.get(name, ()), rows)
    return found


# Labels to choose from, in words, by their key and their name.
Labelled = Mapping[tuple[str, str], str]


def _choices(labels: Mapping[str, tuple[str, ...]]) -> Labelled:
    return {(key, name): " ".join(_words(name)) for key, names in labels.items() for name in names}


@cache
def _label_choices(section: str) -> Labelled:
    return _choices(next((one.labels for one in SECTIONS if one.key == section), {}))


@cache
def _column_choices(path: str) -> Labelled:
    return _choices(next(one.columns for one in ROWS if one.path == path))


@cache
def _heading_choices() -> Labelled:
    return _choices({one.key: one.headings for one in SECTIONS})


# -- misspellings ----------------------------------------------------------------------------------


def _nearest(words: tuple[str, ...], section: SectionLabels) -> str:
    """The key of a section that misspelt words mean; none if another section fits them better."""
    key, likeness = _best(words, _label_choices(section.key))
    others = [one.key for one in SECTIONS if one.key != section.key] if key else []
    is_best = all(likeness >= _best(words, _label_choices(other))[1] for other in others)
    return key if is_best else ""


def _best(words: tuple[str, ...], choices: Labelled) -> tuple[str, float]:
    """The key whose labels the words are nearest to, and how near, 0 to 100.

    None if two keys are about as near.
    """
    if len("".join(words)) < SHORTEST_GUESS:
        return "", 0
    # Few are near at all: the careful look at their words is for those.
    near = process.extract(
        " ".join(words), choices, scorer=fuzz.ratio, score_cutoff=NEAR_LABEL - LEAD, limit=None
    )
    best: dict[str, float] = {}
    for _, likeness, (key, name) in near:
        if likeness > best.get(key, 0) and _is_the_same_question(words, _words(name)):
            best[key] = likeness
    ranked = sorted(((likeness, key) for key, likeness in best.items()), reverse=True)
    likeness, key = ranked[0] if ranked else (0, "")
    runner_up = ranked[1][0] if len(ranked) > 1 else 0
    return (key, likeness) if likeness >= NEAR_LABEL and likeness - runner_up >= LEAD else ("", 0)


def _is_the_same_question(written: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether words differ by slips only: every word written is one of the label's."""
    partners = (*known, "".join(known))
    return all(word in FILLERS or any(_is_slip(word, one) for one in partners) for word in written)


def _is_slip(word: str, known: str) -> bool:
    """Whether a word may be another one misspelt; of the short ones (HP, KTP) none is."""
    is_long = min(len(word), len(known)) >= SHORTEST_WORD
    return word == known or (is_long and fuzz.ratio(word, known) >= NEAR_WORD)
