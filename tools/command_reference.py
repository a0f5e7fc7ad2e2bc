"""docs/commands.md: every command with its arguments and options, as the commands themselves say them."""

import click

from generator.cli.main import commands
from generator.cli.sections import SECTIONS
from generator.vocabulary.problems import ExitCode

__all__ = ["commands_page"]

HEAD = """\
# Commands

`pmbs [--office DIR] COMMAND`. `DIR` is by default this folder, or the nearest parent that holds `pmbs.toml`. Results go
to standard output, everything else to standard error; `--json` prints JSON only. `pmbs COMMAND --help` says the same
as this page, which is made from the commands by `make templates`; it is not edited here.
"""
EXIT_WORDS = {
    ExitCode.DONE: "done",
    ExitCode.FINDINGS: "a form was rejected or held, or there are findings",
    ExitCode.USAGE: "wrong usage or configuration",
    ExitCode.MISSING_PROGRAM: "a program is missing",
    ExitCode.ARCHIVE_DAMAGED: "the archive is damaged",
    ExitCode.ALREADY_RUNNING: "another instance is running",
}


def commands_page() -> str:
    """The whole page."""
    commands.load_all()
    context = click.Context(commands, info_name="pmbs")
    lines = [HEAD, "| exit code | means |", "| --- | --- |"]
    lines += [f"| {code.value} | {EXIT_WORDS[code]} |" for code in ExitCode]
    for title, names in SECTIONS.items():
        lines += ["", f"## {title}"]
        for name in names:
            command = commands.get_command(context, name)
            if command is not None:
                lines += _told(command, click.Context(command, info_name=name, parent=context))
    return "\n".join(lines) + "\n"


def _told(command: click.Command, context: click.Context) -> list[str]:
    """A command with its options; a group with each of its commands."""
    text = _prose(command.help or "")
    if isinstance(command, click.Group):
        lines = ["", f"### `{context.command_path}`", "", text]
        for name, one in sorted(command.commands.items()):
            lines += _told(one, click.Context(one, info_name=name, parent=context))
        return lines
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    is_part = context.parent is not None and context.parent.parent is not None
    lines = ["", f"{'####' if is_part else '###'} `{usage.replace(' [OPTIONS]', '')}`", "", text]
    rows = [
        record
        for one in command.get_params(context)
        if isinstance(one, click.Option) and (record := one.get_help_record(context)) is not None
    ]
    rows = [(option, said) for option, said in rows if "--help" not in option]
    if rows:
        lines += ["", "| option | |", "| --- | --- |"]
        lines += [f"| `{_cell(option)}` | {_cell(said)} |" for option, said in rows]
    return lines


def _prose(text: str) -> str:
    """Paragraphs without the line breaks of the source."""
    parts = text.replace("\b", "").split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
