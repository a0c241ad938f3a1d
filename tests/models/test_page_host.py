"""Whose turn it is at a host: one at a time, with a pause, and nobody put off more than once for the same crowd."""

from datetime import UTC, datetime, timedelta

import pytest

from service.database import Database
from service.models import PageHost
from service.models.page_host import Haste, forget_idle_hosts
from tests.conftest import Clock

NOW = datetime(2026, 3, 2, 14, 20, tzinfo=UTC)
PAUSE, LASTS = timedelta(seconds=5), timedelta(seconds=60)


def _host() -> PageHost:
    return PageHost(host="news.example", busy_until=NOW, next_at=NOW, fixing_at=NOW)


def _ask(host: PageHost, haste: Haste, now: datetime, slot_at: datetime | None = None) -> datetime | None:
    return host.take_turn(haste, slot_at, now=now, until=now + LASTS, pause=PAUSE)


@pytest.mark.parametrize("haste", [Haste.NONE, Haste.FIXING])
def test_a_crowd_is_served_in_turn_and_each_is_put_off_once(haste: Haste) -> None:
    host = _host()
    assert _ask(host, haste, NOW) is None
    host.leave(at=NOW + PAUSE)
    turns = [_ask(host, haste, NOW) for _ in range(3)]
    assert turns == [NOW + PAUSE * number for number in (1, 2, 3)]
    for turn in turns:
        assert turn is not None and _ask(host, haste, turn, slot_at=turn) is None
        host.leave(at=turn + PAUSE)


def test_a_host_that_is_being_asked_is_busy_for_everybody() -> None:
    host = _host()
    assert _ask(host, Haste.NONE, NOW) is None
    assert [_ask(host, haste, NOW + PAUSE) for haste in Haste] == [NOW + LASTS] * 3


def test_what_is_being_fixed_waits_for_no_crowd_of_others_and_what_is_asked_for_not_even_for_that() -> None:
    host = _host()
    for haste in (Haste.NONE, Haste.FIXING):
        for _ in range(100):
            _ask(host, haste, NOW)
    host.leave(at=NOW + PAUSE)
    assert _ask(host, Haste.ASKED, NOW) == NOW + PAUSE
    fixing, other = _ask(host, Haste.FIXING, NOW), _ask(host, Haste.NONE, NOW)
    assert fixing is not None and other is not None
    host.fixing_at = NOW
    assert _ask(host, Haste.FIXING, NOW) == NOW + PAUSE


def test_a_page_that_comes_before_its_turn_is_given_the_first_free_one() -> None:
    assert _ask(_host(), Haste.NONE, NOW, slot_at=NOW + PAUSE) == NOW


def test_a_page_that_comes_early_again_and_again_keeps_its_turn_and_takes_no_other() -> None:
    host = _host()
    assert _ask(host, Haste.NONE, NOW) is None
    first, mine, _ = (_ask(host, Haste.NONE, NOW) for _ in range(3))
    assert [_ask(host, Haste.NONE, NOW, slot_at=mine) for _ in range(9)] == [mine] * 9
    assert first is not None and _ask(host, Haste.NONE, NOW) == first + PAUSE * 3


def test_hosts_are_forgotten_when_nobody_has_waited_for_a_day(database: Database, clock: Clock) -> None:
    with database.write() as session:
        PageHost.locked(session, "old.example", now=clock())
    clock.advance(hours=23)
    with database.write() as session:
        PageHost.locked(session, "new.example", now=clock())
        forget_idle_hosts(session, now=clock())
    clock.advance(hours=2)
    with database.write() as session:
        forget_idle_hosts(session, now=clock())
        assert [row.host for row in session.query(PageHost)] == ["new.example"]
