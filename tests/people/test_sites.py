"""The page of sites: one's own, for administrators all, and making another."""

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from service.database import Database
from service.models import Membership, Role, Site
from service.people.new_site import languages_of, origins_of
from tests.factories import MadeSite, make_member
from tests.people.person import Person

NEW = {
    "name": "The Harbour",
    "addresses": "www.harbour.example/news/\nhttps://*.harbour.example",
    "languages": "de, en",
}


def _sites(database: Database) -> list[Site]:
    with database.read() as session:
        return list(session.scalars(select(Site).order_by(Site.id)))


def test_members_see_their_own_sites(owner: Person, site: MadeSite, other: MadeSite) -> None:
    owner.open("/office")
    assert "The Courier https://news.example Owner 1 member" in owner.shown()
    assert "The Gazette" not in owner.shown() and "Make a site" not in owner.shown()
    assert "/office/accounts" not in owner.page.text


def test_viewers_are_led_to_what_they_may_see(app: FastAPI, owner: Person, site: MadeSite, database: Database) -> None:
    make_member(database, site, "vera@courier.example", Role.VIEWER)
    vera = Person(app, "vera@courier.example")
    vera.open("/office")
    assert "/desk?site=courier" in vera.page.text and "/office/courier/people" not in vera.page.text


def test_a_sites_address_leads_to_its_first_page(
    app: FastAPI, owner: Person, administrator: Person, site: MadeSite, other: MadeSite, database: Database
) -> None:
    make_member(database, site, "vera@courier.example", Role.VIEWER)
    leads = {owner: "settings", administrator: "settings", Person(app, "vera@courier.example"): "dictionary"}
    for person, first in leads.items():
        answer = person.client.get("/office/courier")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/office/courier/{first}")
    refused = owner.client.get(f"/office/{other.key}")
    assert refused.status_code == 404


def test_administrators_see_all_and_make_more(
    administrator: Person, site: MadeSite, other: MadeSite, database: Database
) -> None:
    administrator.open("/office")
    assert "The Courier https://news.example you are no member 1 member" in administrator.shown()
    administrator.send("/office", **NEW, time_zone="Europe/Kyiv")
    made = _sites(database)[-1]
    assert made.time_zone == "Europe/Kyiv"
    assert (made.name, made.origins) == ("The Harbour", ["https://www.harbour.example", "https://*.harbour.example"])
    assert made.languages == ["de", "en"] and len(made.key) == 12
    assert "The Harbour is made." in administrator.shown()
    assert f"/w/{made.key}.js" in administrator.page.text
    with database.read() as session:
        assert session.scalars(select(Membership.role).where(Membership.site_id == made.id)).all() == [Role.OWNER]


@pytest.mark.parametrize(
    ("field", "value", "where", "why"),
    [
        ("name", " ", "name", "A site's name has 1 to 100 characters."),
        ("addresses", "", "addresses", "A site has at least one origin"),
        ("addresses", "ftp://x", "addresses", "“ftp://x” is no origin"),
        ("languages", "", "languages", "A site has at least one language"),
        ("time_zone", "Mars/Phobos", "time_zone", "There is no time zone of this name."),
        ("languages", "Deutsch!", "languages", "“Deutsch!” is no language tag"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_loses_nothing(
    administrator: Person, other: MadeSite, database: Database, field: str, value: str, where: str, why: str
) -> None:
    administrator.open("/office")
    assert administrator.send("/office", **NEW | {field: value}).status_code == 422
    assert f'id="wrong-{where}"' in administrator.page.text and why in administrator.shown()
    for name, typed in (NEW | {field: value}).items():
        assert name in ("addresses", "time_zone") or f'name="{name}" value="{typed}"' in administrator.page.text
    assert len(_sites(database)) == 1


def test_others_make_none(owner: Person, site: MadeSite, database: Database) -> None:
    assert owner.post("/office", form=owner.form, **NEW).status_code == 403
    assert len(_sites(database)) == 1


@pytest.mark.parametrize(
    ("pasted", "origins"),
    [
        ("https://a.example", ["https://a.example"]),
        ("a.example", ["https://a.example"]),
        ("http://a.example:8080/x/y?z#f", ["http://a.example:8080"]),
        (" a.example ,\n\tb.example ", ["https://a.example", "https://b.example"]),
        ("https://*.a.example", ["https://*.a.example"]),
        ("*.a.example localhost:8000", ["https://*.a.example", "https://localhost:8000"]),
        ("münchen.example https://intranet/x", ["https://münchen.example", "https://intranet"]),
        ("not a host!", ["not", "a", "host!"]),
        ("https://user@a.example/x", ["https://user@a.example/x"]),
        ("https://[a", ["https://[a"]),
        ("https://", ["https://"]),
        ("", []),
    ],
)
def test_addresses_are_taken_as_people_paste_them(pasted: str, origins: list[str]) -> None:
    assert origins_of(pasted) == origins


def test_languages_are_separated_by_what_people_type() -> None:
    assert languages_of(" de,en  pt-BR\n") == ["de", "en", "pt-BR"] and languages_of(" ") == []
