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
@click.option(
    "--role",
    "roles",
    type=ROLES,
    multiple=True,
    required=True,
    help="What this person may see and do; may be given several times.",
)
@click.option("--nip", default="", help="By it a person sees the secret cases that they handle.")
@FIRST
@session
def add_user(
    opened: CommandCall, name: str, *, roles: tuple[str, ...], nip: str, first: bool
) -> None:
    """Add NAME; the password is asked for, or read from standard input."""
    chosen, users = {Role(one) for one in roles}, opened.office.access.users
    made = users.add(name, chosen, _ask_password(), nip=nip, is_first=first)
    click.echo(f"{made.name}  {made.named_roles}")


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON rows.")
@session
def list_users(opened: CommandCall, *, as_json: bool) -> None:
    """List the users with their roles."""
    users = opened.office.access.users.all()
    if as_json:
        print_json(
            [
                {
                    "name": one.name,
                    "role": one.named_roles,
                    "nip": one.nip,
                    "added": one.added.isoformat(),
                }
                for one in users
            ]
        )
        return
    for one in users:
        click.echo(f"{one.name}  {one.named_roles}  {one.added:%d-%m-%Y}")


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
@click.argument("roles", type=ROLES, nargs=-1, required=True)
@session
def set_role(opened: CommandCall, name: str, *, roles: tuple[str, ...]) -> None:
    """Give NAME these ROLES in place of what they had, from the next request on."""
    opened.office.access.users.set_roles(name, {Role(one) for one in roles})


@user.command("nip")
@click.argument("name")
@click.argument("nip", required=False, default="")
@session
def set_nip(opened: CommandCall, name: str, *, nip: str) -> None:
    """Tell the NIP of NAME, by which they see the secret cases that they handle; none takes it away."""
    opened.office.access.users.set_nip(name, nip)


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
