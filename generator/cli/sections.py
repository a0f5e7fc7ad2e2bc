"""Which commands there are, by whom each is used, and in which module it stands.

`pmbs --version`, `--help` and the completion of a shell answer from this table alone: a command's module, and all
that it works with, is loaded when the command is run.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem

__all__ = ["SECTIONS", "BySection", "Listed"]


class Listed(NamedTuple):
    """A command: the module of `generator.cli` that holds it, and what the help says of it in one line."""

    module: str
    told: str


SECTIONS: Mapping[str, Mapping[str, Listed]] = {
    "Every day": {
        "process": Listed("running", "Handle the inbox, or copies of FILES, once."),
        "find": Listed("asking", "Search everything filed: words, names, NIK, numbers."),
        "show": Listed("asking", "Show a case: items, SOP steps, prints, due dates."),
        "list": Listed("asking", "Print a register or list; without NAME, which there are."),
        "print": Listed("deciding", "Ask for another copy of a filed letter."),
        "prints": Listed("asking", "Show the outbox: every copy and how far it got."),
        "match": Listed("running", "File SCAN as the signed version of the letter NUMBER."),
        "approve": Listed("deciding", "Let the copies of a letter that wait be printed."),
        "reject": Listed("running", "Give back a form or a scan that waits for a person."),
        "close": Listed("deciding", "Close a case."),
        "complete": Listed("deciding", "Count a letter as signed that came back incomplete."),
        "unmatch": Listed("deciding", "Take back that a scan is a letter's."),
        "move": Listed("deciding", "Move an item to the case that it belongs to."),
        "unmove": Listed("deciding", "Take back that an item was moved."),
        "reopen": Listed("deciding", "Let a closed case go on."),
        "form": Listed("care", "Write a blank form; without NAME, which there are."),
    },
    "Registers and letters by hand": {
        "register": Listed("registers", "Enter a letter that came from elsewhere."),
        "number": Listed("registers", "Numbers for letters that are written elsewhere."),
        "expedition": Listed("registers", "How letters leave the house: slips, days of sending."),
        "disposition": Listed("registers", "Dispositions of letters that came in."),
        "srikandi": Listed("srikandi", "Enter the NUMBER that a letter got in SRIKANDI."),
        "void": Listed("deciding", "Give up a number, and its letter if it is not signed."),
        "step": Listed("keeping", "Correct when a step of the SOP was finished."),
    },
    "The archivist": {
        "access": Listed("keeping", "Show or set the access class of a case."),
        "officers": Listed("keeping", "Show or say who may see a secret case, by NIP."),
        "place": Listed("shelf", "Note where the paper of a case stands."),
        "labels": Listed("shelf", "Write a PDF of labels with the code of each case."),
        "lend": Listed("shelf", "Note that the paper of a case goes out."),
        "return": Listed("shelf", "Note that the paper of a case is back."),
        "hold": Listed("keeping", "Stop the retention clock of a case."),
        "retention": Listed("keeping", "Date closed cases anew by the retention schedule."),
        "dispose": Listed("dispose", "Destroy cases whose time is over, or hand them over."),
        "export": Listed("trust", "Copy a case into DIR as a BagIt bag."),
        "seal": Listed("registers", "Print the seal of the ledger, or check a printed one."),
    },
    "Rights of the client": {
        "subject": Listed("client_rights", "Give one client's data, and who saw it."),
        "redact": Listed("client_rights", "Copy a letter with names and numbers blackened."),
        "correct": Listed("client_rights", "Write down that a correction was asked for."),
        "audit": Listed("trust", "Show who saw, printed or changed what."),
    },
    "Templates": {
        "check-templates": Listed("care", "Hold every template against every placeholder."),
        "preview": Listed("care", "Make a specimen letter of TYPE with invented data."),
        "schema": Listed("care", "Print the JSON Schema of a form, for programs."),
    },
    "Running the service": {
        "init": Listed("running", "Make a new office folder."),
        "begin": Listed("trust", "Say up to which number the book on paper goes."),
        "run": Listed("running", "Watch the inbox, print, serve the pages until stopped."),
        "service": Listed("systemd", "Run the service under systemd, from boot on."),
        "share": Listed("shares", "Print the Samba shares of the office."),
        "status": Listed("care", "Say how the office stands, in figures."),
        "doctor": Listed("care", "Examine the surroundings."),
        "verify": Listed("care", "Hold the archive against itself."),
        "rebuild": Listed("care", "Make index.db anew from folders and ledger."),
        "backup": Listed("trust", "Bring the backup in DIR up to date and try it."),
        "restore": Listed("trust", "Make an office of the backup in DIR."),
        "tidy": Listed("care", "Show what leaves the shared folders by rule, and when."),
        "clock": Listed("trust", "The computer's clock, by which numbers are dated."),
        "user": Listed("users", "People who use the web pages."),
        "token": Listed("users", "Programs that use the API."),
    },
}


class BySection(click.Group):
    """A group whose help lists the commands by who uses them, and which loads a command when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(name for names in SECTIONS.values() for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        listed = next((names[cmd_name] for names in SECTIONS.values() if cmd_name in names), None)
        if listed is not None and cmd_name not in self.commands:
            import_module(f"{__package__}.{listed.module}")
        return super().get_command(ctx, cmd_name)

    def load_all(self) -> Mapping[str, click.Command]:
        """Every command, loaded."""
        for listed in {one.module for names in SECTIONS.values() for one in names.values()}:
            import_module(f"{__package__}.{listed}")
        return self.commands

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the sections in place of the one alphabetical list."""
        for title, names in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, one.told) for name, one in names.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, then the options."""
        options = super(click.Group, self).shell_complete(ctx, incomplete)
        return [*_beginning_with(incomplete), *options]


def _beginning_with(incomplete: str) -> Iterator[CompletionItem]:
    for names in SECTIONS.values():
        for name, one in names.items():
            if name.startswith(incomplete):
                yield CompletionItem(name, help=one.told)
