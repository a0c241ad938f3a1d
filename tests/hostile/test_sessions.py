"""Section E: log-ins, and forms that others send. The routes are those of the application, whatever they are by now."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from httpx2 import Response

from service.demo.seed import seed
from tests.client import TestClient
from tests.conftest import BASE_URL
from tests.factories import EPOCH, PASSWORD, log_in, post, report
from tests.hostile.conftest import TOGETHER
from tests.hostile.routes import BEFORE_LOG_IN, READ, UNSAFE, kind_of
from tests.hostile.target import REPORTS, Target, stored

param = pytest.param

COOKIE = "bluepencil"
DESK = "/desk?status=spam"
"""A page of the desk with little on it."""
HERE = {"sec-fetch-site": "same-origin"}


@pytest.fixture(scope="session")
def editor(shared_target: Target) -> Iterator[TestClient]:
    """The owner of the other site, logged in, and still so after every attack."""
    with_cookie = logged_in(shared_target)
    yield with_cookie
    with_cookie.close()


def logged_in(target: Target) -> TestClient:
    """The owner of the other site, logged in just now."""
    somebody = target.stranger()
    assert log_in(somebody, target.other.owner_email).status_code == 303
    return somebody


def issue_number(target: Target) -> int:
    """An open issue of the other site."""
    sent = report(site=target.other.key, page={"url": "https://other.example/sessions"})
    answer = post(target.client, sent, origin="https://other.example")
    assert answer.status_code == 202
    return target.report(sent["id"]).issue_id


def form_token(editor: TestClient) -> str:
    """The token in the forms of this log-in."""
    found = re.search(r'name="form" value="([0-9a-f]{64})"', editor.get(DESK).text)
    assert found
    return found[1]


def fields(path: str, token: str | None) -> dict[str, str]:
    """What every form together holds, and the token if there is one."""
    values = {"decision": "reject", "version": "1", "comment": "hello", "password": PASSWORD}
    values |= {"email": "owner@other.example"}
    return values | ({} if token is None else {"form": token})


def address(path: str, target: Target, number: int) -> str:
    """The route's address, for this issue of the other site."""
    return path.format(number=number, site_key=target.other.key, delivery=1, token="none")


def is_inside(answer: Response) -> bool:
    """Whether the answer is the desk, rather than the way to the log-in."""
    return answer.status_code == 200 and 'action="/logout"' in answer.text


def test_there_are_forms_to_attack() -> None:
    assert {("POST", "/login"), ("POST", "/logout"), ("POST", "/desk/issues/{number}/decision")} <= set(UNSAFE)


FOREIGN = [
    param({"sec-fetch-site": "cross-site"}, id="E01-cross-site"),
    param({"sec-fetch-site": "same-site"}, id="E01-same-site"),
    param({"sec-fetch-site": "cross-site", "origin": BASE_URL}, id="E01-cross-site-own-origin"),
    param({"sec-fetch-site": ""}, id="E01-empty"),
    param({"sec-fetch-site": "same-origin, cross-site"}, id="E01-two"),
    param({"origin": "https://evil.test"}, id="E02-foreign-origin"),
    param({"origin": "null"}, id="E02-null"),
    param({"origin": ""}, id="E02-empty-origin"),
    param({"origin": f"{BASE_URL}.evil.test"}, id="E02-suffix"),
    param({"origin": "https://desk.test"}, id="E02-scheme"),
    param({"origin": f"{BASE_URL}:8080"}, id="E02-port"),
    param({"origin": "http://evil@desk.test"}, id="E02-user"),
    param({"origin": "http://[desk.test"}, id="E02-bracket"),
    param({"origin": "desk.test"}, id="E02-host"),
    param({}, id="E02-cookie-alone"),
    param({"referer": f"{BASE_URL}/desk"}, id="E02-referer-alone"),
]


