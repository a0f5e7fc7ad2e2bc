"""What the forms of a case came to, for counting: agreements reached or not, and money asked for and paid."""

from pathlib import Path

from generator.archive.database import Index
from generator.archive.records import ItemRecord
from generator.archive.topics.topic import Topic
from generator.vocabulary.case import CaseForm, Pemulangan
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.written import typed

__all__ = ["TOPIC"]

# A further form about the same attempt, or to the same source, takes the place of the earlier one.
TABLES = """
CREATE TABLE IF NOT EXISTS agreements (
    case_number TEXT NOT NULL, day TEXT NOT NULL, is_reached INTEGER NOT NULL,
    PRIMARY KEY (case_number, day)) STRICT;
CREATE TABLE IF NOT EXISTS costs (
    case_number TEXT NOT NULL, source TEXT NOT NULL, day TEXT NOT NULL, asked INTEGER,
    PRIMARY KEY (case_number, source)) STRICT;
CREATE TABLE IF NOT EXISTS wages_paid (
    case_number TEXT PRIMARY KEY, day TEXT NOT NULL, paid INTEGER NOT NULL) STRICT;
"""
# How forms name who pays, and what the report calls them.
SOURCES = {
    "provinsi": "Dinas Sosial Provinsi",
    "pemprov": "Dinas Sosial Provinsi",
    "baznas": "BAZNAS",
    "perusahaan": "perusahaan",
    "keluarga": "keluarga",
}


def _form_came_in(index: Index, record: ItemRecord, _folder: Path, form: CaseForm | None) -> None:
    if form is None:
        return
    case, filed = record.case, record.filed_at.date().isoformat()
    if form.kesepakatan is not None and isinstance(form.kesepakatan.tercapai, bool):
        index.execute(
            "INSERT OR REPLACE INTO agreements VALUES (?, ?, ?)",
            [case, form.kesepakatan.tanggal.isoformat(), int(form.kesepakatan.tercapai)],
        )
    if form.pemulangan is not None:
        index.execute(
            "INSERT INTO costs VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET asked = coalesce(excluded.asked, asked)",
            [case, _source(form.pemulangan), filed, form.pemulangan.diminta],
        )
    paid = typed(form.penutupan.upah_dibayar) if form.penutupan else None
    if form.penutupan is not None and paid is not None:
        index.execute(
            "INSERT OR REPLACE INTO wages_paid VALUES (?, ?, ?)",
            [case, form.penutupan.tanggal.isoformat(), paid],
        )


def _source(way_home: Pemulangan) -> str:
    """Who is asked to pay, by one name however it was written."""
    said = tokens(way_home.sumber_biaya)
    known = next((SOURCES[word] for word in said if word in SOURCES), None)
    return known or way_home.sumber_biaya


TOPIC = Topic(
    tables=TABLES,
    items={"formulir": _form_came_in},
)
