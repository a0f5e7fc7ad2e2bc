"""The programs that may use the API, each with a token of its own: `access/tokens.json`.

A token is 256 random bits, so a plain SHA-256 keeps it: there is nothing to guess.
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from generator.admission.secret_file import KeptModel, NoteEvent, SecretFile, nobody
from generator.system.clock import Clock
from generator.vocabulary.problems import UsageError

__all__ = ["Right", "Token", "Tokens"]

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
PREFIX = "pmbs_"
MAX_TOKEN_LENGTH = 100


class Right(StrEnum):
    """What a program may do: hand in forms and ask what became of them, read what is filed, or watch figures.

    The secret cases are read only by one that may read those too.
    """

    SUBMIT = "submit"
    READ = "read"
    WATCH = "watch"
    READ_SECRET = "read-secret"  # noqa: S105 - a right


class Token(KeptModel):
    """A program with its rights; the token itself is not kept."""

    name: str
    rights: frozenset[Right]
    digest: str
    added: datetime


class _Tokens(KeptModel):
    tokens: tuple[Token, ...] = ()


class Tokens:
    """The programs of one office.

    Raises:
        ConfigurationError: tokens.json is there and cannot be used.
    """

    def __init__(self, folder: Path, clock: Clock, tell: NoteEvent = nobody) -> None:
        self._kept = SecretFile(folder / "tokens.json", _Tokens())
        self._clock = clock
        self._tell = tell

    def all(self) -> tuple[Token, ...]:
        return self._kept.read().tokens

    def add(self, name: str, rights: frozenset[Right]) -> str:
        """A new token, told once.

        Raises:
            UsageError: the name is taken or no name.
        """
        name = name.strip().casefold()
        if not NAME.fullmatch(name):
            raise UsageError("S024", found=name)
        secret = PREFIX + secrets.token_urlsafe(32)
        made = Token(name=name, rights=rights, digest=_digest(secret), added=self._clock.now())

        def added(content: _Tokens) -> _Tokens:
            if any(one.name == name for one in content.tokens):
                raise UsageError("S021", found=name)
            self._tell("token-added", name, ",".join(sorted(rights)))
            return _Tokens(tokens=(*content.tokens, made))

        self._kept.change(added)
        return secret

    def remove(self, name: str) -> None:
        """The program is out at its next request.

        Raises:
            UsageError: there is no such program.
        """
        name = name.strip().casefold()

        def removed(content: _Tokens) -> _Tokens:
            left = tuple(one for one in content.tokens if one.name != name)
            if len(left) == len(content.tokens):
                raise UsageError("S022", found=name)
            self._tell("token-removed", name, "")
            return _Tokens(tokens=left)

        self._kept.change(removed)

    def find(self, secret: str) -> Token | None:
        """The program that holds this token."""
        if not secret.startswith(PREFIX) or len(secret) > MAX_TOKEN_LENGTH:
            return None
        digest = _digest(secret)
        fitting = [one for one in self.all() if hmac.compare_digest(one.digest, digest)]
        return fitting[0] if fitting else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
