"""How the service asks for pages: those of the site alone, seldom, in turn, within limits, and when it may."""

import gzip
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from service import __version__
from service.checks.claim import PutOff, Taken, claim
from service.checks.fetch import Got, Problem, fetch
from service.database import Database
from service.domain.locate import Verdict
from service.domain.retry import ATTEMPTS
from service.domain.workflow import Status
from service.models import Site
from service.models.lease import LEASE
from service.outbound.answers import Limits
from service.settings import Settings
from service.worker import Worker
from tests.checks.paper import Paper, page
from tests.client import TestClient
from tests.conftest import Clock, resolve_addresses
from tests.factories import make_site, post, report
from tests.outbound.server import Say, answer, redirect, serving


def test_a_request_names_the_service_and_brings_nothing_else(paper: Paper, worker: Worker) -> None:
    paper.says(answer(page("recieved"), "Set-Cookie: seen=1"))
    paper.reported()
    assert paper.looked(worker, seconds=59) == 0
    assert paper.looked(worker, seconds=35) == 1
    assert paper.looked(worker, days=1.2) == 1
    for request in paper.press.requests:
        head = request.decode().lower()
        assert f"user-agent: bluepencil/{__version__} (+http://desk.test)".lower() in head
        assert (
            head.startswith("get /articles/harbour-board http/1.1") and "cookie" not in head and "referer" not in head
        )


def test_a_page_that_has_not_changed_is_not_sent_again_and_counts_as_looked_at(paper: Paper, worker: Worker) -> None:
    def say(request: bytes) -> list[bytes]:
        if b'If-None-Match: "7"' in request:
            return [b'HTTP/1.1 304 Not Modified\r\nETag: "7"\r\n\r\n']
        return list(answer(page("recieved"), 'ETag: "7"', "Last-Modified: Mon, 02 Mar 2026 10:00:00 GMT")(request))

    paper.says(say)
    number = paper.reported()
    paper.looked(worker, minutes=2)
    assert paper.looked(worker, days=1.2) == 1
    check = paper.check(number)
    assert check is not None and check.looked_at == paper.clock() == paper.page_check().looked_at
    assert check.seen_present_at == paper.clock()
    assert b"If-Modified-Since: Mon, 02 Mar 2026 10:00:00 GMT" in paper.press.requests[-1]
    paper.reported("answer", quote={"exact": "answer", "prefix": "has recieved no ", "suffix": " from the owners."})
    paper.looked(worker, minutes=2)  # of a new issue nothing is known yet
    assert b"If-None-Match" not in paper.press.requests[-1]


def test_what_was_accepted_meanwhile_is_resolved_on_an_unchanged_page_too(paper: Paper, worker: Worker) -> None:
    def say(request: bytes) -> list[bytes]:
        if b"If-None-Match" in request:
            return [b"HTTP/1.1 304 Not Modified\r\n\r\n"]
        return list(answer(page("received"), 'ETag: "8"')(request))

    paper.says(say)
    number = paper.reported()
    paper.looked(worker, minutes=2)
    paper.accepted(number, "received")
    paper.looked(worker, minutes=6)
    assert b"If-None-Match" in paper.press.requests[-1]
    assert paper.issue(number).status is Status.RESOLVED


BOMB = gzip.compress(b"<p>" + b"a" * 50_000_000)


@pytest.mark.parametrize(
    ("say", "problem"),
    [
        (answer(status="404 Not Found"), "missing"),
        (answer(status="410 Gone"), "missing"),
        (answer(status="403 Forbidden"), "forbidden"),
        (answer(status="500 Oops"), "status"),
        (answer(b"%PDF", kind="application/pdf"), "content_type"),
        (answer(b"<p>" + b"a" * 6_000_000), "too_large"),
        (answer(BOMB, "Content-Encoding: gzip"), "too_large"),
        (answer(b"<p>", "Content-Encoding: br"), "refused"),
        (redirect("https://elsewhere.example/"), "elsewhere"),
        (redirect("/articles/harbour-board"), "redirects"),
        (redirect("ftp://127.0.0.1/"), "refused"),
        (lambda _request: [b"nonsense\r\n\r\n"], "protocol"),
        (lambda _request: [], "protocol"),
    ],
    ids=[
        *("not there", "gone", "not public", "failing", "no page", "huge", "a bomb"),
        *("an encoding", "elsewhere", "in a circle", "another scheme", "nonsense", "silent"),
    ],
)
def test_what_cannot_be_read_is_told_and_resolves_nothing(paper: Paper, worker: Worker, say: Say, problem: str) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    paper.looked(worker, minutes=2)
    desk = paper.accepted(number, "received")
    paper.says(say)
    paper.looked(worker, minutes=6)
    assert paper.page_check().problem == problem and paper.issue(number).status is Status.ACCEPTED
    desk.open(f"/desk/issues/{number}")
    assert "The page could not be read:" in desk.shown()


