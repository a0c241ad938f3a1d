"""The command that makes the demo site, and fills a database with invented issues."""

import gc
import sys
import time
from typing import Annotated

import typer

from service.commands.setup import load_settings, open_database
from service.database import Database
from service.logs import configure_logging


def demo(
    issues: Annotated[
        int | None, typer.Option(min=1, max=10_000_000, help="Add so many invented issues, to see the desk with many.")
    ] = None,
    sites: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Spread them over so many sites (default: by their number).")
    ] = None,
) -> None:
    """Make the demo site and its owner, whose password is printed the first time."""
    from service.app import utc_now
    from service.demo.seed import OWNER, seed
    from service.schema import upgrade

    if sites is not None and (issues is None or sites > issues):
        raise typer.BadParameter("it needs --issues, and no fewer issues than sites", param_hint="--sites")
    settings = load_settings()
    configure_logging(settings)
    upgrade(settings.database)
    with open_database(settings) as database:
        with database.write() as session:
            password = seed(session, base_url=settings.base_url, now=utc_now())
        if password:
            typer.echo(f"Demo owner: {OWNER}  password: {password}  (shown only now)")
        if issues is not None:
            _fill(database, issues, sites)


def _fill(database: Database, issues: int, sites: int | None) -> None:
    from service.app import utc_now
    from service.demo.fill import fill, sites_for

    spread = sites or sites_for(issues)
    began = time.perf_counter()
    gc.disable()  # it would look through millions of rows, and there is nothing to find
    try:
        with (
            database.alone() as session,  # it may be refused, before anything is said to have begun
            typer.progressbar(length=100, label=f"{issues:,} issues", file=sys.stderr) as bar,
        ):
            for done in fill(session, issues=issues, sites=spread, now=utc_now()):
                bar.update(int(done * 100) - bar.pos)
    finally:
        gc.enable()
    seconds = time.perf_counter() - began
    typer.echo(f"{issues:,} issues of {spread:,} sites in {seconds:.1f} s: {issues / seconds:,.0f} a second")
