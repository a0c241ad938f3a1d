"""The settings' page: each setting is kept and does what it says; what cannot be is told beside its field."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from sqlalchemy import update

from service.database import Database
from service.models import Account, Role, Site
from service.resources import WIDGET
from service.sites.form import given_by
from service.sites.settings import SiteSettings, WrongSettings, checked
from tests.client import TestClient
from tests.conftest import BASE_URL
from tests.factories import MadeSite, make_member, make_site
from tests.sites.office import Office

SETTINGS = "/office/courier/settings"


@pytest.fixture
def site(database: Database) -> MadeSite:
    """A site in two languages."""
    return make_site(database, languages=("en", "uk"))


@pytest.fixture
def office(client: TestClient, site: MadeSite) -> Office:
    """Its owner, at the settings."""
    owner = Office(client, site.owner_email)
    owner.open(SETTINGS)
    return owner


def _site(database: Database, number: int) -> Site:
    with database.read() as session:
        return session.get_one(Site, number)


def _row(database: Database, site: MadeSite) -> dict[str, Any]:
    """What is stored of the site."""
    return {name: value for name, value in vars(_site(database, site.id)).items() if not name.startswith("_")}


def _served(client: TestClient) -> dict[str, Any]:
    """The settings in the script that the site's pages get."""
    script = client.get("/w/courier.js").content
    for name in ("site.js", "site-pages.js"):
        before, _, after = (WIDGET / name).read_bytes().partition(b'"__BLUEPENCIL__"')
        if script.startswith(before) and script.endswith(after):
            settings: dict[str, Any] = json.loads(script[len(before) : len(script) - len(after)])
            return settings | {"template": name}
    raise AssertionError("this is no script of the widget")


def test_a_form_that_nobody_touched_changes_nothing(office: Office, database: Database, site: MadeSite) -> None:
    before = _row(database, site)
    assert office.send("/settings").status_code == 303
    assert "Saved." in office.page.text
    assert _row(database, site) == before


def test_everything_is_kept_and_shown_again(office: Office, database: Database, site: MadeSite) -> None:
    answer = office.send(
        "/settings",
        without=("kind",),
        name="  The “Courier” ",
        origins="HTTPS://News.example/\nhttps://*.news.example, https://news.example",
        languages="uk, en-GB pt-BR",
        time_zone="Europe/Kyiv",
        spelling_region="GB",
        email="1",
        active="article, .story > p",
        allowed="/articles/*\nhttps://Blog.news.example/*",
        ignored="/comments/*",
        parameters_are="named",
        parameters="id, p",
        colours__pencil="0B5563",
        colours__sheet_dark="#111",
        wording__uk__rules="Не  правимо\n\nцитат.",
        wording__en__caption="Found an error? Press [Ctrl+Enter].",
        wording__en__caption_touch="Found an error? Tap [here].",
    )
    assert answer.status_code == 303, office.page.text
    stored = _site(database, site.id)
    assert stored.name == "The “Courier”"
    assert stored.origins == ["https://news.example", "https://*.news.example"]
    assert stored.languages == ["uk", "en-GB", "pt-BR"]
    assert (stored.time_zone, stored.spelling_region) == ("Europe/Kyiv", "GB")
    assert stored.page_rules == {
        "allowed": ["/articles/*", "blog.news.example/*"],
        "ignored": ["/comments/*"],
        "parameters": ["id", "p"],
    }
    assert stored.widget_options == {
        "kind": False,
        "email": True,
        "active": "article, .story > p",
        "colours": {"pencil": "#0b5563", "sheet_dark": "#111111"},
        "wording": {
            "uk": {"rules": "Не правимо\nцитат."},
            "en": {"caption": "Found an error? Press [Ctrl+Enter].", "caption_touch": "Found an error? Tap [here]."},
        },
    }
    shown = office.form("/settings").fields
    assert shown["languages"] == "uk, en-GB, pt-BR" and shown["wording.pt.caption"] == ""
    assert (shown["time_zone"], shown["spelling_region"], shown["parameters_are"]) == ("Europe/Kyiv", "GB", "named")
    assert "kind" not in shown and shown["email"] == "1" and shown["colours.pencil"] == "#0b5563"
    assert office.send("/settings").status_code == 303
    assert _site(database, site.id).widget_options == stored.widget_options


