"""The widget as it is served: settings embedded safely, caching, versions, texts."""

import base64
import gzip
import hashlib
import json
import random
import re

import pytest

from service.database import Database
from service.models import Site
from service.resources import WIDGET
from service.sites.settings import Colours, checked
from service.sites.widget import integrity, languages, nearest_language, plain_script, site_script, version
from tests.client import TestClient
from tests.factories import EPOCH, make_site

HOSTILE = "</script><script>alert(1)</script><!-- \u2028\u2029 & \" ' \\ é 字"


def _site(**fields: object) -> Site:
    values = {"key": "courier", "name": "C", "origins": [], "languages": ["en"], "widget_options": {}}
    return Site(**(values | fields), created_at=EPOCH)


def _settings(script: bytes) -> dict[str, object]:
    """What the served script holds where the built one has its marker."""
    before, _, after = (WIDGET / "site.js").read_bytes().partition(b'"__BLUEPENCIL__"')
    assert script.startswith(before) and script.endswith(after)
    settings: dict[str, object] = json.loads(script[len(before) : len(script) - len(after)])
    return settings


def test_the_tag_needs_nothing_else() -> None:
    settings = _settings(site_script(_site(widget_options={"a": 1}), "https://pencil.example.org").content)
    assert (settings["site"], settings["endpoint"], settings["lang"]) == ("courier", "https://pencil.example.org", "en")
    assert settings["options"] == {"a": 1}
    assert settings["texts"] == json.loads((WIDGET / "texts" / "en.json").read_text(encoding="utf-8"))


def test_settings_cannot_break_out_of_a_script() -> None:
    content = site_script(_site(widget_options={"caption": HOSTILE}), "https://pencil.example.org").content
    assert _settings(content)["options"] == {"caption": HOSTILE}
    embedded = content[content.index(b'"options"') :][:400]
    for dangerous in (b"</script", b"<!--", b"<script", "\u2028".encode(), "\u2029".encode(), b"&"):
        assert dangerous not in embedded.partition(b"}")[0]


def test_the_tag_changes_with_the_settings_only() -> None:
    one, same = (site_script(_site(), "https://a.example") for _ in range(2))
    other = site_script(_site(widget_options={"a": 1}), "https://a.example")
    assert one == same and one.etag != other.etag and one.etag != plain_script().etag
    assert re.fullmatch(r'"[0-9a-f]{32}"', one.etag)


def test_a_build_without_a_place_for_settings_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.sites.widget._template", lambda _name: b"nothing")
    with pytest.raises(LookupError, match="build it again"):
        site_script(_site(), "https://a.example")


@pytest.mark.parametrize(("tag", "language"), [("en", "en"), ("en-GB", "en"), ("EN", "en"), ("tlh", "en"), ("", "en")])
def test_a_site_gets_the_nearest_language(tag: str, language: str) -> None:
    assert nearest_language(tag) == language


@pytest.mark.parametrize("path", ["/w/courier.js", "/widget.js"])
def test_scripts_are_cached_and_asked_for_again_by_their_tag(client: TestClient, database: Database, path: str) -> None:
    make_site(database)
    first = client.get(path)
    assert first.status_code == 200 and first.headers["content-type"].startswith("text/javascript")
    assert first.headers["cache-control"] == "public, max-age=300"
    assert first.headers["access-control-allow-origin"] == "*"
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"if-none-match": '"other"'}).content == first.content


def test_a_version_is_served_for_ever_and_fits_its_hash(client: TestClient) -> None:
    served = client.get(f"/widget/{version()}.js")
    assert served.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert served.content == plain_script().content
    assert integrity() == "sha384-" + base64.b64encode(hashlib.sha384(served.content).digest()).decode()
    for other in ("x", "%2e%2e", version() + "0", "1.0", "1.0.0-", "١.٠.٠"):
        assert client.get(f"/widget/{other}.js").status_code == 404


def test_a_version_names_the_bytes_that_it_stands_for() -> None:
    assert version().partition("-")[2] == hashlib.sha256(plain_script().content).hexdigest()[:8]


@pytest.mark.parametrize("other", ["1.0.0", "0.0.0", "9.9.9-00000000"])
def test_the_address_of_another_version_leads_to_the_script_that_there_is(client: TestClient, other: str) -> None:
    answer = client.get(f"/widget/{other}.js", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, "/widget.js")
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.get(f"/widget/{other}.js", follow_redirects=True).content == plain_script().content


def test_texts_are_served_in_the_widgets_languages_only(client: TestClient) -> None:
    served = client.get("/widget/texts/en.json")
    assert served.json() == json.loads((WIDGET / "texts" / "en.json").read_text(encoding="utf-8"))
    assert served.headers["access-control-allow-origin"] == "*"
    for language in ("tlh", "xx", "..%2fversion", "en.json%00", "EN"):
        answer = client.get(f"/widget/texts/{language}.json")
        assert answer.status_code == 404 and "traceback" not in answer.text.lower()


@pytest.mark.parametrize("key", ["unknown", "%00", "..%2f..%2fetc", "a'b", "x" * 100, "courier%20"])
def test_an_unknown_key_is_not_found_and_is_not_repeated(client: TestClient, database: Database, key: str) -> None:
    make_site(database)
    answer = client.get(f"/w/{key}.js")
    assert answer.status_code == 404
    assert answer.json()["code"] in ("unknown_site", "not_found") and "x" * 50 not in answer.text


_ALL_COLOURS = {name: f"#{number * 1_918_273:06x}" for number, name in enumerate(Colours.model_fields)}
_LETTERS = {"ar": 0x627, "ru": 0x430, "uk": 0x430}


def _words(language: str, length: int) -> str:
    """Text that compresses as badly as language does, and worse: words of letters by lot."""
    lot, first = random.Random(language), _LETTERS.get(language, 0x61)
    letters = "".join(chr(first + lot.randrange(24)) for _ in range(length))
    return " ".join(letters[at : at + 6] for at in range(0, length, 7))


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_site_that_uses_every_option_stays_light(language: str) -> None:
    wording = {"caption": f"{_words(language, 150)} [x]", "caption_touch": f"{_words(language, 150)} [y]"}
    given: dict[str, object] = {
        "name": "C",
        "origins": ["https://news.example"],
        "languages": [language],
        "colours": _ALL_COLOURS,
    }
    given |= {"email": True, "active": "article, .story-body > p, [data-story]", "time_zone": "Europe/Kyiv"}
    given |= {"allowed": ["/articles/*", "blog.news.example/*"], "ignored": ["/articles/live-*", "/print?id=*"]}
    site = _site()
    checked(given | {"wording": {language: wording | {"rules": _words(language, 600)}}}).apply(site)
    script = site_script(site, "https://pencil.example.org").content
    assert b"bluepencil-sheet:light-dark" in script and b'"ignored"' in script and b'"rules"' in script
    assert len(gzip.compress(script, 9)) <= 8192
