"""The page check at the desk: what the sheet says, what the queue can be narrowed to, who may have a look taken."""

import json
import re
from datetime import timedelta

import pytest

from service.database import Database
from service.domain.workflow import Status
from service.models import Role
from service.web.metrics import Metrics
from service.worker import Worker
from tests.checks.paper import MORE, Paper, page
from tests.client import TestClient
from tests.desk import Desk, numbers
from tests.factories import make_member, make_site
from tests.outbound.server import answer

PART = {"hx-request": "true"}


LINES = {
    "recieved": ("The harbour board has ", " no answer from the owners of the three trawlers."),
    "adress": ("Nobody at the town hall would give the ", " of the man who had sold them those boats."),
    "seperate": ("Two of the crews were kept in ", " rooms of the old customs house on the hill."),
}


def _quote(exact: str) -> dict[str, str]:
    prefix, suffix = LINES[exact]
    return {"exact": exact, "prefix": prefix, "suffix": suffix}


def _article(**words: str) -> bytes:
    """These lines, each with the word that is given for it."""
    lines = (f"<p>{word.join(LINES[exact])}</p>" for exact, word in words.items())
    return f"<html><body><h1>Silence</h1>{''.join(lines)}{MORE}</body></html>".encode()


def test_the_queue_is_narrowed_to_what_the_page_no_longer_has(paper: Paper, worker: Worker) -> None:
    paper.says(_article(recieved="recieved", adress="adress"))
    made = [paper.reported(word, quote=_quote(word)) for word in LINES]
    paper.looked(worker, minutes=2)
    paper.says(_article(recieved="received"))
    paper.looked(worker, days=1.2)
    desk = paper.editor()
    shown = {}
    for live in ("corrected", "missing", "never", "still"):
        desk.open(f"/desk?live={live}")
        shown[live] = numbers(desk)
    assert shown == {"corrected": [made[0]], "missing": [made[1]], "never": [made[2]], "still": []}
    desk.open("/desk?live=corrected")
    assert "reads otherwise now" in desk.shown() and "The page reads: received looked at" in desk.shown()
    assert paper.client.get("/desk?live=nonsense").status_code == 422


def test_the_queue_is_narrowed_to_what_stands_there_after_the_fix(paper: Paper, worker: Worker) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}")
    desk.decide("resolve")
    paper.looked(worker, minutes=6)
    paper.looked(worker, minutes=70)
    desk.open("/desk?status=resolved&live=still")
    assert numbers(desk) == [number] and "still on the page" in desk.shown()
    desk.open(f"/desk/issues/{number}")
    desk.decide("reopen")
    for status in ("open", "resolved"):
        desk.open(f"/desk?status={status}&live=still")
        assert numbers(desk) == []


def test_one_of_a_batch_that_is_taken_back_has_its_page_looked_at(paper: Paper, worker: Worker) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    paper.looked(worker, minutes=2)
    desk = paper.editor()
    desk.send("/desk/batches", action="reject", whole="1", expected="1")
    assert paper.issue(number).status is Status.REJECTED and paper.looked(worker, days=2) == 0
    assert paper.page_check().due_at is None
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}?status=rejected")
    (done,) = re.findall(r'name="activity" value="(\d+)"', desk.page.text)
    assert desk.send("/desk/undo", activity=done).status_code == 303
    assert paper.issue(number).status is Status.OPEN and paper.looked(worker, minutes=6) == 1


def test_all_that_the_pages_no_longer_have_is_resolved_in_one_batch(paper: Paper, worker: Worker) -> None:
    paper.says(_article(recieved="recieved", adress="adress", seperate="seperate"))
    made = [paper.reported(word, quote=_quote(word)) for word in LINES]
    paper.looked(worker, minutes=2)
    paper.says(_article(recieved="received", adress="address", seperate="seperate"))
    paper.looked(worker, days=1.2)
    desk = paper.editor()
    desk.open("/desk?live=corrected")
    form = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    sent = {"form": form, "action": "resolve", "whole": "1", "expected": "2"}
    desk.client.post("/desk/batches?live=corrected", data=sent, headers={"sec-fetch-site": "same-origin"})
    statuses = [paper.issue(number).status for number in made]
    assert statuses == [Status.RESOLVED, Status.RESOLVED, Status.OPEN]


