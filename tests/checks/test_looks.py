"""The page check as a newsroom sees it: an error that is gone from the live page leaves the queue, and no other."""

from collections.abc import Iterable

import pytest

from service.domain.events import Happening
from service.domain.locate import Verdict
from service.domain.page_check import Notice
from service.domain.workflow import Status
from service.models import Activity, SuggestionTask
from service.worker import Worker
from tests.checks.paper import MORE, Paper, page
from tests.factories import report
from tests.outbound.server import answer


def _present(paper: Paper, worker: Worker) -> int:
    """An issue whose error a first look has seen on the page."""
    paper.says(page("recieved"))
    number = paper.reported()
    assert paper.looked(worker, minutes=2) == 1
    check = paper.check(number)
    assert check is not None and check.verdict is Verdict.PRESENT and check.seen_present_at == paper.clock()
    return number


def test_a_corrected_page_resolves_what_an_editor_has_accepted(paper: Paper, worker: Worker) -> None:
    number = _present(paper, worker)
    desk = paper.accepted(number, "received")
    paper.says(page("received"))
    assert paper.looked(worker, minutes=6) == 1
    assert paper.issue(number).status is Status.RESOLVED
    assert paper.history(number)[-1] is Happening.SEEN_CORRECTED
    desk.open(f"/desk/issues/{number}")
    assert "The page has been corrected: “recieved” is now “received”." in desk.shown()


def test_the_reader_s_receipt_says_fixed_then(paper: Paper, worker: Worker) -> None:
    body = report(page={"url": paper.url, "lang": "en"})
    paper.says(page("recieved"))
    number = paper.reported(id=body["id"])
    paper.looked(worker, minutes=2)
    paper.accepted(number)
    paper.says(page("received"))
    paper.looked(worker, minutes=6)
    assert paper.client.get("/api/v1/receipts", params={"id": body["id"]}).json() == {"receipts": {body["id"]: "fixed"}}


def test_an_open_issue_is_told_and_left_to_the_editors(paper: Paper, worker: Worker) -> None:
    number = _present(paper, worker)
    paper.says(page("received"))
    paper.looked(worker, days=1.2)
    check = paper.check(number)
    assert paper.issue(number).status is Status.OPEN
    assert check is not None and (check.notice, check.found) == (Notice.CORRECTED, "received")


def test_what_no_look_has_seen_is_resolved_by_the_expected_correction_alone(paper: Paper, worker: Worker) -> None:
    paper.says(page("gotten"))
    number = paper.reported()
    paper.accepted(number, "received")
    paper.looked(worker, minutes=6)
    assert paper.issue(number).status is Status.ACCEPTED
    paper.says(page("received"))
    paper.looked(worker, minutes=20)
    assert paper.issue(number).status is Status.RESOLVED


WALL = b"<html><body><h1>We value your privacy</h1><p>" + b"We and our 913 partners store cookies. " * 30 + b"</p>"
SCRIPTED = b"<html><body><div id=root></div><script src=app.js></script></body></html>"
CUT = page("recieved").partition(b"The harbour")[0] + MORE.encode() * 3
WORDS = ["Silence", *(f"word{chr(97 + number)}" for number in range(24))]


@pytest.mark.parametrize("instead", [WALL, SCRIPTED, CUT, b"", b"\xff\xfe\x00"])
def test_a_wall_a_scripted_page_and_a_page_without_the_paragraph_resolve_nothing(
    paper: Paper, worker: Worker, instead: bytes
) -> None:
    number = _present(paper, worker)
    paper.accepted(number, "received")
    paper.says(instead)
    assert paper.looked(worker, minutes=6) == 1
    assert paper.issue(number).status is Status.ACCEPTED


def test_a_page_that_is_not_what_readers_see_is_told_as_such_and_tried_less_often(paper: Paper, worker: Worker) -> None:
    paper.says(WALL)
    number = paper.reported(words=WORDS)
    paper.looked(worker, minutes=2)
    assert (paper.page_check().problem, paper.check(number)) == ("unlike", None)
    assert paper.looked(worker, hours=12) == 0
    assert [paper.looked(worker, days=2) for _ in range(3)] == [1, 0, 0]


def test_a_text_that_the_page_never_had_is_told_as_such(paper: Paper, worker: Worker) -> None:
    paper.says(page("received", MORE * 3))
    number = paper.reported("buy cheap pills", quote={"exact": "buy cheap pills", "prefix": "zzz ", "suffix": " qqq"})
    paper.looked(worker, minutes=2)
    check = paper.check(number)
    assert check is not None and check.notice is Notice.NEVER
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}")
    assert "The page does not have this text" in desk.shown()


def test_addresses_that_were_made_up_are_asked_for_twice_even_where_there_is_a_page_for_each(
    paper: Paper, worker: Worker
) -> None:
    paper.says(page("received", MORE * 3))
    paper.reported(quote={"exact": "buy cheap pills", "prefix": "zzz ", "suffix": " qqq"})
    assert [paper.looked(worker, minutes=2), *(paper.looked(worker, days=1.2) for _ in range(5))] == [1, 1, 0, 0, 0, 0]
    paper.reported("received")  # the page has this one
    assert sum(paper.looked(worker, days=1.2) for _ in range(5)) == 5


