"""The overview as an editor gets it: the page's tables and texts, and the files as a spreadsheet program reads them."""

import csv
import re
from html import unescape
from html.parser import HTMLParser
from io import StringIO

from httpx2 import Response

from tests.client import TestClient
from tests.factories import log_in

Rows = list[list[str]]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Rows] = []
        self.cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.cell is not None:
            self.tables[-1][-1].append("".join(self.cell))
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)


class Overview:
    """One editor's overview."""

    def __init__(self, client: TestClient, email: str) -> None:
        self.client = client
        assert log_in(client, email).status_code == 303

    def open(self, **query: str) -> Response:
        """The page."""
        return self.client.get("/desk/overview", params=query)

    def tables(self, **query: str) -> dict[str, Rows]:
        """The page's tables by their first head, each with its heads."""
        page = _Page()
        page.feed(self.open(**query).text)
        return {table[0][0]: table for table in page.tables}

    def file(self, table: str, **query: str) -> Rows:
        """A table's file, as a program reads it that knows what the mark at its beginning means."""
        answer = self.client.get("/desk/overview.csv", params={"table": table} | query)
        assert answer.status_code == 200, answer.text
        assert answer.content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline=""), strict=True))


def text_of(page: Response) -> str:
    """The page's text, without tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text.partition("<body")[2])).split())
