"""What Samba is told: the folders of an office that staff reach from their computers, and who may what in them.

Every file belongs to the office's own user, whoever dropped it (`force user`): who is let in is said by Samba, share by
share. The archive, the settings and the users of the pages are in none of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["OURS", "OfficeShares", "shares_of"]

OURS = "# Written by `pmbs share`; write it again in place of changing it."

# Where the papers of secret cases lie, wherever a tray has such a folder.
CLOSED = "rahasia"

# Oplocks let Windows keep a file open after it was copied: the service would wait for it.
_EVERY = """\
   browseable = yes
   access based share enum = yes
   guest ok = no
   smb encrypt = desired
   force user = {user}
   force group = {group}
   create mask = 0660
   force create mode = 0660
   directory mask = 0770
   force directory mode = 0770
   follow symlinks = no
   wide links = no
   map archive = no
   hide dot files = yes
   oplocks = no
   level2 oplocks = no
"""


@dataclass(frozen=True, kw_only=True)
class OfficeShares:
    """An office, the user that it belongs to, and the groups of the machine that come in.

    `staff` drop forms and take sheets, `editors` change templates, `secret` opens the papers of secret cases; without
    one those are in no share.
    """

    name: str
    folder: Path
    user: str
    group: str
    staff: str
    editors: str
    secret: str = ""


def shares_of(wanted: OfficeShares) -> str:
    """The text of Samba's shares, to be included by smb.conf."""
    every = _EVERY.format(user=wanted.user, group=wanted.group)
    shares = (
        f"[{wanted.name}-{name}]\n{_settings(settings)}{every}"
        for name, settings in _shares(wanted)
    )
    return "\n".join((OURS, *shares))


def _shares(wanted: OfficeShares) -> Iterator[tuple[str, Mapping[str, str]]]:
    # Whoever is in two groups keeps what each of them may.
    everybody = f"@{wanted.staff}, @{wanted.editors}"
    for name, folder, comment in (
        ("inbox", "inbox", "Formulir dan pindaian dijatuhkan di sini"),
        ("cetak", "cetak", "Lembar siap cetak"),
        ("konsep", "konsep", "Formulir yang hanya dibuatkan konsep"),
        ("keluar", "keluar", "Berkas untuk diunggah ke SRIKANDI"),
    ):
        yield (
            name,
            {
                "comment": comment,
                "path": _real(wanted.folder / folder),
                "read only": "no",
                "valid users": everybody,
                "veto files": f"/{CLOSED}/",
            },
        )
    yield (
        "formulir",
        {
            "comment": "Formulir kosong",
            "path": _real(wanted.folder / "templates" / "forms"),
            "read only": "yes",
            "valid users": everybody,
        },
    )
    yield (
        "templat",
        {
            "comment": "Templat surat dan tabel kantor",
            "path": _real(wanted.folder / "templates"),
            "read only": "no",
            "valid users": f"@{wanted.editors}",
        },
    )
    for name, folder in (("cetak", "cetak"), ("inbox", "inbox")) if wanted.secret else ():
        yield (
            f"{CLOSED}-{name}",
            {
                "comment": "Perkara rahasia",
                "path": _real(wanted.folder / folder / CLOSED),
                "read only": "no",
                "valid users": f"@{wanted.secret}",
            },
        )


def _real(folder: Path) -> str:
    """A folder may be a link to another disk; Samba follows none."""
    return str(folder.resolve())


def _settings(settings: Mapping[str, str]) -> str:
    return "".join(f"   {key} = {value}\n" for key, value in settings.items())
