"""What is left to do for a new site stands on its owner's pages, until it is done or readers report."""

import pytest

from service.database import Database
from service.models import ChannelKind, InstallationCheck, Site
from service.notifications.channels import Wishes, open_channel
from service.settings import Settings
from service.sites.check.findings import right, wrong
from service.sites.first_steps import FirstSteps, first_steps, first_steps_of
from tests.client import TestClient
from tests.factories import EPOCH, MadeSite, make_member, make_site, post, report
from tests.sites.office import Office

NOTHING = FirstSteps(embedded=False, shared=False, told=False, reported=False)


@pytest.fixture
def site(database: Database) -> MadeSite:
    return make_site(database)


def steps(database: Database, site: MadeSite) -> FirstSteps:
    with database.read() as session:
        return first_steps(session, session.get_one(Site, site.id))


def look(database: Database, site: MadeSite, *findings: str) -> None:
    rows = [(wrong if code == "tag_missing" else right)(code).row() for code in findings]
    with database.write() as session:
        session.merge(
            InstallationCheck(
                site_id=site.id, url="https://news.example/", asked_at=EPOCH, findings=rows, attempts=0, due_at=None
            )
        )


def channel(database: Database, **holder: int) -> None:
    with database.write() as session:
        config = {"address": "desk@news.example"}
        made, _ = open_channel(session, ChannelKind.EMAIL, Wishes("Desk"), config, Settings(), **holder, now=EPOCH)
        made.confirmed_at = EPOCH


def test_a_page_that_works_is_the_first_step(database: Database, site: MadeSite) -> None:
    assert steps(database, site) == NOTHING and steps(database, site).open
    look(database, site, "reached", "tag_missing")
    assert not steps(database, site).embedded
    look(database, site, "reached", "tag")
    assert steps(database, site).embedded


def test_a_member_or_an_invitation_is_the_second(database: Database, client: TestClient, site: MadeSite) -> None:
    office = Office(client, site.owner_email)
    office.open(f"/office/{site.key}/people")
    assert "To go live:" in office.page.text
    office.send("/people", email="max@news.example", role="editor")
    assert steps(database, site).shared
    office.open(f"/office/{site.key}/people")
    office.send("/withdrawal")
    assert not steps(database, site).shared
    make_member(database, site, "max@news.example")
    assert steps(database, site).shared


@pytest.mark.parametrize("own", [False, True])
def test_a_channel_of_the_site_or_of_a_member_is_the_third(database: Database, site: MadeSite, own: bool) -> None:
    other = make_site(database, key="gazette")
    account = make_member(database, site, "max@news.example")
    channel(database, **({"account_id": account} if own else {"site_id": site.id}))
    assert steps(database, site).told
    assert not steps(database, other).told


def test_a_first_report_ends_it(database: Database, client: TestClient, site: MadeSite) -> None:
    other = make_site(database, key="gazette")
    assert post(client, report(site=site.key)).status_code == 202
    with database.read() as session:
        found = first_steps_of(session, [session.get_one(Site, each.id) for each in (site, other)])
    assert not found[site.id].open
    assert found[other.id] == NOTHING
    office = Office(client, site.owner_email)
    for part in ("embed", "people", "channels"):
        assert "To go live:" not in office.open(f"/office/{site.key}/{part}").text


def test_the_steps_stand_where_they_are_taken(client: TestClient, site: MadeSite) -> None:
    office = Office(client, site.owner_email)
    for page in ("", f"/{site.key}/embed", f"/{site.key}/people", f"/{site.key}/channels"):
        shown = office.open(f"/office{page}").text
        assert "To go live:" in shown
        for step in ("embed", "people", "channels"):
            assert f'href="/office/{site.key}/{step}"' in shown
