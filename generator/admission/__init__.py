"""Who may come in: people with roles, programs with tokens, sign-ins that are slowed down, sessions."""

from generator.admission.admission import Admission
from generator.admission.passwords import PasswordsBusyError
from generator.admission.permissions import Permission, permissions_of
from generator.admission.sessions import Session, Sessions
from generator.admission.throttle import SignIns
from generator.admission.tokens import Right, Token, Tokens
from generator.admission.users import Role, User, Users

__all__ = [
    "Admission",
    "PasswordsBusyError",
    "Permission",
    "Right",
    "Role",
    "Session",
    "Sessions",
    "SignIns",
    "Token",
    "Tokens",
    "User",
    "Users",
    "permissions_of",
]
