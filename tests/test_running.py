"""What docs/running.md says about settings and commands is so."""

import re

import pytest
from typer.main import get_command

from service import cli
from service.settings import Settings
from tests.checkout import ROOT

PAGE = (ROOT / "docs" / "running.md").read_text()
ROWS = dict(re.findall(r"^\| `BLUEPENCIL_(\w+)` \|(.*?)\|", PAGE, re.MULTILINE))


def test_every_setting_is_in_the_table_and_nothing_else_is() -> None:
    assert [name.lower() for name in ROWS] == list(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_table_tells_the_default(name: str) -> None:
    default = Settings.model_fields[name].default
    assert ROWS[name.upper()].strip() == (f"`{default}`" if default not in (None, ()) else "")


def test_no_other_variable_is_named() -> None:
    named = {name.lower() for name in re.findall(r"BLUEPENCIL_([A-Z_]+)", PAGE)}
    assert named == set(Settings.model_fields)


def test_the_commands_and_their_options_exist() -> None:
    known = {
        name: {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for name, command in vars(get_command(cli.app))["commands"].items()
    }
    told = re.findall(r"bluepencil ((?:create-|serve|worker|migrate)[a-z]*)([^`\n]*)", PAGE)
    assert {"serve", "worker", "migrate", "create-owner", "create-site"} <= {name for name, _ in told}
    for name, options in told:
        assert set(re.findall(r"(?<= )--[a-z-]+", options)) <= known[name]