@pytest.mark.parametrize("whole", ["", "1"])
def test_what_was_noticed_is_settled_by_the_decision(paper: Paper, worker: Worker, whole: str) -> None:
    paper.says(_article(recieved="recieved"))
    number = paper.reported(quote=_quote("recieved"))
    paper.looked(worker, minutes=2)
    paper.says(_article(recieved="received"))
    paper.looked(worker, days=1.2)
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}")
    if whole:
        desk.send("/desk/batches", action="reject", whole="1", expected="1")
    else:
        desk.decide("reject")
    check = paper.check(number)
    assert paper.issue(number).status is Status.REJECTED and check is not None and check.notice is None


def test_pages_of_many_decisions_are_looked_at_soon_too(paper: Paper, worker: Worker) -> None:
    paper.says(page("recieved"))
    paper.reported()
    paper.looked(worker, minutes=2)
    desk = paper.editor()
    desk.open("/desk")
    desk.send("/desk/batches", action="accept", whole="1", expected="1")
    due = paper.page_check().due_at
    assert due is not None and timedelta(minutes=5) <= due - paper.clock() < timedelta(minutes=6)


def test_a_look_now_is_taken_and_told_to_the_page_s_script(paper: Paper, worker: Worker) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    paper.looked(worker, minutes=2)
    paper.says(page("received"))
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}")
    assert "Still on the page" in desk.shown() and "Look now" in desk.shown()
    form = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    path = f"/desk/issues/{number}/look"
    sent = paper.client.post(path, data={"form": form}, headers=PART | {"sec-fetch-site": "same-origin"})
    assert sent.status_code == 200 and "Looking …" in sent.text and f'hx-get="{path}?status=open"' in sent.text
    assert "<html" not in sent.text
    assert paper.looked(worker) == 1
    told = paper.client.get(path, headers=PART).text
    assert "The page reads:" in told and "received" in told and "hx-get" not in told and "Look now" in told
    assert paper.client.get(path).headers["location"] == f"/desk/issues/{number}?status=open"


def test_a_flood_of_wishes_is_limited_by_page(paper: Paper, worker: Worker) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    desk = paper.editor()
    for _ in range(6):
        desk.open(f"/desk/issues/{number}")
        assert desk.send("/look").status_code == 303
        paper.looked(worker)
    desk.open(f"/desk/issues/{number}")
    assert desk.send("/look").status_code == 429
    assert len(paper.press.requests) == 6
    desk.open(f"/desk/issues/{number}")
    form = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    headers = PART | {"sec-fetch-site": "same-origin"}
    told = paper.client.post(f"/desk/issues/{number}/look", data={"form": form}, headers=headers)
    assert "Too many at once" in told.text and "Look now" in told.text
    paper.clock.advance(minutes=11)
    desk.open(f"/desk/issues/{number}")
    assert desk.send("/look").status_code == 303


def test_asking_twice_before_the_look_is_one_look(paper: Paper, worker: Worker) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    desk = paper.editor()
    for _ in range(2):
        desk.open(f"/desk/issues/{number}")
        form = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
        headers = {"sec-fetch-site": "same-origin"}
        paper.client.post(f"/desk/issues/{number}/look", data={"form": form}, headers=headers)
    assert paper.looked(worker) == 1


def test_a_viewer_sees_what_the_page_says_and_has_no_look_taken(
    paper: Paper, worker: Worker, database: Database, client: TestClient
) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    paper.looked(worker, minutes=2)
    make_member(database, paper.site, "viewer@paper.example", Role.VIEWER)
    desk = Desk(client, "viewer@paper.example")
    desk.open(f"/desk/issues/{number}")
    assert "Still on the page" in desk.shown() and "Look now" not in desk.shown()
    form = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    sent = client.post(f"/desk/issues/{number}/look", data={"form": form}, headers={"sec-fetch-site": "same-origin"})
    assert sent.status_code == 403 and paper.page_check().asked_at is None


