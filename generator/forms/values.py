"""Where an answer in words goes among a form's values, and how one cell may hold several answers."""

import re
from collections.abc import Iterator

from generator.forms import readers
from generator.forms.raw import RawForm
from generator.vocabulary.facts import SHORT, Kind
from generator.vocabulary.fields import SectionLabels, fact_of, joint_with
from generator.vocabulary.problems import Problem

__all__ = ["Values", "is_prose"]

# A place with every name written out; what is longer is no list of places or of place and day.
LONGEST_SEVERAL = 2 * SHORT
NIP_LINE = re.compile(r"nip\b[.:\s]*", re.IGNORECASE)


def is_prose(path: str) -> bool:
    """Whether an answer is in sentences: over several paragraphs, and a box in them is text."""
    fact = fact_of(path)
    return fact is not None and fact.is_prose


class Values:
    """Fills the values of a raw form, label by label and row by row."""

    def __init__(self, raw: RawForm) -> None:
        self._raw = raw
        # Paths that were read out of another answer's cell; an answer of their own is better.
        self._derived: set[str] = set()

    def slot(self, path: str) -> list[dict[str, str]]:
        """The list that a path names, made if need be."""
        section, _, key = path.rpartition(".")
        holder = self.of_section(section) if section else self._raw.values
        many = holder.setdefault(key, [])
        assert isinstance(many, list)  # noqa: S101 - only rows are kept under this path
        return many

    def of_section(self, key: str) -> dict[str, object]:
        """The answers of a section so far."""
        if not key:
            return self._raw.values
        inner = self._raw.values.setdefault(key, {})
        assert isinstance(inner, dict)  # noqa: S101 - sections are dicts
        return inner

    def put(self, section: SectionLabels, key: str, text: str) -> None:
        """Put one answer where its key says; two or more in one cell are parted."""
        if not is_prose(f"{section.key}.{key}".lstrip(".")):
            text = readers.ticked(text)
        if not text:
            return
        if self._put_several(section, key, text):
            return
        holder = self.of_section(section.key)
        person, _, inner = key.partition(".")
        if not inner:
            self._set(holder, key, text, f"{section.key}.{key}".lstrip("."), section)
            return
        nested = holder.setdefault(person, {})
        assert isinstance(nested, dict)  # noqa: S101 - inner persons are dicts
        for inner_key, line in _person(inner, text):
            self._set(nested, inner_key, line, f"{section.key}.{person}.{inner_key}", section)

    def _put_several(self, section: SectionLabels, key: str, text: str) -> bool:
        """Two or more answers in one cell: place and date of birth, village and district."""
        parts: dict[str, str] = {}
        joint = joint_with(f"{section.key}.{key}")
        fact = fact_of(f"{section.key}.{key}")
        if len(text) > LONGEST_SEVERAL:
            return False
        if joint is not None:
            place, day = readers.born(re.sub(r"\s*\n\s*", ", ", text))
            if key == joint.key or (place and day and not readers.is_date(text)):
                parts = {joint.first: place, joint.second: day}
        elif fact is not None and fact.kind is Kind.ADDRESS:
            parts = readers.place_parts(text)
            if key not in parts and "," not in parts.get("alamat", ","):
                # `Pamusian, Kec. Tarakan Tengah` beside Desa/Kelurahan.
                parts[key] = parts.pop("alamat")
            if key != "alamat" and "alamat" in parts:
                parts = {}
        holder = self.of_section(section.key)
        asked_both = joint is not None and key == joint.key
        for one, told in parts.items():
            path = f"{section.key}.{one}"
            if not told or (key != one and not asked_both and holder.get(one)):
                continue
            self._set(holder, one, told, path, section)
            if key != one and not asked_both:
                self._derived.add(path)
        return bool(parts)

    def _set(
        self, holder: dict[str, object], key: str, text: str, path: str, section: SectionLabels
    ) -> None:
        earlier = holder.get(key)
        if path in self._derived:
            self._derived.discard(path)
            holder[key] = text
            return
        if isinstance(earlier, str) and not _agree(earlier, text):
            if readers.is_empty(earlier):
                holder[key] = text
                return
            label = section.labels.get(path.removeprefix(f"{section.key}."), (key,))[0]
            where = section.headings[0]
            self._raw.problems.append(Problem(code="F033", field=path, label=label, where=where))
            return
        holder.setdefault(key, text)
        self._raw.places[path] = section.headings[0]


def _agree(earlier: str, text: str) -> bool:
    """Whether a second answer to the same question adds nothing."""
    return readers.is_empty(text) or earlier.split() == text.split()


def _person(inner: str, text: str) -> Iterator[tuple[str, str]]:
    """A person told in one cell: name, post and NIP one below the other, or told as `NIP …`."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if inner != "nama":
        yield inner, NIP_LINE.sub("", lines[0]) if inner == "nip" else " ".join(lines)
        return
    plain = [line for line in lines if not NIP_LINE.match(line)]
    numbers = [NIP_LINE.sub("", line) for line in lines if NIP_LINE.match(line)]
    keys = ("nama", "jabatan") if numbers else ("nama", "jabatan", "nip")
    yield from zip(keys, plain, strict=False)
    if numbers:
        yield "nip", numbers[0]
