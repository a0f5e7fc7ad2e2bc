"""Where in a Word document the reader found what: comments on faults are put there."""

from dataclasses import dataclass, field

from lxml import etree

__all__ = ["Spot", "Survey"]


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where an answer stands: the element of its label (None in rows) and those of the answer."""

    label: etree._Element | None
    answers: tuple[etree._Element, ...]


@dataclass(kw_only=True)
class Survey:
    """Everything found: by key path, by label, by section."""

    spots: dict[str, list[Spot]] = field(default_factory=dict)
    labels: dict[str, Spot] = field(default_factory=dict)
    headings: dict[str, etree._Element] = field(default_factory=dict)
