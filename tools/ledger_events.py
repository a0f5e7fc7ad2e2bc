"""The kinds of ledger lines, as docs/architecture.md lists them: made from the topics themselves."""

import re
from pathlib import Path

from generator.archive.projection import EVENTS

BEGIN, END = "<!-- ledger events -->", "<!-- end of ledger events -->"
PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"


def architecture_page() -> str:
    """The page with its table of events as they are."""
    text = PAGE.read_text(encoding="utf-8")
    table = "\n".join(
        [
            "| event | what staff read | a mere look | for other systems |",
            "| --- | --- | --- | --- |",
            *_rows(),
        ]
    )
    made, times = re.subn(
        f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{table}\n\n{END}", text, flags=re.DOTALL
    )
    if times != 1:
        raise ValueError("the page has no one place for the table of events")
    return made


def _rows() -> list[str]:
    return [
        f"| `{name}` | {kind.words} | {'yes' if kind.is_look else ''} | {kind.change} |"
        for name, kind in sorted(EVENTS.items())
    ]
