"""How a case is numbered: `PMBS-2026-0007`. The one pattern, for whoever looks for such a number."""

__all__ = ["CASE_NUMBER", "case_number"]

# ASCII digits, also in JSON Schema and in the pages' addresses, whose engines know no other flag.
CASE_NUMBER = r"PMBS-[0-9]{4}-[0-9]{4,6}"


def case_number(year: int, sequence: int | str) -> str:
    """The number of the year's case with this place; a text stands where there is none yet."""
    return f"PMBS-{year}-{sequence:04d}" if isinstance(sequence, int) else f"PMBS-{year}-{sequence}"