def test_what_an_editor_decides_during_a_look_stands_and_leaves_nothing_to_notice(paper: Paper, worker: Worker) -> None:
    number = _present(paper, worker)
    desk = paper.accepted(number, "received")

    def say(request: bytes) -> Iterable[bytes]:
        desk.open(f"/desk/issues/{number}")
        assert desk.decide("reject").status_code == 303
        return answer(page("received"))(request)

    paper.says(say)
    assert paper.looked(worker, minutes=6) == 1
    check = paper.check(number)
    assert paper.issue(number).status is Status.REJECTED
    assert check is not None and (check.verdict, check.notice) == (Verdict.CHANGED, None)


def test_a_place_that_was_there_and_is_gone_is_told_and_not_resolved(paper: Paper, worker: Worker) -> None:
    number = _present(paper, worker)
    paper.accepted(number)
    paper.says(CUT)
    paper.looked(worker, minutes=6)
    check = paper.check(number)
    assert check is not None and check.notice is Notice.MISSING and paper.issue(number).status is Status.ACCEPTED


def test_what_is_called_fixed_and_stands_an_hour_later_is_told(paper: Paper, worker: Worker) -> None:
    number = _present(paper, worker)
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}")
    desk.decide("resolve")
    paper.looked(worker, minutes=30)
    soon = paper.check(number)
    assert soon is not None and soon.notice is None
    paper.looked(worker, minutes=40)
    later = paper.check(number)
    assert later is not None and later.notice is Notice.STILL
    desk.open(f"/desk/issues/{number}")
    assert "Still on the page" in desk.shown()


@pytest.mark.parametrize("take_back", ["undo", "reopen"])
def test_what_a_person_takes_back_is_not_resolved_again_on_the_same_words(
    paper: Paper, worker: Worker, take_back: str
) -> None:
    number = _present(paper, worker)
    desk = paper.accepted(number, "received")
    paper.says(page("received"))
    paper.looked(worker, minutes=6)
    desk.open(f"/desk/issues/{number}")
    if take_back == "undo":
        assert desk.send("/desk/undo").status_code == 303
    else:
        desk.decide("reopen")
        desk.open(f"/desk/issues/{number}")
        desk.decide("accept")
    assert paper.issue(number).status is Status.ACCEPTED
    assert paper.looked(worker, minutes=6) == 1
    assert paper.issue(number).status is Status.ACCEPTED
    paper.says(page("recieved"))  # the error comes back, and is mended once more
    paper.looked(worker, minutes=15)
    paper.says(page("received"))
    paper.looked(worker, minutes=45)
    assert paper.issue(number).status is Status.RESOLVED


def test_the_page_s_words_reach_the_engine_once(paper: Paper, worker: Worker) -> None:
    more = "<p>Mayor Kovalenko spoke. Kovalenko said so. Kovalenko left, and so on for a while.</p>"
    paper.says(page("Kovalenka", more * 3))
    number = paper.reported("Kovalenka")
    worker.run_once()
    before = _suggested(paper, number)
    paper.looked(worker, minutes=2)
    words = paper.page_check().words
    assert words is not None and (words["Kovalenko"], words["Kovalenka"]) == (9, 1)
    desk = paper.editor()
    desk.open(f"/desk/issues/{number}")
    assert "spelled otherwise 9 times in this article" in desk.shown()
    assert (before, _suggested(paper, number)) == ([], ["Kovalenko"])
    told = len(paper.history(number))
    paper.looked(worker, days=1.2)
    assert len(paper.history(number)) == told


def test_a_suggestion_that_is_the_same_as_before_is_told_once(paper: Paper, worker: Worker) -> None:
    paper.says(page("recieved"))
    number = paper.reported()
    worker.run_once()
    paper.looked(worker, minutes=2)
    with paper.database.read() as session:
        task = session.get_one(SuggestionTask, number)
    assert task.due_at is None and _suggested(paper, number) == ["received"]
    assert paper.history(number) == [Happening.REPORTED, Happening.SUGGESTED]


def _suggested(paper: Paper, number: int) -> list[str]:
    with paper.database.read() as session:
        query = session.query(Activity.text).filter_by(issue_id=number, happening=Happening.SUGGESTED)
        return [text for (text,) in query]


def test_a_page_in_another_encoding_is_read_in_it(paper: Paper, worker: Worker) -> None:
    text = page("naïve").decode().replace("<title>", '<meta charset="windows-1252"><title>').encode("cp1252")
    paper.says(text)
    number = paper.reported("naïve")
    paper.looked(worker, minutes=2)
    check = paper.check(number)
    assert check is not None and check.verdict is Verdict.PRESENT


def test_a_page_in_a_wrong_encoding_resolves_nothing(paper: Paper, worker: Worker) -> None:
    paper.says(page("naïv"))
    number = paper.reported("naïv")
    paper.looked(worker, minutes=2)
    paper.accepted(number, "naïve")
    paper.says(answer(page("naïve").decode().encode("cp1252"), kind="text/html; charset=utf-8"))
    paper.looked(worker, minutes=6)
    check = paper.check(number)
    assert paper.issue(number).status is Status.ACCEPTED
    assert check is not None and check.verdict is Verdict.AMBIGUOUS
