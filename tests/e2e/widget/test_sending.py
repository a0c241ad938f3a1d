"""Nothing is lost, nothing is sent twice, and the reader is told the truth."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import Reader
from tests.e2e.widget.servers import DIST, HANG_UP

BODY = "<p>The likely misattributtion reflects an attempt. Others recieved it.</p>"
VERSION = (DIST / "version.txt").read_text(encoding="ascii").partition("-")[0]
KEPT = "Your report could not be sent. It is kept and will be sent again."
DUE_NOW = """() => {
  for (const key of Object.keys(localStorage)) {
    const entry = JSON.parse(localStorage[key]);
    localStorage[key] = JSON.stringify({ ...entry, due: 0 });
  }
}"""


@pytest.mark.parametrize("status", [500, 503, 429, 408, HANG_UP])
def test_what_may_pass_is_no_success_and_is_kept(reader: Reader, status: int) -> None:
    reader.service.status = status
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text(KEPT)
    assert len(reader.waiting()) == 1
    first = reader.service.reports[0]
    reader.service.status = 202
    reader.page.evaluate(DUE_NOW)
    with reader.page.expect_response("**/api/v1/reports"):
        reader.page.reload()
    reader.wait_until_ready()
    reader.page.wait_for_function("Object.values(localStorage).every((entry) => !JSON.parse(entry).body)")
    assert reader.service.reports[-1]["id"] == first["id"]
    assert reader.waiting() == []


@pytest.mark.parametrize("status", [400, 403, 404, 413, 422])
def test_a_refusal_is_shown_and_the_text_is_kept_for_copying(reader: Reader, status: int) -> None:
    reader.service.status = status
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.correction.fill("misattribution")
    reader.comment.fill("One t too many.")
    reader.send()
    expect(reader.outcome).to_contain_text("was not accepted")
    expect(reader.dialog).to_contain_text("misattributtion")
    expect(reader.dialog).to_contain_text("One t too many.")
    [entry] = reader.waiting()
    assert entry["refused"] == status
    reader.page.reload()
    reader.wait_until_ready()
    reader.page.evaluate("dispatchEvent(new Event('online'))")
    assert len(reader.service.reports) == 1


def test_offline_then_reload_then_online_delivers_once(reader: Reader) -> None:
    reader.visit(BODY)
    reader.page.route("**/api/v1/reports", lambda route: route.abort("internetdisconnected"))
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text(KEPT)
    reader.page.reload()
    reader.wait_until_ready()
    assert reader.service.reports == []
    reader.page.unroute("**/api/v1/reports")
    with reader.page.expect_response("**/api/v1/reports"):
        reader.page.evaluate("dispatchEvent(new Event('online'))")
    reader.page.evaluate("dispatchEvent(new Event('online'))")
    reader.page.wait_for_function("Object.values(localStorage).every((entry) => !JSON.parse(entry).body)")
    assert len(reader.service.reports) == 1


def test_two_tabs_do_not_send_one_report_twice(reader: Reader) -> None:
    reader.service.status = 503
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text(KEPT)
    other = Reader(reader.page.context.new_page(), reader.service, reader.pages)
    other.visit(BODY)
    reader.service.status = 202
    reader.service.requests.clear()
    with reader.page.context.expect_event("response"):
        for tab in (reader, other):
            tab.page.evaluate("void dispatchEvent(new Event('online'))")
    for tab in (reader, other):
        tab.page.wait_for_function("Object.values(localStorage).every((entry) => !JSON.parse(entry).body)")
        tab.page.evaluate("navigator.locks.query().then(({ held, pending }) => held.length + pending.length)")
    assert len(reader.service.reports) == 1


def test_a_denied_storage_is_no_hindrance(reader: Reader) -> None:
    reader.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    reader.service.status = 503
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text(KEPT)
    reader.service.status = 202
    with reader.page.expect_response(lambda response: response.status == 202):
        reader.page.evaluate("dispatchEvent(new Event('online'))")


def test_a_full_storage_is_no_hindrance(reader: Reader) -> None:
    reader.visit(BODY)
    reader.page.evaluate(
        "for (let size = 5e6; size >= 1; size = size >> 1) try { localStorage['x' + size] = 'x'.repeat(size) } catch {}"
    )
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received your report")


def test_a_report_is_written_down_before_it_is_sent(reader: Reader) -> None:
    reader.service.gate.clear()
    reader.visit(BODY)
    reader.press("misattributtion")
    with reader.page.expect_request("**/api/v1/reports"):
        reader.send()
    [entry] = reader.waiting()
    reader.service.gate.set()
    expect(reader.outcome).to_contain_text("received")
    assert reader.waiting() == []
    assert json.loads(entry["body"]) == reader.service.reports[0]


@pytest.mark.parametrize("event", ["online", "pageshow", "visibilitychange"])
def test_what_is_due_is_sent_when_the_page_comes_back(reader: Reader, event: str) -> None:
    reader.service.status = 503
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text(KEPT)
    reader.service.status = 202
    reader.page.evaluate(DUE_NOW)
    with reader.page.expect_response(lambda response: response.status == 202):
        reader.page.evaluate(f"void dispatchEvent(new Event('{event}'))")


@pytest.mark.parametrize(("asked", "seconds"), [(120, 120), (10**9, 3600)])
def test_a_busy_service_is_left_alone_for_as_long_as_it_asks_but_an_hour_at_most(
    reader: Reader, asked: int, seconds: int
) -> None:
    reader.service.status, reader.service.retry_after = 429, asked
    reader.page.clock.install()
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text(KEPT)
    reader.service.status = 202
    reader.page.evaluate(DUE_NOW)
    reader.page.clock.fast_forward(1000 * (seconds - 30))
    reader.page.evaluate("void dispatchEvent(new Event('online'))")
    assert len(reader.waiting()) == 1
    with reader.page.expect_response(lambda response: response.status == 202):
        reader.page.clock.fast_forward(60_000)
    assert len(reader.service.reports) == 2


def test_a_report_says_when_it_was_made_and_by_what(reader: Reader) -> None:
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    [report] = reader.service.reports
    made = datetime.fromisoformat(report["created_at"])
    assert abs(datetime.now(UTC) - made) < timedelta(minutes=5)
    assert report["client"] == {"version": VERSION}


def test_a_refusal_may_be_told_by_the_page_itself(reader: Reader) -> None:
    reader.service.status = 403
    reader.visit(BODY)
    reader.page.evaluate("""() => document.addEventListener("bluepencil:rejected", (event) => {
      event.preventDefault();
      window.rejected = event.detail.status;
    })""")
    reader.press("misattributtion")
    reader.send()
    expect(reader.dialog).to_be_hidden()
    assert reader.page.evaluate("rejected") == 403


def test_several_typos_in_one_visit(reader: Reader) -> None:
    reader.visit(BODY)
    for typo in ("misattributtion", "recieved"):
        reader.press(typo)
        reader.send()
        expect(reader.outcome).to_contain_text("received your report")
        reader.page.keyboard.press("Enter")
        expect(reader.dialog).not_to_be_visible()
    assert [report["quote"]["exact"] for report in reader.service.reports] == ["misattributtion", "recieved"]


def test_closed_while_sending_a_failure_is_still_told(reader: Reader) -> None:
    reader.service.gate.clear()
    reader.service.status = 422
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text("Sending …")
    reader.page.keyboard.press("Escape")
    expect(reader.dialog).not_to_be_visible()
    reader.service.gate.set()
    expect(reader.outcome).to_contain_text("was not accepted")
    expect(reader.dialog).to_contain_text("misattributtion")


def test_a_report_is_plain_text_without_a_preflight(reader: Reader) -> None:
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    [request] = [request for request in reader.service.requests if request.path == "/api/v1/reports"]
    assert request.method == "POST"
    assert request.headers["Content-Type"].startswith("text/plain")
    assert "Cookie" not in request.headers


@pytest.mark.parametrize(("state", "words"), [("fixed", "has been corrected"), ("not_an_error", "right as it stands")])
def test_the_reader_learns_what_became_of_the_report(reader: Reader, state: str, words: str) -> None:
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    [entry] = reader.ledger()
    reader.service.states = {entry["id"]: state}
    reader.page.reload()
    expect(reader.outcome).to_contain_text(words)
    expect(reader.dialog).to_contain_text("misattributtion")
    assert reader.page.evaluate("document.activeElement === document.body")
    reader.button("Close").click()
    assert reader.ledger() == []


def test_an_unsettled_report_is_not_asked_after_on_every_page(reader: Reader) -> None:
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    with reader.page.expect_response("**/api/v1/receipts**"):
        reader.page.reload()
    reader.page.wait_for_function("Object.values(localStorage).every((entry) => JSON.parse(entry).due)")
    reader.visit(BODY)
    assert sum(request.path == "/api/v1/receipts" for request in reader.service.requests) == 1


def test_the_page_hears_and_may_stop_what_happens(reader: Reader) -> None:
    reader.visit(BODY)
    reader.page.evaluate("""() => {
      window.heard = [];
      for (const name of ["open", "submit", "queued", "sent", "rejected"])
        document.addEventListener("bluepencil:" + name, (event) => heard.push(name + event.cancelable));
    }""")
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    assert reader.page.evaluate("heard") == ["opentrue", "submittrue", "queuedtrue", "senttrue"]
    reader.leave()
    reader.page.evaluate("document.addEventListener('bluepencil:open', (event) => event.preventDefault())")
    reader.press("recieved")
    expect(reader.dialog).not_to_be_visible()
