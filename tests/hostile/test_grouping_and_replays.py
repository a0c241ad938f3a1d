"""Section C: the same report many times, and the same place in many spellings."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest

from tests.factories import ORIGIN, receipt, report
from tests.hostile.servers import Fleet, body, report_head, status
from tests.hostile.target import Target

param = pytest.param

_places = count(1)


def fresh_page() -> str:
    """The address of a page that nobody has reported."""
    return f"{ORIGIN}/grouping/{next(_places)}"


def outcome(target: Target, **fields: Any) -> str:
    answer = target.post(report(**fields))
    assert answer.status_code == 202, answer.text
    told: str = answer.json()["outcome"]
    return told


def test_the_same_id_twice_gets_the_same_answer_and_one_row(target: Target) -> None:
    """C01."""
    sent = report(page={"url": fresh_page()})
    first = target.post(sent)
    assert (first.status_code, first.json()) == (202, {"id": sent["id"], "outcome": "received"})
    second = target.post(sent, rows=0)
    assert (second.status_code, second.json()) == (202, first.json())
    elsewhere = target.post(report("other", id=sent["id"], page={"url": fresh_page()}), rows=0)
    assert (elsewhere.status_code, elsewhere.json()) == (202, first.json())


@pytest.mark.parametrize(
    "page_of",
    [
        param(lambda _: f"{ORIGIN}/at-once", id="C02-one-page"),
        param(lambda i: f"{ORIGIN}/at-once/{i}", id="C02-50-pages"),
    ],
)
def test_the_same_id_50_times_at_once_is_one_report(
    target: Target, servers: Fleet, page_of: Callable[[int], str]
) -> None:
    """Over two processes, so that nothing but the database can tell them apart."""
    sent = report(id=receipt())
    before = target.count()

    def send(number: int) -> bytes:
        content = json.dumps(sent | {"page": {"url": page_of(number)}}).encode()
        server = servers.members[number % len(servers.members)]
        return server.exchange(report_head(f"Content-Length: {len(content)}") + content)

    with ThreadPoolExecutor(50) as readers:
        answers = list(readers.map(send, range(50)))
    assert [status(answer) for answer in answers] == [202] * 50
    assert [body(answer) for answer in answers] == [{"id": sent["id"], "outcome": "received"}] * 50
    assert target.count() == before + 1
    assert target.report(sent["id"]).issue_id
    assert "Traceback" not in servers.logs()


def test_an_id_at_another_site_is_another_report(target: Target) -> None:
    """C04: neither answer says anything about the other site's report."""
    sent = report(page={"url": fresh_page()})
    assert target.post(sent).json()["outcome"] == "received"
    assert outcome(target, page=sent["page"]) == "known"
    other = report(id=sent["id"], site="other", page={"url": "https://other.example/a"})
    answer = target.post(other, origin="https://other.example")
    assert (answer.status_code, answer.json()) == (202, {"id": sent["id"], "outcome": "received"})


def test_an_id_does_not_tell_another_sites_page_what_became_of_it(target: Target) -> None:
    """C04."""
    sent = report(page={"url": fresh_page()})
    target.post(sent)
    asked = {"id": sent["id"]}
    for origin, state in ((ORIGIN, "received"), ("https://other.example", "unknown"), ("https://evil.test", "unknown")):
        answer = target.client.get("/api/v1/receipts", params=asked, headers={"origin": origin})
        assert answer.json() == {"receipts": {sent["id"]: state}}, origin


WORDS = "“Café’s” oﬃce"
FORMS = [
    param("“Café’s” oﬃce", id="C05-nfc"),
    param("“Cafe\u0301’s” oﬃce", id="C05-nfd"),
    param("“Café’s” office", id="C05-ligature"),
    param("“Ｃａｆé’ｓ” ｏｆｆｉｃｅ", id="C05-full-width"),
    param("“Ca\u00adfé’s” of\u00adfice", id="C05-soft-hyphen"),
    param("“Ca\u200bfé’s” of\u200dfi\u2060ce", id="C05-zero-width"),
    param("“Café’s” \u00a0 \t office ", id="C05-spaces"),
    param("“CAFÉ’S” OFFICE", id="C05-case"),
    param('"Café\'s" office', id="C05-quotes"),
]


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_the_same_words_are_one_issue(target: Target, form: str) -> None:
    url = fresh_page()
    around = {"prefix": "He said that ", "suffix": " was shut."}
    assert outcome(target, page={"url": url}, quote={"exact": WORDS, **around}) == "received"
    assert outcome(target, page={"url": url}, quote={"exact": form, **around}) == "known"


@pytest.mark.parametrize("context", ["prefix", "suffix"], ids=["C05-prefix", "C05-suffix"])
def test_forms_of_the_same_context_are_one_issue(target: Target, context: str) -> None:
    page = {"url": fresh_page()}
    around = {"prefix": "the “Café’s” office has ", "suffix": " the “Café’s” office ", "exact": "recieved"}
    other = around | {context: around[context].replace("é", "e\u0301").replace("’", "'").replace("o", "\u00ado")}
    assert outcome(target, page=page, quote=around) == "received"
    assert outcome(target, page=page, quote=other) == "known"


HOMOGLYPHS = [
    param("apple", "аррӏе", id="C05-homoglyph-cyrillic"),
    param("apple", "аpple", id="C05-homoglyph-one-letter"),
    param("office", "οffice", id="C05-homoglyph-greek"),
    param("cafe", "café", id="C05-accent"),
]


@pytest.mark.parametrize(("right", "wrong"), HOMOGLYPHS)
def test_a_letter_that_looks_alike_is_an_error_of_its_own(target: Target, right: str, wrong: str) -> None:
    page = {"url": fresh_page()}
    assert outcome(target, page=page, quote={"exact": right, "prefix": "An ", "suffix": " a day."}) == "received"
    assert outcome(target, page=page, quote={"exact": wrong, "prefix": "An ", "suffix": " a day."}) == "received"


ADDRESSES = [
    param("{page}?a=1&b=2#comments", id="C06-fragment"),
    param("{page}?a=1&b=2&utm_source=mail&utm_medium=x&fbclid=y", id="C06-tracking"),
    param("{page}/?a=1&b=2", id="C06-slash"),
    param("https://news.example:443{path}?a=1&b=2", id="C06-port"),
    param("{page}?b=2&a=1", id="C06-order"),
    param("HTTPS://NEWS.EXAMPLE{path}?a=1&b=2", id="C06-case"),
    param("{page}?a=1&b=2&", id="C06-empty-parameter"),
    param("{page}?%61=1&b=%32", id="C06-percent"),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_of_the_same_page_are_one_issue(target: Target, address: str) -> None:
    page = fresh_page()
    assert outcome(target, page={"url": f"{page}?a=1&b=2"}) == "received"
    same = address.format(page=page, path=page.removeprefix(ORIGIN))
    assert outcome(target, page={"url": same}) == "known"


@pytest.mark.parametrize(
    "address",
    [
        param("{page}?a=2&b=2", id="C06-other-value"),
        param("{page}/b?a=1&b=2", id="C06-other-path"),
        param("{page}?a=1", id="C06-less"),
    ],
)
def test_other_addresses_are_other_pages(target: Target, address: str) -> None:
    page = fresh_page()
    assert outcome(target, page={"url": f"{page}?a=1&b=2"}) == "received"
    assert outcome(target, page={"url": address.format(page=page)}) == "received"
