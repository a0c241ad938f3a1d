"""What owners paste: it names what is served, and stays markup whatever the options hold."""

import json
from html.parser import HTMLParser

import pytest

from service.models import Site
from service.sites.embed import embedding, pinned_tag, tag
from service.sites.widget import integrity
from tests.client import TestClient
from tests.factories import EPOCH

BASE = "https://pencil.example.org"
OPTIONS = {"email": True, "texts": {"rules": "\"Be kind\" & 'brief' </script> “x”"}}


class Tags(HTMLParser):
    """The tags of a text, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def site() -> Site:
    return Site(key="Q4oI9hc0NGk7", name="C", origins=[], languages=["en"], widget_options={}, created_at=EPOCH)


def attributes(markup: str) -> dict[str, str | None]:
    tags = Tags()
    tags.feed(markup)
    [(name, found)] = tags.found
    assert name == "script"
    return found


def test_the_tag_is_one_line(site: Site) -> None:
    assert tag(site, BASE) == f'<script async src="{BASE}/w/Q4oI9hc0NGk7.js"></script>'


def test_the_pinned_tag_fits_what_is_served(site: Site, client: TestClient) -> None:
    found = attributes(pinned_tag(site, BASE))
    assert found["integrity"] == integrity()
    assert (found["crossorigin"], found["data-site"], found["async"]) == ("anonymous", site.key, None)
    assert "data-options" not in found
    assert str(found["src"]).startswith(BASE)
    served = client.get(str(found["src"]).removeprefix(BASE), follow_redirects=False)
    assert served.status_code == 200
    assert "immutable" in served.headers["cache-control"]


def test_options_stay_an_attribute(site: Site) -> None:
    site.widget_options = OPTIONS
    assert json.loads(str(attributes(pinned_tag(site, BASE))["data-options"])) == OPTIONS


def test_everything_is_there_to_choose_from(site: Site) -> None:
    printed = embedding(site, BASE)
    assert tag(site, BASE) in printed.splitlines()
    assert pinned_tag(site, BASE) in printed
    assert printed.splitlines()[-1] == f"script-src {BASE}; connect-src {BASE}"
