"""The people who may come in, with their roles: `access/users.json`."""

import hashlib
import re
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from generator.admission.passwords import check_strength, fits, hash_password, is_outdated
from generator.admission.secret_file import KeptModel, NoteEvent, SecretFile, nobody
from generator.system.actor import LOCAL, SERVICE
from generator.system.clock import Clock
from generator.vocabulary.problems import UsageError
from generator.vocabulary.staff_numbers import staff_number

__all__ = ["Role", "User", "Users"]

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
# Who acts without a person, and the doors: under these names nobody may hide in the ledger.
RESERVED = frozenset({SERVICE, LOCAL, "perintah", "program", "halaman", "sistem", "pmbs"})


class Role(StrEnum):
    """What somebody does in the office; each role is a set of rights, and somebody may have several."""

    PETUGAS = "petugas"
    ARSIPARIS = "arsiparis"
    PIMPINAN = "pimpinan"
    ADMIN = "admin"


class User(KeptModel):
    """Somebody with a password; by their `nip` (digits) they are known as the officer of a case."""

    name: str
    roles: frozenset[Role] = Field(min_length=1)
    password: str
    added: datetime
    changed: datetime
    nip: str = ""
    # Somebody else chose the password: it opens nothing but the page for another one.
    is_first: bool = False

    @model_validator(mode="before")
    @classmethod
    def _of_one_role(cls, told: Any) -> Any:
        """A file that was written when everybody had one role."""
        if isinstance(told, dict) and "role" in told:
            told = {**told, "roles": [told["role"]]}
            del told["role"]
        return told

    @property
    def named_roles(self) -> str:
        """The roles as they are listed, in their order."""
        return ",".join(one for one in Role if one in self.roles)

    @property
    def stamp(self) -> str:
        """Another one after each change of the password: a session is good only for its own."""
        return hashlib.sha256(self.password.encode()).hexdigest()[:16]


class _Users(KeptModel):
    users: tuple[User, ...] = ()


class Users:
    """The users of one office.

    Raises:
        ConfigurationError: users.json is there and cannot be used.
    """

    def __init__(self, folder: Path, clock: Clock, tell: NoteEvent = nobody) -> None:
        self._kept = SecretFile(folder / "users.json", _Users())
        self._clock = clock
        self._tell = tell

    def all(self) -> tuple[User, ...]:
        return self._kept.read().users

    def find(self, name: str) -> User | None:
        name = name.strip().casefold()
        return next((one for one in self.all() if one.name == name), None)

    def add(
        self,
        name: str,
        roles: Collection[Role],
        password: str,
        *,
        nip: str = "",
        is_first: bool = False,
    ) -> User:
        """A new user; with `is_first` the password must be changed by whoever it is for.

        Raises:
            UsageError: the name is taken, reserved or no name, the password is weak, or no NIP.
        """
        name = name.strip().casefold()
        if not NAME.fullmatch(name):
            raise UsageError("S024", found=name)
        if name in RESERVED:
            raise UsageError("S029", found=name)
        if self.find(name):
            raise UsageError("S021", found=name)
        check_strength(password, name)
        now = self._clock.now()
        made = User(
            name=name,
            roles=frozenset(roles),
            password=hash_password(password),
            added=now,
            changed=now,
            nip=staff_number(nip) if nip else "",
            is_first=is_first,
        )

        def added(content: _Users) -> _Users:
            if any(one.name == name for one in content.users):
                raise UsageError("S021", found=name)
            self._tell("user-added", name, made.named_roles)
            return _Users(users=(*content.users, made))

        self._kept.change(added)
        return made

    def remove(self, name: str) -> None:
        """Somebody leaves; open sessions end with it.

        Raises:
            UsageError: there is no such user, or it is the last admin among others.
        """
        self._replace(name, None, told=("user-removed", ""))

    def set_password(self, name: str, password: str, *, is_first: bool = False) -> None:
        """A new password; open sessions end. With `is_first` its owner must choose another one.

        Raises:
            UsageError: there is no such user, or the password is weak.
        """
        user = self._known(name)
        check_strength(password, user.name)
        if user.is_first and fits(user.password, password):
            raise UsageError("S023", hint="sama dengan yang lama")
        changed = {
            "password": hash_password(password),
            "changed": self._clock.now(),
            "is_first": is_first,
        }
        self._replace(user.name, user.model_copy(update=changed), told=("password-set", ""))

    def set_roles(self, name: str, roles: Collection[Role]) -> None:
        """Other roles, from the next request on.

        Raises:
            UsageError: there is no such user, or it is the last admin among others.
        """
        user = self._known(name)
        if user.roles != frozenset(roles):
            changed = user.model_copy(update={"roles": frozenset(roles)})
            self._replace(user.name, changed, told=("role-set", changed.named_roles))

    def set_nip(self, name: str, nip: str) -> None:
        """The NIP by which a user is known as the officer of a case; empty takes it away.

        Raises:
            UsageError: there is no such user, or it is no NIP.
        """
        user = self._known(name)
        digits = staff_number(nip) if nip else ""
        if user.nip != digits:
            self._replace(user.name, user.model_copy(update={"nip": digits}), told=("nip-set", ""))

    def signed_in(self, name: str, password: str) -> User | None:
        """The user, if name and password fit; None takes as long.

        Raises:
            PasswordsBusyError: too many are being looked at.
        """
        user = self.find(name)
        if not fits(user.password if user else None, password) or user is None:
            return None
        if is_outdated(user.password):
            stronger = user.model_copy(update={"password": hash_password(password)})
            self._replace(user.name, stronger)
            return stronger
        return user

    def _known(self, name: str) -> User:
        user = self.find(name)
        if user is None:
            raise UsageError("S022", found=name)
        return user

    def _replace(
        self, name: str, successor: User | None, *, told: tuple[str, str] | None = None
    ) -> None:
        name = name.strip().casefold()

        def changed(content: _Users) -> _Users:
            if not any(one.name == name for one in content.users):
                raise UsageError("S022", found=name)
            users = tuple(
                kept
                for one in content.users
                if (kept := successor if one.name == name else one) is not None
            )
            if users and not any(Role.ADMIN in one.roles for one in users):
                had_admin = any(Role.ADMIN in one.roles for one in content.users)
                if had_admin:
                    raise UsageError("S025", found=name)
            if told is not None:
                what, role = told
                self._tell(what, name, role)
            return _Users(users=users)

        self._kept.change(changed)
