"""What each role may do: a role is a set of permissions, and a person with several roles has those of each."""

from collections.abc import Collection, Mapping
from enum import Enum

from generator.admission.users import Role

__all__ = ["Permission", "permissions_of"]


class Permission(Enum):
    """What a person may do."""

    WORK = "work"  # see cases, hand in forms, print
    APPROVE = "approve"  # let drafts take their numbers, and copies go to the printer
    KEEP = "keep"  # give up numbers, say what counts as signed
    TRAIL = "trail"  # see who saw and did what
    ADMIT = "admit"  # say who may come in
    OPEN_SECRET = "open secret"  # noqa: S105 - see every secret case, and name who else may


ROLES: Mapping[Role, frozenset[Permission]] = {
    Role.PETUGAS: frozenset({Permission.WORK}),
    Role.ARSIPARIS: frozenset(
        {
            Permission.WORK,
            Permission.APPROVE,
            Permission.KEEP,
            Permission.TRAIL,
            Permission.OPEN_SECRET,
        }
    ),
    Role.PIMPINAN: frozenset({Permission.WORK, Permission.APPROVE, Permission.OPEN_SECRET}),
    # Whoever runs the machine does not see a secret case for that.
    Role.ADMIN: frozenset(
        {
            Permission.WORK,
            Permission.APPROVE,
            Permission.KEEP,
            Permission.TRAIL,
            Permission.ADMIT,
        }
    ),
}


def permissions_of(roles: Collection[Role]) -> frozenset[Permission]:
    """What somebody with these roles may do."""
    return frozenset().union(*(ROLES[one] for one in roles))
