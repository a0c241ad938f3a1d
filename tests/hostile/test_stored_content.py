"""Section D: what was stored is shown as what it is, text, wherever the desk shows it."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import count

import pytest

from service import models
from service.accounts.create import create_account
from service.accounts.permissions import sites_of
from service.sites.create import create_site
from tests.client import TestClient
from tests.factories import EPOCH, ORIGIN, PASSWORD, log_in, report
from tests.hostile.markup import Markup, send, shown, squeezed
from tests.hostile.target import Target

param = pytest.param

_numbers = count(1)
_PERCENT = str.maketrans({c: f"%{ord(c):02X}" for c in '<>"#&'})


@pytest.fixture(scope="session")
def owner(shared_target: Target) -> Iterator[TestClient]:
    """The owner of the shared site, logged in."""
    somebody = shared_target.stranger()
    assert log_in(somebody, shared_target.site.owner_email).status_code == 303
    yield somebody
    somebody.close()


@pytest.fixture(scope="session")
def namesake(shared_target: Target) -> Iterator[tuple[TestClient, int]]:
    """Somebody with two sites, logged in, and the number of the account: names are to be changed."""
    email = "namesake@mail.example"
    with shared_target.database.write() as session:
        account = create_account(session, email=email, name="Nobody", password=PASSWORD, now=EPOCH)
        for _ in range(2):
            create_site(
                session, name="S", origins=["https://x.example"], languages=["en"], owner_id=account.id, now=EPOCH
            )
        number = account.id
    somebody = shared_target.stranger()
    assert log_in(somebody, email).status_code == 303
    yield somebody, number
    somebody.close()


PAYLOADS = [
    param("<script>alert(1)</script>", id="D01-script"),
    param("<img src=x onerror=alert(1)>", id="D01-img"),
    param("<svg/onload=alert(1)>", id="D01-svg"),
    param("</td></tr></p></q></article>", id="D01-td"),
    param("</title><b>bold</b>", id="D01-title"),
    param("</textarea><b>bold</b>", id="D01-textarea"),
    param("<!-- the rest is gone", id="D01-comment"),
    param("<![CDATA[ gone ]]>", id="D01-cdata"),
    param("\"' onfocus='alert(1)' autofocus x=\"", id="D01-quotes"),
    param("&lt;b&gt; &amp; &#60;", id="D01-entities"),
    param("{{ 7 * 7 }} {% raw %}", id="A27-D01-template"),
    param("<a hx-get='/x' hx-on:click='alert(1)'>x</a>", id="D01-htmx"),
    param("javascript:alert(1)", id="D01-javascript"),
]
HALF = "\u202e\u2066"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_field_of_a_report_is_shown_as_text(target: Target, owner: TestClient, payload: str) -> None:
    token = f"token{next(_numbers)}"
    texts = {"exact": payload, "prefix": f"before {payload} ", "suffix": f" after {payload}"}
    page = {name: f"{name} {payload}" for name in ("title", "section", "author")}
    row = send(
        target,
        quote=texts,
        page=page | {"url": f"{ORIGIN}/stored/{next(_numbers)}?q={payload.replace(' ', '+').translate(_PERCENT)}"},
        sentence=f"before {payload} after",
        comment=f"{token} comment {payload}",
        correction=f"corrected {payload}",
        client={"version": payload},
        words=[payload],
    )
    with target.database.write() as session:
        session.add(
            models.SuggestionRow(
                issue_id=row.issue_id,
                rank=0,
                start=0,
                end=1,
                replacement=f"new {payload}",
                confidence=0.99,
                rule=payload[:40],
            )
        )
    queue = squeezed(shown(owner, f"/desk?q={token}").text)
    assert squeezed(f"title {payload}") in queue and queue.count(squeezed(payload)) > 4
    markup = shown(owner, f"/desk/issues/{row.issue_id}?q={token}")
    sheet = squeezed(markup.text)
    for words in (f"section {payload}", f"author {payload}", f"comment {payload}"):
        assert squeezed(words) in sheet
    facets = squeezed(shown(owner, f"/desk/facets?q={token}").text)
    assert squeezed(f"section {payload}") in facets and squeezed(f"author {payload}") in facets
    chips = [given["value"] for _, given in markup.tags if given.get("name") == "choice"]
    assert any(chip.startswith(f"new {payload}") for chip in chips)
    assert any(chip.startswith("corrected ") for chip in chips)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_and_searches_are_shown_as_text(target: Target, namesake: tuple[TestClient, int], payload: str) -> None:
    """The names of a site and of a person, what is searched for, and what is typed into the log-in."""
    somebody, account_id = namesake
    with target.database.write() as session:
        session.get_one(models.Account, account_id).name = f"Name {payload}"[:100]
        for number, site in enumerate(sites_of(session, account_id), 1):
            session.get_one(models.Site, site.id).name = f"Site {number} {payload}"
    markup = shown(somebody, "/desk")
    assert squeezed(f"Name {payload}") in squeezed(markup.text)
    assert squeezed(f"Site 2 {payload}") in squeezed(markup.text)
    searched = somebody.get("/desk", params={"q": payload})
    found = Markup(searched.text)
    found.check_harmless()
    assert (searched.status_code, squeezed(payload) in squeezed(found.text)) == (200, True)
    for path, typed in (
        ("/desk", {"readers": payload}),
        ("/desk/overview", {"from": payload[:20], "to": payload[:20]}),
    ):
        told = somebody.get(path, params=typed)
        assert told.status_code == 422
        Markup(told.text).check_harmless()
    refused = target.stranger().post("/login", data={"email": payload, "password": payload, "next": payload})
    assert refused.status_code == 422
    Markup(refused.text).check_harmless()


ADDRESSES = [
    param("javascript:alert(1)", id="D03-javascript"),
    param("JaVaScRiPt:alert(1)//https://news.example/", id="D03-javascript-case"),
    param("data:text/html,<script>alert(1)</script>", id="D03-data"),
    param("vbscript:msgbox(1)", id="D03-vbscript"),
    param(" javascript:alert(1)", id="D03-space"),
    param("\x01javascript:alert(1)", id="D03-control"),
    param(" https://news.example/a", id="D03-space-before-https"),
    param("java\nscript:alert(1)", id="D03-line-break"),
    param("//evil.test/a", id="D03-no-scheme"),
    param("//news.example/a", id="D03-no-scheme-own-host"),
    param("/articles/1", id="D03-path"),
    param("file:///etc/passwd", id="D03-file"),
    param("https://news.example/a\r\nSet-Cookie: a=b", id="D03-crlf"),
    param('https://news.example/"onmouseover="alert(1)', id="D03-quotes"),
    param('https://news.example"onmouseover="/a', id="D03-quotes-host"),
    param("https://news.example/<script>", id="D03-tag"),
    param("https://news.example\\@evil.test/a", id="D03-backslash"),
    param("https:\\\\news.example\\a", id="D03-backslashes"),
    param("https:///news.example/a", id="D03-three-slashes"),
    param("https://", id="D03-nothing"),
    param("https://news.example:x/a", id="D03-port"),
    param("https://[news.example/a", id="D03-bracket"),
    param("blob:https://news.example/1", id="D03-blob"),
    param("view-source:https://news.example/a", id="D03-view-source"),
    param("", id="D03-empty"),
]


@pytest.mark.parametrize("url", ADDRESSES)
def test_what_is_no_address_of_a_page_is_refused(target: Target, url: str) -> None:
    answer = target.post(report(page={"url": url}))
    assert (answer.status_code, answer.json()["field"]) == (422, "page.url")


@pytest.mark.parametrize("url", ADDRESSES)
def test_what_is_no_address_of_a_page_is_never_a_link(target: Target, owner: TestClient, url: str) -> None:
    """Not even where an older version has stored it."""
    row = send(target)
    good = _exchange_url(target, row, url)
    try:
        answer = owner.get(f"/desk/issues/{row.issue_id}?status=spam")
    finally:
        _exchange_url(target, row, good)
    assert answer.status_code == 200
    markup = Markup(answer.text)
    markup.check_harmless()
    assert not [given["href"] for _, given in markup.tags if given.get("id") == "open-page"]


def _exchange_url(target: Target, row: models.Report, url: str) -> str:
    """Write an address over that of the report's page, as if it had always stood there; the former one."""
    with target.database.write() as session:
        page = session.get_one(models.Issue, row.issue_id).page
        former, page.url = page.url, url
        return former


