"""The command that looks at a page now."""

import secrets
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.setup import Json, load_settings, open_database, print_json

if TYPE_CHECKING:
    from service.checks.now import Looked


def check(
    issue: Annotated[int | None, typer.Option(min=1, help="The number of an issue: its page is looked at.")] = None,
    url: Annotated[str | None, typer.Option(help="The address of a page that something was reported from.")] = None,
    site: Annotated[str | None, typer.Option(help="The site's key, where several sites have the page.")] = None,
    as_json: Json = False,
) -> None:
    """Look at a live page now, and say of each issue there what the page says.

    What is told is kept, and accepted issues are resolved, as at any other look.
    The exit code is 1 where the page could not be read.
    """
    from service.app import utc_now
    from service.checks.now import look_now, page_of_issue, page_of_url
    from service.logs import configure_logging

    if (issue is None) == (url is None):
        raise typer.BadParameter("either --issue or --url is needed", param_hint="--issue")
    settings = load_settings()
    configure_logging(settings.model_copy(update={"log_level": "error"}))
    with open_database(settings) as database:
        with database.read() as session:
            page_id = (
                page_of_url(session, url, site, now=utc_now())
                if url is not None
                else page_of_issue(session, issue or 0)
            )
        looked = look_now(database, settings, page_id, worker=f"command:{secrets.token_hex(4)}", clock=utc_now)
    if as_json:
        print_json(_told(looked))
    else:
        _print(looked)
    if looked.problem:
        raise typer.Exit(1)


def _told(looked: "Looked") -> dict[str, Any]:
    issues = [
        {
            "number": each.number,
            "exact": each.exact,
            "status": each.status,
            "verdict": each.verdict,
            "found": each.found,
            "confidence": each.confidence,
            "looked_at": each.looked_at.isoformat() if each.looked_at else None,
        }
        for each in looked.issues
    ]
    return {"page": looked.url, "problem": looked.problem or None, "reason": looked.reason or None, "issues": issues}


def _print(looked: "Looked") -> None:
    typer.echo(looked.url)
    if looked.problem:
        typer.echo(f"bluepencil: the page could not be read: {looked.reason}", err=True)
        return
    for each in looked.issues:
        reads = f" → {each.found}" if each.verdict == "changed" else ""
        typer.echo(f"#{each.number}  {each.status}  {each.verdict or 'not looked at'}  {each.exact}{reads}")
    if not looked.issues:
        typer.echo("No issue of this page waits, or was resolved lately.")
