"""Label and answer in one line of text, and the lines of a page's header or footer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from generator.forms.matching import Match
from generator.forms.word import text as word_text
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import fact_of
from generator.vocabulary.indonesian import MONTHS

__all__ = ["Beside", "is_missed", "margin_lines", "split"]

# A colon outside brackets, a tab, or a row of dots parts the label from its answer.
SEPARATOR = re.compile(
    r"^((?:\([^)]*\)|[^:\t(\n]){2,60}?)\s*(:|\t|\.{3,}|…+|_{3,})\s*(.*)$", re.DOTALL
)
FILLING = re.compile(r"^[\s:.…_]+")
# A letterhead's own lines, and what forms under quality control print at their head.
LETTERHEAD = (Kind.ADDRESS, Kind.CONTACT)
PAGE = re.compile(r"\W*(halaman|hal|page)\b", re.IGNORECASE)

# What offices print at the head of a form, before its first section.
HEAD = re.compile(
    r"\b(formulir|dinas|pemerintah|provinsi|kota|kabupaten|jalan|jl|telp|telepon|kode pos|laporan|lampiran|"
    r"tanda \*|isi nomor|nomor|pmbs|pekerja migran|petunjuk)\b|\*",
    re.IGNORECASE,
)
# Around the place of a signature; what follows it are names.
SIGNING = re.compile(
    r"\W*(mengetahui|menyetujui|hormat|tanda tangan|ttd|tertanda|yang (?:menyerahkan|menerima|membuat)|kepala|"
    r"nip|nama terang|materai|meterai)\b.*"
    r"|\W*(petugas|pelapor|pemohon|klien|saksi|penerima)\W*(?:[a-z]+\W*)?"
    rf"|[^\W\d]+(?: [^\W\d]+)?\s*,\s*(?:{'|'.join(MONTHS)})(?:\s*\d{{4}})?\W*"
    r"|.*\b\d{1,2}[ -/.]\w+[ -/.]\d{4}\W*|.*(?:_{3,}|\.{4,}|…).*",
    re.IGNORECASE,
)
NAME = re.compile(r"\(?(?:[A-Z][\w.'’-]*,?\s*){1,6}\)?")
NOTHING = re.compile(r"[\W_\d]*")
SHORT = 40
# An unknown label without an answer has fewer words than what somebody had to say.
LABEL_WORDS = 2


@dataclass
class Beside:
    """Words that stand beside the answers: all are kept, and those that a person typed are told."""

    in_lines: bool = False
    in_rows: bool = False
    _is_signing: bool = False

    def line(self, text: str, *, is_begun: bool) -> bool:
        """Whether a line outside of the tables is to be kept: all but what heads a form."""
        if NOTHING.fullmatch(text) and not any(one.isdigit() for one in text):
            return False
        is_short = len(text) <= SHORT
        if not is_begun:
            if HEAD.search(text):
                return False
            self.in_lines = True
            return True
        is_signature = is_short and SIGNING.fullmatch(text) is not None
        is_name = is_short and self._is_signing and NAME.fullmatch(text) is not None
        self._is_signing = is_signature or is_name
        self.in_lines |= not self._is_signing
        return True

    def cell(self, text: str) -> bool:
        """Whether a cell without an answer beside it is to be kept: it may be words and no label."""
        if NOTHING.fullmatch(text):
            return False
        is_signature = len(text) <= SHORT and SIGNING.fullmatch(text) is not None
        is_label = len(text.split()) <= LABEL_WORDS and not re.search(r"[\d.!]", text)
        self.in_rows |= not (is_signature or is_label)
        return True


def split(text: str) -> tuple[str, str, bool]:
    """Label and answer of a line, and whether a colon parts them; all is label if nothing does."""
    found = SEPARATOR.match(text)
    if found is None:
        return text, "", False
    return found[1].strip(), FILLING.sub("", found[3]).strip(), found[2] == ":"


def margin_lines(part: etree._Element) -> Iterator[tuple[str, str, etree._Element, bool]]:
    """Label, answer, element of each line that may be an answer; last, whether it is a table's row."""
    for block in word_text.blocks(part):
        if not word_text.is_table(block):
            yield *split(word_text.text(block))[:2], block, False
            continue
        for row in word_text.rows(block):
            told = [cell for cell in row.cells if cell.text and cell.text != ":"]
            for cell in told:
                label, answer, _ = split(cell.text)
                if answer:
                    yield label, answer, cell.element, False
            if len(told) > 1 and told[0].text == row.cells[0].text:
                answer = "\n".join(cell.text for cell in told[1:])
                yield told[0].text, answer, told[1].element, True


def is_missed(match: Match | None, label: str, answer: str, *, is_row: bool) -> bool:
    """Whether a line of a margin looks like an answer that is not read there."""
    if not answer or PAGE.match(label):
        return False
    if match is None:
        return is_row
    fact = fact_of(match.path)
    return fact is None or fact.kind not in LETTERHEAD
