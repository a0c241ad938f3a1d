"""`bluepencil sites`: what it prints, what it refuses, and with which exit code."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import app
from service.database import Database
from service.errors import BluepencilError
from service.models import Site
from tests.factories import MadeSite, make_site
from tests.outbound.server import answer, serving


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, database_url: str, database: Database, tmp_path: Path) -> MadeSite:
    """A site of an installation on the fresh database."""
    monkeypatch.setenv("BLUEPENCIL_DATABASE_URL", database_url)
    monkeypatch.setenv("BLUEPENCIL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BLUEPENCIL_BASE_URL", "https://pencil.example.org")
    monkeypatch.setenv("BLUEPENCIL_REACHABLE_NETWORKS", "127.0.0.1/32")
    make_site(database, "gazette", name="The Gazette", origins=["https://gazette.example"])
    return make_site(database)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["sites", *arguments])


def _refusal(*arguments: str) -> str:
    result = _run(*arguments)
    assert isinstance(result.exception, BluepencilError), result.output
    return result.exception.detail


def _site(database: Database, site: MadeSite) -> Site:
    with database.read() as session:
        return session.get_one(Site, site.id)


@pytest.mark.usefixtures("site")
def test_sites_are_listed_and_shown() -> None:
    assert _run("list").stdout.splitlines() == [
        "courier\tThe Courier\thttps://news.example",
        "gazette\tThe Gazette\thttps://gazette.example",
    ]
    assert [each["key"] for each in json.loads(_run("list", "--json").stdout)] == ["courier", "gazette"]
    shown = _run("show", "courier").stdout.splitlines()
    assert {"key: courier", "name: The Courier", "origins: https://news.example", "email: false"} <= set(shown)
    assert json.loads(_run("show", "courier", "--json").stdout)["parameters"] is None
    assert "no site with this key" in _refusal("show", "nobody")


def test_a_site_is_made(database: Database, site: MadeSite) -> None:
    fields = ("--name", "New", "--origin", "https://new.example", "--owner", site.owner_email)
    key = _run("create", *fields, "--language", "uk").stdout.strip()
    assert len(key) == 12 and f"key: {key}" in _run("show", key).stdout
    made = json.loads(_run("create", *fields, "--zone", "Europe/Kyiv", "--json").stdout)
    assert made["time_zone"] == "Europe/Kyiv" and "no time zone" in _refusal("create", *fields, "--time-zone", "Kyiv")
    assert made["languages"] == ["en"] and f"/w/{made['key']}.js" in made["tag"]
    assert "no origin" in _refusal("create", "--name", "x", "--origin", "x", "--owner", site.owner_email)


def test_settings_are_changed_and_the_others_stay(database: Database, site: MadeSite) -> None:
    result = _run(
        *("set", "courier", "--name", "Courier", "--language", "uk", "--language", "en", "--time-zone", "Europe/Kyiv"),
        *("--spelling", "GB", "--email", "--no-kind", "--active", "article", "--allowed", "/a/*", "--ignored", "/b"),
        *(
            "--parameter",
            "id",
            "--colour",
            "pencil=#0b5563",
            "--rules",
            "uk=Правила = коротко",
            "--caption",
            "en=x [y]",
        ),
    )
    assert result.exit_code == 0, result.output
    assert {"email: true", "kind: false", "parameters: id", "wording.uk.rules: Правила = коротко"} <= set(
        result.stdout.splitlines()
    )
    stored = _site(database, site)
    assert (stored.name, stored.languages, stored.spelling_region) == ("Courier", ["uk", "en"], "GB")
    assert stored.origins == ["https://news.example"]
    again = _run("set", "courier", "--allowed", "", "--all-parameters", "--spelling", "both", "--json")
    told = json.loads(again.stdout)
    assert (told["allowed"], told["parameters"], told["spelling_region"], told["ignored"]) == ([], None, "", ["/b"])
    assert told["colours"]["pencil"] == "#0b5563" and told["wording"]["en"]["caption"] == "x [y]"
    assert "pencil" in json.dumps(_site(database, site).widget_options)
    _run("set", "courier", "--colour", "pencil=", "--caption", "en=")
    assert "colours" not in _site(database, site).widget_options


def test_what_cannot_be_is_named_and_nothing_is_changed(database: Database, site: MadeSite) -> None:
    result = _run("set", "courier", "--name", "Other", "--origin", "x", "--colour", "ink=black", "--colour", "hue=#fff")
    assert result.exit_code == 1 and result.stdout == ""
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["origins", "colours.ink", "colours.hue"]
    assert _site(database, site).name == "The Courier"
    assert _run("set", "courier", "--colour", "black").exit_code == 2
    assert _run("set", "courier", "--spelling", "AU").exit_code == 2
    assert _run("set").exit_code == 2


def test_a_key_is_changed_and_the_former_one_ended(database: Database, site: MadeSite) -> None:
    key = _run("rotate-key", "courier", "--grace-days", "3").stdout.strip()
    assert key == _site(database, site).key != "courier"
    assert key in _refusal("rotate-key", "courier") and _site(database, site).key == key, "said twice, it is done once"
    told = json.loads(_run("rotate-key", "courier", "--end", "--json").stdout)
    assert (told["key"], told["former_key"]) == (key, None)
    assert "no site with this key" in _refusal("show", "courier")
    assert _run("rotate-key", key, "--grace-days", "366").exit_code == 2


def test_a_page_is_checked_and_the_exit_code_says_whether_it_works(database: Database, site: MadeSite) -> None:
    tag = b'<html lang=en><script src="https://pencil.example.org/w/courier.js"></script><bluepencil-caption>'
    with serving(answer(tag)) as server:
        _run("set", "courier", "--origin", f"http://127.0.0.1:{server.port}")
        works = _run("check", "courier")
        assert works.exit_code == 0 and "right  The widget's tag is there, with the right key." in works.stdout
    with serving(answer(b"<p>none")) as server:
        _run("set", "courier", "--origin", f"http://127.0.0.1:{server.port}")
        fails = _run("check", "courier", "--url", f"http://127.0.0.1:{server.port}/a")
        assert fails.exit_code == 1 and "wrong  The widget's tag is not in the page." in fails.stdout
        told = json.loads(_run("check", "courier", "--json").stdout)
    assert not told["works"] and "tag_missing" in [finding["code"] for finding in told["findings"]]
    assert "none of this site's hosts" in _refusal("check", "courier", "--url", "https://evil.example/")
