"""Chromium, driven by the few verbs that the tests for every browser use."""

from typing import Any

from playwright.sync_api import Page


class Chromium:
    """One page of it."""

    name = "chromium"

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, url: str) -> None:
        self.page.goto(url)

    def run(self, function: str, *arguments: Any) -> Any:
        """Calls a JavaScript function in the page, and waits for what it gives or promises."""
        return self.page.evaluate(f"(given) => ({function})(...given)", list(arguments))

    def wait_for(self, expression: str) -> Any:
        """Waits until a JavaScript expression is true, and gives back what it is."""
        return self.page.wait_for_function(expression, polling=20).json_value()

    def press(self, *keys: str) -> None:
        self.page.keyboard.press("+".join(keys))

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def click(self, x: int, y: int) -> None:
        self.page.mouse.click(x, y)
