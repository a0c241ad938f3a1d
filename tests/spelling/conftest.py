"""One engine for all tests of a run; languages are expanded once, beside the run's temporary files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from service.spelling import Engine, Query, Suggestion

Ask = Callable[..., list[Suggestion]]


@pytest.fixture(scope="session")
def spelling_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    return shared / "spelling"


@pytest.fixture(scope="session")
def engine(spelling_folder: Path) -> Engine:
    return Engine(spelling_folder)


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
