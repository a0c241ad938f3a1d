"""Passwords: hashed with Argon2id, never more than two at a time."""

import secrets
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from service.errors import InvalidInput

SHORTEST = 10
LONGEST = 1024
"""Characters. Longer ones are refused before they are hashed: hashing 10 MB takes a second."""


def hasher(*, time_cost: int, memory_cost: int) -> PasswordHash:
    """Argon2id by one thread, with `memory_cost` KiB that are gone through `time_cost` times."""
    return PasswordHash((Argon2Hasher(time_cost=time_cost, memory_cost=memory_cost, parallelism=1),))


_hasher = hasher(time_cost=2, memory_cost=19 * 1024)
_at_once = BoundedSemaphore(2)
_nobody = _hasher.hash(secrets.token_hex(16))


def hash_password(password: str) -> str:
    """The hash to store. Raises InvalidInput for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(
            "A password has %(least)s to %(most)s characters.", field="password", least=SHORTEST, most=LONGEST
        )
    with _at_once:
        return _hasher.hash(password)


def verify_password(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one. Without a stored one it takes as long, and is wrong."""
    if len(password) > LONGEST:
        return False
    with _at_once:
        return _hasher.verify(password, stored or _nobody) and stored is not None


def generate_password() -> str:
    """A password for a new account: 96 random bits, in four groups that can be read aloud."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))
