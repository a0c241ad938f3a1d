"""How long the widget keeps a page busy: on articles of 100 KB and one megabyte, and on a page of twenty.

    python widget/bench/opening.py

prints a table. Each number is the best of seven, as other programs on the machine only ever add to it; a "task" is
what Chromium's long-task observer sees.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.browser import launch
from tests.e2e.widget.pace import article, open_and_send
from tests.e2e.widget.reader import Reader
from tests.e2e.widget.servers import Pages, Service

ROUNDS = 7


def main() -> None:
    """Print the table."""
    with sync_playwright() as playwright, Service().running() as service, Pages().running() as pages:
        browser = launch(playwright)
        page = browser.new_page()
        page.set_default_timeout(120_000)
        reader = Reader(page, service, pages)
        print(f"{'page':>8} {'open ms':>8} {'task ms':>8} {'send ms':>8} {'task ms':>8}")
        for size in (100_000, 1_000_000, 20_000_000):
            reader.visit(article(size), path=f"/{size}")
            opening, sending = open_and_send(reader, size, 0)
            for turn in range(1, ROUNDS):
                opened, sent = open_and_send(reader, size, turn)
                opening, sending = opening.or_better(opened), sending.or_better(sent)
            figures = f"{opening.time:>8.1f} {opening.task:>8.0f} {sending.time:>8.1f} {sending.task:>8.0f}"
            print(f"{size // 1000:>6}KB {figures}")
        browser.close()


if __name__ == "__main__":
    main()