def test_a_page_that_drips_is_not_waited_for(paper: Paper, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(_request: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"
        while not paper.press.server.left.wait(0.05):
            yield b"a"

    monkeypatch.setattr("service.checks.fetch.LIMITS", Limits(seconds=0.3))
    paper.says(drip)
    paper.reported()
    paper.looked(worker, minutes=2)
    row = paper.page_check()
    assert (row.problem, row.about) == ("time", {"host": "127.0.0.1"})


def test_a_redirect_into_a_private_network_is_not_followed(paper: Paper, worker: Worker, database: Database) -> None:
    with serving(answer(page("received")), host="127.0.0.2") as private:
        there = f"http://127.0.0.2:{private.port}"
        with database.write() as session:  # even an owner cannot have the service look into its own network
            session.execute(update(Site).values(origins=[paper.origin, there]))
        paper.says(redirect(f"{there}/"))
        number = paper.reported()
        paper.looked(worker, minutes=2)
        assert private.requests == []
    assert paper.page_check().problem == "private" and paper.check(number) is None


def test_a_page_of_another_origin_than_the_site_s_is_not_asked_for(paper: Paper, worker: Worker) -> None:
    paper.reported(url=paper.url.replace("http:", "https:"))
    assert paper.looked(worker, minutes=2) == 0
    assert paper.page_check().problem == "elsewhere"


def test_a_site_that_turned_looks_off_is_asked_for_nothing(paper: Paper, worker: Worker) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    paper.turn_looks(on=False)
    desk = paper.accepted(number)
    assert sum(paper.looked(worker, hours=5) for _ in range(10)) == 0
    desk.open(f"/desk/issues/{number}")
    assert "Look now" not in desk.page.text and "not looked at yet" not in desk.page.text
    paper.turn_looks(on=True)
    assert sum(paper.looked(worker, hours=12) for _ in range(4)) > 0


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Busy"])
def test_a_server_that_wishes_to_be_let_alone_is(paper: Paper, worker: Worker, status: str) -> None:
    paper.says(answer(b"", "Retry-After: 7200", status=status))
    number = paper.reported()
    other = paper.reported(url=f"{paper.origin}/other")
    assert paper.looked(worker, minutes=2) == 1
    paper.accepted(number)
    paper.accepted(other)
    paper.says(page("recieved"))
    assert paper.looked(worker, minutes=110) == 0
    assert paper.looked(worker, minutes=15) == 2


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("Mon, 02 Mar 2026 17:22:00 GMT", 3),
        ("soon", 0.2),
        ("9" * 40, 24),
        ("-5", 0.2),
        ("", 0.2),
        (f"Mon, 1 Jan {'9' * 40} 00:00:00 GMT", 0.2),
    ],
)
def test_how_long_is_told_in_seconds_or_as_a_date_and_a_day_at_most(
    paper: Paper, worker: Worker, said: str, hours: float
) -> None:
    paper.says(answer(b"", f"Retry-After: {said}", status="503 Busy"))
    paper.reported()
    paper.looked(worker, minutes=2)
    due = paper.page_check().due_at
    assert due is not None and timedelta(hours=hours) <= due - paper.clock() < timedelta(hours=hours * 1.2 + 0.1)


def test_failures_become_rarer_and_end_until_somebody_asks(paper: Paper, worker: Worker) -> None:
    paper.says(answer(status="500 Oops"))
    number = paper.reported()
    assert sum(paper.looked(worker, hours=6) for _ in range(60)) == 14
    assert paper.page_check().due_at is None
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}")
    paper.says(page("recieved"))
    assert desk.send("/look").status_code == 303
    assert "Looking …" in desk.shown()
    assert paper.looked(worker) == 1
    assert paper.page_check().problem == ""


@pytest.fixture
def paused(settings: Settings, database: Database, paper: Paper) -> Callable[[], Worker]:
    """Workers that let a host alone for a minute between two looks."""

    def make() -> Worker:
        made = Worker(settings.model_copy(update={"page_pause_seconds": 60.0}), database, paper.clock)
        made.client.resolve = resolve_addresses
        return made

    return make


