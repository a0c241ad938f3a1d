"""The guides are pages of the office: complete, with the site's own address and key, and without a network."""

import re

import pytest

from service.database import Database
from service.models import Site
from service.resources import GUIDES
from service.sites.guides import GUIDE_LIST, REFERENCE, as_html, guide_of
from tests.client import TestClient
from tests.factories import EPOCH, make_site
from tests.sites.office import Office

BASE = "http://127.0.0.1:8000"
EVERY = (*GUIDE_LIST, REFERENCE)


@pytest.fixture
def site() -> Site:
    return Site(key="our-key", name="C", origins=[], languages=["en"], widget_options={}, created_at=EPOCH)


def test_every_guide_of_the_repository_is_one() -> None:
    assert {guide.file for guide in EVERY} == {path.name for path in GUIDES.glob("*.md")}


@pytest.mark.parametrize("guide", EVERY, ids=lambda guide: guide.name)
def test_it_names_this_service_and_this_site(site: Site, guide: object) -> None:
    html = as_html(guide, site, BASE)  # type: ignore[arg-type]
    assert f"{BASE}/w/our-key.js" in html and "pencil.example.org" not in html and "Q4oI9hc0NGk7" not in html
    assert html.startswith("<h1>") and "<script" not in html and "<bluepencil-caption" not in html


def test_its_links_lead_to_guides_or_elsewhere(site: Site) -> None:
    links = [link for guide in EVERY for link in re.findall(r'<a href="([^"]+)"([^>]*)>', as_html(guide, site, BASE))]
    assert {address for address, _ in links if "://" not in address} == {guide.name for guide in GUIDE_LIST}
    assert all("noopener" in rest for address, rest in links if "://" in address)
    assert all(guide_of(guide.name) is guide for guide in EVERY)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it
def test_the_page_of_the_tag_leads_to_all_of_them(client: TestClient, database: Database) -> None:
    owner = Office(client, make_site(database).owner_email)
    ways = re.findall(r'href="(/office/courier/embed/guides/[^"]+)"', owner.open("/office/courier/embed").text)
    assert len(ways) == len(EVERY)
    for way in ways:
        page = owner.open(way)
        assert page.status_code == 200 and "http://desk.test/w/courier.js" in page.text, way
    assert owner.open("/office/courier/embed/guides/..%2fsecret").status_code == 404
