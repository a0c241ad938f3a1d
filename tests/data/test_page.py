"""The office's page of what a site holds: what it shows, what it does, and for whom."""

import json
import re
from http import HTTPStatus

import pytest
from sqlalchemy import select

from service.data.retention.periods import periods_of
from service.data.retention.prepare import hasten
from service.database import Database
from service.domain.exports import Form as ExportForm
from service.domain.exports import What
from service.domain.retention import DAYS, Kind
from service.models import Purge, Report, Role
from service.worker import Worker
from tests.client import TestClient
from tests.data.conftest import Readers
from tests.desk import Desk
from tests.factories import log_in, make_member

PAGE = "/office/courier/data"
HERE = {"sec-fetch-site": "same-origin"}
EMAIL = "reader@example.org"
_PERIODS = {kind.value: "7" for kind in Kind}
_FORMS = [
    ("/periods", _PERIODS),
    ("/purge", {}),
    ("/reader", {"reader": EMAIL}),
    ("/reader/file", {"reader": EMAIL}),
    ("/reader/erasure", {"reader": EMAIL, "expected": "1"}),
]
_FILES = [f"/desk/export/{what}.{form}?site=courier&any=1" for what in What for form in ExportForm]


@pytest.fixture
def office(readers: Readers) -> Desk:
    """The owner at the page, with one reader's report there."""
    readers.report(email=EMAIL, comment="why?", correction="received")
    desk = Desk(readers.client, readers.site.owner_email)
    desk.open(PAGE)
    return desk


def test_it_links_to_exports_and_says_how_long_things_are_kept(office: Desk) -> None:
    links = re.findall(r'href="(/desk/export/[^"]+)"', office.page.text)
    assert [link.replace("&amp;", "&") for link in links] == _FILES
    for link in _FILES:
        assert office.client.get(link).status_code == 200
    for kind, days in DAYS.items():
        assert f'name="{kind}" value="{days}"' in office.page.text
    assert "It has not been done yet." in office.shown()


def test_periods_are_saved_whole_or_kept_to_be_mended(office: Desk, readers: Readers) -> None:
    assert office.send("/periods", emails="30", issues="").status_code == 303
    assert "The periods are kept from now on." in office.shown()
    assert 'name="emails" value="30"' in office.page.text and 'name="issues" value=""' in office.page.text
    for wrong in ("0", "-1", "a week", "1.5", "36501", "٣", "1" * 30):
        assert office.send("/periods", emails="40", reports=wrong).status_code == 422
        assert f'name="reports" value="{wrong}"' in office.page.text and 'name="emails" value="40"' in office.page.text
        assert 'id="reports-refused"' in office.page.text and "from 1 to 36,500" in office.shown()
        office.open(PAGE)
    with readers.database.read() as session:
        assert periods_of(session, readers.site.id) == DAYS | {Kind.EMAILS: 30, Kind.ISSUES: 0}
    assert office.send("/periods", deliveries="8").status_code == 303
    assert 'name="deliveries" value="8"' in office.page.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it
@pytest.mark.parametrize(
    ("failure", "said"),
    [
        ("reports", "The last one stopped at “Whole reports”, through a fault in the program."),
        ("", "The last one was broken off."),
        ("The worker died at every attempt.", "The last one was broken off."),
    ],
)
def test_what_stopped_a_purge_is_said_in_the_owners_words(
    office: Desk, readers: Readers, failure: str, said: str
) -> None:
    with readers.database.write() as session:
        hasten(session, readers.site.id, now=readers.clock())
        session.get_one(Purge, readers.site.id).failure = failure
    office.open(PAGE)
    assert said in office.shown() and "tried again by itself" in office.shown() and "died" not in office.shown()


def test_an_owner_sees_what_the_purge_took_and_when(office: Desk, readers: Readers, worker: Worker) -> None:
    readers.clock.advance(days=366)
    office = Desk(readers.client, readers.site.owner_email)
    office.open(PAGE)
    assert office.send("/purge").status_code == 303
    assert "The purge begins as soon as a worker is free" in office.shown()
    worker.run_once()
    office.open(PAGE)
    assert "1 e-mail address removed. 1 comment removed." in office.shown()
    assert "Last done:" in office.shown() and "Next:" in office.shown()
    office.send("/purge")
    worker.run_once()
    office.open(PAGE)
    assert "Nothing was old enough." in office.shown()


