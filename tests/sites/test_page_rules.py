"""Which pages may be reported from, and which are one page: what owners set holds for what readers send."""

from typing import Any

import pytest
from sqlalchemy import func, select

from service.database import Database
from service.models import Issue, Page, Report, Site
from tests.client import TestClient
from tests.factories import ORIGIN, MadeSite, make_site, post, report
from tests.sites.office import Office


@pytest.fixture
def site(database: Database) -> MadeSite:
    return make_site(database)


def _set(database: Database, site: MadeSite, **rules: Any) -> None:
    with database.write() as session:
        session.get_one(Site, site.id).page_rules = rules


def _send(client: TestClient, path: str, **page: str) -> tuple[int, str]:
    answer = post(client, report(page={"url": ORIGIN + path} | page))
    said = answer.json()
    return answer.status_code, said.get("outcome") or f"{said['code']} {said.get('field')}"


@pytest.mark.parametrize(
    ("rules", "path", "taken"),
    [
        ({"allowed": ["/articles/*"]}, "/articles/harbour?utm_source=mail", True),
        ({"allowed": ["/articles/*"]}, "/about", False),
        ({"ignored": ["/print?*"]}, "/print?id=7", False),
        ({"ignored": ["/print?*"]}, "/print", True),
        ({"allowed": ["/a/*"], "ignored": ["/a/live*"]}, "/a/live-blog", False),
        ({"parameters": ["id"]}, "/anything", True),
    ],
)
def test_reports_of_pages_that_are_left_out_are_refused(
    client: TestClient, database: Database, site: MadeSite, rules: dict[str, Any], path: str, taken: bool
) -> None:
    _set(database, site, **rules)
    assert _send(client, path) == ((202, "received") if taken else (422, "invalid page.url"))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Report)) == int(taken)


def test_without_rules_every_parameter_but_tracking_makes_another_page(
    client: TestClient, database: Database, site: MadeSite
) -> None:
    answers = [_send(client, f"/article.php?{query}")[1] for query in ("id=7", "id=7&from=home", "id=7&gclid=1")]
    assert answers == ["received", "received", "known"]


def test_only_named_parameters_make_another_page(client: TestClient, database: Database, site: MadeSite) -> None:
    _set(database, site, parameters=["code"])
    queries = ("code=7", "from=home&code=7", "code=7&session=abc", "code=8", "from=home")
    assert [_send(client, f"/article.php?{query}")[1] for query in queries] == [
        *("received", "known", "known", "received", "received"),
    ]
    with database.read() as session:
        urls = session.scalars(select(Page.url).order_by(Page.id)).all()
        assert urls == [f"{ORIGIN}/article.php?{query}" for query in ("code=7", "code=8", "from=home")]
        assert session.scalar(select(func.count()).select_from(Issue)) == 3


def test_a_canonical_address_is_read_by_the_same_rules(client: TestClient, database: Database, site: MadeSite) -> None:
    _set(database, site, parameters=[])
    assert _send(client, "/a?x=1", canonical=f"{ORIGIN}/b?y=2")[1] == "received"
    assert _send(client, "/c", canonical=f"{ORIGIN}/b?y=3")[1] == "known"


def test_the_desk_links_to_the_page_with_its_parameter(client: TestClient, database: Database, site: MadeSite) -> None:
    _set(database, site, parameters=["code"])
    assert _send(client, "/article.php?code=7&token=secret")[1] == "received"
    desk = Office(client, site.owner_email)
    with database.read() as session:
        number = session.scalars(select(Issue.id)).one()
    page = desk.open(f"/desk/issues/{number}").text
    assert "/article.php?code=7" in page and "secret" not in page
