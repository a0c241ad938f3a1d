"""Section A: what a stranger may put into the body of a report. Every row reaches the application on both databases."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

import pytest

from service.models import Issue
from tests.factories import PAGE, receipt, report
from tests.hostile.target import Target

param = pytest.param

LARGEST = 16 * 1024


def encoded(**fields: Any) -> bytes:
    """A report's bytes as Python would write them, escapes and NaN included."""
    return json.dumps(report(**fields)).encode()


def led_by(members: str) -> bytes:
    """A report that begins with these members, whatever they are."""
    return f"{{{members},".encode() + encoded()[1:]


def quoted(exact: Any) -> dict[str, Any]:
    """A report's quote of these words."""
    return {"exact": exact, "prefix": "The harbour board has ", "suffix": " no answer from the owners."}


def page(**fields: Any) -> dict[str, Any]:
    """What a report says of its page."""
    return {"url": PAGE, **fields}


MALFORMED = [
    param(b"", id="A01"),
    param(b"hello", id="A02"),
    param(b"[1]", id="A03-array"),
    param(b'"hello, world"', id="A03-string"),
    param(b"null", id="A03-null"),
    param(b"12345", id="A03-number"),
    param(b"[" * 8000, id="A06-arrays"),
    param(b'{"a":' * 3000, id="A06-objects"),
    param(encoded(client={"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}), id="A06-nine-levels"),
    param(led_by('"site":"other"'), id="A07"),
    param(encoded().replace(b'"exact"', b'"exact": "first", "exact"'), id="A07-nested"),
    param(led_by('"\\u0073ite":"other"'), id="A07-escaped"),
    param(encoded(position={"start": float("nan"), "end": 5}), id="A08-nan"),
    param(encoded(position={"start": 0, "end": float("inf")}), id="A08-infinity"),
    param(encoded(position={"start": float("-inf"), "end": 5}), id="A08-minus-infinity"),
    param(encoded(client={"zoom": 12345678}).replace(b"12345678", b"1e999"), id="A08-overflow"),
    param(encoded(client={"zoom": 12345678}).replace(b"12345678", b"9" * 5000), id="A08-5000-digits"),
    param(encoded(admin=True), id="A10"),
    param(encoded(page=page(admin=True)), id="A10-page"),
    param(encoded(quote=quoted("recieved") | {"selector": "body > p"}), id="A10-quote"),
    param(encoded().replace(b"recieved", b"\xff\xfe"), id="A14"),
    param(encoded().replace(b"recieved", b"\xc0\xaf"), id="A15"),
    param(encoded().replace(b"recieved", b"\xed\xa0\x80"), id="A15-surrogate-in-utf-8"),
    param(encoded().decode().encode("utf-16"), id="A16"),
    param(encoded().decode().encode("utf-16-le"), id="A16-no-mark"),
    param(b"\xef\xbb\xbf" + encoded(), id="A16-utf-8-mark"),
    param(encoded(quote=quoted("rec\ud800eved")), id="A18-quote"),
    param(encoded(comment="half a pair: \udfff"), id="A18-comment"),
    param(encoded(page=page(title="\udc00\ud800")), id="A18-wrong-order"),
    param(encoded(words=["fine", "not \ud83d fine"]), id="A18-in-a-list"),
    param(encoded(client={"\ud800": "key"}), id="A18-key"),
    param(encoded(id="\ud800" * 22), id="A18-id"),
    param(encoded().replace(b"recieved", b"reci\x00eved"), id="A21"),
    param(encoded().replace(b"recieved", b"reci\neved"), id="A21-line-break"),
    param(led_by('"__proto__":{"admin":true}'), id="A28-proto"),
    param(encoded(constructor={"prototype": {}}), id="A28-constructor"),
    param(encoded(page=page(__proto__="polluted")), id="A28-page"),
    param(led_by(f'"{"k" * 10_000}":1'), id="A29-key-of-10-kB"),
    param(led_by(",".join(f'"k{i}":1' for i in range(1200))), id="A29-1200-keys"),
    param(b"/* a comment */" + encoded(), id="A32-comment"),
    param(encoded() + b"// a comment", id="A32-line-comment"),
    param(str(report()).encode(), id="A32-single-quotes"),
    param(encoded()[:-1] + b",}", id="A32-last-comma"),
    param(encoded() + encoded(), id="A32-two-objects"),
]


@pytest.mark.parametrize("sent", MALFORMED)
def test_malformed_bytes_are_refused(target: Target, sent: bytes) -> None:
    answer = target.post(sent)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


WRONG_FIELDS = [
    param({"quote": quoted(5)}, "quote.exact", id="A11-number"),
    param({"quote": quoted({"$ne": 1})}, "quote.exact", id="A11-object"),
    param({"quote": quoted(["recieved"])}, "quote.exact", id="A11-array"),
    param({"quote": quoted(json.loads("null"))}, "quote.exact", id="A11-null"),
    param({"quote": quoted(True)}, "quote.exact", id="A11-bool"),
    param({"quote": "recieved"}, "quote", id="A11-quote"),
    param({"page": [PAGE]}, "page", id="A11-page"),
    param({"id": 12345678901234567890}, "id", id="A11-id"),
    param({"site": {"$ne": ""}}, "site", id="A11-site"),
    param({"comment": {"$gt": ""}}, "comment", id="A11-comment"),
    param({"position": {"start": "0", "end": 5}}, "position.start", id="A11-position"),
    param({"position": {"start": 1.5, "end": 5}}, "position.start", id="A11-half-a-letter"),
    param({"position": {"start": True, "end": 5}}, "position.start", id="A11-bool-position"),
    param({"position": {"start": 5, "end": 5}}, "position", id="A11-empty-range"),
    param({"position": {"start": 0, "end": 2**63}}, "position.end", id="A11-beyond-any-page"),
    param({"created_at": 1772461200}, "created_at", id="A11-time-as-number"),
    param({"created_at": "1772461200"}, "created_at", id="A11-time-as-digits"),
    param({"created_at": "2026-03-02T14:20:00"}, "created_at", id="A11-time-without-zone"),
    param({"created_at": "0001-01-01T00:00:00+14:00"}, "created_at", id="A11-time-before-all"),
    param({"created_at": "9999-12-31T23:59:59-14:00"}, "created_at", id="A11-time-after-all"),
    param({"quote": {"prefix": "a", "suffix": "b"}}, "quote.exact", id="A12-missing"),
    param({"quote": None}, "quote", id="A12-no-quote"),
    param({"quote": quoted("")}, "quote.exact", id="A12-empty"),
    param({"quote": quoted("\x00\x01\x1f\x7f\x9f")}, "quote.exact", id="A12-controls"),
    param({"quote": quoted(" \u200b\u2028 ")}, "quote.exact", id="A12-nothing-to-see"),
    param({"quote": quoted("a" * 5000)}, "quote.exact", id="A13-5000"),
    param({"quote": quoted("a" * 1001)}, "quote.exact", id="A13-exact"),
    param({"quote": quoted("a") | {"prefix": "é" * 97}}, "quote.prefix", id="A13-prefix"),
    param({"quote": quoted("a") | {"suffix": "é" * 97}}, "quote.suffix", id="A13-suffix"),
    param({"sentence": "a" * 601}, "sentence", id="A13-sentence"),
    param({"correction": "a" * 1001}, "correction", id="A13-correction"),
    param({"comment": "😀" * 2001}, "comment", id="A13-comment"),
    param({"page": page(title="a" * 301)}, "page.title", id="A13-title"),
    param({"page": page(title="\u0958" * 300)}, "page.title", id="A13-title-that-grows"),
    param({"quote": quoted("\U0001d160" * 1000)}, "quote.exact", id="A13-quote-that-grows"),
    param({"page": page(url=f"{PAGE}/{'a' * 2048}")}, "page.url", id="A13-url"),
    param({"words": ["word"] * 301}, "words", id="A13-words"),
    param({"email": "a@" + "b" * 253}, "email", id="A13-email"),
    param({"client": {str(i): i for i in range(11)}}, "client", id="A13-client"),
    param({"id": "\x00" * 22}, "id", id="A20-id"),
    param({"id": receipt() + "\x00"}, "id", id="A20-id-at-its-end"),
    param({"id": receipt() + "\n"}, "id", id="A20-id-and-line-break"),
    param({"page": page(url=PAGE + "\x00")}, "page.url", id="A20-url"),
    param({"page": page(lang="en\x00")}, "page.lang", id="A20-lang"),
    param({"email": "reader\x00@mail.example"}, "email", id="A20-email"),
    param({"email": "reader@mail.example\x1b[31m"}, "email", id="A22-email"),
    param({"email": "reader\u202e@mail.example"}, "email", id="A23-email"),
    param({"kind": "spelling\x00"}, "kind", id="A20-kind"),
    param({"page": page(url=f"{PAGE}/\u202egnp.exe")}, "page.url", id="A23-url"),
]


@pytest.mark.parametrize(("fields", "field"), WRONG_FIELDS)
def test_a_wrong_field_is_named(target: Target, fields: dict[str, Any], field: str) -> None:
    sent = report(**fields)
    answer = target.post(sent)
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "invalid", field)


def test_a_nul_in_the_site_names_no_site(target: Target) -> None:
    answer = target.post(report(site="courier\x00"))
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_site"), "A20"


KEPT = [
    param({"quote": quoted("a" * 1000)}, {"exact": "a" * 1000}, id="A13-exact"),
    param({"quote": quoted("😀" * 1000)}, {"exact": "😀" * 1000}, id="A13-exact-emoji"),
    param({"comment": "😀" * 2000}, {"comment": "😀" * 2000}, id="A13-comment-emoji"),
    param({"quote": quoted("a") | {"prefix": "é" * 96}}, {"prefix": "é" * 96}, id="A13-prefix"),
    param({"correction": "𝒜" * 1000}, {"correction": "𝒜" * 1000}, id="A13-correction"),
    param({"quote": quoted("teh \U0001f600")}, {"exact": "teh \U0001f600"}, id="A19"),
    param({"quote": quoted("re\x00cieved")}, {"exact": "recieved"}, id="A20-quote"),
    param({"comment": "i before\x00 e"}, {"comment": "i before e"}, id="A20-comment"),
    param({"sentence": "\x00It was recieved."}, {"sentence": "It was recieved."}, id="A20-sentence"),
    param({"correction": "received\x00"}, {"correction": "received"}, id="A20-correction"),
    param({"page": page(title="A\x00 title", section="\x00", author="\x00N. N.")}, {}, id="A20-page"),
    param({"page": page(canonical=PAGE + "\x00")}, {"url": PAGE}, id="A20-canonical"),
    param({"words": ["Sal\x00tmere"]}, {"words": ["Saltmere"]}, id="A20-words"),
    param({"client": {"ver\x00sion": "1\x00.0"}}, {"client": {"version": "1.0"}}, id="A20-client"),
    param({"quote": quoted("\x1b[31mre\x85cieved\x07")}, {"exact": "[31mrecieved"}, id="A22-quote"),
    param({"comment": "red \x1b[31m, \x08\x9b and bell \x07"}, {"comment": "red [31m, and bell"}, id="A22"),
    param({"quote": quoted("\u202eabc\u2066def\u2069")}, {"exact": "abcdef"}, id="A23-direction"),
    param({"comment": "\u202e\u202d\u200f a\u2067\u2068b"}, {"comment": "ab"}, id="A23-comment"),
    param({"quote": quoted("\ufeffwo\u200brd\u2060")}, {"exact": "word"}, id="A23-zero-width"),
    param({"comment": "a\ufff9b\ufffac\ufffbd"}, {"comment": "abcd"}, id="A23-annotation"),
    param({"quote": quoted("one\u2028two\u2029three")}, {"exact": "one\ntwo\nthree"}, id="A26-quote"),
    param({"comment": "one\u2028two"}, {"comment": "one\ntwo"}, id="A26-comment"),
    *(
        param({"quote": quoted(text), "comment": text}, {"exact": text, "comment": text}, id=f"A27-{name}")
        for name, text in (
            ("jinja", "{{7*7}}"),
            ("block", "{% raw %}"),
            ("shell", "${7*7} $(id) `id`"),
            ("percent", "%s %n %(name)s %%"),
            ("format", "{0.__class__} {}"),
        )
    ),
]


@pytest.mark.parametrize(("fields", "columns"), KEPT)
def test_what_is_taken_is_kept_clean(target: Target, fields: dict[str, Any], columns: Mapping[str, Any]) -> None:
    sent = report(**fields)
    answer = target.post(sent)
    assert answer.status_code == 202, answer.text
    kept = target.report(sent["id"])
    assert {name: getattr(kept, name) for name in columns} == columns


ESCAPED = [
    param(r"Jos\u00e9 \u00d1u", "José Ñu", id="escaped"),
    param(r"A\u0000B\u0007", "AB", id="A20-escaped"),
    param(r"N\ud800.", "N.", id="A18-escaped"),
    param(r"N\u202eabc", "Nabc", id="A23-escaped"),
    param('a\\", "b', 'a\\", "b', id="A20-no-json"),
    param("\\" * 299, "\\" * 299, id="A20-nothing-escaped"),
]


@pytest.mark.parametrize(("said", "kept"), ESCAPED)
def test_escapes_in_what_a_page_says_are_read_and_then_cleaned(target: Target, said: str, kept: str) -> None:
    sent = report(page=page(url=f"{PAGE}/{secrets.token_hex(4)}", section=said, author=said))
    assert target.post(sent).status_code == 202
    with target.database.read() as session:
        stored = session.get_one(Issue, target.report(sent["id"]).issue_id).page
        assert (stored.section, stored.author) == (kept, kept)


def test_the_largest_report_is_taken_and_one_byte_more_is_not(target: Target) -> None:
    sent = encoded()
    assert target.post(sent.ljust(LARGEST)).status_code == 202
    for size in (LARGEST + 1, 20_000, 256 * 1024 + 1, 1_000_000):
        answer = target.post(encoded().ljust(size))
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large"), f"A04, A05: {size}"
        assert answer.headers["access-control-allow-origin"] == "https://news.example"
    keys = ",".join(f'"k{i}":1' for i in range(3000))
    assert target.post(led_by(keys)).status_code == 413, "A29"
