"""Who is signed in at the moment. Kept in memory only: a restart ends every session, and no file holds one."""

import hashlib
import secrets
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from generator.admission.users import User, Users
from generator.system.clock import Clock

__all__ = ["Session", "Sessions"]

MAX_PER_USER = 10


@dataclass(frozen=True, kw_only=True)
class Session:
    """One sign-in, from `address`. `stamp` is the user's own: a new password makes another one.

    `mark` names it to its owner, and opens nothing.
    """

    user: str
    mark: str
    address: str
    begun: datetime
    seen: datetime
    stamp: str


class Sessions:
    """The open sessions. They end after `idle` without a request, and after `longest` in any case."""

    def __init__(self, users: Users, clock: Clock, *, idle: timedelta, longest: timedelta) -> None:
        self._users = users
        self._clock = clock
        self._idle = idle
        self._longest = longest
        self._lock = threading.Lock()
        self._open: dict[str, Session] = {}

    def begin(self, user: User, *, address: str = "") -> str:
        """Sign somebody in; returns the secret for the cookie, which is not kept itself."""
        secret = secrets.token_urlsafe(32)
        now = self._clock.now()
        made = Session(
            user=user.name,
            mark=secrets.token_hex(8),
            address=address,
            begun=now,
            seen=now,
            stamp=user.stamp,
        )
        with self._lock:
            self._drop_ended(now)
            own = [key for key, one in self._open.items() if one.user == user.name]
            for key in own[: max(0, len(own) + 1 - MAX_PER_USER)]:
                del self._open[key]
            self._open[_key(secret)] = made
        return secret

    def user_of(self, secret: str, *, touch: bool = True) -> User | None:
        """Who holds this session; None if it ended, or the user was removed or changed.

        Without `touch` it is not kept alive: a page that asks by itself is nobody at work.
        """
        key, now = _key(secret), self._clock.now()
        with self._lock:
            session = self._open.get(key)
            if session is None:
                return None
            user = self._users.find(session.user)
            if self._has_ended(session, now) or user is None or user.stamp != session.stamp:
                del self._open[key]
                return None
            if touch:
                self._open[key] = replace(session, seen=now)
            return user

    def end(self, secret: str) -> None:
        """Sign out; fine if it ended already."""
        with self._lock:
            self._open.pop(_key(secret), None)

    def of(self, name: str) -> list[Session]:
        """Where somebody is signed in, the latest used first."""
        now = self._clock.now()
        with self._lock:
            self._drop_ended(now)
            own = [one for one in self._open.values() if one.user == name]
        return sorted(own, key=lambda one: one.seen, reverse=True)

    def mark_of(self, secret: str) -> str:
        """By which its owner knows the session that holds this secret; empty if it ended."""
        with self._lock:
            session = self._open.get(_key(secret))
        return session.mark if session else ""

    def end_marked(self, name: str, mark: str) -> None:
        """End one session of somebody's own; fine if it ended already."""
        with self._lock:
            self._open = {
                key: one for key, one in self._open.items() if (one.user, one.mark) != (name, mark)
            }

    def end_all_of(self, name: str) -> None:
        """Sign somebody out everywhere."""
        with self._lock:
            self._open = {key: one for key, one in self._open.items() if one.user != name}

    def _has_ended(self, session: Session, now: datetime) -> bool:
        return now - session.seen > self._idle or now - session.begun > self._longest

    def _drop_ended(self, now: datetime) -> None:
        self._open = {k: one for k, one in self._open.items() if not self._has_ended(one, now)}


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
