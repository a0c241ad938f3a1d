"""Asking the engine in a line."""

from collections.abc import Callable

import pytest

from service.spelling import Engine, Query, Suggestion

Ask = Callable[..., list[Suggestion]]


@pytest.fixture(scope="session")
def ask(engine: Engine) -> Ask:
    """Ask about a text in which the selection is marked with [brackets]; without them, all is selected."""

    def ask(text: str, language: str | None = "en", **known: object) -> list[Suggestion]:
        before, opened, rest = text.partition("[")
        exact, _, after = rest.partition("]")
        if not opened:
            before, exact, after = "", text, ""
        return engine.suggest(Query(exact, prefix=before, suffix=after, language=language, **known))  # type: ignore[arg-type]

    return ask
