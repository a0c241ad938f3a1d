"""What a form gives of a person who has no account yet."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form

from service.accounts.create import email_of, name_of
from service.accounts.new_password import require_good_password
from service.accounts.passwords import hash_password
from service.errors import InvalidInput

Password = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class NewPerson:
    """As they typed it."""

    email: str
    name: str
    password: str
    again: str

    def hashed(self, email: str = "") -> str:
        """The password's hash, if all of it is right. Raises InvalidInput naming the field.

        `email`: the address that counts, where it is given already.
        """
        address, called = email_of(email or self.email), name_of(self.name)
        return hashed_twice(self.password, self.again, (address, called))


def hashed_twice(password: str, again: str, about: tuple[str, ...]) -> str:
    """The hash of a new password that was typed twice. Raises InvalidInput naming the field."""
    require_good_password(password, about)
    if again != password:
        raise InvalidInput("This is not the same password as above.", field="again")
    return hash_password(password)


def new_person_in_form(
    email: Annotated[str, Form(max_length=300)] = "",
    name: Annotated[str, Form(max_length=300)] = "",
    password: Password = "",
    again: Password = "",
) -> NewPerson:
    """The dependency that reads it."""
    return NewPerson(email, name, password, again)
