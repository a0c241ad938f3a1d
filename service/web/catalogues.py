"""The catalogues of messages: a file a language. The messages themselves are English."""

from functools import cache
from gettext import NullTranslations
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from service.resources import CATALOGUES

SOURCE = "en"
"""The language that messages are written in."""


@cache
def languages() -> tuple[str, ...]:
    """The languages that the desk speaks; adding one is adding a catalogue."""
    return (SOURCE, *sorted(file.stem for file in CATALOGUES.glob("*.po")))


@cache
def translations(language: str) -> NullTranslations:
    """What the messages are in this language; in English, themselves."""
    if language not in languages() or language == SOURCE:
        return NullTranslations()
    compiled = BytesIO()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def read_catalogues() -> None:
    """Read them all, some 50 ms each, so that no page has to wait for its own."""
    for language in languages():
        translations(language)
