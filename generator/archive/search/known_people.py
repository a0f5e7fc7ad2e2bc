"""Who is in which case, and who is in the shelter: what a new form is held against."""

from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from generator.archive.database import Index, Row
from generator.archive.records import Likeness
from generator.vocabulary.case import CaseForm, Klien, Rombongan
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.people import is_minor
from generator.vocabulary.written import typed

__all__ = ["KnownPerson", "People"]

# Of 100: `Yohanes Lado` and `Johanes Lado` have 92, `Siti Aminah` and `Siti Rahmah` 82.
LIKE_NAME = 87
WITH_SECRECY = "SELECT p.*, c.is_secret FROM people p JOIN shown_cases c USING (case_number)"
PLACE_WORDS = frozenset({"kab", "kabupaten", "kota"})


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """Somebody as they are compared: the words of the name, the digits of the NIK if it is known."""

    name: str
    nik: str

    @classmethod
    def told(cls, who: Klien | Rombongan) -> "KnownPerson":
        return cls(name=_folded(who.nama), nik=_digits(who.nik))

    def may_be(self, other: "KnownPerson") -> bool:
        """Whether both may be one: by the NIK where both have one, else by the name."""
        if self.nik and other.nik:
            return self.nik == other.nik
        return _likeness_of(self.name, other.name) >= LIKE_NAME

    def stands_in(self, text: str) -> bool:
        """Whether the whole name stands in a folded text."""
        return bool(self.name) and f" {self.name} " in f" {text} "


class People:
    """The clients in the index, and those who came with them."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def enter(self, case: str, form: CaseForm, day: date) -> None:
        """Take in whom a form of that day tells of; inside the caller's transaction."""
        day = typed(form.tanggal) or day
        if form.klien is not None:
            self._index.execute("DELETE FROM people WHERE case_number = ? AND place = 0", [case])
            klien = form.klien
            born = typed(klien.tanggal_lahir)
            self._put(case, 0, klien, day, born=born, region=_region(klien))
        if form.rombongan:
            self._index.execute("DELETE FROM people WHERE case_number = ? AND place > 0", [case])
            for place, one in enumerate(form.rombongan, start=1):
                self._put(case, place, one, day)

    def _put(
        self,
        case: str,
        place: int,
        who: Klien | Rombongan,
        day: date,
        *,
        born: date | None = None,
        region: str = "",
    ) -> None:
        self._index.execute(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                case,
                place,
                who.nama,
                _folded(who.nama),
                _digits(who.nik),
                born.isoformat() if born else "",
                region,
                _sort(who, day),
            ],
        )

    def like(self, form: CaseForm, *, outside: str | None) -> list[Likeness]:
        """Who in other cases may be one of this form's people; each case once.

        The same NIK; or a like name with the same birth date or home region.
        """
        found: dict[str, Likeness] = {}
        asked = [_digits(one.nik) for one in form.rombongan]
        klien = form.klien
        if klien is not None:
            asked.append(_digits(klien.nik))
        for nik in filter(None, asked):
            for row in self._index.rows(f"{WITH_SECRECY} WHERE nik = ?", [nik]):
                found.setdefault(row["case_number"], _likeness(row, "nik"))
        if klien is not None:
            for row in self._neighbours(klien):
                if _likeness_of(_folded(klien.nama), row["folded"]) >= LIKE_NAME:
                    found.setdefault(row["case_number"], _likeness(row, "nama"))
        return [found[case] for case in sorted(found) if case != outside]

    def _neighbours(self, klien: Klien) -> list[Row]:
        day = typed(klien.tanggal_lahir)
        born = day.isoformat() if day else ""
        return self._index.rows(
            f"{WITH_SECRECY} WHERE born = :born AND born != ''"
            f" UNION {WITH_SECRECY} WHERE region = :region AND region != ''",
            {"born": born, "region": _region(klien)},
        )

    def of(self, case: str) -> list[KnownPerson]:
        """The client of a case and whoever came along, the client first."""
        rows = self._index.rows(
            "SELECT folded, nik FROM people WHERE case_number = ? ORDER BY place", [case]
        )
        return [KnownPerson(name=row["folded"], nik=row["nik"]) for row in rows]

    def in_shelter(self, *, without: str | None) -> int:
        """How many people live in the shelter: handed over, not yet left, their case open."""
        row = self._index.row(
            "SELECT count(*) AS n FROM cases c CROSS JOIN people p USING (case_number)"
            " WHERE c.into_shelter IS NOT NULL AND c.out_of_shelter IS NULL AND c.closed IS NULL"
            " AND c.case_number IS NOT ?",
            [without],
        )
        return int(row["n"]) if row else 0


def _sort(who: Klien | Rombongan, day: date) -> str:
    """How somebody is counted: `anak`, `L`, `P`, or empty where nobody said."""
    return "anak" if is_minor(who, day) else typed(who.jenis_kelamin) or ""


def _likeness_of(name: str, other: str) -> float:
    """How like two folded names are, of 100; in the order given or in any."""
    return max(fuzz.ratio(name, other), fuzz.token_sort_ratio(name, other))


def _likeness(row: Row, by: str) -> Likeness:
    return Likeness(case=row["case_number"], name="" if row["is_secret"] else row["name"], by=by)


def _folded(name: str) -> str:
    return " ".join(tokens(name))


def _digits(number: str | None) -> str:
    return "".join(c for c in number or "" if c.isdigit())


def _region(klien: Klien) -> str:
    """The home region as it is compared: `Kab. Ende` and `Ende` are one."""
    region = klien.kabupaten_kota or ""
    return " ".join(word for word in tokens(region) if word not in PLACE_WORDS)
