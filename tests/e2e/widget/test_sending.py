"""Nothing is lost, nothing is sent twice, and the reader is told the truth."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import TAG, Reader
from tests.e2e.widget.servers import DIST, HANG_UP
from tests.e2e.widget.visitor import Visitor

BODY = "<p>The likely misattributtion reflects an attempt. Others recieved it.</p>"
VERSION = (DIST / "version.txt").read_text(encoding="ascii").partition("-")[0]
KEPT = "Your report could not be sent. It is kept and will be sent again."
# As JavaScript writes JSON.
WRITTEN: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}
DUE_NOW = """() => {
  for (const key of Object.keys(localStorage)) {
    const entry = JSON.parse(localStorage[key]);
    localStorage[key] = JSON.stringify({ ...entry, due: 0 });
  }
}"""


def kept(visitor: Visitor) -> list[dict[str, Any]]:
    """What the widget keeps in local storage of reports that the service does not have."""
    found: list[dict[str, Any]] = visitor.run("() => Object.values(localStorage).map((entry) => JSON.parse(entry))")
    return [entry for entry in found if "body" in entry]


@pytest.mark.parametrize("status", [500, 503, 429, 408, HANG_UP])
def test_what_may_pass_is_no_success_and_is_kept(visitor: Visitor, status: int) -> None:
    visitor.service.status = status
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome=KEPT)
    sent = visitor.service.reports
    assert [entry["body"] for entry in kept(visitor)] == [json.dumps(sent[0], **WRITTEN)]
    visitor.service.status = 202
    visitor.run(DUE_NOW)
    # The page before stays in the browser's cache for Back, where it must not hold what keeps the report from being sent.
    visitor.visit(BODY, path="/next")
    visitor.wait_until_sent()
    assert [report["id"] for report in visitor.service.reports[len(sent) :]] == [sent[0]["id"]]


@pytest.mark.parametrize("status", [400, 403, 404, 413, 422])
def test_a_refusal_is_shown_and_the_text_is_kept_for_copying(visitor: Visitor, status: int) -> None:
    visitor.service.status = status
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    comment = "One t too many."
    visitor.run("(text) => { document.querySelector('bluepencil-widget').shadowRoot.querySelector('[name=comment]').value = text; }", comment)
    visitor.driver.press("Enter")
    visitor.see(outcome="Your report was not accepted. You can copy it:")
    shown = visitor.run("() => document.querySelector('bluepencil-widget').shadowRoot.querySelector('[role=alert] + p').innerText")
    assert shown == f"misattributtion\n{comment}", "no line for the correction that there is not"
    assert [entry["refused"] for entry in kept(visitor)] == [status]
    visitor.visit(BODY)
    visitor.run("() => void dispatchEvent(new Event('online'))")
    assert len(visitor.service.reports) == 1


def test_offline_then_reload_then_online_delivers_once(visitor: Visitor) -> None:
    visitor.service.status = HANG_UP
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome=KEPT)
    visitor.visit(BODY)
    [entry] = kept(visitor)
    visitor.service.status = 202
    visitor.service.requests.clear()
    visitor.run("() => { for (let n = 0; n < 3; n++) dispatchEvent(new Event('online')); }")
    visitor.wait_until_sent()
    visitor.run("() => void dispatchEvent(new Event('online'))")
    assert visitor.service.reports == [json.loads(entry["body"])]


def test_two_pages_of_a_site_do_not_send_one_report_twice(visitor: Visitor) -> None:
    visitor.service.status = 503
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome=KEPT)
    visitor.driver.open(visitor.pages.put("/two", "<!doctype html>" + 2 * "<iframe src='/article'></iframe>"))
    visitor.wait_for("[0, 1].every((n) => window[n]?.Bluepencil?.open)")
    visitor.service.status = 202
    visitor.service.requests.clear()
    visitor.run("() => [0, 1].forEach((n) => window[n].dispatchEvent(new Event('online')))")
    visitor.wait_until_sent()
    assert len(visitor.service.reports) == 1


def test_a_denied_storage_is_no_hindrance(visitor: Visitor) -> None:
    denied = """<script>Object.defineProperty(window, "localStorage",
      {{ get() {{ throw new DOMException("no", "SecurityError"); }} }});</script>"""
    visitor.service.status = 503
    visitor.visit(BODY, tag=denied + TAG)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome=KEPT)
    visitor.service.status = 202
    visitor.run(
        """() => new Promise((done) => {
          document.addEventListener("bluepencil:sent", done);
          dispatchEvent(new Event("online"));
        }).then(() => {})"""
    )
    assert len({report["id"] for report in visitor.service.reports}) == 1


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


def test_what_is_due_is_sent_when_the_page_comes_back(visitor: Visitor) -> None:
    visitor.visit(BODY)
    for event in ("online", "pageshow", "focus"):
        visitor.service.status = 503
        visitor.press_on("misattributtion")
        visitor.driver.press("Enter")
        visitor.see(outcome=KEPT)
        visitor.leave()
        visitor.service.status = 202
        visitor.service.requests.clear()
        visitor.run(DUE_NOW)
        visitor.run("(event) => void document.dispatchEvent(new Event(event, { bubbles: true }))", event)
        visitor.wait_until_sent()
        assert len(visitor.service.reports) == 1


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


def test_several_typos_in_one_visit(visitor: Visitor) -> None:
    visitor.visit(BODY)
    for typo in ("misattributtion", "recieved"):
        visitor.press_on(typo)
        visitor.driver.press("Enter")
        visitor.see(outcome="Thank you! Our editors have received your report.", focused="Close")
        visitor.driver.press("Enter")
        visitor.see(open=False)
    assert [report["quote"]["exact"] for report in visitor.service.reports] == ["misattributtion", "recieved"]


def test_closed_while_sending_a_failure_is_still_told(reader: Reader) -> None:
    reader.service.gate.clear()
    reader.service.status = 422
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text("Sending…")
    reader.page.keyboard.press("Escape")
    expect(reader.dialog).not_to_be_visible()
    reader.service.gate.set()
    expect(reader.outcome).to_contain_text("was not accepted")
    expect(reader.dialog).to_contain_text("misattributtion")


def test_how_a_report_is_sent(visitor: Visitor) -> None:
    """By fetch alone, with what outlives the page, without cookies, and so plain that no browser asks before."""
    spy = """<script>
      window.calls = [];
      const send = fetch;
      window.fetch = (url, init) => {{
        const request = new Request(url, init);
        calls.push([request.method, request.keepalive, request.credentials, typeof init.body, init.headers === undefined]);
        return send(url, init);
      }};
      navigator.sendBeacon = XMLHttpRequest.prototype.send = () => calls.push("another way");
    </script>"""
    visitor.visit(BODY, tag=spy + TAG)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome="Thank you! Our editors have received your report.")
    [(method, keepalive, credentials, body, is_without_headers)] = visitor.run("() => calls")
    # Firefox knows keepalive, and says so of a request, from version 133.
    assert (method, keepalive, credentials, body, is_without_headers) == ("POST", True, "omit", "string", True)
    [request] = [request for request in visitor.service.requests if request.path.startswith("/api/")]
    assert request.method == "POST", "no preflight"
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


def test_the_page_hears_and_may_stop_what_happens(visitor: Visitor) -> None:
    hear = """<script>
      window.heard = [];
      for (const name of ["ready", "open", "submit", "queued", "sent", "rejected"])
        document.addEventListener("bluepencil:" + name, (event) => heard.push(name + event.cancelable));
    </script>"""
    visitor.visit(BODY, tag=hear + TAG)
    visitor.wait_for("heard[0]")
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome="Thank you! Our editors have received your report.")
    assert visitor.run("() => heard") == ["readytrue", "opentrue", "submittrue", "queuedtrue", "senttrue"]
    visitor.leave()
    stop = "(name) => document.addEventListener('bluepencil:' + name, (event) => event.preventDefault())"
    visitor.service.status = 403
    for name, seen in (("rejected", False), ("submit", True), ("open", False)):
        visitor.run(stop, name)
        visitor.select("recieved")
        visitor.driver.press("Control", "Enter")
        visitor.driver.press("Enter")
        visitor.see(open=seen)
        if seen:
            visitor.leave()
    assert len(visitor.service.reports) == 2, "the one that was refused, and none that the page had stopped"
