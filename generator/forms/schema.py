"""The JSON Schema of a form, for other programs: made from the models and the rules of the validator.

Whatever fits the schema is read; the validator takes more (a comma list where the schema wants an
array, a price in words), because people write forms too.
"""

from datetime import date, time
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from generator.forms.json_form import VERSION
from generator.vocabulary.case import CaseForm
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.facts import Fact, Kind
from generator.vocabulary.fields import bare_type, count_limits, fact_of, label_of, new_case
from generator.vocabulary.indonesian import MONTHS

__all__ = ["form_schema"]

DATE = (
    r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
    r"|^([1-9]|0[1-9]|[12]\d|3[01])[-/]([1-9]|0[1-9]|1[0-2])[-/]\d{4}$"
    rf"|^([1-9]|[12]\d|3[01]) ({'|'.join(MONTHS)}) \d{{4}}$"
)
TIME = r"^([01]?\d|2[0-3])[.:][0-5]\d$"
RUPIAH_TEXT = r"^(Rp\s?)?(\d{1,3}(\.\d{3})+|\d{1,15})(,00)?$"
CASE = f"^{CASE_NUMBER}$"


def form_schema() -> dict[str, Any]:
    """The schema, draft 2020-12. Titles are the labels of the Word form."""
    definitions: dict[str, Any] = {}
    top = _object(CaseForm, "", definitions)
    top["properties"]["nomor_kasus"] |= {"pattern": CASE}
    top["properties"] = {
        "versi": {"const": VERSION, "title": "Versi susunan formulir ini"},
        **top["properties"],
    }
    needed: dict[str, list[str]] = {}
    for path in new_case():
        section, _, key = path.partition(".")
        needed.setdefault(section, []).append(key)
    is_continuation = {
        "required": ["nomor_kasus"],
        "properties": {"nomor_kasus": {"type": "string"}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Formulir kasus PMBS",
        "description": "Formulir tanpa nomor_kasus membuka kasus baru; dengan nomor_kasus melanjutkannya.",
        **top,
        "if": is_continuation,
        "then": {"minProperties": 2},
        "else": {
            "required": list(needed),
            "properties": {key: {"required": inner} for key, inner in needed.items()},
        },
        "$defs": dict(sorted(definitions.items())),
    }


def _object(model: type[BaseModel], path: str, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {}
    for key, info in model.model_fields.items():
        inner = f"{path}.{key}".lstrip(".")
        described = _kind(bare_type(info.annotation), inner, definitions)
        if not info.is_required():
            described = _or_null(described)
        properties[key] = {"title": label_of(inner), **described}
    required = [key for key, info in model.model_fields.items() if info.is_required()]
    shape: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    return {**shape, "required": required} if required else shape


def _or_null(described: dict[str, Any]) -> dict[str, Any]:
    if isinstance(described.get("type"), str):
        return {**described, "type": [described["type"], "null"]}
    if "anyOf" in described:
        return {**described, "anyOf": [*described["anyOf"], {"type": "null"}]}
    return {"anyOf": [described, {"type": "null"}]}


def _kind(kind: Any, path: str, definitions: dict[str, Any]) -> dict[str, Any]:
    if get_origin(kind) is tuple:
        return _several(get_args(kind)[0], path, definitions)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _reference(kind, path, definitions)
    fact = fact_of(path)
    assert fact is not None  # noqa: S101 - an answer says what it is
    return _scalar(kind, fact)


def _reference(model: type[BaseModel], path: str, definitions: dict[str, Any]) -> dict[str, Any]:
    # The same model under another path (a witness here and there) has the same keys.
    if model.__name__ not in definitions:
        definitions[model.__name__] = {}
        definitions[model.__name__] = _object(model, path, definitions)
    return {"$ref": f"#/$defs/{model.__name__}"}


def _several(inner: Any, path: str, definitions: dict[str, Any]) -> dict[str, Any]:
    low, high = count_limits(path)
    return {
        "type": "array",
        "items": _kind(inner, path, definitions),
        **({"minItems": low} if low else {}),
        "maxItems": high,
    }


def _scalar(kind: Any, fact: Fact) -> dict[str, Any]:
    if get_origin(kind) is Literal:
        return {"enum": [*get_args(kind), "Laki-laki", "Perempuan"]}
    if fact.kind is Kind.MONEY:
        text = {"type": "string", "pattern": RUPIAH_TEXT}
        return {"anyOf": [{"type": "integer", "minimum": 0}, text]}
    low, high = fact.limits or (0, 999_999_999)
    plain: dict[Any, dict[str, Any]] = {
        bool: {"enum": [True, False, "ya", "tidak"]},
        date: {"type": "string", "pattern": DATE},
        time: {"type": "string", "pattern": TIME},
        int: {"type": "integer", "minimum": low, "maximum": high},
        str: {"type": "string", "minLength": 1, "maxLength": fact.longest},
    }
    return plain[kind]
