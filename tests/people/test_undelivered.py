"""Letters about people that did not arrive are seen by those who wait for them, and sent again."""

from collections.abc import Callable

import pytest

from service.database import Database
from service.models import Letter
from service.settings import Settings
from service.worker import Worker
from tests.conftest import Clock
from tests.factories import PASSWORD, MadeSite
from tests.people.person import Person

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on it
EMIL = "emil@courier.example"
Letters = Callable[[], list[Letter]]


def _die(database: Database, letter: Letter, clock: Clock, *, again: bool = False) -> None:
    """What the worker stores where the mail server refuses a letter."""
    with database.write() as session:
        stored = session.get_one(Letter, letter.id)
        stored.due_at, stored.attempts = clock() if again else None, 1
        stored.failure, stored.answer = "refused", "550 no such user"


def test_of_an_invitation_the_owner_sees_why(
    with_mail: Settings, owner: Person, letters: Letters, database: Database, clock: Clock
) -> None:
    owner.open("/office/courier/people")
    owner.send("/people", email=EMIL, role="editor")
    owner.open("/office/courier/people")
    assert "The e-mail is on its way" in owner.shown() and "Send again" not in owner.shown()
    _die(database, letters()[0], clock)
    owner.open("/office/courier/people")
    assert "The e-mail could not be sent: The other side does not take it. 550 no such user" in owner.shown()
    owner.send("/letter")
    assert "The invitation is sent again." in owner.shown()
    (letter,) = letters()
    assert letter.due_at == clock() and "token=" in letter.values["link"]
    _die(database, letter, clock, again=True)
    owner.open("/office/courier/people")
    assert "could not be sent yet, and is tried again" in owner.shown() and "Send again" not in owner.shown()


def test_of_another_sites_invitation_nobody_learns_or_sends(
    with_mail: Settings, owner: Person, other: MadeSite, letters: Letters, database: Database, clock: Clock
) -> None:
    owner.open("/office/courier/people")
    owner.send("/people", email=EMIL, role="editor")
    _die(database, letters()[0], clock)
    stranger = Person(owner.client.app, other.owner_email)  # type: ignore[arg-type]
    for key in ("courier", "gazette"):
        stranger.post(f"/office/{key}/invitations/1/letter", form=stranger.form)
    assert letters()[0].is_dead


def test_of_a_new_address_its_owner_sees_why(
    with_mail: Settings, owner: Person, letters: Letters, database: Database, clock: Clock
) -> None:
    owner.open("/desk/account")
    owner.send("/email", email="olena@harbour.example", current=PASSWORD)
    _die(database, letters()[0], clock)
    owner.open("/desk/account")
    assert "The e-mail could not be sent: The other side does not take it. 550 no such user" in owner.shown()


def test_of_accounts_the_administrator_sees_why_and_links_that_ended_are_not_sent(
    with_mail: Settings,
    owner: Person,
    administrator: Person,
    site: MadeSite,
    letters: Letters,
    database: Database,
    clock: Clock,
    worker: Worker,
) -> None:
    person = Person(administrator.client.app)  # type: ignore[arg-type]
    person.open("/forgotten")
    person.send("/forgotten", email=site.owner_email)
    owner.open("/desk/account")
    owner.send("/password", current=PASSWORD, password="lantern harbour quince", again="lantern harbour quince")
    for letter in letters():
        _die(database, letter, clock)
    administrator.open("/office/accounts")
    assert "an e-mail did not arrive" in administrator.shown()
    worker.run_once()
    assert "token=" in letters()[0].values["link"], "it may be sent again still"
    clock.advance(hours=1)
    worker.run_once()
    assert letters()[0].values == {} and letters()[1].values["name"], "what a link opened is forgotten with it"
    administrator.open(f"/office/accounts/{site.owner_id}")
    shown = administrator.shown()
    assert "E-mails that did not arrive That the password was changed" in shown
    assert "A link to a new password" in shown and "its link has ended since" in shown
    administrator.send("/letters")
    assert "It is sent again." in administrator.shown()
    assert [letter.is_dead for letter in letters()] == [True, False]
