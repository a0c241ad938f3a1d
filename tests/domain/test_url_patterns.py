"""Which addresses a pattern covers; the widget's tests have the same table."""

import json
import time

import pytest

from service.domain.url_patterns import LONGEST, fits, is_allowed, parse_pattern
from tests.checkout import ROOT

VECTORS = json.loads((ROOT / "tests/vectors/url_patterns.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['pattern']} {vector['url']}")
def test_a_pattern_covers_what_the_vectors_say(vector: dict[str, str | bool]) -> None:
    pattern = parse_pattern(str(vector["pattern"]))
    assert pattern == vector.get("kept", vector["pattern"])
    assert fits(str(vector["url"]), pattern) is vector["fits"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "  ",
            "articles",
            "news.example",
            "ftp://a/b",
            "/a b",
            "/a#b",
            "/a\\b",
            "\x00/",
            "a_b c/",
            "a:b/",
            "/" * 301,
        ),
        *("<x>/", "/\ud800"),
    ],
)
def test_what_is_no_pattern_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a pattern"):
        parse_pattern(text)


def test_the_longest_pattern_is_taken() -> None:
    assert len(parse_pattern("/" + "a" * (LONGEST - 1))) == LONGEST


@pytest.mark.parametrize(
    ("allowed", "ignored", "answer"),
    [
        ([], [], True),
        (["/articles/*"], [], True),
        (["/blog/*", "/articles/*"], [], True),
        (["/blog/*"], [], False),
        ([], ["/articles/live-*"], True),
        ([], ["/articles/*"], False),
        (["/articles/*"], ["/articles/h*"], False),
    ],
)
def test_a_page_is_reported_from_if_it_is_allowed_and_not_ignored(
    allowed: list[str], ignored: list[str], answer: bool
) -> None:
    assert is_allowed("https://news.example/articles/harbour", allowed=allowed, ignored=ignored) is answer


def test_no_address_makes_a_pattern_slow() -> None:
    pattern = "/" + "*a" * 149
    started = time.process_time()
    assert not fits("https://news.example/" + "a" * 2000 + "b", pattern)
    assert time.process_time() - started < 1
