"""Passwords: what is accepted, and argon2id. The only import of argon2 and of zxcvbn."""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from generator.vocabulary.problems import UsageError

__all__ = ["PasswordsBusyError", "check_strength", "fits", "hash_password", "is_outdated"]

MIN_LENGTH = 10
# Longer ones are no stronger, and hashing them is somebody else's way to keep us busy.
MAX_LENGTH = 200
MIN_DIFFERENT = 5
# A verification takes 64 MiB: a flood of sign-ins must not take the memory that filing needs.
AT_ONCE = 2
PATIENCE_SECONDS = 3.0
# From 0 to 4: below 3, less than a hundred million guesses find it.
MIN_SCORE = 3
# The library looks no further; what stands behind only makes a password stronger.
MAX_LOOKED_AT = 72
# What is guessed first here; the words of the wide world are the library's.
LOCAL_WORDS = [
    "kata",
    "sandi",
    "katasandi",
    "rahasia",
    "admin",
    "administrator",
    "petugas",
    "arsiparis",
    "pimpinan",
    "dinas",
    "sosial",
    "dinsos",
    "dinassosial",
    "dinsospm",
    "tarakan",
    "nunukan",
    "bulungan",
    "kalimantan",
    "kaltara",
    "samarinda",
    "balikpapan",
    "surabaya",
    "makassar",
    "jakarta",
    "indonesia",
    "merdeka",
    "garuda",
    "selamat",
    "sayang",
    "cinta",
    "bismillah",
    "alhamdulillah",
    "pmbs",
]

_hasher = PasswordHasher()
_slots = threading.BoundedSemaphore(AT_ONCE)


@cache
def _nobody() -> str:
    """Verified when the name is unknown, so that the answer takes as long as for a known one."""
    return _hasher.hash("nobody has this password")


class PasswordsBusyError(Exception):
    """Too many sign-ins at this moment."""


def _normal(password: str) -> str:
    # A keyboard that composes `é` in another way must not lock its owner out.
    return unicodedata.normalize("NFKC", password)


def check_strength(password: str, name: str) -> None:
    """Refuse what is guessed first.

    Raises:
        UsageError: too short, too long, or too plain; it says which.
    """
    normal = _normal(password)
    if len(normal) < MIN_LENGTH:
        raise UsageError("S023", hint=f"paling sedikit {MIN_LENGTH} huruf")
    if len(normal) > MAX_LENGTH:
        raise UsageError("S023", hint=f"paling banyak {MAX_LENGTH} huruf")
    if len(set(normal)) < MIN_DIFFERENT:
        raise UsageError("S023", hint="terlalu sedikit huruf yang berbeda")
    # Its lists of words take 0.1 s to load, and only a new password needs them.
    from zxcvbn import zxcvbn

    known = [name, *LOCAL_WORDS]
    if zxcvbn(normal[:MAX_LOOKED_AT], user_inputs=known)["score"] < MIN_SCORE:
        raise UsageError("S023", hint="mudah ditebak")


def hash_password(password: str) -> str:
    return _hasher.hash(_normal(password))


def fits(hashed: str | None, password: str) -> bool:
    """Whether the password is the one; without a hash, no, after the same time.

    Raises:
        PasswordsBusyError: others are being looked at, and it takes too long.
    """
    if len(password) > MAX_LENGTH:
        return False
    if not _slots.acquire(timeout=PATIENCE_SECONDS):
        raise PasswordsBusyError
    spare = _nobody()  # also where it is not needed: the first answer takes as long for every name
    try:
        _hasher.verify(hashed or spare, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    finally:
        _slots.release()
    return hashed is not None


def is_outdated(hashed: str) -> bool:
    """Whether the hash was made with lesser parameters than today's."""
    return _hasher.check_needs_rehash(hashed)
