"""By whom each command is used: the sections of `pmbs --help` and of docs/commands.md."""

from collections.abc import Mapping

import click

__all__ = ["SECTIONS", "BySection"]

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Every day": (
        "process", "find", "show", "list", "print", "prints", "match", "approve", "reject", "close",
        "complete", "unmatch", "reopen", "form",
    ),
    "Registers and letters by hand": (
        "register", "number", "expedition", "disposition", "srikandi", "void", "step",
    ),
    "The archivist": (
        "access", "officers", "place", "labels", "lend", "return", "hold", "retention", "dispose", "export", "seal",
    ),
    "Rights of the client": ("subject", "redact", "correct", "audit"),
    "Templates": ("check-templates", "preview", "schema"),
    "Running the service": (
        "init", "begin", "run", "doctor", "verify", "rebuild", "backup", "restore", "clock", "user",
        "token",
    ),
}  # fmt: skip
OTHERS = "Others"


class BySection(click.Group):
    """A group whose help lists the commands by who uses them."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections in place of the one alphabetical list."""
        known = [name for names in SECTIONS.values() for name in names]
        others = tuple(name for name in self.list_commands(ctx) if name not in known)
        for title, names in {**SECTIONS, OTHERS: others}.items():
            rows = [
                (name, command.get_short_help_str(limit=58))
                for name in names
                if (command := self.get_command(ctx, name)) is not None
            ]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
