"""Words, numbers and moments in each language of the desk."""

from datetime import UTC, datetime, timedelta

import pytest

from service.database import Database
from service.errors import InvalidInput
from service.web.catalogues import languages
from service.web.speech import Speech, english_of, spoken
from tests.client import TestClient
from tests.desk import Desk
from tests.factories import make_site, post, report

NOON = datetime(2026, 3, 2, 12, 5, 9, tzinfo=UTC)
COUNTS = (1, 2, 5, 11, 21, 1234)
ISSUES = {
    "en": ["1 issue", "2 issues", "5 issues", "11 issues", "21 issues", "1,234 issues"],
    "uk": [
        "1 зауваження",
        "2 зауваження",
        "5 зауважень",
        "11 зауважень",
        "21 зауваження",
        "1\N{NO-BREAK SPACE}234 зауваження",
    ],
    "de": ["1 Fall", "2 Fälle", "5 Fälle", "11 Fälle", "21 Fälle", "1.234 Fälle"],
}


def test_the_desk_speaks_english_and_what_there_are_catalogues_for() -> None:
    assert languages() == ("en", "de", "uk")


@pytest.mark.parametrize("language", ISSUES)
def test_numbers_have_their_forms_and_separators(language: str) -> None:
    speech = Speech(language)
    said = [str(speech.ngettext("%(num)s issue at most", "%(num)s issues at most", count)) for count in COUNTS]
    at_most = {"en": "{} at most", "uk": "Щонайбільше {}", "de": "Höchstens {}"}[language]
    assert said == [at_most.format(n) for n in ISSUES[language]]


@pytest.mark.parametrize(
    ("wanted", "accept", "language"),
    [
        ("uk", "de", "uk"),
        ("", "", "en"),
        ("", "fr, de;q=0.5", "de"),
        ("", "en;q=0.1, UK-ua;q=0.9", "uk"),
        ("", "de; q=0, uk; q=0.2", "uk"),
        ("", "*, ;q=x, de;q=one", "en"),
        ("tlh", "de", "de"),
    ],
)
def test_the_language_is_the_chosen_one_else_what_the_browser_asks_for(wanted: str, accept: str, language: str) -> None:
    assert spoken(wanted, accept) == language


def test_one_english_word_is_two_in_another_language() -> None:
    assert str(Speech("en").pgettext("done", "Accepted")) == "Accepted"
    assert str(Speech("uk").pgettext("done", "Accepted")) == "Прийнято"
    assert Speech("uk").text("Accepted") == "Прийняті"


def test_an_error_is_told_with_its_numbers_and_escapes_nothing() -> None:
    error = InvalidInput("At most %(most)s lines at once, please.", field="words", most=10_000)
    assert Speech("en").told(error) == "At most 10,000 lines at once, please."
    assert Speech("de").told(error) == "Bitte höchstens 10.000 Zeilen auf einmal."
    named = InvalidInput("The dictionary holds “%(word)s” correct.", field="word", word="<b>")
    assert type(Speech("de").told(named)) is str
    assert Speech("de").told(named) == "Laut Wörterbuch ist „<b>“ richtig."
    assert str(Speech("de").gettext("Remove “%(text)s”", text="<b>")) == "„&lt;b&gt;“ entfernen"


@pytest.mark.parametrize(
    ("language", "age", "clock", "older", "day"),
    [
        ("en", "5h", "14:05", "27 Feb 2026, 14:05", "2 Mar 2026"),
        ("uk", "5 год", "14:05", "27 лют. 2026 р., 14:05", "2 бер. 2026 р."),
        ("de", "5 Std.", "14:05", "27.02.2026, 14:05", "02.03.2026"),
    ],
)
def test_moments_are_those_of_the_editors_zone(language: str, age: str, clock: str, older: str, day: str) -> None:
    speech = Speech(language, "Europe/Kyiv")
    assert plain(speech.age(NOON, NOON + timedelta(hours=5))) == age
    assert plain(speech.clock(NOON, NOON + timedelta(hours=1))) == clock
    assert plain(speech.clock(NOON - timedelta(days=3), NOON)) == older
    assert plain(speech.day(NOON)) == day


@pytest.mark.parametrize(
    ("accept", "day"),
    [
        ("", "2 Mar 2026"),
        ("en", "2 Mar 2026"),
        ("en-AU, en-US;q=0.5", "2 Mar 2026"),
        ("de, en-US;q=0.9, en;q=0.8", "Mar 2, 2026"),
    ],
)
def test_english_is_written_for_every_country_unless_the_browser_asks_for_american(accept: str, day: str) -> None:
    assert Speech("en", english=english_of(accept)).day(NOON) == day
    assert Speech("de", english=english_of(accept)).day(NOON) == "02.03.2026"


def plain(text: str) -> str:
    """With plain spaces."""
    return " ".join(text.split())


def test_a_reason_is_shown_as_text(client: TestClient, database: Database) -> None:
    """What an editor wrote is looked up in the catalogue, since it may be one of the reasons that the desk offers."""
    site = make_site(database)
    post(client, report())
    desk = Desk(client, site.owner_email)
    desk.open("/desk/issues/1")
    desk.decide("reject", reason="<i>house style</i> 100% & more")
    assert "&lt;i&gt;house style&lt;/i&gt; 100% &amp; more" in desk.open("/desk/issues/1").text
