"""`bluepencil dictionary`: what it prints, what it refuses, and with which exit code."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import app
from service.database import Database
from service.dictionary.learn import add_pair
from service.errors import BluepencilError
from tests.factories import EPOCH, MadeSite, make_site


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, database_url: str, database: Database, tmp_path: Path) -> MadeSite:
    """A site of an installation on the fresh database."""
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)
    monkeypatch.setenv("BLUEPENCIL_DATA_DIR", str(tmp_path))
    make_site(database, "gazette", name="The Gazette")
    return make_site(database)


def _run(*arguments: str, site: str = "courier", given: bytes = b"") -> Result:
    command, *rest = arguments
    return CliRunner().invoke(app, ["dictionary", command, "--site", site, *rest], input=given)


def _refusal(*arguments: str, site: str = "courier", given: bytes = b"") -> str:
    result = _run(*arguments, site=site, given=given)
    assert isinstance(result.exception, BluepencilError), result.output
    return result.exception.detail


@pytest.mark.usefixtures("site")
def test_words_are_added_listed_and_removed() -> None:
    assert _run("add", "Kyiv", "Nagorno-Karabakh", "Mo Farah").stdout == "3 added, 0 were there.\n"
    assert _run("add", "KYIV", "Lviv").stdout == "1 added, 1 were there.\n"
    assert _run("list").stdout == "Kyiv\nLviv\nMo Farah\nNagorno-Karabakh\n"
    assert _run("list", site="gazette").stdout == ""
    assert _run("remove", "kyiv", "“Lviv”").stdout == "2 removed.\n"
    assert _run("list").stdout == "Mo Farah\nNagorno-Karabakh\n"


@pytest.mark.usefixtures("site")
def test_what_cannot_be_done_is_refused_as_a_whole() -> None:
    assert "one to four words" in _refusal("add", "Kyiv", "???")
    assert _run("list").stdout == ""
    _run("add", "Kyiv")
    assert _refusal("remove", "Kyiv", "Lviv") == "The dictionary does not hold “Lviv”."
    assert _run("list").stdout == "Kyiv\n"
    for arguments in (("list",), ("add", "x"), ("remove", "x"), ("import", "-")):
        assert _refusal(*arguments, site="nothing", given=b"x") == "There is no site with this key."


@pytest.mark.parametrize("arguments", [(), ("add",), ("list", "x"), ("nothing",), ("import",)])
def test_wrong_usage_has_exit_code_2(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, ["dictionary", *arguments])
    assert result.exit_code == 2 and "Traceback" not in result.output
    assert "Usage:" in result.output


def test_learned_corrections_are_listed_and_removed(site: MadeSite, database: Database) -> None:
    with database.write() as session:
        add_pair(session, site.id, "Kiev", "Kyiv", account_id=None, now=EPOCH)
    assert _run("list", "--corrections").stdout == "Kiev\tKyiv\n"
    assert _run("remove", "kiev").exit_code == 0
    assert _run("list", "--corrections").stdout == ""


@pytest.mark.usefixtures("site")
def test_a_list_is_imported_from_a_file_or_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("Kyiv\n\n???\nLviv\n2024\n", encoding="utf-8")
    result = _run("import", str(file))
    assert result.stdout == "2 added, 0 were there.\n" and result.exit_code == 1
    assert result.stderr == "bluepencil: line 3 cannot be an entry\nbluepencil: line 5 cannot be an entry\n"
    result = _run("import", "-", given="\ufeffKyiv\r\nЧернівці\r\n".encode())
    assert (result.stdout, result.stderr, result.exit_code) == ("1 added, 1 were there.\n", "", 0)
    assert _run("list").stdout == "Kyiv\nLviv\nЧернівці\n"
    assert "no plain text in UTF-8" in _refusal("import", "-", given=b"\xff\xfe")
    assert isinstance(_run("import", str(tmp_path / "none.txt")).exception, FileNotFoundError)