LINKS = [
    param(f"{ORIGIN}/a'onclick='alert(1)", "news.example", id="D04-quote"),
    param(f"{ORIGIN}:8443/a", "news.example:8443", id="D04-port"),
    param("https://bücher.example/a", "xn--bcher-kva.example", id="D04-idn"),
    param("https://xn--bcher-kva.example/https://news.example/", "xn--bcher-kva.example", id="D04-path-like-a-host"),
]


@pytest.mark.parametrize(("url", "host"), LINKS)
def test_a_link_to_the_page_shows_its_host_and_tells_it_nothing(
    target: Target, owner: TestClient, url: str, host: str
) -> None:
    with target.database.write() as session:
        site = create_site(
            session,
            name="Links",
            origins=[ORIGIN, "https://bücher.example"],
            languages=["en"],
            owner_id=target.site.owner_id,
            now=EPOCH,
        ).key
    sent = report(site=site, page={"url": url}, quote={"exact": "recieved", "prefix": HALF, "suffix": HALF})
    assert target.post(sent).status_code == 202
    answer = owner.get(f"/desk/issues/{target.report(sent['id']).issue_id}?status=spam")
    (link,) = [given for tag, given in Markup(answer.text).tags if given.get("id") == "open-page"]
    assert link["rel"].split() == ["noopener", "noreferrer", "nofollow"]
    assert link["target"] == "_blank"
    assert link["href"].startswith(f"https://{host}/")
    assert re.search(r'class="host">([^<]*)<', answer.text)[1] == host  # type: ignore[index]


def test_texts_keep_their_direction_to_themselves(target: Target, owner: TestClient) -> None:
    """A23: what readers wrote stands in elements of their own direction, without characters that change it."""
    row = send(target, quote={"exact": "\u202eabc", "prefix": "\u2067", "suffix": "\u2066"}, comment="\u202e gnp.exe")
    html = owner.get(f"/desk/issues/{row.issue_id}?status=spam").text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", unescape(html))
    for tag, given in Markup(html).tags:
        if tag in ("q", "h1", "textarea", "dd") or given.get("class") == "proof" or given.get("name") == "own":
            assert given.get("dir") == "auto", (tag, given)


def test_a_script_holds_no_line_separator_and_no_tag(target: Target) -> None:
    """A26: in the settings that are written into the widget's script."""
    with target.database.write() as session:
        site = create_site(
            session, name="S", origins=[ORIGIN], languages=["en"], owner_id=target.site.owner_id, now=EPOCH
        )
        site.widget_options = {"label": "\u2028\u2029</script><!--<script>", "{{7*7}}": "&quot;"}
        key = site.key
    script = target.client.get(f"/w/{key}.js").text
    assert "\\u2028\\u2029\\u003c/script\\u003e" in script
    assert not re.search("[\u2028\u2029]|</script|<!--", script.replace(target.client.get("/widget.js").text, ""))
