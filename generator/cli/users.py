"""Commands about who may come in: users with roles, programs with tokens."""

import sys

import click

from generator.admission import Right, Role
from generator.cli.main import CommandCall, commands, print_json, session

__all__ = ["token", "user"]

ROLES = click.Choice([role.value for role in Role])
FIRST = click.option(
    "--first", is_flag=True, help="A password to be handed over: its owner must choose another one."
)
RIGHTS = click.Choice([right.value for right in Right])


def _ask_password() -> str:
    """A password from the terminal, twice and unseen, or one line of standard input; never an argument."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


@commands.group()
def user() -> None:
    """People who use the web pages."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=ROLES, required=True, help="What this person may see and do.")
@FIRST
@session
def add_user(opened: CommandCall, name: str, *, role: str, first: bool) -> None:
    """Add NAME; the password is asked for, or read from standard input."""
    made = opened.office.access.users.add(name, Role(role), _ask_password(), is_first=first)
    click.echo(f"{made.name}  {made.role}")


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON rows.")
@session
def list_users(opened: CommandCall, *, as_json: bool) -> None:
    """List the users with their roles."""
    users = opened.office.access.users.all()
    if as_json:
        print_json([{"name": u.name, "role": u.role, "added": u.added.isoformat()} for u in users])
        return
    for one in users:
        click.echo(f"{one.name}  {one.role}  {one.added:%d-%m-%Y}")


@user.command("remove")
@click.argument("name")
@session
def remove_user(opened: CommandCall, name: str) -> None:
    """Remove NAME; whoever is signed in under it is out at the next request."""
    opened.office.access.users.remove(name)


@user.command("password")
@click.argument("name")
@FIRST
@session
def set_password(opened: CommandCall, name: str, *, first: bool) -> None:
    """Give NAME another password; open sessions end."""
    opened.office.access.users.set_password(name, _ask_password(), is_first=first)


@user.command("role")
@click.argument("name")
@click.argument("role", type=ROLES)
@session
def set_role(opened: CommandCall, name: str, *, role: str) -> None:
    """Give NAME another role, from the next request on."""
    opened.office.access.users.set_role(name, Role(role))


@commands.group()
def token() -> None:
    """Programs that use the API."""


@token.command("add")
@click.argument("name")
@click.option(
    "--may",
    "rights",
    type=RIGHTS,
    multiple=True,
    default=[Right.SUBMIT.value],
    show_default=True,
    help="Hand in forms, or read what is filed; may be given twice.",
)
@session
def add_token(opened: CommandCall, name: str, *, rights: tuple[str, ...]) -> None:
    """Print a new token for the program NAME; it is shown this once."""
    chosen = frozenset(Right(right) for right in rights)
    click.echo(opened.office.access.tokens.add(name, chosen))


@token.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON rows.")
@session
def list_tokens(opened: CommandCall, *, as_json: bool) -> None:
    """List the programs with their rights."""
    tokens = opened.office.access.tokens.all()
    if as_json:
        print_json(
            [
                {"name": t.name, "rights": sorted(t.rights), "added": t.added.isoformat()}
                for t in tokens
            ]
        )
        return
    for one in tokens:
        click.echo(f"{one.name}  {','.join(sorted(one.rights))}  {one.added:%d-%m-%Y}")


@token.command("remove")
@click.argument("name")
@session
def remove_token(opened: CommandCall, name: str) -> None:
    """Take the token of the program NAME back."""
    opened.office.access.tokens.remove(name)
