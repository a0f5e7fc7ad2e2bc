"""Questions to the model of a form: what stands left on paper, key by key, and what each field is.

The first label of a key is the one that is printed; the others are aliases that are understood. Labels
are compared folded: no case, no colon, blanks as one.
"""

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import MAX_ROWS, Asked, Fact, Group, Joint, Kind, Knowledge, Privacy
from generator.vocabulary.written import Written

__all__ = [
    "JOINTS",
    "ROWS",
    "SECTIONS",
    "GivenAnswer",
    "RowsLabels",
    "SectionLabels",
    "bare_type",
    "cited_sections",
    "count_limits",
    "fact_of",
    "group_of",
    "is_required",
    "is_secret",
    "joint_with",
    "knowledge_of",
    "label_of",
    "leading_columns",
    "model_in",
    "new_case",
    "normal",
    "plain_path",
    "told_in",
]

# What the names of public bodies of this region and of those of companies hold.
PUBLIC_BODY = re.compile(
    r"\b(dinas|badan|balai|kantor|kementerian|pemerintah|pem(kot|kab|prov)|kepolisian|pol(res|da|sek)\w*|tni"
    r"|kecamatan|kelurahan|desa|bp[23]mi|baznas|upt|uptd|rsud|puskesmas|imigrasi|konsulat|kjri|kbri"
    r"|sekretariat|satpol|dis[a-z]*naker\w*|disperinaker|dinsos\w*|dp[0-9]\w*|kejaksaan|pengadilan|lk3"
    r"|kemensos|sentra|shelter|rumah singgah|syahbandar|ksop|bea cukai|karantina)\b",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r"\b(pt|cv|ud|pd|tbk|firma|perusahaan|koperasi|yayasan|agen|agensi)\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class GivenAnswer:
    """One answer of a form. `is_official`: of somebody who acts for an office; `is_public`: for a public one.

    A company is an office too, and a witness may tell a post; only whoever acts for a public body, or has
    a NIP, stands in a copy for others by name.
    """

    path: str
    fact: Fact
    value: Any
    is_official: bool
    is_public: bool = False


@dataclass(frozen=True)
class RowsLabels:
    """A table of rows inside a form: people, goods. `columns` maps a key to its headings."""

    path: str
    headings: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    printed: tuple[str, ...] = ()
    is_printed: bool = True


@dataclass(frozen=True)
class SectionLabels:
    """A section: its headings and its labelled answers (`menyerahkan.nama` is an inner person).

    `printed` are the keys of a blank form in its order, `opening` those only of one that opens a case.
    `asked` are printed too, or asked for by a cell for two.
    """

    key: str
    headings: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]
    printed: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()


# -- the model -------------------------------------------------------------------------------------


def bare_type(annotation: Any) -> Any:
    """The type of a well written answer: without `| None`, without what is kept as written."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            parts = get_args(annotation)
            annotation = next(one for one in parts if one not in (type(None), Written))
        else:
            return annotation


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The section, inner person or row that an attribute holds; None for an answer."""
    kind = bare_type(annotation)
    if get_origin(kind) is tuple:
        kind = get_args(kind)[0]
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def plain_path(path: str) -> str:
    """A key path without the places of rows: `keluarga[2].nama` is `keluarga.nama`."""
    return re.sub(r"\[\d+\]", "", path)


@cache
def _info(path: str) -> FieldInfo | None:
    model: type[BaseModel] | None = CaseForm
    info = None
    for key in path.split("."):
        if model is None or key not in model.model_fields:
            return None
        info = model.model_fields[key]
        model = model_in(info.annotation)
    return info


def _told(info: FieldInfo | None, kind: type[Any]) -> Any:
    return next((one for one in info.metadata if isinstance(one, kind)), None) if info else None


def fact_of(path: str) -> Fact | None:
    """What is known of a field; None for a section, for rows, and for a path that is none."""
    found: Fact | None = _told(_info(plain_path(path)), Fact)
    return found


def group_of(path: str) -> Group | None:
    """What is known of a section, an inner person or rows; None for an answer."""
    found: Group | None = _told(_info(plain_path(path)), Group)
    return found


def knowledge_of(path: str) -> Knowledge | None:
    """What an answer or a section tells of the client; None: nothing beside what it stands with."""
    told = fact_of(path) or group_of(path)
    if told is not None and told.knowledge is None and path.startswith("klien."):
        return Knowledge.IDENTITY
    return told.knowledge if told is not None else None