def test_another_newsroom_is_told_nothing(paper: Paper, worker: Worker, database: Database, client: TestClient) -> None:
    number = paper.reported()
    paper.looked(worker, minutes=2)
    make_site(database, "herald")
    desk = Desk(client, "owner@herald.example")
    assert client.get(f"/desk/issues/{number}/look", headers=PART).status_code == 404
    desk.open("/desk?live=never")
    assert numbers(desk) == []


def test_an_owner_turns_looks_off_in_the_settings(paper: Paper, worker: Worker) -> None:
    number = paper.reported()
    desk = paper.editor()
    desk.open(f"/office/{paper.site.key}/settings")
    assert 'name="looks" value="1" checked' in desk.page.text
    fields = {"name": "The Courier", "origins": paper.origin, "languages": "en", "parameters_are": "all"}
    form = desk.page.text.partition('name="form" value="')[2].partition('"')[0]
    headers = {"sec-fetch-site": "same-origin"}
    path = f"/office/{paper.site.key}/settings"
    assert paper.client.post(path, data=fields | {"form": form}, headers=headers).status_code == 303
    desk.open(path)
    assert 'name="looks" value="1" checked' not in desk.page.text
    assert paper.looked(worker, hours=1) == 0
    refused = paper.client.post(f"/desk/issues/{number}/look", data={"form": form}, headers=headers)
    assert refused.status_code == 409 and "not looked at" in refused.text


@pytest.mark.parametrize("found", ["ת" * 900, "x" * 2000, "<b>&amp;</b>", "שלום עולם"])
def test_whatever_the_page_reads_is_shown_as_text_and_bounded(paper: Paper, worker: Worker, found: str) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    paper.looked(worker, minutes=2)
    shown = found.replace("&", "&amp;").replace("<", "&lt;")
    paper.says(answer(page("recieved").decode().replace("recieved", shown).encode(), kind="text/html; charset=utf-8"))
    paper.looked(worker, days=1.2)
    desk = paper.editor()
    assert desk.open(f"/desk/issues/{number}").status_code == 200
    assert "<b>&amp;</b>" not in desk.page.text
    check = paper.check(number)
    assert check is not None and len(check.found) <= 1000


def test_exports_say_what_the_page_says(paper: Paper, worker: Worker) -> None:
    paper.says(page("recieved"))
    paper.reported()
    desk = paper.editor()
    before = json.loads(desk.open("/desk/export/issues.jsonl").text)
    paper.looked(worker, minutes=2)
    paper.says(page("received"))
    paper.looked(worker, days=1.2)
    after = json.loads(paper.editor().open("/desk/export/issues.jsonl").text)
    assert (before["on_page"], before["page_reads"], before["looked_at"]) == (None, None, None)
    assert (after["on_page"], after["page_reads"]) == ("changed", "received")
    assert after["looked_at"] == paper.clock().isoformat()


def test_figures_tell_how_many_pages_wait_and_how_many_fail(
    paper: Paper, worker: Worker, client: TestClient, database: Database
) -> None:
    def figures() -> dict[str, float]:
        samples = (sample for metric in Metrics(database).registry.collect() for sample in metric.samples)
        return {each.labels["state"]: each.value for each in samples if each.name == "bluepencil_page_checks"}

    paper.reported()
    assert figures() == {"waiting": 1, "failing": 0, "given_up": 0}
    paper.says(answer(status="404 Not Found"))
    paper.looked(worker, minutes=2)
    assert figures() == {"waiting": 0, "failing": 1, "given_up": 0}
    paper.looked(worker, days=2)
    assert figures() == {"waiting": 0, "failing": 0, "given_up": 1}


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e3", "%00", "٣", str(2**31), str(2**63), "9" * 400])
def test_a_look_at_what_is_no_issue_is_refused(paper: Paper, number: str) -> None:
    form = paper.editor().page.text.partition('name="form" value="')[2].partition('"')[0]
    path = f"/desk/issues/{number}/look"
    for headers in ({}, PART):
        assert paper.client.get(path, headers=headers).status_code in (404, 422)
        asked = paper.client.post(path, data={"form": form}, headers=headers | {"sec-fetch-site": "same-origin"})
        assert asked.status_code in (404, 422)