def test_a_reader_is_found_told_and_erased(office: Desk, readers: Readers) -> None:
    assert office.send("/data/reader", reader="nobody").status_code == 422
    assert "neither an e-mail address nor a receipt" in office.shown() and 'value="nobody"' in office.page.text
    office.send("/data/reader", reader="nobody@example.org")
    assert "Nothing of this reader is held" in office.shown()
    office.send("/data/reader", reader=EMAIL)
    assert "1 report of this reader is held." in office.shown() and EMAIL not in str(office.page.url)
    assert "Erase what they wrote in 1 report" in office.shown()
    token = re.findall(r'name="form" value="(\w+)"', office.page.text)[0]
    file = office.client.post(f"{PAGE}/reader/file", data={"form": token, "reader": EMAIL}, headers=HERE)
    assert 'filename="courier-reader.json"' in file.headers["content-disposition"]
    assert json.loads(file.text)["reports"][0]["comment"] == "why?"
    readers.report(email=EMAIL.upper())
    assert office.send("/erasure").status_code == 409
    assert "There are 2 reports now. Nothing was erased" in office.shown()
    assert office.send("/erasure").status_code == 303
    assert "What this reader wrote in 2 reports is erased." in office.shown()
    with readers.database.read() as session:
        for report in session.scalars(select(Report)):
            assert (report.email, report.comment, report.correction) == ("", "", None) and report.erased_at
    office.open("/desk/issues/1")
    assert "What a reader had written here was erased at the reader's wish." in office.shown()


@pytest.mark.parametrize(
    ("who", "page", "form"),
    [
        ("none", 303, (303, 303, 303, 303, 303)),
        ("stranger", 404, (404, 404, 404, 404, 404)),
        ("viewer", 200, (403, 403, 403, 403, 403)),
        ("editor", 200, (403, 403, 403, 403, 403)),
        ("owner", 200, (303, 303, 200, 200, 303)),
    ],
)
def test_who_may_what(
    readers: Readers, neighbours: Readers, database: Database, who: str, page: int, form: tuple[int, ...]
) -> None:
    readers.report(email=EMAIL)
    for role in (Role.VIEWER, Role.EDITOR):
        make_member(database, readers.site, f"{role}@courier.example", role)
    token = "0" * 64
    if who != "none":
        email = neighbours.site.owner_email if who == "stranger" else f"{who}@courier.example"
        assert log_in(readers.client, email).status_code == 303
        token = re.findall(r'name="form" value="(\w+)"', readers.client.get("/desk").text)[0]
    shown = readers.client.get(PAGE)
    assert shown.status_code == page and readers.client.get("/office/nothing/data").status_code in (303, 404)
    assert ("How long things are kept" in shown.text) == (who == "owner")
    for file in _FILES:
        assert readers.client.get(file).status_code == page
    got = [_send(readers.client, part, fields | {"form": token}) for part, fields in _FORMS]
    assert tuple(got) == form
    with database.read() as session:
        changed = periods_of(session, readers.site.id) != DAYS or session.scalars(select(Report.email)).one() == ""
        assert changed == (who == "owner")


def test_forms_need_their_token(office: Desk) -> None:
    for part, fields in _FORMS:
        for token in ({}, {"form": "0" * 64}):
            assert _send(office.client, part, fields | token) == HTTPStatus.FORBIDDEN


def _send(client: TestClient, part: str, fields: dict[str, str]) -> int:
    return client.post(PAGE + part, data=fields, headers=HERE).status_code


def test_the_desks_filter_menu_exports_what_is_shown(office: Desk) -> None:
    office.open("/desk?status=open&kind=spelling&site=courier")
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/desk/export/[^"]+)"', office.page.text)]
    assert len(links) == 4 and all("kind=spelling" in link and "status=open" in link for link in links)
    assert len(office.client.get(next(link for link in links if "issues.jsonl" in link)).text.splitlines()) == 1
