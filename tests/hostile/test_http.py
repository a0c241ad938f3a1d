"""Section B: the HTTP around a report: types, methods, origins, sites."""

import gzip
import json
import zlib

import pytest

from service.sites.create import create_site
from tests.factories import EPOCH, ORIGIN, PAGE, receipt, report
from tests.hostile.target import REPORTS, Target

param = pytest.param

TYPES = [
    param("application/x-www-form-urlencoded", id="B01-form"),
    param("multipart/form-data; boundary=x", id="B01-multipart"),
    param("application/xml", id="B01-xml"),
    param("text/html", id="B01-html"),
    param("application/json-patch+json", id="B01-json-like"),
    param("application/jsonp", id="B01-longer"),
    param("text/plain, application/json", id="B01-two"),
    param("", id="B01-empty"),
    param(None, id="B01-missing"),
]


@pytest.mark.parametrize("content_type", TYPES)
def test_other_content_types_are_refused(target: Target, content_type: str | None) -> None:
    answer = target.post(report(), content_type=content_type)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported")
    assert answer.headers["access-control-allow-origin"] == ORIGIN


@pytest.mark.parametrize(
    "content_type",
    [
        param("application/json; charset=utf-8", id="B02-json"),
        param("text/plain", id="B02-plain"),
        param("TEXT/Plain;charset=UTF-8", id="B02-upper-case"),
    ],
)
def test_json_is_taken_as_either_type(target: Target, content_type: str) -> None:
    assert target.post(report(), content_type=content_type).status_code == 202


BOMB = gzip.compress(b" " * 10_000_000)
ENCODINGS = [
    param(gzip.compress(json.dumps(report()).encode(), mtime=0), "gzip", id="B04-gzip"),
    param(BOMB, "gzip", id="B04-bomb"),
    param(zlib.compress(json.dumps(report()).encode()), "deflate", id="B04-deflate"),
    param(b"\x0b\x02\x80{}\x03", "br", id="B04-br"),
    param(json.dumps(report()).encode(), "identity, gzip", id="B04-listed"),
]


@pytest.mark.parametrize(("content", "encoding"), ENCODINGS)
def test_compressed_bodies_are_never_unpacked(target: Target, content: bytes, encoding: str) -> None:
    answer = target.post(content, content_encoding=encoding)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported")


@pytest.mark.parametrize("method", [param(m, id=f"B05-{m}") for m in ("GET", "PUT", "TRACE", "DELETE", "PATCH")])
def test_other_methods_are_refused(target: Target, method: str) -> None:
    content = json.dumps(report()).encode()
    with target.unharmed(content) as answers:
        answers.append(target.client.request(method, REPORTS, content=content, headers={"origin": ORIGIN}))
    assert answers[0].status_code == 405
    assert "POST" in answers[0].headers["allow"]


