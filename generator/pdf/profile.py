"""The settings that LibreOffice starts with: nothing runs, nothing is fetched, nothing is asked.

A profile is written anew for every start: one that a crash left half-written is the usual reason why
LibreOffice does not come up again.
"""

from pathlib import Path

__all__ = ["write_profile"]

_COMMON = "/org.openoffice.Office.Common"
_RECOVERY = "/org.openoffice.Office.Recovery"

# Node, property and value, as the schema of LibreOffice names them.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    # Macros: highest security, and then not at all.
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    # Pictures and sections that a document links to are not loaded: no place is trusted.
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    # 0 is "never" in Writer, while Calc counts 0 always, 1 never.
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    # After a kill no recovery is offered and no report is prepared.
    (f"{_RECOVERY}/RecoveryInfo", "Enabled", "false"),
    (f"{_RECOVERY}/AutoSave", "Enabled", "false"),
    (f"{_COMMON}/Save/Document", "AutoSave", "false"),
    (f"{_COMMON}/Save/Document", "CreateBackup", "false"),
    # First-start pages, tips and the search for a Java machine cost time and may wait for an answer.
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Misc", "ShowTipOfTheDay", "false"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    # A document may carry the wish for its own printer; layout must not depend on one.
    (f"{_COMMON}/Save/Document", "LoadPrinter", "false"),
)

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def write_profile(folder: Path) -> None:
    """Make `folder` a fresh LibreOffice user profile; it must not exist yet."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{node}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for node, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        f"{_HEAD}{items}</oor:items>\n", encoding="utf-8"
    )
