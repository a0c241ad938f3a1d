"""The installation check: pages from a real server, what is right and what is missing there."""

import pytest

from service.database import Database
from service.models import InstallationCheck, Site
from service.outbound.addresses import Reach
from service.outbound.answers import Answer
from service.outbound.client import Client
from service.settings import Settings
from service.sites.check.findings import Finding, State, works
from service.sites.check.look import Expected, findings_of, look
from service.sites.check.page import read_page
from service.sites.check.words import WORDS
from service.sites.embed import pinned_tag, tag
from service.sites.settings import SiteSettings
from service.sites.widget import integrity, version
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import MadeSite, make_site
from tests.outbound.server import Say, answer, redirect, serving
from tests.sites.office import Office

BASE = "http://desk.test"


def _page(body: str, *headers: str, head: str = "") -> Say:
    html = f'<!doctype html><html lang="en"><head>{head}</head><body>{body}<bluepencil-caption></bluepencil-caption>'
    return answer(html.encode(), *headers)


def _look(say: Say, *, base_url: str = BASE, origin: str = "", former: str = "", **settings: object) -> list[Finding]:
    """What is found at a page that a server on this machine serves."""
    with serving(say) as server:
        own = f"http://127.0.0.1:{server.port}"
        given = {"name": "C", "origins": [origin or own], "languages": ["en"]} | settings
        expected = Expected(base_url, "courier", former, SiteSettings.model_validate(given))
        client = Client(Reach.of(["127.0.0.1/32"]), agent="test", resolve=lambda host, _port: [host])
        return look(client, f"{own}/page", expected)


def _wrong(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings if finding.state is State.WRONG]


SITE = Site(key="courier", languages=["en"], widget_options={}, page_rules=None)
TAG = tag(SITE, BASE)
PINNED = pinned_tag(SITE, BASE)


def test_a_page_with_everything_works() -> None:
    findings = _look(_page(TAG))
    assert [finding.code for finding in findings] == ["reached", "origin", "tag", "no_policy", "caption"]
    assert works(findings) and {finding.state for finding in findings} == {State.RIGHT}
    pinned = _look(_page(PINNED))
    assert works(pinned) and "integrity" in [finding.code for finding in pinned]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("<p>nothing</p>", ["tag_missing"]),
        (f"<!-- {TAG} -->", ["tag_missing"]),
        (f"<noscript>{TAG}</noscript>", ["tag_missing"]),
        (TAG.replace("<script", "<script type='text/plain'"), ["tag_missing"]),
        ("<script src='/other.js'></script><script src='http://['></script>", ["tag_missing"]),
        (TAG.replace("courier", "gazette"), ["tag_with_other_key"]),
        (TAG.replace("desk.test", "pencil.example"), ["tag_elsewhere"]),
        (TAG.replace("<script", f"<script integrity={integrity()} crossorigin"), ["integrity_of_changing"]),
        (PINNED.replace('data-site="courier"', ""), ["tag_without_key"]),
        (PINNED.replace("sha384-", "sha384-AAAA"), ["integrity_old"]),
        (PINNED.replace("crossorigin", "x"), ["integrity_without_crossorigin"]),
        (f"<base href='{BASE}/'><script async src='w/courier.js'></script>", []),
        (f"<script src='{BASE}/widget.js' data-site=courier></script>", []),
    ],
)
def test_what_is_wrong_with_the_tag_is_told(body: str, wrong: list[str]) -> None:
    findings = _look(_page(body))
    assert _wrong(findings) == wrong and works(findings) is (wrong == [])


def test_what_works_and_could_be_better_is_a_hint() -> None:
    def hints(say: Say, **more: str) -> list[str]:
        findings = _look(say, **more)
        assert works(findings)
        return [finding.code for finding in findings if finding.state is State.HINT]

    assert hints(_page(TAG.replace("courier", "former")), former="former") == ["tag_with_former_key"]
    assert hints(_page(TAG + TAG)) == ["tag_twice"]
    assert hints(_page(f"<script src='{BASE}/widget/0.9.0.js' data-site=courier></script>")) == ["version_old"]
    assert hints(answer(f"<p>{TAG}".encode())) == ["no_caption", "no_language"]
    assert (
        hints(answer(f"<html lang=en>{TAG}<p data-bluepencil-caption>".encode(), kind="text/html; charset=x-y")) == []
    )


