"""One engine for all tests of a run."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import service.spelling
from service.spelling import Engine, Query, Suggestion

Ask = Callable[..., list[Suggestion]]


@pytest.fixture(scope="session")
def spelling_folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where languages are expanded: kept from run to run, as long as the engine's source is the same."""
    cache = getattr(pytestconfig, "cache", None)
    if cache is None:
        return tmp_path_factory.getbasetemp() / "spelling"
    sources = sorted(Path(service.spelling.__path__[0]).glob("*.py"))
    version = zlib.crc32(b"".join(source.read_bytes() for source in sources))
    return Path(cache.mkdir(f"spelling-{version:08x}"))


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
