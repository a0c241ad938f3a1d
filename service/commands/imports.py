"""The command that takes over what another tool has kept of its readers' reports."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.setup import load_settings, open_database
from service.data.imports.read import Tool

if TYPE_CHECKING:
    from service.data.imports.take import Taken

_MOST_TOLD = 20


def import_reports(
    file: Annotated[Path, typer.Argument(help="What the tool's table was exported to: CSV, tab separated, or JSON.")],
    tool: Annotated[Tool, typer.Option("--from", help="The tool that it comes from.")],
    site: Annotated[str, typer.Option(help="The public key of the site that it is for.")],
    by: Annotated[str, typer.Option(help="Whose decisions the issues' histories name: an e-mail address.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come of it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Take over the reports of Mistape, Mixtape or Hexlet FixIT, with what had been decided on them.

    The same file again takes only what is new. No channel is told. What is
    older than the site keeps such data goes at the next purge.
    """
    from service.accounts.create import find_account
    from service.accounts.permissions import DECIDERS, require_role
    from service.app import utc_now
    from service.data.imports.read import read
    from service.data.imports.take import Taken, take
    from service.sites.find import find_site

    now, content = utc_now(), file.read_bytes()
    found = read(content, tool, now=now)
    with open_database(load_settings()) as database:
        with database.read() as session:
            holder, account = find_site(session, site, now=now), find_account(session, by)
            require_role(session, account.id, holder.id, DECIDERS)
            key, account_id = holder.key, account.id
        done = Taken(refused=list(found.refused))
        for part in take(database, found, site_key=key, account_id=account_id, now=now, dry_run=dry_run):
            done.taken += part.taken
            done.known += part.known
            done.refused += part.refused
    _tell(done, found.thrown_away, dry_run=dry_run, as_json=as_json)
    if done.refused:
        raise typer.Exit(1)


def _tell(done: "Taken", thrown_away: int, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(done) | {"trash": thrown_away}, ensure_ascii=False))
        return
    would = "would be taken" if dry_run else "taken"
    typer.echo(
        f"{done.taken:,} {would}, {done.known:,} there already, {thrown_away:,} left in the trash, "
        f"{len(done.refused):,} refused"
    )
    for refused in done.refused[:_MOST_TOLD]:
        typer.echo(f"bluepencil: {refused.number}: {refused.why}", err=True)
    if len(done.refused) > _MOST_TOLD:
        typer.echo(f"bluepencil: and {len(done.refused) - _MOST_TOLD:,} more; --json has all of them", err=True)
