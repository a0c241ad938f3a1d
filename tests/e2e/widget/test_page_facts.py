"""What a report says of the page around the selection."""

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import Reader
from tests.e2e.widget.visitor import SELECT_BETWEEN, Visitor


@pytest.mark.parametrize(("written", "sent"), [("en_GB", "en-GB"), ("no tag at all", ""), ("x", "")])
def test_a_language_that_is_none_is_not_sent(visitor: Visitor, written: str, sent: str) -> None:
    visitor.put(f"<p lang='{written}'>First one. They recieved it. Last.</p>")
    visitor.select("recieved")
    report = visitor.report()
    assert report is not None
    assert (report["page"]["lang"], report["sentence"]) == (sent, "They recieved it.")


def test_what_the_page_says_about_itself(visitor: Visitor) -> None:
    head = """<link rel=canonical href="/true?id=1">
      <meta property="article:modified_time" content="2025-02-21T14:20:00+02:00">
      <meta property="article:section" content=" Події "><meta name=author content="Olha&shy; K.">"""
    visitor.visit("<p>The Kremlin and Lavrov recieved it. Kremlin again.</p>" + head, path="/said")
    visitor.driver.open(visitor.pages.origin + "/said?id=1#part:~:text=recieved")
    visitor.wait_until_ready()
    visitor.select("recieved")
    report = visitor.report()
    assert report is not None
    assert report["page"] == {
        "url": f"{visitor.pages.origin}/said?id=1#part",
        "canonical": f"{visitor.pages.origin}/true?id=1",
        "title": "Harbour board keeps its silence",
        "lang": "en",
        "modified": "2025-02-21T14:20:00+02:00",
        "section": "Події",
        "author": "Olha K.",
    }
    assert report["words"] == ["The", "Kremlin", "Lavrov", "and", "it", "again"]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ann"},"articleSection":"War","dateModified":"2025"}',
         ("Ann", "War", "2025")),
        ('{"@graph":[{"name":"Site"},{"author":[{"name":"Ann"},{"name":"Bob"}],"articleSection":["War","World"]}]}',
         ("Ann", "War", "")),
        ('{"author":"Ann","publisher":{"name":"Paper"}}', ("Ann", "", "")),
        ('{"author":{"@id":"#x"},"publisher":{"name":"Paper"}}', ("", "", "")),
        ("{broken", ("", "", "")),
        (r'{"author":"Jos\u00e9 \u00d1u","articleSection":"A\/B"}', (r"Jos\u00e9 \u00d1u", r"A\/B", "")),
    ],
)  # fmt: skip
def test_what_json_ld_says(visitor: Visitor, block: str, expected: tuple[str, str, str]) -> None:
    visitor.put(f"<p>It was recieved.</p><script type='application/ld+json'>{block}</script>")
    visitor.select("recieved")
    report = visitor.report()
    assert report is not None
    page = report["page"]
    assert (page["author"], page["section"], page["modified"]) == expected


def test_a_long_report_fits_into_what_the_service_takes(reader: Reader) -> None:
    words = " ".join(chr(0x4E00 + number) * 20 for number in range(600))
    reader.visit(f"<p id=a>{'错' * 900}</p><p>{words}</p>")
    reader.page.evaluate(SELECT_BETWEEN, [("#a", 0), ("#a", 900)])
    reader.press()
    reader.comment.fill("字" * 2000)
    reader.correction.fill("字" * 1000)
    reader.send()
    expect(reader.outcome).to_contain_text("Thank you!")
    [request] = [request for request in reader.service.requests if request.path == "/api/v1/reports"]
    assert len(request.body) <= 16384
    [report] = reader.service.reports
    assert (len(report["comment"]), len(report["correction"])) == (2000, 1000)
