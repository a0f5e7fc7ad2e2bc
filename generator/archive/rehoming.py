"""What a move does to the index: everything told of an item is told in its new case, and both cases anew."""

from collections.abc import Sequence

from generator.archive.case_answers import (
    client_of,
    close_case,
    enter_answers,
    enter_words,
    form_of,
    leave_words,
    names_of,
    text_of,
)
from generator.archive.database import Index, Row
from generator.archive.ledger import LedgerLine
from generator.archive.store import Store
from generator.archive.topics import common_forms, correspondence, outcomes, secrecy
from generator.archive.topics.refilings import noted
from generator.archive.topics.returns import settle
from generator.archive.topics.texts import renamed
from generator.vocabulary.case import CaseForm
from generator.vocabulary.problems import ArchiveDamagedError

__all__ = ["OF_FORMS", "OF_PLACES", "rehome"]

# The tables that tell something of one item, by its place.
OF_PLACES = (
    "register",
    "prints",
    "returns",
    "withdrawals",
    "texts",
    "scans_to_read",
    "electronic_signatures",
    "incoming",
    "outgoing",
    "dispositions",
    "deliveries",
    "access_suggestions",
    "srikandi",
)
# Those that the forms of a case fill between them, later ones over earlier ones.
OF_FORMS = (
    "people",
    "identifiers",
    "case_facts",
    "case_names",
    "agreements",
    "costs",
    "wages_paid",
    "common_forms",
)
BY_FORMS = (correspondence, outcomes, common_forms, secrecy)


def rehome(index: Index, store: Store, line: LedgerLine) -> None:
    """Take in that items were moved; inside the caller's transaction."""
    if not noted(index, line):
        return
    case, target = line.data["case"], line.data["to"]
    moved: list[Row] = []
    for old, new in line.data["places"]:
        row = index.row("SELECT * FROM items WHERE case_number = ? AND item = ?", [case, old])
        if row is None:
            continue  # it could not be read when it was to be indexed: `verify` reports it
        _rekey(index, case, old, target, new)
        moved.append(row | {"case_number": target, "item": new})
    has_form = any(row["kind"] == "formulir" for row in moved)
    for one in (case, target) if has_form else ():
        _tell_anew(index, store, one)
    for row in moved:
        _find_anew(index, store, row, was=case)
        _close(index, store, row)
        if row["kind"] == "pindaian":
            settle(index, target, row["number"], row["revision"])
    if has_form:
        _forget_names(index, store, case)


def _rekey(index: Index, case: str, old: int, target: str, new: int) -> None:
    places = [target, new, case, old]
    for table in ("items", *OF_PLACES):
        index.execute(
            f"UPDATE {table} SET case_number = ?, item = ? WHERE case_number = ? AND item = ?",  # noqa: S608 - constants
            places,
        )
    index.execute(
        "INSERT INTO counters (series, year, n) VALUES (?, 0, ?)"
        " ON CONFLICT DO UPDATE SET n = max(n, excluded.n)",
        [f"berkas {target}", new],
    )
    index.execute(
        "UPDATE items SET access = coalesce((SELECT class FROM access WHERE case_number = :case), access)"
        " WHERE case_number = :case AND item = :item",
        {"case": target, "item": new},
    )
    # What was declared of a letter goes with it, and a request that it answered is open again.
    index.execute(
        "UPDATE OR REPLACE declared_whole SET case_number = :target WHERE case_number = :case"
        " AND (number, revision) IN (SELECT number, revision FROM items"
        "  WHERE case_number = :target AND item = :item AND kind IN ('surat', 'surat-luar'))",
        {"case": case, "target": target, "item": new},
    )
    index.execute(
        "UPDATE corrections SET done_item = NULL, done_at = NULL"
        " WHERE case_number = ? AND done_item = ?",
        [case, old],
    )
    # Whoever drops the same bytes again is told where they are.
    index.execute(
        "UPDATE submissions SET case_number = :target WHERE digest ="
        " (SELECT form_digest FROM items WHERE case_number = :target AND item = :item)"
        " AND NOT EXISTS (SELECT 1 FROM items i"
        "  WHERE i.case_number = :case AND i.form_digest = submissions.digest)",
        {"case": case, "target": target, "item": new},
    )


def _forms(index: Index, store: Store, case: str) -> list[tuple[Row, CaseForm]]:
    """The forms of a case in the order in which they were filed."""
    rows = index.rows(
        "SELECT * FROM items WHERE case_number = ? AND kind = 'formulir' ORDER BY filed_at, item",
        [case],
    )
    told = [(row, form_of(store.root / row["folder"])) for row in rows]
    return [(row, form) for row, form in told if form is not None]


def _tell_anew(index: Index, store: Store, case: str) -> None:
    """What the forms of a case make of it, from nothing."""
    for table in OF_FORMS:
        index.execute(f"DELETE FROM {table} WHERE case_number = ?", [case])  # noqa: S608 - constants
    index.execute(
        "DELETE FROM case_officers WHERE case_number = ? AND reason = '' AND NOT is_released",
        [case],
    )
    index.execute(
        "UPDATE cases SET client = '', into_shelter = NULL, out_of_shelter = NULL"
        " WHERE case_number = ?",
        [case],
    )
    for row, form in _forms(index, store, case):
        folder = store.root / row["folder"]
        record = store.read(folder).record.model_copy(update={"case": case, "item": row["item"]})
        enter_answers(index, case, form, record.filed_at.date())
        for topic in BY_FORMS:
            topic.TOPIC.items["formulir"](index, record, folder, form)


def _close(index: Index, store: Store, row: Row) -> None:
    """A form that closes its case closes the one that it came to."""
    form = form_of(store.root / row["folder"]) if row["kind"] == "formulir" else None
    if form is not None and form.penutupan is not None:
        close_case(index, row["case_number"], form.penutupan.tanggal)


def _find_anew(index: Index, store: Store, row: Row, *, was: str) -> None:
    """Let an item be found by its case and that one's client."""
    folder = store.root / row["folder"]
    try:
        record = store.read(folder).record
    except ArchiveDamagedError:
        return  # destroyed since, or `verify` reports it
    form = form_of(folder)
    text = text_of(folder, form)
    named = names_of(form) if form else client_of(index, row["case_number"])
    leave_words(
        index, row["id"], record.model_copy(update={"case": was}), text=text, named=row["named"]
    )
    enter_words(
        index,
        row["id"],
        record.model_copy(update={"case": row["case_number"]}),
        text=text,
        named=named,
    )
    index.execute("UPDATE items SET named = ? WHERE id = ?", [named, row["id"]])
    renamed(index, row["case_number"], row["item"], named=named)


def _forget_names(index: Index, store: Store, case: str) -> None:
    """What stayed in a case is found no more by the client of a form that left it."""
    told: Sequence[str] = [
        form.klien.nama for _, form in _forms(index, store, case) if form.klien is not None
    ]
    for row in index.rows("SELECT * FROM items WHERE case_number = ?", [case]):
        if row["kind"] != "formulir" and row["named"] not in ("", *told):
            _find_anew(index, store, row, was=case)
