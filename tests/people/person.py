"""Somebody at a browser without JavaScript: reads pages, fills their forms in and sends them."""

import re
from urllib.parse import urljoin

from fastapi import FastAPI
from httpx2 import Response

from tests.client import TestClient
from tests.conftest import BASE_URL
from tests.desk import Desk, _Forms
from tests.factories import PASSWORD, log_in

HERE = {"sec-fetch-site": "same-origin"}
GOOD = "lantern harbour quince"
"""A password that may be chosen."""


class Person(Desk):
    """One browser. It is logged in where an address is given."""

    def __init__(self, app: FastAPI, email: str = "", password: str = PASSWORD, *, agent: str = "") -> None:
        self.client = TestClient(app, base_url=BASE_URL, follow_redirects=False, headers={"user-agent": agent})
        if email:
            answer = log_in(self.client, email, password)
            assert answer.status_code == 303, answer.text

    def send(self, action: str, /, **fields: str) -> Response:
        """Send the page's first form whose address ends so, and go where it leads."""
        parsed = _Forms()
        parsed.feed(self.page.text)
        path, filled = next(form for form in parsed.forms if form[0].partition("?")[0].endswith(action))
        return self.post(path, **filled | fields)

    def post(self, path: str, **fields: str) -> Response:
        """Send these fields, and go where it leads."""
        answer = self.client.post(path, data=fields, headers=HERE)
        self.page = answer
        if answer.status_code == 303:
            self.open(urljoin(str(answer.url), answer.headers["location"]))
        return answer

    @property
    def form(self) -> str:
        """The token in this person's forms."""
        return str(re.findall(r'name="form" value="(\w+)"', self.client.get("/desk").text)[0])

    @property
    def link(self) -> str:
        """The link that the page shows to be copied."""
        return str(re.findall(r'class="copy"[^>]*value="([^"]+)"', self.page.text)[0])

    @property
    def is_in(self) -> bool:
        """Whether the desk opens."""
        return self.client.get("/desk").status_code == 200
