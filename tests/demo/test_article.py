"""The demo article and the list of errors planted in it must agree, and the rest of it must be right."""

import re
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from spellchecker import SpellChecker

from service.demo.planted import NAMES, PLANTED, Planted

TEMPLATES = Path(__file__).parents[2] / "service" / "templates"
STATIC = Path(__file__).parents[2] / "service" / "static"
ADDRESSES = {
    "canonical_url": "https://courier.example/waterfront/foghorn",
    "stylesheet_url": "/static/demo/demo.css",
    "widget_url": "/w/key.js",
    "desk_url": "/desk",
}
VOID = {"meta", "link", "br", "img", "hr", "input"}
UNREAD = {"head", "script", "style", "svg"}
BLOCKS = {"p", "h1", "h2", "li", "td", "th", "tr", "caption", "figcaption", "blockquote", "div", "dt", "dd", "article"}


class PlainText(HTMLParser):
    """The text a reader sees, a line per block; with `within`, only that of the first element of that tag."""

    def __init__(self, within: str | None = None) -> None:
        super().__init__()
        self.within = within
        self.open: list[str] = []
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        wanted = self.within is None or self.within in self.open
        if wanted and UNREAD.isdisjoint(self.open):
            self.pieces.append(re.sub(r"\s+", " ", data))

    @property
    def text(self) -> str:
        lines = (re.sub(r" +", " ", line).strip() for line in "".join(self.pieces).split("\n"))
        return "\n".join(line for line in lines if line)


def plain_text(html: str, within: str | None = None) -> str:
    parser = PlainText(within)
    parser.feed(html)
    parser.close()
    return parser.text


def words(text: str) -> list[str]:
    """Words without possessive endings; numbers are not words."""
    found = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.replace("’", "'"))
    return [word.removesuffix("'s") for word in found]


@pytest.fixture(scope="module")
def html() -> str:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.get_template("demo/article.html").render(ADDRESSES)


@pytest.fixture(scope="module")
def checker() -> SpellChecker:
    return SpellChecker(language="en", distance=1)


def test_article_is_as_long_as_a_news_story(html: str) -> None:
    assert 500 <= len(words(plain_text(html, within="article"))) <= 800


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.wrong)
def test_context_marks_one_place(html: str, planted: Planted) -> None:
    assert plain_text(html).count(planted.context) == 1
    assert planted.context.count(planted.wrong) == 1
    assert planted.right != planted.wrong


def test_visitors_are_told_how_many_errors_there_are(html: str) -> None:
    assert f"{len(PLANTED)} errors are planted" in plain_text(html)


def test_every_other_word_is_right(html: str, checker: SpellChecker) -> None:
    text = plain_text(html).replace("Ctrl+Enter", "")  # keys are not words
    for planted in PLANTED:
        text = text.replace(planted.context, planted.context.replace(planted.wrong, planted.right))
    others = {word for word in words(text) if word not in NAMES}
    assert checker.unknown(others) == set()
    assert re.findall(r"\b(\w+)\s+\1\b", text, re.IGNORECASE) == []


def test_names_are_names_of_the_page(html: str) -> None:
    assert set(words(plain_text(html))) >= NAMES


def test_most_errors_are_within_reach_of_a_plain_speller(checker: SpellChecker) -> None:
    one_edit = {p.wrong for p in PLANTED if checker.unknown([p.wrong]) and checker.correction(p.wrong) == p.right}
    doubled = {p.wrong for p in PLANTED if p.wrong.split() == [p.right] * 2}
    joined = {p.wrong for p in PLANTED if p.right.replace(" ", "") == p.wrong and not checker.unknown(p.right.split())}
    assert len(one_edit) >= len(PLANTED) / 2
    assert doubled and joined
    assert len(one_edit | doubled | joined) >= 6


def test_one_error_reads_like_an_earlier_word_that_is_right(html: str) -> None:
    homophone = next(planted for planted in PLANTED if planted.wrong == "principle")
    text = plain_text(html)
    assert text.count("principle") == 2
    assert text.index("principle") < text.index(homophone.context)


def test_page_needs_no_inline_script_or_style(html: str) -> None:
    tags = re.findall(r"<[a-z][^>]*>", html)
    assert [tag for tag in tags if re.search(r"\s(style|on\w+)=", tag)] == []
    assert [tag for tag in tags if tag.startswith("<style")] == []
    scripts = [tag for tag in tags if tag.startswith("<script")]
    assert scripts == ['<script type="application/ld+json">', '<script async src="/w/key.js">']


def test_stylesheet_is_there() -> None:
    assert (STATIC / "demo" / "demo.css").is_file()
