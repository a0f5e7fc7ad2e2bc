"""Sign-ins that fail are slowed down, per user and per address, over restarts: `access/sign-ins.json`.

Nobody can lock somebody else out. What failed from elsewhere slows down elsewhere: a browser that its
user signed in with before is counted by itself, whatever comes from the same address or under the same
name. Names and addresses are kept as digests.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from generator.admission.secret_file import KeptModel, SecretFile
from generator.system.clock import Clock

__all__ = ["SignIns"]

MAX_KEPT = 2000
FORGOTTEN = timedelta(hours=12)
DEVICE_DAYS = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class _Rule:
    """After `free` failures the wait doubles from a second on, up to `longest`."""

    free: int
    longest: float

    def wait(self, failures: int) -> float:
        over = failures - self.free
        return 0.0 if over <= 0 else min(self.longest, 2.0 ** min(over, 20))


PAIR = _Rule(free=5, longest=900)
ADDRESS = _Rule(free=30, longest=120)
NAME = _Rule(free=60, longest=120)


class _Count(KeptModel):
    key: str
    failures: int
    last: datetime


class _Device(KeptModel):
    key: str
    seen: datetime


class _SignIns(KeptModel):
    salt: str = ""
    counts: tuple[_Count, ...] = ()
    devices: tuple[_Device, ...] = ()


class SignIns:
    """Counts the sign-ins of one office."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._kept = SecretFile(folder / "sign-ins.json", _SignIns())
        self._clock = clock

    def admit(self, name: str, address: str, device: str = "") -> float:
        """Count an attempt before its password is looked at; returns the seconds to wait, 0 for none.

        It is counted as failed until `succeeded`, so that many at once gain nothing. One that has to
        wait is not counted: it taught nobody anything.
        """
        waits: list[float] = []
        now = self._clock.now()

        def counted(content: _SignIns) -> _SignIns:
            salted = content if content.salt else _SignIns(salt=secrets.token_hex(16))
            rules = self._rules(salted, name, address, device)
            known = {one.key: one for one in salted.counts}
            waits.append(max(_left(known.get(key), rule, now) for key, rule in rules.items()))
            if waits[-1] > 0:
                return salted
            fresh = {
                key: _Count(
                    key=key, failures=(known[key].failures if key in known else 0) + 1, last=now
                )
                for key in rules
            }
            return salted.model_copy(update={"counts": _trimmed({**known, **fresh}.values(), now)})

        self._kept.change(counted)
        return waits[-1]

    def succeeded(self, name: str, address: str, device: str = "") -> str:
        """Take an attempt back: it was the right password. Returns the browser's mark, for its cookie."""
        now = self._clock.now()
        mark = device or secrets.token_urlsafe(24)

        def forgiven(content: _SignIns) -> _SignIns:
            rules = self._rules(content, name, address, device)
            own = next(iter(rules))
            counts = tuple(
                one.model_copy(update={"failures": one.failures - 1}) if one.key in rules else one
                for one in content.counts
                if one.key != own
            )
            device_key = _digest(content.salt, "device", name, mark)
            devices = [
                one
                for one in content.devices
                if one.key != device_key and now - one.seen < DEVICE_DAYS
            ]
            devices.append(_Device(key=device_key, seen=now))
            return content.model_copy(
                update={"counts": counts, "devices": tuple(devices[-MAX_KEPT:])}
            )

        self._kept.change(forgiven)
        return mark

    def _rules(self, content: _SignIns, name: str, address: str, device: str) -> dict[str, _Rule]:
        """What an attempt counts for; the pair of user and browser or address comes first."""
        name = name.strip().casefold()
        salt, now = content.salt, self._clock.now()
        if device:
            key = _digest(salt, "device", name, device)
            if any(one.key == key and now - one.seen < DEVICE_DAYS for one in content.devices):
                return {key: PAIR}
        return {
            _digest(salt, "pair", name, address): PAIR,
            _digest(salt, "address", address): ADDRESS,
            _digest(salt, "name", name): NAME,
        }


def _left(count: _Count | None, rule: _Rule, now: datetime) -> float:
    """Seconds until the next attempt may be made."""
    if count is None or now - count.last > FORGOTTEN:
        return 0.0
    return max(0.0, rule.wait(count.failures) - (now - count.last).total_seconds())


def _trimmed(counts: Iterable[_Count], now: datetime) -> tuple[_Count, ...]:
    """Those still worth keeping, the oldest forgotten first when there are too many."""
    fresh = sorted((one for one in counts if now - one.last <= FORGOTTEN), key=lambda one: one.last)
    return tuple(fresh[-MAX_KEPT:])


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