def test_the_widget_gets_what_was_set_and_nothing_else(office: Office) -> None:
    assert _served(office.client)["options"] == {}
    office.send("/settings", colours__pencil="#0b5563", colours__ink_dark="#eee", active="article", email="1")
    served = _served(office.client)
    assert served["template"] == "site.js"
    assert served["options"] == {
        "active": ":is(article)",
        "email": True,
        "style": "--bluepencil-pencil:light-dark(#0b5563,#86a8ff);--bluepencil-ink:light-dark(CanvasText,#eeeeee)",
    }
    office.send("/settings", ignored="/print/*")
    assert _served(office.client)["template"] == "site-pages.js"
    assert _served(office.client)["options"]["ignored"] == ["/print/*"]


def test_words_of_the_site_are_served_in_their_language(office: Office) -> None:
    office.send("/settings", wording__en__rules="Be kind.", wording__uk__rules="Будьте чемні.")
    assert _served(office.client)["texts"]["rules"] == "Be kind."
    ukrainian = office.client.get("/w/courier/uk.json")
    assert ukrainian.json()["rules"] == "Будьте чемні." and ukrainian.json()["send"] == "Надіслати"
    assert ukrainian.headers["access-control-allow-origin"] == "*"
    assert "rules" not in office.client.get("/w/courier/de.json").json()
    assert office.client.get("/w/courier/tlh.json").status_code == 404
    assert office.client.get("/w/nobody/uk.json").status_code == 404
    assert "rules" not in office.client.get("/widget/texts/uk.json").json()


WRONG = [
    ("name", " ", "1 to 100"),
    ("origins", "news.example", "“news.example” is no origin"),
    ("origins", "", "at least one origin"),
    ("languages", "english!", "“english!” is no language tag"),
    ("time_zone", "Mars/Olympus", "no time zone"),
    ("spelling_region", "AU", "none of the values"),
    ("active", "p { color: red }", "no CSS selector"),
    ("allowed", "articles", "“articles” is no address"),
    ("ignored", "/a\n/b#c", "“/b#c” is no address"),
    ("parameters", "a=b", "no name of a parameter"),
    ("colours.ink", "black", "no colour"),
    ("wording.uk.caption", "Press Ctrl+Enter", "in square brackets"),
    ("wording.en.rules", "x" * 601, "more than 600"),
    ("wording.en.caption_touch", "[" + "x" * 200 + "]", "more than 200"),
]


@pytest.mark.parametrize(("field", "value", "reason"), WRONG)
def test_what_cannot_be_is_refused_by_its_field(field: str, value: str, reason: str) -> None:
    right = {"name": "The Courier", "origins": "https://news.example", "languages": "en"}
    with pytest.raises(WrongSettings) as refused:
        checked(given_by(right | {"parameters_are": "named", field: value}))
    assert list(refused.value.errors) == [field]
    assert reason in refused.value.errors[field].detail


def test_what_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(
    office: Office, database: Database, site: MadeSite
) -> None:
    wrong = {field: value for field, value, _ in WRONG if field not in ("time_zone", "spelling_region")}
    changes = wrong | {"parameters_are": "named", "languages": "english!, de"}
    answer = office.send("/settings", without=("comment",), **{n.replace(".", "__"): v for n, v in changes.items()})
    assert answer.status_code == 422
    for field in wrong:
        assert f'id="wrong-{field}"' in office.page.text and f'id="{field}"' in office.page.text, field
    shown = office.form("/settings").fields
    assert {name: shown[name] for name in changes} == changes
    assert "comment" not in shown, "a box that was unticked is ticked again"
    assert _site(database, site.id).name == "The Courier"
    assert office.send("/settings", time_zone="Mars/Olympus").status_code == 422
    assert 'id="wrong-time_zone"' in office.page.text


