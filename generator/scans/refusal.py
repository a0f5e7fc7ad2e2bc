"""Why a scan is not read, in the words that the process in the cage tells."""

__all__ = ["ACTIVE", "LOCKED", "TOO_LARGE", "TOO_MANY", "UNREADABLE", "RefusedError"]

TOO_MANY, TOO_LARGE, UNREADABLE, LOCKED = "too-many-pages", "too-large", "unreadable", "locked"
ACTIVE = "active"


class RefusedError(Exception):
    """Why a scan is not read, in one of the words above; `found` are kinds of what acts in it."""

    def __init__(self, why: str, *found: str) -> None:
        super().__init__(why)
        self.found = found
