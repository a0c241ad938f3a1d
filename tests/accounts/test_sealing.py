"""What is sealed opens for the same installation and purpose only, and what is given out only for a while."""

import base64
from datetime import timedelta

import pytest
from pydantic import SecretStr

from service.accounts.sealing import give_out, keyed_hash, open_sealed, seal, take_back
from service.settings import Settings
from tests.conftest import Clock

SETTINGS = Settings(secret_key=SecretStr("a secret for tests, 32 letters or more"))
OTHERS = Settings(secret_key=SecretStr("another secret, also of 32 letters or so"))
HOUR = timedelta(hours=1)


def test_it_opens_for_its_purpose_with_its_secret() -> None:
    sealed = seal(SETTINGS, b"JBSWY3DP", purpose="one")
    assert b"JBSWY3DP" not in sealed and sealed != seal(SETTINGS, b"JBSWY3DP", purpose="one")
    assert open_sealed(SETTINGS, sealed, purpose="one") == b"JBSWY3DP"
    assert open_sealed(SETTINGS, sealed, purpose="two") is None
    assert open_sealed(OTHERS, sealed, purpose="one") is None
    for broken in (b"", b"short", sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1])):
        assert open_sealed(SETTINGS, broken, purpose="one") is None


def test_what_is_given_out_comes_back_for_a_while(clock: Clock) -> None:
    given = give_out(SETTINGS, {"account": 7}, purpose="step", lasts=HOUR, now=clock())
    held = take_back(SETTINGS, given, purpose="step", now=clock())
    assert held is not None and held["account"] == 7
    assert take_back(SETTINGS, given, purpose="another", now=clock()) is None
    assert take_back(OTHERS, given, purpose="step", now=clock()) is None
    clock.advance(hours=1)
    assert take_back(SETTINGS, given, purpose="step", now=clock()) is None


@pytest.mark.parametrize("text", ["", "x", "é", "====", base64.urlsafe_b64encode(b"x" * 40).decode(), "\x00", "a b"])
def test_what_was_never_given_out_is_nothing(text: str, clock: Clock) -> None:
    assert take_back(SETTINGS, text, purpose="step", now=clock()) is None


def test_a_keyed_hash_is_of_one_purpose() -> None:
    assert keyed_hash(SETTINGS, "a", "x") == keyed_hash(SETTINGS, "a", "x")
    assert len({keyed_hash(SETTINGS, "a", "x"), keyed_hash(SETTINGS, "b", "x"), keyed_hash(OTHERS, "a", "x")}) == 3