def test_all_that_is_wrong_is_told_at_once(office: Office) -> None:
    office.send("/settings", name="", origins="x", colours__ink="black")
    assert "3 fields need another look" in office.page.text
    assert office.page.text.count('class="wrong"') == 3


def test_typed_markup_stays_text(office: Office) -> None:
    payload = "\"'><script>alert(1)</script>"
    office.send("/settings", name=payload, active=payload, wording__en__rules=payload)
    assert "<script>alert" not in office.page.text
    assert office.form("/settings").fields["wording.en.rules"] == payload
    office.send("/settings", name=payload, active="", wording__en__rules=payload)
    for path in (SETTINGS, "/office", "/office/courier/embed", "/office/courier/preview"):
        assert "<script>alert" not in office.open(path).text
    assert b"<script>alert" not in office.client.get("/w/courier.js").content


def test_a_form_cannot_bring_fields_or_languages_of_its_own(office: Office) -> None:
    answer = office.send("/settings", wording__en__title="x")
    assert answer.status_code == 422
    with pytest.raises(WrongSettings):
        checked(given_by({"wording.<b>.rules": "x"}))
    with pytest.raises(WrongSettings):
        checked({"name": "x", "origins": ["https://a.example"], "languages": ["en"], "key": "mine"})


def test_options_that_were_set_by_hand_stay(office: Office, database: Database, site: MadeSite) -> None:
    with database.write() as session:
        by_hand = {"texts": {"title": "Typo?"}, "style": "--bluepencil-ink:#123", "colours": "none", "kind": False}
        session.get_one(Site, site.id).widget_options = by_hand
    office.open(SETTINGS)
    assert "kind" not in office.form("/settings").fields
    assert office.send("/settings", colours__pencil="#0b5563").status_code == 303
    options = _served(office.client)["options"]
    assert options["texts"] == {"title": "Typo?"} and options["kind"] is False
    assert options["style"] == "--bluepencil-ink:#123;--bluepencil-pencil:light-dark(#0b5563,#86a8ff)"


def test_colours_that_cannot_be_read_are_told(office: Office) -> None:
    assert "hard to read" not in office.page.text
    office.send("/settings", colours__ink="#999999", colours__sheet_dark="#eeeeee")
    assert office.page.text.count("<li>light:") == 1
    assert office.page.text.count("<li>dark:") == 3


def test_only_owners_set_a_site_up(app: FastAPI, database: Database, site: MadeSite) -> None:
    make_site(database, "gazette", name="The Gazette")
    make_member(database, site, "editor@news.example", Role.EDITOR)
    make_member(database, site, "viewer@news.example", Role.VIEWER)
    expected = {site.owner_email: 200, "editor@news.example": 403, "viewer@news.example": 403}
    for email, status in (expected | {"owner@gazette.example": 404}).items():
        with TestClient(app, base_url=BASE_URL, follow_redirects=False) as somebody:
            member = Office(somebody, email)
            assert ("/office/courier/settings" in member.page.text) is (status == 200)
            assert ("The Courier" in member.page.text) is (status != 404)
            for page in ("settings", "embed", "preview"):
                assert member.open(f"/office/courier/{page}").status_code == status, email
    with TestClient(app, base_url=BASE_URL, follow_redirects=False) as nobody:
        for page in ("settings", "embed", "preview"):
            assert nobody.get(f"/office/courier/{page}").headers["location"].startswith("/login")
        assert nobody.get("/office/courier/preview.js").status_code == 404


def test_nobody_else_changes_a_site(app: FastAPI, database: Database, site: MadeSite) -> None:
    make_site(database, "gazette", name="The Gazette")
    make_member(database, site, "editor@news.example", Role.EDITOR)
    before = repr(_row(database, site))
    for email, status in (("editor@news.example", 403), ("owner@gazette.example", 404)):
        with TestClient(app, base_url=BASE_URL, follow_redirects=False) as somebody:
            member = Office(somebody, email)
            token = member.page.text.split('name="form" value="')[1][:64]
            fields = {"form": token, "name": "x", "origins": "https://x.example", "languages": "en"}
            for action in ("settings", "key/rotation", "key/end", "embed/check"):
                headers = {"sec-fetch-site": "same-origin"}
                answer = somebody.post(f"/office/courier/{action}", data=fields, headers=headers)
                assert answer.status_code == status, action
    assert repr(_row(database, site)) == before