@cache
def cited_sections() -> tuple[str, ...]:
    """The sections whose letter later ones name by its number: minutes the invitation, a request the agreement."""
    return tuple(
        key
        for key, info in CaseForm.model_fields.items()
        if (group := _told(info, Group)) is not None and group.is_cited
    )


def is_required(path: str) -> bool:
    """Whether the section that holds an answer cannot be without it, nor without what is around it.

    A row cannot be without it, where rows may be none.
    """
    path = plain_path(path)
    infos = []
    while "." in path:
        infos.append(_info(path))
        path = path.rpartition(".")[0]
        if get_origin(_kind_at(path)) is tuple:
            break
    return bool(infos) and all(info is not None and info.is_required() for info in infos)


def _kind_at(path: str) -> Any:
    info = _info(path)
    return bare_type(info.annotation) if info else None


def count_limits(path: str) -> tuple[int, int]:
    """How few and how many rows or items there may be."""
    group, fact = group_of(path), fact_of(path)
    if group is not None:
        return group.limits
    return (fact.limits if fact else None) or (0, MAX_ROWS)


@cache
def new_case() -> tuple[str, ...]:
    """The answers without which no case is opened."""
    return tuple(
        f"{key}.{inner}"
        for key, info in CaseForm.model_fields.items()
        if (group := _told(info, Group)) is not None and group.opens
        for inner in getattr(model_in(info.annotation), "model_fields", {})
        if is_required(f"{key}.{inner}")
    )


def is_secret(path: str) -> bool:
    """Whether an answer is hidden on screens; also one of a path that nobody knows (any more)."""
    fact = fact_of(path)
    return fact is None or fact.privacy is Privacy.SECRET


def joint_with(path: str) -> Joint | None:
    """The cell that asks for this answer together with another one."""
    section, _, key = path.rpartition(".")
    of_section = (one for at, one in JOINTS.items() if at.rpartition(".")[0] == section)
    return next((one for one in of_section if key in (one.key, one.first, one.second)), None)


def told_in(form: CaseForm) -> Iterator[GivenAnswer]:
    """Every answer that a form tells, rows one by one; what is missing is left out."""
    yield from _told_in(form, "", is_official=False)


def _told_in(section: BaseModel, path: str, *, is_official: bool) -> Iterator[GivenAnswer]:
    facts = {key: _told(info, Fact) for key, info in type(section).model_fields.items()}
    # Whoever has a post, an agency or a NIP stands in a letter for an office.
    acts = is_official or any(
        fact and fact.is_official and getattr(section, key) for key, fact in facts.items()
    )
    is_public = _acts_for_a_public_body(section, facts, is_of_office=is_official)
    for key, fact in facts.items():
        value = getattr(section, key)
        where = f"{path}.{key}".lstrip(".")
        if value is None or value == ():
            continue
        if fact is not None:
            yield GivenAnswer(
                path=where, fact=fact, value=value, is_official=acts, is_public=is_public
            )
            continue
        group = group_of(where)
        inside = is_official or (group is not None and group.is_of_office)
        for one in value if isinstance(value, tuple) else (value,):
            yield from _told_in(one, where, is_official=inside)


def _acts_for_a_public_body(
    section: BaseModel, facts: Mapping[str, Fact | None], *, is_of_office: bool
) -> bool:
    """Whether somebody has a NIP, or an agency that is a public one by its name.

    Where officers are asked for (`is_of_office`), whoever is of no company is one.
    """
    if getattr(section, "nip", None):
        return True
    agencies = [
        str(getattr(section, key) or "")
        for key, fact in facts.items()
        if fact is not None and fact.is_official and fact.kind is Kind.BODY
    ]
    if is_of_office:
        return not any(COMPANY.search(one) for one in agencies)
    return any(PUBLIC_BODY.search(one) for one in agencies)


# -- labels ----------------------------------------------------------------------------------------


