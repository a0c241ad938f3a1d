"""A site's key is changed while pages still have the former one."""

import pytest
from sqlalchemy import select

from service.database import Database
from service.issues.saved import save_view
from service.issues.view import View
from service.models import Membership, Role, SavedView, Site
from service.sites.keys import new_key
from service.worker import Worker
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import MadeSite, log_in, make_site, post, report
from tests.sites.office import Office


@pytest.fixture
def site(database: Database) -> MadeSite:
    return make_site(database)


@pytest.fixture
def office(client: TestClient, site: MadeSite) -> Office:
    owner = Office(client, site.owner_email)
    owner.open("/office/courier/settings")
    return owner


def _key(database: Database, site: MadeSite) -> str:
    with database.read() as session:
        return session.get_one(Site, site.id).key


def test_no_key_is_taken_for_an_option_of_the_command_line() -> None:
    keys = [new_key() for _ in range(200)]
    assert all(len(key) == 12 and key.isascii() and key.isalnum() for key in keys)
    assert len(set(keys)) == 200


def test_the_former_key_works_until_its_grace_is_over(
    office: Office, database: Database, site: MadeSite, clock: Clock, worker: Worker
) -> None:
    assert office.send("/key/rotation", days="7").status_code == 303
    key = _key(database, site)
    assert key != "courier" and len(key) == 12
    assert key in office.page.text and "courier" in office.page.text and "works until" in office.page.text
    for works in ("courier", key):
        assert office.client.get(f"/w/{works}.js").status_code == 200
        assert f'"site":"{works}"' in office.client.get(f"/w/{works}.js").text
        assert office.client.get(f"/w/{works}/de.json").status_code == 200
    sent = report(site="courier")
    assert post(office.client, sent).json()["outcome"] == "received"
    assert post(office.client, sent | {"site": key}).json()["outcome"] == "received", "the same report, once"
    assert post(office.client, report(site=key)).json()["outcome"] == "known", "the same place of the same site"
    clock.advance(days=7)
    worker.run_once()
    assert office.client.get("/w/courier.js").status_code == 404
    assert post(office.client, report(site="courier")).json()["code"] == "unknown_site"
    assert post(office.client, report(site=key)).status_code == 202
    assert "works until" not in office.open(f"/office/{key}/settings").text


def test_a_grace_is_over_by_the_clock_and_not_by_the_worker(office: Office, clock: Clock) -> None:
    office.send("/key/rotation", days="30")
    clock.advance(days=29, hours=23)
    assert office.client.get("/w/courier.js").status_code == 200
    clock.advance(hours=1)
    assert office.client.get("/w/courier.js").status_code == 404
    assert post(office.client, report(site="courier")).status_code == 404


def test_the_former_key_can_be_ended_early(office: Office, database: Database, site: MadeSite) -> None:
    office.send("/key/rotation", days="90")
    key = _key(database, site)
    assert "/key/end" not in [form.action[-8:] for form in office.forms]
    office.open(f"/office/{key}/key/end")
    assert "lose the widget at once" in office.page.text and office.client.get("/w/courier.js").status_code == 200
    assert office.send("/key/end").status_code == 303
    assert office.client.get("/w/courier.js").status_code == 404
    assert "works no more" in office.page.text and "/key/end" not in office.page.text
    assert office.client.get(f"/w/{key}.js").status_code == 200
    again = office.client.get(f"/office/{key}/key/end", follow_redirects=False)
    assert again.headers["location"] == f"/office/{key}/settings?told=#key", "there is nothing left to ask"


