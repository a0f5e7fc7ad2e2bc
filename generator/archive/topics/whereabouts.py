"""Where an item lies, and where it is shown: the same place unless it was moved, as the ledger tells it."""

from generator.archive.ledger import LedgerLine

__all__ = ["MOVED", "ItemPlace", "Whereabouts"]

MOVED = "item-moved"
# A case and a place in it.
ItemPlace = tuple[str, int]


class Whereabouts:
    """What was moved up to a line of the ledger."""

    def __init__(self) -> None:
        self._shown: dict[ItemPlace, ItemPlace] = {}
        self._lies: dict[ItemPlace, ItemPlace] = {}

    def take_in(self, line: LedgerLine) -> None:
        """One line of the ledger, in order."""
        if line.event != MOVED:
            return
        for old, new in line.data["places"]:
            before, after = (line.data["case"], old), (line.data["to"], new)
            lies = self._lies.pop(before, before)
            self._shown.pop(lies, None)
            if lies != after:
                self._shown[lies], self._lies[after] = after, lies

    def shown(self, case: str, item: int) -> ItemPlace:
        """Where that is shown which lies at this place."""
        return self._shown.get((case, item), (case, item))

    def lies(self, case: str, item: int) -> ItemPlace:
        """Where that lies which is shown, or was by a line just taken in, at this place."""
        return self._lies.get((case, item), (case, item))

    def showing(self, case: str) -> set[str]:
        """The cases that show something of what lies in the folder of a case, itself among them."""
        return {case, *(to for (home, _), (to, _) in self._shown.items() if home == case)}
