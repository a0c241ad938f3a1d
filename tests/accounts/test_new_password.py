"""Which passwords may be chosen."""

import time

import pytest

from service.accounts.new_password import require_good_password
from service.accounts.passwords import LONGEST, generate_password
from service.errors import InvalidInput


@pytest.mark.parametrize(
    "password",
    [
        "password12",
        "1234567890",
        "qwertyuiop",
        "iloveyou123",
        "aaaaaaaaaaaaaaaa",
        "x" * LONGEST,
        "bluepencil2026",
        "nora.mill@courier.example",
        "norastreicher",
        "courier2026",
        "short",
        "",
        pytest.param("x y" * LONGEST, id="far-too-long"),
    ],
)
def test_what_others_would_try_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        require_good_password(password, ("nora.mill@courier.example", "Nora Streicher"))
    assert refused.value.field == "password" and (not password or password not in refused.value.detail)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "lantern harbour quince",
        "мокрий гарбуз танцює",
        "vK7#pq92Lw",
        "é" * 3 + " lantern quince x" * 60,
    ],
)
def test_what_nobody_would_guess_is_taken(password: str) -> None:
    require_good_password(password, ("nora.mill@courier.example", "Nora Streicher"))


def test_no_password_takes_long() -> None:
    """One of all signs that may stand for letters took ten seconds, in which nobody else could log in."""
    began = time.process_time()
    require_good_password("4@8({<3691!|1705$5+7%2" * 3)
    assert time.process_time() - began < 2


def test_generated_ones_are_good() -> None:
    for _ in range(20):
        require_good_password(generate_password())
