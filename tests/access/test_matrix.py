"""Every route × every role × both sites: who gets where, and that whoever does not changes nothing.

E09 and E10 of the list of attacks. What is expected stands in table.txt. The world is made once: the application's
writes are looked at and rolled back, so that each request finds the same.
"""

import re
from dataclasses import replace

import pytest
from httpx2 import Response

from service.models.base import Base
from tests.access.table import Outcome, Role, Row, read
from tests.access.world import COOKIE, PASSWORD, Held, Place, World, column
from tests.hostile.routes import routes

pytestmark = pytest.mark.xdist_group("access")
ROWS = read()
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
PERSONAL = {"account": "id", "login": "account_id", "saved_view": "account_id"}
PERSONAL |= {"batch": "account_id", "channel": "account_id", "email_change": "account_id"}
"""Tables that hold what is one person's own, with the column that says whose."""
NEW_PASSWORD = "orange tunnel violin"


def missing(known: list[Row], there: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Routes without a row, and rows without a route."""
    return {(row.method, row.path) for row in known} ^ set(there)


def test_every_route_has_a_row_and_only_one() -> None:
    assert missing(ROWS, routes(*METHODS)) == set()
    assert len({(row.method, row.path) for row in ROWS}) == len(ROWS) > 60


def test_a_new_route_without_a_row_is_seen() -> None:
    assert missing(ROWS, [*routes(*METHODS), ("POST", "/office/{site_key}/new")]) == {
        ("POST", "/office/{site_key}/new")
    }
    assert missing(ROWS[1:], routes(*METHODS)) == {(ROWS[0].method, ROWS[0].path)}


@pytest.mark.parametrize("role", Role)
def test_at_the_site_itself(world: World, role: Role) -> None:
    wrong = [_differs(world, row, role, world.here, world.here, row.outcomes[role]) for row in ROWS]
    assert [each for each in wrong if each] == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.OWNER])
def test_at_the_other_site(world: World, role: Role) -> None:
    """The sites are twins, so that for everybody else it is what it was at this one."""
    of_sites = [row for row in ROWS if row.of != "-" or "{site_key}" in row.path]
    wrong = [_differs(world, row, role, world.there, world.there, row.outcomes[Role.STRANGER]) for row in of_sites]
    assert [each for each in wrong if each] == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.OWNER, Role.ADMIN])
def test_by_ones_own_site_with_a_number_of_the_other(world: World, role: Role) -> None:
    """The site's key opens nothing of another site, whatever number stands beside it; nor does a number in a form."""
    for row in ROWS:
        if "{site_key}" in row.path and "{number}" in row.path:
            got = _outcome(world, row, role, world.here, world.there)
            assert got in (Outcome.NO, Outcome.GONE, Outcome.SAME), f"{row.method} {row.path}: {got}"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.OWNER])
def test_many_at_once_are_only_those_of_ones_own_site(world: World, role: Role) -> None:
    row = next(row for row in ROWS if row.path == "/desk/batches" and row.method == "POST")
    both = [_picked(world.here), _picked(world.there)]
    _send(world, row, role, world.here, world.here, issue=both)
    changed = {int(row[0]) for row in world.dumps[-1]["issue"] ^ world.before["issue"]}
    assert changed == (set() if role is Role.VIEWER else {world.here.numbers["issue"]})


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN])
@pytest.mark.parametrize("number", [2**63 - 1, 10**30])
def test_a_number_of_nothing_leads_nowhere(world: World, role: Role, number: int) -> None:
    """Numbers that no row has, or no database can hold, are no error of the service."""
    numbers = dict.fromkeys(world.here.numbers, number) | {"version": 1, "activity": 1}
    nowhere = replace(world.here, numbers=numbers)
    for row in ROWS:
        if "{number}" in row.path:
            answer = _send(world, row, role, world.here, nowhere)
            assert answer.status_code in (303, 403, 404), f"{row.method} {row.path}: {answer.status_code}"


def test_fields_that_no_form_has_are_not_heeded(world: World) -> None:
    """E10: nobody rises by a field that is added to a form."""
    given = {"is_administrator": "1", "administrator": "yes", "site_id": "2", "role": "owner"}
    for role in (Role.VIEWER, Role.EDITOR):
        for row in ROWS:
            if row.method == "POST" and row.path.startswith("/desk/") and row.outcomes[role] is not Outcome.LOGIN:
                _send(world, row, role, world.here, world.here, **given)
                for held in world.dumps:
                    assert held["membership"] == world.before["membership"], row.path
                    assert _administrators(held) == _administrators(world.before), row.path