@pytest.mark.parametrize("hostile_database", TOGETHER[:1], indirect=True, scope="session")  # refused before it is asked
@pytest.mark.parametrize("headers", FOREIGN)
def test_no_form_is_taken_from_elsewhere(target: Target, editor: TestClient, headers: dict[str, str]) -> None:
    """E01, E02 and, where the form is that of the log-in, E05. The token is right: the headers alone decide."""
    number, token = issue_number(target), form_token(editor)
    before = stored(target.database)
    for method, path in UNSAFE:
        answer = editor.request(method, address(path, target, number), data=fields(path, token), headers=headers)
        assert answer.status_code == 403, f"{method} {path}"
        assert "set-cookie" not in answer.headers
        assert PASSWORD not in answer.text and token not in answer.text
    assert stored(target.database) == before
    assert is_inside(editor.get(DESK))
    logs = target.read_logs()
    assert "Traceback" not in logs and token not in logs and PASSWORD not in logs


OURS = [
    param({"sec-fetch-site": "same-origin"}, id="E01-same-origin"),
    param({"sec-fetch-site": "none"}, id="E01-none"),
    param({"origin": BASE_URL}, id="E02-own-origin"),
]


@pytest.mark.parametrize("headers", OURS)
def test_our_own_forms_are_taken(target: Target, editor: TestClient, headers: dict[str, str]) -> None:
    number = issue_number(target)
    form = {"form": form_token(editor), "comment": "From the desk."}
    answer = editor.post(f"/desk/issues/{number}/comments", data=form, headers=headers)
    assert answer.status_code == 303
    assert "From the desk." in editor.get(f"/desk/issues/{number}").text


TOKENS = [
    param(None, id="E04-missing"),
    param("", id="E04-empty"),
    param("0" * 64, id="E04-guessed"),
    param("other", id="E04-other-session"),
    param("é" * 64, id="E04-not-ascii"),
    param("\x00", id="E04-nul"),
]


@pytest.mark.parametrize("token", TOKENS)
def test_no_form_is_taken_without_its_own_token(target: Target, editor: TestClient, token: str | None) -> None:
    """E04: from our own origin, as a script on one of our pages would send it."""
    number = issue_number(target)
    if token == "other":
        token = form_token(logged_in(target))
    before = stored(target.database)
    for method, path in UNSAFE:
        if path in BEFORE_LOG_IN:
            continue
        answer = editor.request(method, address(path, target, number), data=fields(path, token), headers=HERE)
        assert answer.status_code == 403, f"{method} {path}"
    assert stored(target.database) == before
    assert is_inside(editor.get(DESK))


def test_a_token_in_a_file_or_in_the_address_does_not_count(target: Target, editor: TestClient) -> None:
    """E04."""
    number, token = issue_number(target), form_token(editor)
    path = f"/desk/issues/{number}/comments"
    in_file = editor.post(path, data={"comment": "x"}, files={"form": ("f", token.encode())}, headers=HERE)
    in_address = editor.post(f"{path}?form={token}", data={"comment": "x"}, headers=HERE)
    as_json = editor.post(path, json={"form": token, "comment": "x"}, headers=HERE)
    assert [answer.status_code for answer in (in_file, in_address, as_json)] == [403, 403, 403]