def test_a_site_of_many_pages_is_asked_for_one_at_a_time(paper: Paper, paused: Callable[[], Worker]) -> None:
    paper.says(page("recieved"))
    for number in range(6):
        paper.reported(url=f"{paper.origin}/{number}")
    one, other = paused(), paused()
    came = [paper.looked(one, seconds=0) + paper.looked(other, seconds=61) for _ in range(8)]
    assert sum(came) == 6 and max(came) == 1


def test_a_slow_server_is_let_alone_for_longer_so_that_others_have_their_looks(paper: Paper, worker: Worker) -> None:
    def slow(request: bytes) -> Iterable[bytes]:
        paper.clock.advance(seconds=10)
        return answer(page("recieved"))(request)

    paper.says(slow)
    for number in range(2):
        paper.reported(url=f"{paper.origin}/{number}")
    assert paper.looked(worker, minutes=2) == 1
    assert [paper.looked(worker, seconds=29), paper.looked(worker, seconds=1)] == [0, 1]


def test_what_an_editor_waits_for_comes_before_what_waits_for_its_turn(
    paper: Paper, paused: Callable[[], Worker]
) -> None:
    paper.says(page("recieved"))
    for number in range(6):
        paper.reported(url=f"{paper.origin}/{number}")
    worker = paused()
    assert paper.looked(worker, minutes=2) == 1
    desk = paper.editor()
    desk.open("/desk/issues/6")
    desk.send("/look")
    assert paper.looked(worker, seconds=61) == 1
    assert paper.press.requests[-1].startswith(b"GET /5 ")


def test_two_workers_do_not_look_at_one_page_twice(paper: Paper, worker: Worker, database: Database) -> None:
    paper.reported()
    paper.clock.advance(minutes=2)
    with database.write() as session:
        first = claim(session, worker="one", now=paper.clock(), pause=timedelta(0), jitter=lambda: 0.0)
    with database.write() as session:
        assert claim(session, worker="two", now=paper.clock(), pause=timedelta(0), jitter=lambda: 0.0) is None
    assert isinstance(first, Taken)


def test_a_host_is_one_worker_s_at_a_time(paper: Paper, database: Database) -> None:
    paper.reported()
    paper.reported(url=f"{paper.origin}/other")
    paper.clock.advance(minutes=2)
    taken = []
    for name in ("one", "two"):
        with database.write() as session:
            taken.append(claim(session, worker=name, now=paper.clock(), pause=timedelta(0), jitter=lambda: 0.0))
    assert isinstance(taken[0], Taken) and isinstance(taken[1], PutOff)
    assert taken[1].until == paper.clock() + LEASE


def test_hosts_that_a_site_names_by_a_star_have_their_turns_as_one(
    client: TestClient, database: Database, clock: Clock
) -> None:
    make_site(database, "stars", origins=["https://*.news.example", "https://other.example"])
    for host in ("a.news.example", "b.c.news.example", "other.example"):
        body = report(site="stars", page={"url": f"https://{host}/x"})
        assert post(client, body, origin=f"https://{host}").status_code == 202
    clock.advance(minutes=2)
    taken = []
    for number in range(3):
        with database.write() as session:
            taken.append(claim(session, worker=str(number), now=clock(), pause=timedelta(0), jitter=lambda: 0.0))
    assert [type(each) for each in taken] == [Taken, PutOff, Taken]
    assert isinstance(taken[0], Taken) and taken[0].host == "news.example"


def test_a_worker_that_dies_in_the_middle_loses_nothing(paper: Paper, worker: Worker, database: Database) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    paper.clock.advance(minutes=2)
    with database.write() as session:
        claim(session, worker="dies", now=paper.clock(), pause=timedelta(0), jitter=lambda: 0.0)
    assert paper.looked(worker, seconds=59) == 0
    assert paper.looked(worker, seconds=2) == 1
    assert paper.check(number) is not None


