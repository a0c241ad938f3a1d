"""The office as an owner uses it without JavaScript."""

from starlette.testclient import TestClient

from httpx2 import Response
from tests.desk import Desk
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
