"""Which names a template may use, and what may stand behind their dots: known without filling anything.

A shape is a mapping of keys to their shapes, or rows of one. None is a value that nothing is known of:
a text, a number, whatever a filter gives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from pydantic import BaseModel
from rapidfuzz import process

from generator.vocabulary.case import CaseForm

__all__ = ["Rows", "Shape", "Shapes", "Unknown", "model_of"]

# Names as short as a section's are soon like another.
LIKENESS = 60


@dataclass(frozen=True)
class Rows:
    """Rows of one shape."""

    of: Any


Shape = Any


@dataclass(frozen=True)
class Unknown:
    """A name that does not exist, as it was written, and the known one nearest to it."""

    name: str
    nearest: str = ""

    @property
    def told(self) -> str:
        return f"“{self.name}”" + (f" (mungkin maksudnya “{self.nearest}”)" if self.nearest else "")


class Shapes:
    """The shapes of everything that a letter's context holds."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.top: dict[str, Shape] = {
            name: _of_annotation(CaseForm.model_fields[name].annotation)
            if name in CaseForm.model_fields
            else _of_value(value)
            for name, value in context.items()
        }

    def unknown(
        self, node: nodes.Node, own: Mapping[str, Shape], builtin: Iterable[str]
    ) -> list[Unknown]:
        """Every name in an expression that does not exist; `own` are loop variables and the like."""
        found: dict[Unknown, None] = {}
        made_here = {one.name for one in node.find_all(nodes.Name) if one.ctx != "load"}
        own = {**own, **dict.fromkeys(made_here)}
        known = {*self.top, *own, *builtin}
        for name in node.find_all(nodes.Name):
            if name.ctx == "load" and name.name not in known:
                found[Unknown(name.name, self._nearest(name.name, own))] = None
        for step in node.find_all(nodes.Getattr):
            keys = keys_of(self.resolve(step.node, own))
            if keys and step.attr not in keys:
                holder = _dotted(step.node)
                near = _likest(step.attr, keys)
                told = Unknown(f"{holder}{step.attr}", f"{holder}{near}" if near else "")
                found[told] = None
        return list(found)

    def resolve(self, node: nodes.Node, own: Mapping[str, Shape]) -> Shape:
        """The shape of an expression; None if nothing is known of it."""
        if isinstance(node, nodes.Name):
            return own[node.name] if node.name in own else self.top.get(node.name)
        if isinstance(node, nodes.Getattr):
            return _child(self.resolve(node.node, own), node.attr)
        if isinstance(node, nodes.Getitem):
            shape = self.resolve(node.node, own)
            return shape.of if isinstance(shape, Rows) else None
        return None

    def _nearest(self, name: str, own: Mapping[str, Shape]) -> str:
        """A key of a section with exactly this name, otherwise the name most like it."""
        for top, shape in self.top.items():
            if name in keys_of(shape):
                return f"{top}.{name}"
        return _likest(name, {*self.top, *own})


def keys_of(shape: Shape) -> frozenset[str]:
    """What may stand behind the dot; nothing where that is not known."""
    return frozenset(shape) if isinstance(shape, dict) else frozenset()


def _child(shape: Shape, key: str) -> Shape:
    return shape.get(key) if isinstance(shape, dict) else None


def model_of(annotation: Any) -> type[BaseModel] | None:
    """The section that a field of the form is; None for rows and plain answers."""
    model, is_rows = _model_in(annotation)
    return None if is_rows else model


def _model_in(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """`Klien | None` is a Klien, `tuple[Barang, ...]` rows of Barang."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    inner = [_model_in(one) for one in getattr(annotation, "__args__", ())]
    held = next(((model, is_rows) for model, is_rows in inner if model is not None), (None, False))
    return held[0], held[1] or getattr(annotation, "__origin__", None) is tuple


def _of_annotation(annotation: Any) -> Shape:
    model, is_rows = _model_in(annotation)
    if model is None:
        return None
    keys = {key: _of_annotation(info.annotation) for key, info in model.model_fields.items()}
    return Rows(keys) if is_rows else keys


def _of_value(value: Any) -> Shape:
    if isinstance(value, Mapping):
        return {key: _of_value(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        inner = _of_value(value[0]) if value else None
        return Rows(inner) if inner is not None else None
    return None


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return f"{node.name}."
    return f"{_dotted(node.node)}{node.attr}." if isinstance(node, nodes.Getattr) else ""


def _likest(name: str, known: Iterable[str]) -> str:
    near = process.extractOne(name, sorted(known), score_cutoff=LIKENESS)
    return near[0] if near else ""
