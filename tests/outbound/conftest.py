"""Clients whose names are looked up in a table of the test's."""

from collections.abc import Callable

import pytest

from service.outbound.addresses import Reach
from service.outbound.client import Client

LOOPBACK = Reach.of(["127.0.0.1/32"])
"""What tests may connect to; 127.0.0.2 is this machine too, and a stranger to them."""


@pytest.fixture
def looked_up() -> list[str]:
    """Every name that was looked up."""
    return []


@pytest.fixture
def client_for(looked_up: list[str]) -> Callable[..., Client]:
    """A client of these names. A name with several answers gives one after the other, and the last one for ever."""

    def make(reach: Reach = LOOPBACK, **names: list[list[str]]) -> Client:
        table = {name.replace("_", "."): list(answers) for name, answers in names.items()}

        def resolve(host: str, _port: int) -> list[str]:
            looked_up.append(host)
            if host[0].isdigit() or ":" in host:
                return [host]
            answers = table.get(host, [[]])
            return answers.pop(0) if len(answers) > 1 else answers[0]

        return Client(reach, agent="Bluepencil/test (+http://desk.test)", resolve=resolve)

    return make
