"""The office as an owner uses it without JavaScript."""

from urllib.parse import urljoin

from httpx2 import Response

from tests.client import TestClient
from tests.desk import Desk, _Forms
from tests.factories import log_in


class Office(Desk):
    """One member at the dictionary of one site."""

    def __init__(self, client: TestClient, email: str, key: str) -> None:
        self.client = client
        self.path = f"/office/{key}/dictionary"
        assert log_in(client, email).status_code == 303
        self.open()

    def open(self, path: str = "") -> Response:
        """Go to a page of the dictionary; a whole path goes anywhere."""
        return super().open(path if path.startswith("/office") or "//" in path else self.path + path)

    def send(self, action: str, /, **fields: str) -> Response:
        """Send the page's first form whose action ends so, and go where it leads."""
        parsed = _Forms()
        parsed.feed(self.page.text)
        path, filled = next(form for form in parsed.forms if form[0].partition("?")[0].endswith(action))
        answer = self.client.post(path, data=filled | fields, headers={"sec-fetch-site": "same-origin"})
        self.page = answer
        if answer.status_code == 303:
            self.open(urljoin(str(answer.url), answer.headers["location"]))
        return answer
