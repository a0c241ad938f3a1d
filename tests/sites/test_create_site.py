"""Making sites: what is stored, and which field is named where something is wrong."""

from typing import Any

import pytest
from sqlalchemy import select

from service.accounts.create import create_account
from service.database import Database
from service.errors import InvalidInput
from service.models import Membership, Role, Site
from service.sites.create import create_site
from tests.factories import EPOCH, PASSWORD


def _create(database: Database, **fields: Any) -> int:
    with database.write() as session:
        owner = create_account(session, email="a@b.example", name="A", password=PASSWORD, now=EPOCH)
        values: dict[str, Any] = {"name": "The Courier", "origins": ["https://courier.example"], "languages": ["en"]}
        return create_site(session, owner_id=owner.id, now=EPOCH, **(values | fields)).id


def test_a_site_gets_a_random_key_and_an_owner(database: Database) -> None:
    number = _create(
        database, name="  The\tCourier ", origins=[" HTTPS://Courier.example/ ", "https://*.courier.example"]
    )
    with database.read() as session:
        site = session.get_one(Site, number)
        member = session.scalars(select(Membership)).one()
        assert (site.name, site.origins) == ("The Courier", ["https://courier.example", "https://*.courier.example"])
        assert len(site.key) == 12 and (member.site_id, member.role) == (number, Role.OWNER)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b \x00"}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"origins": []}, "origins"),
        ({"origins": ["courier.example"]}, "origins"),
        ({"origins": ["https://courier.example/path"]}, "origins"),
        ({"origins": ["https://courier.example", "javascript:alert(1)"]}, "origins"),
        ({"origins": ["https://*"]}, "origins"),
        ({"origins": ["null"]}, "origins"),
        ({"languages": []}, "languages"),
        ({"languages": ["english"]}, "languages"),
        ({"languages": ["en", ""]}, "languages"),
        ({"languages": ["../../etc"]}, "languages"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(database: Database, fields: dict[str, Any], named: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        _create(database, **fields)
    assert refused.value.field == named
    with database.read() as session:
        assert session.scalars(select(Site)).all() == []