@pytest.mark.parametrize(
    ("headers", "head", "wrong"),
    [
        ([f"Content-Security-Policy: script-src {BASE}; connect-src {BASE}"], "", []),
        (["Content-Security-Policy: default-src 'self'"], "", ["policy_script", "policy_connect"]),
        ([f"Content-Security-Policy: script-src {BASE}", "Content-Security-Policy: connect-src *"], "", []),
        (
            [f"Content-Security-Policy: script-src {BASE}", "Content-Security-Policy: img-src *, connect-src 'none'"],
            "",
            ["policy_connect"],
        ),
        ([f"Content-Security-Policy: script-src {BASE}, default-src 'none'"], "", ["policy_script", "policy_connect"]),
        (["Content-Security-Policy-Report-Only: default-src 'none'"], "", []),
        ([], "<meta http-equiv=content-security-policy content=\"script-src 'self'\">", ["policy_script"]),
        (
            [],
            f"<meta http-equiv=Content-Security-Policy content=\"script-src {BASE}; connect-src 'self'\">",
            ["policy_connect"],
        ),
        (["Content-Security-Policy: sandbox allow-forms"], "", ["policy_sandbox"]),
    ],
)
def test_the_policy_of_header_and_meta_is_heeded(headers: list[str], head: str, wrong: list[str]) -> None:
    findings = _look(_page(TAG, *headers, head=head))
    assert _wrong(findings) == wrong
    for finding in findings:
        if finding.code.startswith("policy_") and finding.code != "policy_sandbox":
            assert finding.values["here"] == BASE and finding.values["directive"].endswith("src")


def test_a_policy_is_judged_before_the_tag_is_there() -> None:
    findings = _look(_page("<p>nothing</p>", "Content-Security-Policy: default-src 'self'"))
    assert _wrong(findings) == ["tag_missing", "policy_script", "policy_connect"]


def test_an_origin_that_may_not_post_is_told_with_what_to_add() -> None:
    with serving(_page(TAG)) as server:
        findings = _look(_page(TAG), origin=f"https://127.0.0.1:{server.port}")
    (missing,) = [finding for finding in findings if finding.state is State.WRONG]
    assert missing.code == "origin_missing" and missing.values["origin"].startswith("http://127.0.0.1:")


def test_a_page_that_the_settings_leave_out_is_told() -> None:
    assert _wrong(_look(_page(TAG), ignored=["/pa*"])) == ["page_left_out"]
    assert _wrong(_look(_page(TAG), allowed=["/articles/*"])) == ["page_left_out"]
    assert _wrong(_look(_page(TAG), allowed=["/page"])) == []


@pytest.mark.parametrize(
    ("say", "code", "reason"),
    [
        (answer(b"", status="404 Not Found"), "status", ""),
        (answer(b"%PDF", kind="application/pdf"), "refused", "is no page"),
        (redirect("http://169.254.169.254/"), "elsewhere", ""),
        (redirect("http://127.0.0.1/admin?x"), "unreachable", "could not be reached"),
        (redirect("file:///etc/passwd"), "refused", "http:// or https://"),
        (lambda _request: [b"SSH-2.0"], "unreachable", "no answer that can be read"),
        (answer(b"x" * 3_000_000), "refused", "too large"),
    ],
)
def test_a_page_that_cannot_be_fetched_is_told_with_the_reason(say: Say, code: str, reason: str) -> None:
    (finding,) = _look(say)
    assert (finding.code, finding.state) == (code, State.WRONG)
    assert reason in finding.values.get("message", "")


def test_a_script_by_http_on_a_page_by_https_is_told() -> None:
    fetched = Answer("https://news.example/", 200, (("content-type", "text/html"),), TAG.encode())
    settings = SiteSettings(name="C", origins=["https://news.example"], languages=["en"])
    findings = list(findings_of(read_page(fetched), Expected(BASE, "courier", "", settings)))
    assert _wrong(findings) == ["mixed"]