def test_the_preview_is_the_widget_with_what_is_typed(office: Office, app: FastAPI) -> None:
    shown = {"colours.pencil": "#123456", "colours.ink": "nonsense", "wording.uk.rules": "<b>Тихо"}
    query = urlencode({"language": "uk", "email": "1"} | shown)
    page = office.open(f"/office/courier/preview?{query}")
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert page.headers["x-frame-options"] == "SAMEORIGIN" and '<html lang="uk"' in page.text
    address = unescape(page.text.split('async src="')[1].split('"')[0])
    with TestClient(app, base_url=BASE_URL) as frame:  # it has no origin, and so sends no cookie
        script = frame.get(address)
        assert script.status_code == 200 and script.headers["cache-control"] == "no-store"
        assert '"email":true' in script.text and "#123456" in script.text and "nonsense" not in script.text
        assert "\\u003cb\\u003eТихо" in script.text and '"lang":"uk"' in script.text
        for other in (address.replace("email=1", "email="), address.replace("signature=", "signature=0")):
            assert frame.get(other).status_code == 404
        assert frame.get(address.replace("courier", "gazette")).status_code == 404


def test_the_settings_of_a_site_read_back_what_they_wrote() -> None:
    given = {"name": "C", "origins": ["https://c.example"], "languages": ["uk"], "parameters": [], "comment": False}
    settings = checked(given)
    site = Site(key="k", widget_options={})
    settings.apply(site)
    assert SiteSettings.of(site) == settings
    assert site.page_rules == {"parameters": []} and site.widget_options == {"comment": False}


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (Role.OWNER, ["settings", "embed", "people", "channels", "dictionary", "data"]),
        (Role.EDITOR, ["dictionary", "data"]),
        (Role.VIEWER, ["dictionary", "data"]),
        (None, ["settings", "embed", "people", "channels", "dictionary", "data"]),
    ],
)
def test_everybody_is_led_to_the_pages_that_they_may_see(
    client: TestClient, database: Database, site: MadeSite, role: Role | None, pages: list[str]
) -> None:
    """None is an administrator who is no member, and has no queue there."""
    if role is None:
        make_site(database, "gazette", name="The Gazette")
        with database.write() as session:
            session.execute(update(Account).values(is_administrator=Account.email == "owner@gazette.example"))
    else:
        make_member(database, site, "one@news.example", role)
    somebody = Office(client, "one@news.example" if role else "owner@gazette.example")
    links = [f"/office/courier/{page}" for page in pages]
    for at in ("/office", *links):
        page = somebody.open(at).text
        nav = re.findall(r'<nav class="office" aria-label="Pages of The Courier">(.*?)</nav>', page, re.DOTALL)
        assert re.findall('href="([^"]+)"', nav[0]) == links
        assert ('href="/desk?site=courier"' in page) is (role is not None)


def test_the_overview_keeps_the_days_of_the_site(office: Office) -> None:
    def last_day() -> str:
        answer = office.client.get("/desk/overview.csv?site=courier&table=sections")
        return str(answer.headers["content-disposition"])

    assert "2026-03-02.csv" in last_day(), "the clock says 14:20 UTC"
    office.send("/settings", time_zone="Pacific/Kiritimati")
    assert "2026-03-03.csv" in last_day(), "there it is the next day"


def test_words_are_for_languages_that_the_dialog_speaks() -> None:
    right = {"name": "C", "origins": ["https://c.example"], "languages": ["pt-BR"], "time_zone": "UTC"}
    assert checked(right | {"wording": {"pt": {"rules": "x"}}}).time_zone == ""
    with pytest.raises(WrongSettings, match="The dialog speaks ar, de, en"):
        checked(right | {"wording": {"pt-BR": {"rules": "x"}}})
