"""Passwords: what is taken, what is stored, and that an unknown account takes as long as a wrong password."""

import threading

import pytest

from service.accounts import passwords
from service.accounts.logins import check_password
from service.accounts.passwords import LONGEST, SHORTEST, generate_password, hash_password, verify_password
from service.database import Database
from service.errors import InvalidInput
from tests.factories import PASSWORD, make_site


class _Spy:
    """Stands for the hasher and notes what it was asked; it takes no time."""

    def __init__(self) -> None:
        self.verified: list[tuple[str, str]] = []
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        self.both_in = threading.Barrier(2, timeout=20)

    def verify(self, password: str, stored: str) -> bool:
        self.verified.append((password, stored))
        return password == PASSWORD

    def hash(self, password: str) -> str:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        self.both_in.wait()
        with self._lock:
            self.at_once -= 1
        return f"hash of {password}"


_AS_IN_PRODUCTION = {name: getattr(passwords, name) for name in ("_hasher", "_nobody")}
"""Before other tests' hashes are made cheap."""


@pytest.fixture
def dear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing takes what it takes in production."""
    for name, value in _AS_IN_PRODUCTION.items():
        monkeypatch.setattr(passwords, name, value)


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> _Spy:
    """The hasher's place, watched."""
    watching = _Spy()
    monkeypatch.setattr(passwords, "_hasher", watching)
    return watching


@pytest.mark.usefixtures("dear")
def test_a_password_is_stored_as_its_argon2id_hash() -> None:
    stored = hash_password(PASSWORD)
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$") and PASSWORD not in stored
    assert verify_password(PASSWORD, stored) and not verify_password(PASSWORD + " ", stored)


@pytest.mark.parametrize("length", [0, SHORTEST - 1, LONGEST + 1, 10_000_000])
def test_too_short_or_too_long_is_refused_before_it_is_hashed(spy: _Spy, length: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        hash_password("x" * length)
    assert refused.value.field == "password" and spy.most_at_once == 0


def test_a_very_long_attempt_is_wrong_without_hashing(spy: _Spy) -> None:
    assert not verify_password("x" * (LONGEST + 1), "stored") and spy.verified == []
    assert not verify_password("x" * LONGEST, "stored") and len(spy.verified) == 1


@pytest.mark.usefixtures("dear")
def test_an_unknown_account_takes_the_same_work(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(database)
    spy = _Spy()
    monkeypatch.setattr(passwords, "_hasher", spy)
    with database.read() as session:
        assert check_password(session, email="nobody@courier.example", password=PASSWORD) is None
        assert check_password(session, email=site.owner_email, password="wrong") is None
        found = check_password(session, email=f" {site.owner_email.upper()} ", password=PASSWORD)
    assert found is not None and found.id == site.owner_id
    assert [password for password, _ in spy.verified] == [PASSWORD, "wrong", PASSWORD]
    nobodys, *theirs = [stored for _, stored in spy.verified]
    assert nobodys.startswith("$argon2id$v=19$m=19456,t=2,p=1$") and theirs == [theirs[0]] * 2


def test_never_more_than_two_are_hashed_at_once(spy: _Spy) -> None:
    threads = [threading.Thread(target=hash_password, args=(PASSWORD,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert spy.most_at_once == 2


def test_made_passwords_are_long_and_differ() -> None:
    made = {generate_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(each) == 23 and each.count("-") == 3 and not set(each) & set("il01o") for each in made)
