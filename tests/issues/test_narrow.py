"""However an index is steered, a view is the same."""

import pytest

from service.database import Database
from service.issues import narrow
from service.issues.queue import count, listing
from service.issues.view import Scope, View
from service.models import Issue
from tests.client import TestClient
from tests.conftest import Clock
from tests.factories import ORIGIN, make_member, make_site, post, report


@pytest.mark.parametrize("many", [1, 2, 1_000])
def test_the_issues_of_one_person_at_several_sites(
    client: TestClient, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(narrow, "_MANY_ASSIGNED", many)
    first, second = make_site(database), make_site(database, "gazette", origins=["https://gazette.example"])
    taras = make_member(database, first, "taras@courier.example")
    for place, (site, origin) in enumerate(((first, ORIGIN), (second, "https://gazette.example"), (first, ORIGIN))):
        clock.advance(minutes=1)
        assert post(client, report(site=site.key, page={"url": f"{origin}/{place}"}), origin=origin).is_success
    with database.write() as session:
        for number, account in ((1, taras), (2, taras), (3, first.owner_id)):
            session.get_one(Issue, number).assignee_id = account
    both = Scope((first.id, second.id), taras, clock())
    with database.read() as session:
        for assignee, found in (("me", [2, 1]), (str(first.owner_id), [3]), ("999999", []), ("none", [])):
            view = View(assignee=assignee)
            assert [issue.id for issue in listing(session, view, both).issues] == found
            assert count(session, view, both) == len(found)