def test_every_finding_has_its_words() -> None:
    seen = {"reached", "origin", "tag", "no_policy", "policy", "caption", "integrity"}
    assert seen <= set(WORDS)
    for code, (sentence, mend) in WORDS.items():
        assert sentence.endswith((".", "s", ")")) and (not mend or code not in seen)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An installation that may look at pages on this machine."""
    return settings.model_copy(update={"reachable_networks": ("127.0.0.1/32",)})


@pytest.fixture
def site(database: Database) -> MadeSite:
    return make_site(database)


@pytest.fixture
def office(client: TestClient, site: MadeSite) -> Office:
    owner = Office(client, site.owner_email)
    owner.open("/office/courier/embed")
    return owner


def _own(database: Database, site: MadeSite, origin: str) -> None:
    with database.write() as session:
        session.get_one(Site, site.id).origins = [origin]


def test_an_owner_asks_and_the_worker_looks(
    office: Office, database: Database, site: MadeSite, worker: Worker, clock: Clock
) -> None:
    with serving(_page(TAG.replace("courier", "gazette"))) as server:
        _own(database, site, f"http://127.0.0.1:{server.port}")
        answered = office.send("/embed/check", url=f"http://127.0.0.1:{server.port}/page#part")
        assert answered.status_code == 303 and server.requests == [], "a request fetches nothing"
        assert "being looked at" in office.page.text and office.page.headers["refresh"].startswith(
            "2; url=/office/courier/embed?at="
        )
        assert worker.run_once() == 1
        office.open("/office/courier/embed")
        assert "refresh" not in office.page.headers
        assert "cannot report from this page yet" in office.page.text
        assert "The widget&#39;s tag has another key: gazette" in office.page.text
        assert "its key is courier" in office.page.text and "/page" in office.form("/embed/check").fields["url"]
        assert worker.run_once() == 0 and len(server.requests) == 1
    with serving(_page(TAG)) as server:
        _own(database, site, f"http://127.0.0.1:{server.port}")
        office.send("/embed/check", url=f"http://127.0.0.1:{server.port}/page")
        assert "another key" not in office.page.text, "what was found before is forgotten"
        worker.run_once()
        assert "Readers can report from this page." in office.open("/office/courier/embed").text


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://evil.example/", "evil.example is none of this site"),
        ("http://169.254.169.254/", "private network"),
        ("http://localhost:8000/", "is none of this site"),
        ("ftp://news.example/", "begin with http"),
        ("news.example", "begin with http"),
        ("https://me:secret@news.example/", "user name or a password"),
    ],
)
def test_other_peoples_pages_are_not_looked_at(office: Office, worker: Worker, url: str, reason: str) -> None:
    """F17: the check fetches pages of the site, and of nobody else."""
    assert office.send("/embed/check", url=url).status_code == 422
    assert reason in office.page.text and office.form("/embed/check").fields["url"] == url
    assert worker.run_once() == 0


def test_looks_are_rationed(office: Office) -> None:
    """F17: an owner burdens nobody with it."""
    codes = [office.send("/embed/check", url="https://news.example/").status_code for _ in range(6)]
    office_page = office.open("/office/courier/embed")
    assert codes == [303] * 6 and office_page.status_code == 200
    assert office.send("/embed/check", url="https://news.example/").status_code == 429


def test_a_look_that_another_one_has_overtaken_is_not_stored(
    office: Office, database: Database, site: MadeSite, clock: Clock
) -> None:
    office.send("/embed/check", url="https://news.example/first")
    with database.write() as session:
        (first,) = InstallationCheck.claim(session, worker="a", now=clock(), most=1)
    office.send("/embed/check", url="https://news.example/second")
    with database.write() as session:
        assert not first.finish(session)
    with database.read() as session:
        check = session.get_one(InstallationCheck, site.id)
        assert check.url.endswith("/second") and check.due_at is not None


def test_the_embedding_page_shows_what_is_served(office: Office) -> None:
    text = office.page.text.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert TAG in text and integrity() in text and version() in text
    assert f"script-src {BASE}; connect-src {BASE}" in text
    assert office.client.get(f"/widget/{version()}.js").status_code == 200