def _within(prefix: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of an inner person: `Yang menyerahkan: nama`, `Nama yang menyerahkan`."""
    inner = labels[0] if labels[0].isupper() else _lower(labels[0])
    told = (f"{prefix}: {inner}", f"{labels[0]} {_lower(prefix)}")
    return (told[0], prefix, told[1]) if labels[0] == "Nama" else told


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _section(key: str, model: type[BaseModel], group: Group | None) -> SectionLabels:
    labels: dict[str, tuple[str, ...]] = {}
    printed: list[str] = []
    opening: list[str] = []
    joined: list[str] = []
    for name, info in model.model_fields.items():
        fact, inner, joint = _told(info, Fact), _told(info, Group), _told(info, Joint)
        if fact is not None:
            labels[name] = fact.labels
            if fact.asked is not Asked.NOWHERE:
                printed.append(name)
            if fact.asked is Asked.OPENING:
                opening.append(name)
        elif key and inner is not None and get_origin(bare_type(info.annotation)) is not tuple:
            person = model_in(info.annotation)
            for part, told in (person.model_fields if person else {}).items():
                fact = _told(told, Fact)
                labels[f"{name}.{part}"] = _within(inner.headings[0], fact.labels)
                is_asked = part in inner.printed if inner.printed else fact.asked is Asked.ALWAYS
                printed += [f"{name}.{part}"] if is_asked else []
        if joint is not None:
            # One cell asks for both; asking three times for one thing would only confuse.
            labels[joint.key] = joint.labels
            joined += [joint.first, joint.second]
            printed = [one for one in printed if one not in joined] + [joint.key]
    headings = group.headings if group else ("Data Penerimaan", "Penerimaan")
    asked = frozenset((*printed, *joined))
    return SectionLabels(key, headings, labels, tuple(printed), tuple(opening), asked)


def _sections() -> Iterator[SectionLabels]:
    yield _section("", CaseForm, None)
    for key, info in CaseForm.model_fields.items():
        model = model_in(info.annotation)
        if model is not None and get_origin(bare_type(info.annotation)) is not tuple:
            yield _section(key, model, _told(info, Group))


def _rows(model: type[BaseModel], path: str = "") -> Iterator[RowsLabels]:
    for key, info in model.model_fields.items():
        inner = model_in(info.annotation)
        if inner is None:
            continue
        where = f"{path}.{key}".lstrip(".")
        if get_origin(bare_type(info.annotation)) is not tuple:
            yield from _rows(inner, where)
            continue
        group = _told(info, Group)
        facts = {name: _told(told, Fact) for name, told in inner.model_fields.items()}
        yield RowsLabels(
            where,
            group.headings,
            {name: fact.labels for name, fact in facts.items()},
            tuple(name for name, fact in facts.items() if fact.asked is not Asked.NOWHERE),
            group.asked is not Asked.NOWHERE,
        )


@cache
def leading_columns(path: str) -> frozenset[str]:
    """The columns of which one must stand in a header row: who or what the row is."""
    rows = next(one for one in ROWS if one.path == path)
    return frozenset(
        key
        for key in rows.columns
        if (fact := fact_of(f"{path}.{key}")) is not None
        and (is_required(f"{path}.{key}") or fact.kind in (Kind.NAME, Kind.BODY))
    )


SECTIONS: tuple[SectionLabels, ...] = tuple(_sections())
ROWS: tuple[RowsLabels, ...] = tuple(_rows(CaseForm))
JOINTS: dict[str, Joint] = {
    f"{key}.{joint.key}": joint
    for key, section in CaseForm.model_fields.items()
    for info in getattr(model_in(section.annotation), "model_fields", {}).values()
    if (joint := _told(info, Joint)) is not None
}


# What stands before a label: `1. `, `2)`, `a. `, `IV. `, `- `.
NUMBERING = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}[.)]\s*(?=\D)|[a-z][.)]\s|[ivx]{1,4}[.)]\s)|[-–•*▪●○→]+\s)"
)


def normal(label: str) -> str:
    """A label as it is compared."""
    text = NUMBERING.sub("", label.replace("\N{NO-BREAK SPACE}", " ").casefold())
    text = re.sub(r"[:*.…_]+", " ", text)
    text = re.sub(r"\s*/\s*", "/", text)
    return " ".join(text.split())


def label_of(path: str) -> str:
    """The label a person knows for a key path such as `kesepakatan.pihak.nama`."""
    return _LABELS.get(path) or path.rsplit(".", 1)[-1].replace("_", " ").capitalize()


def _all_labels() -> dict[str, str]:
    labels = {}
    for section in SECTIONS:
        for key, names in section.labels.items():
            labels[f"{section.key}.{key}".lstrip(".")] = names[0]
            if "." in key:
                person = key.partition(".")[0]
                labels[f"{section.key}.{person}"] = names[0].partition(":")[0]
        if section.key:
            labels[section.key] = section.headings[0]
    for rows in ROWS:
        labels[rows.path] = rows.headings[0]
        labels |= {f"{rows.path}.{key}": names[0] for key, names in rows.columns.items()}
    return labels


_LABELS = _all_labels()