@pytest.mark.parametrize("path", [param(REPORTS, id="B06-reports"), param("/api/v1/receipts", id="B06-receipts")])
def test_a_preflight_is_answered_for_this_origin_and_without_credentials(target: Target, path: str) -> None:
    asked = {"origin": ORIGIN, "access-control-request-method": "POST"}
    with target.unharmed(b"") as answers:
        answers.append(target.client.options(path, headers=asked))
    headers = answers[0].headers
    assert (answers[0].status_code, answers[0].content) == (204, b"")
    assert headers["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-credentials" not in headers
    assert int(headers["access-control-max-age"]) > 0
    assert "POST" in headers["access-control-allow-methods"]
    assert headers["access-control-allow-headers"].lower() == "content-type"
    assert headers["vary"].lower() == "origin"


ORIGINS = [
    param("https://evil.test", id="B07"),
    param("null", id="B07-null"),
    param(None, id="B08"),
    param("", id="B08-empty"),
    param(f"{ORIGIN}.evil.test", id="B10-suffix"),
    param("https://evilnews.example", id="B10-prefix"),
    param("https://sub.news.example", id="B10-subdomain"),
    param("http://news.example", id="B10-scheme"),
    param("ftp://news.example", id="B10-ftp"),
    param(f"{ORIGIN}/", id="B10-slash"),
    param(f"{ORIGIN}/path", id="B10-path"),
    param(f"{ORIGIN}?", id="B10-question-mark"),
    param(f"{ORIGIN}#", id="B10-hash"),
    param(f"{ORIGIN}:444", id="B10-port"),
    param(f"{ORIGIN}:0", id="B10-port-0"),
    param(f"{ORIGIN}:99999", id="B10-no-port"),
    param(f"{ORIGIN}:https", id="B10-port-word"),
    param("https://news.example@evil.test", id="B10-user"),
    param("https://evil.test@news.example", id="B10-user-before"),
    param("https://@news.example", id="B10-empty-user"),
    param("https://news.example\\.evil.test", id="B10-backslash"),
    param("https://news.\texample", id="B10-tab"),
    param(f"{ORIGIN}, https://evil.test", id="B10-two"),
    param(f"{ORIGIN} https://evil.test", id="B10-two-by-space"),
    param("https://[news.example", id="B10-bracket"),
    param("https://[::1]", id="B10-ipv6"),
    param("https://*.example", id="B10-star"),
    param("//news.example", id="B10-no-scheme"),
    param("news.example", id="B10-host"),
    param("https://" + "a" * 5000, id="B10-long"),
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_other_origins_may_not_post(target: Target, origin: str | None) -> None:
    answer = target.post(report(), origin=origin)
    assert (answer.status_code, answer.json()["code"]) == (403, "origin_forbidden")
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers.get("access-control-allow-origin") in (None, origin), "never a star, never another's"


SAME = [
    param("https://zeitung.example", "HTTPS://ZEITUNG.EXAMPLE", "https://zeitung.example/a", id="B11-upper-case"),
    param("HTTPS://ZEITUNG.Example", "https://zeitung.example", "https://Zeitung.example/a", id="B11-site-upper"),
    param("https://bücher.example", "https://xn--bcher-kva.example", "https://bücher.example/a", id="B11-u-label"),
    param(
        "https://xn--bcher-kva.example",
        "https://xn--bcher-kva.example",
        "https://BÜCHER.example/a",
        id="B11-a-label",
    ),
    param("https://zeitung.example", "https://zeitung.example:443", "https://zeitung.example:443/a", id="B11-port"),
]


@pytest.mark.parametrize(("entry", "origin", "url"), SAME)
def test_one_origin_may_be_written_in_several_ways(target: Target, entry: str, origin: str, url: str) -> None:
    with target.database.write() as session:
        owner = target.site.owner_id
        key = create_site(session, name="Z", origins=[entry], languages=["de"], owner_id=owner, now=EPOCH).key
    sent = report(site=key, page={"url": url})
    assert target.post(sent, origin=origin).status_code == 202
    assert target.report(sent["id"]).url.startswith(entry.lower().replace("bücher", "xn--bcher-kva"))


KEYS = [
    param("nobody", id="B13"),
    param("couriers", id="B13-longer"),
    param("COURIER", id="B13-case"),
    param("", id="B13-empty"),
    param("courier\x00", id="B13-nul"),
    param("courier' OR '1'='1", id="B13-quote"),
    param('courier"', id="B13-double-quote"),
    param("k" * 10_000, id="B13-10-kB"),
    param("../courier", id="B13-path"),
    param("courier\n", id="B13-line-break"),
    param("соurier", id="B13-homoglyph"),
    param("%", id="B13-wildcard"),
]


@pytest.mark.parametrize("key", KEYS)
def test_all_keys_that_are_none_look_the_same(target: Target, key: str) -> None:
    """No word in the answer tells a key that is taken from one that could not be one."""
    usual = target.post(report(site="unknown"))
    answer = target.post(report(site=key))
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_site")
    assert answer.content == usual.content
    assert answer.headers.raw == usual.headers.raw


SCRIPTS = [
    param("nobody", id="B13-script"),
    param("k" * 10_000, id="B13-script-10-kB"),
    param("..%2fcourier", id="B13-script-path"),
    param("courier%00", id="B13-script-nul"),
    param("courier'", id="B13-script-quote"),
]


@pytest.mark.parametrize("key", SCRIPTS)
def test_there_is_no_script_for_a_key_that_is_none(target: Target, key: str) -> None:
    with target.unharmed(key.encode()) as answers:
        answers.append(target.client.get(f"/w/{key}.js"))
    assert answers[0].status_code == 404


PAGES = [
    param("https://other.example/articles/1", id="B14"),
    param("https://news.example.evil.test/a", id="B14-suffix"),
    param("https://evilnews.example/a", id="B14-prefix"),
    param("https://sub.news.example/a", id="B14-subdomain"),
    param("https://news.example@other.example/a", id="B14-user"),
    param("https://other.example\\@news.example/a", id="B14-backslash"),
    param("https://127.0.0.1/a", id="B14-loopback"),
]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_of_another_site_is_refused(target: Target, url: str) -> None:
    answer = target.post(report(page={"url": url}))
    assert (answer.status_code, answer.json()["field"]) == (422, "page.url")


def test_a_canonical_address_of_another_site_does_not_count(target: Target) -> None:
    """B14: the report is taken, as one of the page that it came from."""
    url = f"{PAGE}/with-a-wrong-canonical"
    sent = report(page={"url": url, "canonical": "https://other.example/articles/1"})
    assert target.post(sent).status_code == 202
    assert target.report(sent["id"]).url == url


def test_the_id_of_a_report_is_free_for_a_refused_one(target: Target) -> None:
    """B07: what a foreign page sends does not take the place of the reader's own report."""
    sent = report(id=receipt())
    assert target.post(sent, origin="https://evil.test").status_code == 403
    assert target.post(sent).status_code == 202
