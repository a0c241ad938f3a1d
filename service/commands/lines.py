"""The commands that answer JSON lines: what the engine suggests, and where a quote stands now."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

lines = typer.Typer()


@lines.command()
def suggest(
    language: Annotated[str, typer.Option(help="The language of the quotes, such as en.")],
    region: Annotated[
        str, typer.Option(help="GB or US: question the other spelling. A language such as en-GB alone does not.")
    ] = "",
) -> None:
    """Read quotes as JSON lines and write the engine's suggestions, a line each.

    A line to read is an object with "exact", the quote, and what is known of it:
    "prefix" and "suffix", the text directly around it, or "sentence"; "title",
    "article" (the page's whole text), "words" (a list) and "correction" (the
    reader's). Each is answered at once by an object with "suggestions", the best
    first: "start" and "end" in the quote (code points), "replacement",
    "confidence" and "rule". One process takes any number of lines, some hundreds
    in a second:

    echo '{"exact": "recieve"}' | bluepencil suggest --language en
    """
    from service.suggestions.lines import answer

    if region not in {"", "GB", "US"}:
        raise typer.BadParameter("is to be GB or US", param_hint="--region")
    _answer_lines(lambda line: answer(line, language, region))


@lines.command()
def locate() -> None:
    """Read pages and quotes as JSON lines and write where each quote stands now, or what stands there, a line each.

    A line has html, or text as the widget normalises it; quote, with exact and perhaps prefix and suffix; and perhaps
    position, with start, end and perhaps length. All are counted in code points.
    """
    from service.checks.lines import answer
    from service.checks.reader import PageReader

    with PageReader() as reader:
        _answer_lines(lambda line: answer(line, reader))


def _answer_lines(answer: Callable[[bytes], tuple[str, bool]]) -> None:
    failed = False
    for line in sys.stdin.buffer:
        answered, fine = answer(line)
        failed |= not fine
        typer.echo(answered)
    if failed:
        typer.echo("bluepencil: some lines could not be read; their answers say why", err=True)
        raise typer.Exit(1)