def _administrators(held: Held) -> list[str]:
    return column(held, "account", "is_administrator")


def _differs(world: World, row: Row, role: Role, site: Place, of: Place, expected: Outcome) -> str:
    got = _outcome(world, row, role, site, of)
    return "" if got is expected else f"{row.method} {row.path} by {role} at {site.key}: {got}, not {expected}"


def _outcome(world: World, row: Row, role: Role, site: Place, of: Place) -> Outcome:
    answer = _send(world, row, role, site, of)
    changed = {(name, row) for held in world.dumps for name, rows in held.items() for row in rows ^ world.before[name]}
    assert answer.status_code < 500, f"{row.method} {row.path} by {role}: {answer.status_code}"
    refused = _refusal(answer)
    if refused is not None:
        assert not changed, f"{row.method} {row.path} by {role}: refused, and {changed} changed"
        return refused
    if changed:
        return (
            Outcome.OWN
            if all(_is_own(name, each, world.accounts.get(role)) for name, each in changed)
            else Outcome.DOES
        )
    return Outcome.SEES if row.method == "GET" else Outcome.SAME


def _is_own(table: str, row: tuple[str, ...], account: int | None) -> bool:
    whose = PERSONAL.get(table)
    columns = list(Base.metadata.tables[table].columns.keys())
    return account is not None and whose is not None and row[columns.index(whose)] == repr(account)


def _refusal(answer: Response) -> Outcome | None:
    if answer.headers.get("location", "").startswith("/login?next="):
        return Outcome.LOGIN
    return {403: Outcome.NO, 404: Outcome.GONE}.get(answer.status_code)


def _send(world: World, row: Row, role: Role, site: Place, of: Place, /, **given: str | list[str]) -> Response:
    values = {"number": str(of.numbers.get(row.of, 1)), "site_key": site.key, "language": "en"}
    values |= {"what": "reports", "form": "csv", "guide": "html"}
    values |= {"delivery": str(of.numbers["delivery"]), "token": of.tokens.get(row.of, "")}
    path = re.sub(r"{(\w+)}", lambda name: values[name[1]], row.path)
    headers = {"sec-fetch-site": "same-origin"}
    if role in world.logins:
        headers["cookie"] = f"{COOKIE}={world.logins[role]}"
    world.dumps.clear()
    token = of.tokens.get(row.of, "")
    if row.method == "GET":
        return world.client.get(path, params={"token": token} if token else {}, headers=headers)
    seen = of.key if row.path.endswith("/rotation") else f"former-{of.key}"
    fields = _fields(of) | {"form": world.token(role), "token": token, "seen": seen} | given
    return world.client.request(row.method, path, data=fields, headers=headers)


def _picked(place: Place) -> str:
    return f"{place.numbers['issue']}-{place.numbers['version']}"


def _fields(of: Place) -> dict[str, str | list[str]]:
    """What every form together holds, so that whoever may do something does it."""
    return {
        "decision": "reject",
        "version": str(of.numbers["version"]),
        "assignee": "me",
        "comment": "Hello.",
        "text": "Hello.",
        "issue": _picked(of),
        "action": "reject",
        "activity": str(of.numbers["activity"]),
        "word": "Recieved",
        "expected": "1",
        "reader": of.receipt,
        "emails": "30",
        "words": "Dnipro",
        "pasted": "Poltava",
        "wrong": "Odessa",
        "right": "Odesa",
        "name": "Somebody else",
        "email": "somebody@else.example",
        "role": "editor",
        "addresses": "https://new.example",
        "origins": f"https://{of.key}.example",
        "url": f"https://{of.key}.example/",
        "languages": "en",
        "language": "en",
        "time_zone": "Europe/Kyiv",
        "wanted": "yes",
        "current": PASSWORD,
        "password": NEW_PASSWORD,
        "again": NEW_PASSWORD,
        "code": "000000",
        "kind": "slack",
        "author": "Anna Reid",
        "account": str(of.numbers["member"]),
    }
