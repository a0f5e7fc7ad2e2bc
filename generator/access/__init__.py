"""Who may come in: people with roles, programs with tokens, sign-ins that are slowed down, sessions."""

from generator.access.desk import Access
from generator.access.passwords import PasswordsBusyError
from generator.access.people import Role, User, Users
from generator.access.sessions import Session, Sessions
from generator.access.throttle import SignIns
from generator.access.tokens import Right, Token, Tokens

__all__ = [
    "Access",
    "PasswordsBusyError",
    "Right",
    "Role",
    "Session",
    "Sessions",
    "SignIns",
    "Token",
    "Tokens",
    "User",
    "Users",
]
