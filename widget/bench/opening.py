"""How long the widget keeps a page busy: on an article of one megabyte, and on a page of twenty.

    python widget/bench/opening.py

prints a table. Each number is the best of seven, as other programs on the machine only ever add to it; a "task" is what Chromium's long-task observer sees.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.browser import launch
from tests.e2e.widget.reader import Reader
from tests.e2e.widget.servers import Pages, Service

ROUNDS = 7
PARAGRAPH = (
    "<p>{} <a href='#'>The minister</a>, who had been <em>asked</em>, gave no answer. Number {{}}.</p>\n".format(
        "The harbour board met on Tuesday and said nothing of note, while the port's owners agreed to wait. " * 5
    )
)
TIMES = """async (keys) => {
  const entries = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ entryTypes: ["longtask"] });
  const frames = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)));
  await frames();
  entries.length = 0;
  const root = document.querySelector("bluepencil-widget")?.shadowRoot;
  const start = performance.now();
  if (keys === "open") {
    dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, cancelable: true }));
  } else {
    root.querySelector("form").requestSubmit();
  }
  const time = performance.now() - start;
  await frames();
  return [time, Math.max(0, ...entries.map((entry) => entry.duration))];
}"""


def measure(page: Page, reader: Reader, size: int) -> list[tuple[float, float]]:
    """Opening and sending, in the middle of a page of this many bytes: (milliseconds, longest task)."""
    count = size // len(PARAGRAPH)
    body = "".join(PARAGRAPH.format(number) for number in range(count))
    rounds: dict[str, list[tuple[float, float]]] = {"open": [], "send": []}
    reader.visit(body, path=f"/{size}")
    for turn in range(ROUNDS):
        reader.select(f"Number {count // 2 + turn}")
        for step, times in rounds.items():
            times.append(tuple(page.evaluate(TIMES, step)))
        page.keyboard.press("Enter")
    return [(min(t for t, _ in times), min(task for _, task in times)) for times in rounds.values()]


def main() -> None:
    with sync_playwright() as playwright, Service().running() as service, Pages().running() as pages:
        browser = launch(playwright)
        page = browser.new_page()
        page.set_default_timeout(120_000)
        reader = Reader(page, service, pages)
        print(f"{'page':>8} {'open ms':>8} {'task ms':>8} {'send ms':>8} {'task ms':>8}")
        for size in (100_000, 1_000_000, 20_000_000):
            (opening, open_task), (sending, send_task) = measure(page, reader, size)
            print(f"{size // 1000:>6}KB {opening:>8.1f} {open_task:>8.0f} {sending:>8.1f} {send_task:>8.0f}")
        browser.close()


if __name__ == "__main__":
    main()