def test_a_visit_changes_nothing(target: Target, editor: TestClient) -> None:
    """E03: every page there is, and every link on it, as an owner; not a row is different afterwards.

    The clock stands still, so that even the moment of the log-in's last use stays: it is noted every five minutes.
    """
    with target.database.write() as session:
        seed(session, base_url=BASE_URL, now=EPOCH)
    number = issue_number(target)
    before = stored(target.database)
    values = {"number": number, "site_key": target.other.key, "language": "en", "token": "none"}
    values |= {"what": "issues", "form": "csv", "guide": "html"}
    waiting = {re.sub(r"{(\w+)(:\w+)?}", lambda name: str(values[name[1]]), path) for _, path in READ}
    assert {"/desk", f"/desk/issues/{number}", "/login", "/demo", "/docs", "/healthz"} <= waiting
    kinds: set[str] = set()
    while waiting:
        path = waiting.pop()
        kinds.add(kind_of(path))
        for method in ("HEAD", "GET"):
            answer = editor.request(method, path)
            assert answer.status_code < 500, path
            assert "set-cookie" not in answer.headers, path
        links = re.findall(r'(?:href|action)="(/[^"/][^"]*)"', answer.text)
        waiting |= {link.partition("#")[0] for link in map(unescape, links) if kind_of(link) not in kinds}
    assert len(kinds) > len(READ)
    assert stored(target.database) == before
    for method, path in UNSAFE:
        asked = editor.get(address(path, target, number), params=fields(path, form_token(editor)))
        has_page = ("GET", path) in READ  # the form itself
        assert asked.status_code in ((200, 303, 403, 404) if has_page else (405,)), f"{method} {path}"
    assert stored(target.database) == before


def test_a_foreign_page_cannot_log_anybody_in(target: Target) -> None:
    """E05: nor can it by a browser that has no cookie yet."""
    before = stored(target.database)
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.test"}, {"origin": "null"}):
        somebody = target.stranger()
        form = {"email": target.site.owner_email, "password": PASSWORD}
        answer = somebody.post("/login", data=form, headers=headers)
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False), headers
    assert stored(target.database) == before


def test_a_cookie_from_before_is_worth_nothing_after_the_log_in(target: Target) -> None:
    """E06: neither a made-up one, nor one that an attacker got by logging in."""
    attacker = target.stranger()
    log_in(attacker, target.other.owner_email)
    for planted in ("made-up", attacker.cookies[COOKIE], "x" * 5000, "é"):
        victim = target.stranger()
        cookie = {b"cookie": f"{COOKIE}={planted}".encode(), b"sec-fetch-site": b"same-origin"}
        form = {"email": target.site.owner_email, "password": PASSWORD}
        answer = victim.post("/login", data=form, headers=cookie)
        assert answer.status_code == 303
        fresh = victim.cookies[COOKIE]
        assert fresh != planted and len(fresh) >= 43
        thief = target.stranger()
        stolen = thief.get("/desk", headers=cookie)
        assert stolen.headers["location"].startswith("/login")
        assert is_inside(victim.get(DESK))


def test_a_stolen_cookie_ends_with_the_log_out(target: Target) -> None:
    """E07: a log-in is a row on the server, and the row is gone."""
    editor = logged_in(target)
    stolen, number = editor.cookies[COOKIE], issue_number(target)
    thief = target.stranger()
    thief.cookies.set(COOKIE, stolen)
    assert is_inside(thief.get(DESK))
    token = form_token(thief)
    assert editor.post("/logout", data={"form": token}, headers=HERE).status_code == 303
    assert thief.get("/desk").headers["location"] == "/login?next=%2Fdesk"
    before = stored(target.database)
    for method, path in UNSAFE:
        if path not in BEFORE_LOG_IN:
            answer = thief.request(method, address(path, target, number), data=fields(path, token), headers=HERE)
            assert answer.headers["location"].startswith("/login"), f"{method} {path}"
    assert stored(target.database) == before
    assert stolen not in repr(before), "the database keeps tokens as hashes only"


def test_a_log_out_ends_no_other_log_in(target: Target, editor: TestClient) -> None:
    """E07."""
    elsewhere = logged_in(target)
    assert elsewhere.post("/logout", data={"form": form_token(elsewhere)}, headers=HERE).status_code == 303
    assert is_inside(editor.get(DESK))


def test_the_public_interface_needs_no_cookie_and_heeds_none(target: Target, editor: TestClient) -> None:
    """E02: a report is the same with an editor's cookie; there is nothing in it for a foreign page."""
    answer = post(editor, report(), origin="https://evil.test", **{"sec-fetch-site": "cross-site"})
    assert (answer.status_code, answer.request.url.path) == (403, REPORTS)
    assert "access-control-allow-credentials" not in answer.headers