def test_the_offices_former_address_leads_to_the_present_one(
    office: Office, database: Database, site: MadeSite, clock: Clock, worker: Worker
) -> None:
    office.send("/key/rotation", days="7")
    key = _key(database, site)
    for _ in ("in its grace", "after it"):
        moved = office.client.get("/office/courier/people?x=a%26b", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (307, f"/office/{key}/people?x=a%26b")
        assert moved.headers["cache-control"] == "no-store"
        desk = office.client.get("/desk?site=courier").text
        assert f"site={key}" in desk and "site=courier" not in desk, "a link or a view that was saved before"
        assert office.client.get("/desk/overview?site=courier").status_code == 200
        clock.advance(days=8)
        worker.run_once()
        log_in(office.client, site.owner_email)
    office.open(f"/office/{key}/settings")
    fields = office.form("/settings").fields
    fields["name"] = "Renamed"
    here = {"sec-fetch-site": "same-origin"}
    office.client.post("/office/courier/settings", data=fields, headers=here, follow_redirects=True)
    with database.read() as session:
        assert session.get_one(Site, site.id).name == "Renamed", "a form that was open meanwhile is sent on"
    make_site(database, "gazette", name="The Gazette", origins=["https://gazette.example"])
    another = make_site(database, "another", name="Another", origins=["https://another.example"])
    with database.write() as session:
        session.get_one(Site, another.id).key = "courier"
        session.add(Membership(account_id=site.owner_id, site_id=another.id, role=Role.OWNER, created_at=clock()))
    log_in(office.client, site.owner_email)
    assert "Another" in office.open("/office/courier/people").text, "a key that is somebody's is theirs"
    assert "Another" in office.open("/desk?site=courier").text
    stranger = Office(office.client, "owner@gazette.example")
    assert stranger.open("/office/courier/people").status_code == 404, "to strangers it is as it never was"


def test_kept_views_go_along_however_often_the_key_is_changed(
    office: Office, database: Database, site: MadeSite, clock: Clock
) -> None:
    views = {
        "Spelling": View(site="courier", kind="spelling"),
        "Looks like it": View(site="COURIER", q='"site":"courier"'),
    }
    with database.write() as session:
        for name, view in views.items():
            save_view(session, site.owner_id, name, view, now=clock())
    assert "lead nowhere then" not in office.page.text
    for _ in range(2):
        office.send("/key/rotation")
        assert "Links to the desk and the office that hold the key before the present one lead nowhere" in (
            office.page.text
        )
    key = _key(database, site)
    with database.read() as session:
        kept = {saved.name: View.model_validate_json(saved.query) for saved in session.scalars(select(SavedView))}
    assert kept == views | {"Spelling": View(site=key, kind="spelling")}
    assert f'href="/desk?status=open&amp;site={key}&amp;kind=spelling"' in office.client.get("/desk").text
    assert office.client.get("/desk?site=courier").status_code == 404, "as the office says"


def test_a_form_that_is_sent_twice_changes_the_key_once(office: Office, database: Database, site: MadeSite) -> None:
    def sent(path: str, fields: dict[str, str]) -> str:
        here = {"sec-fetch-site": "same-origin"}
        return office.client.post(f"/office/{path}", data=fields, headers=here, follow_redirects=True).text

    changing = office.form("/key/rotation").fields
    for _ in ("at first", "and again, as a double click does"):
        assert "has a new key" in sent("courier/key/rotation", changing)
        assert office.client.get("/w/courier.js").status_code == 200, "all pages still have it"
    second = _key(database, site)
    office.open(f"/office/{second}/key/end")
    ending = office.form("/key/end").fields
    office.open(f"/office/{second}/settings")
    office.send("/key/rotation")
    assert "works no more" not in sent(f"{second}/key/end", ending)
    assert office.client.get(f"/w/{second}.js").status_code == 200, "the page had asked about another key"


def test_a_second_change_ends_the_first_grace(office: Office, database: Database, site: MadeSite) -> None:
    office.send("/key/rotation", days="90")
    second = _key(database, site)
    office.send("/key/rotation", days="1000000")
    assert office.client.get("/w/courier.js").status_code == 404
    assert office.client.get(f"/w/{second}.js").status_code == 200
    with database.read() as session:
        stored = session.get_one(Site, site.id)
        assert stored.former_key == second and stored.former_key_until is not None
        assert (stored.former_key_until - Clock().now).days <= 30, "an odd number of days is the usual one"