def test_a_worker_that_was_too_slow_keeps_nothing(
    paper: Paper, worker: Worker, paused: Callable[[], Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*arguments: Any, **more: Any) -> Got | Problem:
        got = fetch(*arguments, **more)
        if len(paper.press.requests) == 1:
            paper.says(page("recieved"))
            paper.looked(paused(), seconds=LEASE.total_seconds() + 1)
        return got

    monkeypatch.setattr("service.checks.look.fetch", slow)
    paper.says(page("received"))
    number = paper.reported()
    assert paper.looked(worker, minutes=2) == 2
    check = paper.check(number)
    assert check is not None and check.verdict is Verdict.PRESENT


def test_a_report_that_comes_during_a_look_is_looked_for_soon(paper: Paper, worker: Worker) -> None:
    came = threading.Event()

    def say(request: bytes) -> list[bytes]:
        if not came.is_set():
            came.set()
            paper.clock.advance(seconds=1)
            paper.reported("answer", quote={"exact": "answer", "prefix": "recieved no ", "suffix": " from"})
        return list(answer(page("recieved"))(request))

    paper.says(say)
    paper.reported()
    assert paper.looked(worker, minutes=2) == 1 and came.is_set()
    assert paper.looked(worker, minutes=2) == 1
    check = paper.check(2)
    assert check is not None and check.seen_present_at == paper.clock()


def test_one_site_s_page_tells_another_site_nothing(paper: Paper, worker: Worker, database: Database) -> None:
    make_site(database, "herald", origins=[paper.origin])
    paper.says(page("recieved"))
    mine = paper.reported()
    theirs = paper.reported(site="herald")
    assert theirs != mine and paper.looked(worker, minutes=2) == 2
    paper.accepted(mine, "received")
    paper.says(page("received"))
    assert paper.looked(worker, minutes=6) == 1
    assert paper.issue(mine).status is Status.RESOLVED and paper.issue(theirs).status is Status.OPEN
    check = paper.check(theirs)
    assert check is not None and check.notice is None


def test_an_unforeseen_failure_is_tried_again_and_stops_nobody(
    paper: Paper, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    with monkeypatch.context() as patch:
        patch.setattr("service.checks.look.fetch", lambda *_, **__: 1 / 0)
        paper.looked(worker, minutes=2)
    row = paper.page_check()
    assert row.failure == "ZeroDivisionError while looking"
    assert row.due_at is not None
    assert paper.looked(worker, minutes=2) == 1 and paper.check(number) is not None
    assert paper.page_check().failure is None


def test_a_page_that_was_given_up_is_tried_as_often_again_when_something_new_happens(
    paper: Paper, worker: Worker
) -> None:
    paper.says(answer(status="404 Not Found"))
    number = paper.reported()
    paper.looked(worker, minutes=2)
    paper.looked(worker, days=2)
    assert paper.page_check().due_at is None
    paper.accepted(number)
    assert [paper.looked(worker, minutes=6), paper.looked(worker, days=2), paper.looked(worker, days=2)] == [1, 1, 0]


def _died_at_every_attempt(paper: Paper, database: Database) -> None:
    for _ in range(ATTEMPTS + 1):
        paper.clock.advance(minutes=2)
        with database.write() as session:
            claim(session, worker="dies", now=paper.clock(), pause=timedelta(0), jitter=lambda: 0.0)
    row = paper.page_check()
    assert (row.due_at, row.worker, row.attempts) == (None, "dies", ATTEMPTS)


def test_a_look_that_took_its_workers_down_is_tried_again_when_somebody_asks(
    paper: Paper, worker: Worker, database: Database
) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}")
    desk.send("/look")
    _died_at_every_attempt(paper, database)
    desk.open(f"/desk/issues/{number}")
    assert "Looking …" not in desk.shown()  # nobody is: the page would ask for news for ever
    assert desk.send("/look").status_code == 303 and "Looking …" in desk.shown()
    assert paper.looked(worker) == 1 and paper.check(number) is not None


def test_a_look_that_took_its_workers_down_is_tried_again_when_something_new_happens(
    paper: Paper, worker: Worker, database: Database
) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    _died_at_every_attempt(paper, database)
    paper.accepted(number)
    assert paper.looked(worker, minutes=6) == 1


def test_a_wish_during_a_look_has_no_second_worker_begin(paper: Paper, worker: Worker, database: Database) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    paper.clock.advance(minutes=2)
    with database.write() as session:
        claim(session, worker="looks", now=paper.clock(), pause=timedelta(0), jitter=lambda: 0.0)
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}")
    assert desk.send("/look").status_code == 303
    row = paper.page_check()
    assert (row.due_at, row.asked_at) == (paper.clock() + LEASE, paper.clock())
    assert paper.looked(worker) == 0


def test_a_wish_that_comes_during_a_look_is_met_by_another_one(paper: Paper, worker: Worker) -> None:
    wished = threading.Event()

    def say(request: bytes) -> list[bytes]:
        if not wished.is_set():
            wished.set()
            desk = paper.editor()
            desk.open("/desk/issues/1")
            desk.send("/look")
        return list(answer(page("recieved"))(request))

    paper.says(say)
    paper.reported()
    assert paper.looked(worker, minutes=2) == 2
    assert paper.page_check().asked_at is None
