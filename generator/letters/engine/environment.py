"""What a tag of a template may say: the filters, the few calls that loops need, and how values print.

A template prints and asks, it does not run anything. What is not listed here is refused.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, ClassVar

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as OF_JINJA
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range

from generator.letters import placeholders

__all__ = ["CALLS", "PLAIN_FILTERS", "TemplateEnvironment"]

# Of Jinja's own filters: those that give a text, a number or a list and call nothing by its name.
PLAIN_FILTERS = (
    "abs",
    "batch",
    "capitalize",
    "count",
    "d",
    "default",
    "dictsort",
    "e",
    "escape",
    "first",
    "float",
    "groupby",
    "int",
    "items",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "slice",
    "sort",
    "string",
    "striptags",
    "sum",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
    "wordcount",
)
# What may be called besides filters: of rows and answers, and inside a loop.
CALLS: Mapping[type, frozenset[str]] = {
    dict: frozenset({"get", "items", "keys", "values"}),
    LoopContext: frozenset({"changed", "cycle"}),
}
# What may stand behind a dot where that is no answer of the form.
READ: Mapping[type, frozenset[str]] = {
    date: frozenset({"day", "month", "year"}),
    time: frozenset({"hour", "minute"}),
    LoopContext: frozenset(
        {
            "depth",
            "depth0",
            "first",
            "index",
            "index0",
            "last",
            "length",
            "nextitem",
            "previtem",
            "revindex",
            "revindex0",
            *CALLS[LoopContext],
        }
    ),
}
LONGEST_TEXT = 1_000_000
HIGHEST_POWER = 100


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox of a template: plain data, the listed filters, and nothing else."""

    intercepted_binops = frozenset({"*", "**", "%"})
    own_filters: ClassVar[Mapping[str, Callable[..., Any]]] = placeholders.FILTERS

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=placeholders.as_text)
        self.filters = {name: OF_JINJA[name] for name in PLAIN_FILTERS} | dict(self.own_filters)
        self.globals = {"range": safe_range}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An answer first; then only what is listed."""
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            if isinstance(obj, dict) and attribute in CALLS[dict]:
                return getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)
        if any(isinstance(obj, kind) and attribute in known for kind, known in READ.items()):
            return getattr(obj, attribute)
        return self.unsafe_undefined(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An answer, a row, a part of a text; never an attribute by its name."""
        if isinstance(obj, (Mapping, list, tuple, str)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                if isinstance(obj, Mapping) and isinstance(argument, str):
                    return self.getattr(obj, argument)
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """`range`, what `CALLS` lists, a recursive loop, and what the template itself wrote."""
        if obj is safe_range or isinstance(obj, (LoopContext, Macro)):
            return True
        holder, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        return any(isinstance(holder, kind) and name in known for kind, known in CALLS.items())

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic of numbers; texts grow only as long as a letter may be.

        Raises:
            SecurityError: the result could be huge, or the text left of `%` would be a pattern.
        """
        has_rows = any(isinstance(one, (str, list, tuple)) for one in (left, right))
        if operator == "%" and has_rows:
            raise SecurityError("a text is no pattern here")
        if operator == "**" and (
            has_rows or abs(right) > HIGHEST_POWER or abs(left) > LONGEST_TEXT
        ):
            raise SecurityError("too large a power")
        if operator == "*" and has_rows:
            times = left if isinstance(left, int) else right
            rows = right if isinstance(left, int) else left
            if not isinstance(times, int) or times * len(rows) > LONGEST_TEXT:
                raise SecurityError("too long")
        return super().call_binop(context, operator, left, right)
