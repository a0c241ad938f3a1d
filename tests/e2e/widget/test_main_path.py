"""The whole way of a report: select, Ctrl+Enter, correct, send, and the truth about it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import Reader

BODY = "<p>“Nobody was asked.” The board's likely purposeful misattributtion reflects an attempt. Others agree.</p>"


def test_a_report_is_sent_and_thanked_for(reader: Reader) -> None:
    reader.visit(BODY)
    reader.press("misattributtion")
    expect(reader.dialog).to_have_accessible_name("Spelling error report")
    expect(reader.dialog).to_contain_text("The following text will be sent to our editors:")
    expect(reader.quote).to_have_text("The board's likely purposeful misattributtion reflects an attempt.")
    expect(reader.quote.locator("mark")).to_have_text("misattributtion")
    expect(reader.correction).to_have_value("misattributtion")
    reader.correction.fill("misattribution")
    reader.comment.fill("One t too many.")
    reader.send()
    expect(reader.outcome).to_have_text("Thank you! Our editors have received your report.")
    [report] = reader.service.reports
    assert report["quote"]["exact"] == "misattributtion"
    assert report["quote"]["prefix"] == "“Nobody was asked.” The board's likely purposeful "
    assert report["quote"]["suffix"] == " reflects an attempt. Others agree."
    assert report["position"] == {"start": 50, "end": 65, "length": 100}
    assert report["sentence"] == "The board's likely purposeful misattributtion reflects an attempt."
    assert report["correction"] == "misattribution"
    assert report["comment"] == "One t too many."
    assert report["site"] == "pk_test"
    assert report["page"]["url"] == f"{reader.pages.origin}/article"
    assert report["page"]["title"] == "Harbour board keeps its silence"
    assert reader.waiting() == []


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("received", "received your report"),
        ("known", "already know about this error"),
        ("not_an_error", "right as it stands"),
        ("fixed", "has been corrected"),
    ],
)
def test_each_outcome_is_told_as_it_is(reader: Reader, outcome: str, words: str) -> None:
    reader.service.outcome = outcome
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text(words)
