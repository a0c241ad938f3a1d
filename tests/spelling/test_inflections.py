"""Forms that no list has are found without trying every slip."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from service.spelling.candidates.inflections import inflected
from service.spelling.data.letter_groups import LetterGroups
from service.spelling.data.store import language_folder
from service.spelling.language.model import Model

WORDS = [
    "відвезлти",
    "нарожденя",
    "преклдаачами",
    "мізково",
    "зззскладно",
    "побачившщи",
    "аабвгґдеє",
    "вікнамии",
    "щоденникк",
]
MOST_ASKED = 80


@pytest.fixture(scope="module")
def model(languages: Path) -> Model:
    folder = language_folder("uk", languages)
    assert folder is not None
    return Model("uk", folder)


@pytest.mark.parametrize("word", [*WORDS, "перекладачами" * 3])
def test_the_same_forms_are_asked_about_as_if_every_slip_were_tried(
    model: Model, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    asked: list[str] = []

    def accepted(form: str) -> bool:
        asked.append(form)
        return True

    monkeypatch.setattr(model.validity, "form", accepted)
    forms = dict.fromkeys(form for form in every_slip(word, model) if model.letter_groups.possible_alone(form))
    forms.pop(word, None)
    assert inflected(word, model) == asked == list(islice(forms, MOST_ASKED))


def test_where_strange_letters_stand_apart_nothing_is_tried(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    possible = LetterGroups.possible

    def counted(self: LetterGroups, pieces: list[str]) -> list[bool]:
        looked.append(len(pieces))
        return possible(self, pieces)

    monkeypatch.setattr(LetterGroups, "possible", counted)
    assert inflected("щщщь" + "мова" * 7 + "ьььь", model) == []
    assert sum(looked) == 0
    assert inflected("перекладачами" * 3, model) == []
    assert sum(looked) <= 400, "eighty forms are asked about, and no more than are needed for that looked at"


def every_slip(word: str, model: Model) -> Iterator[str]:
    """Yield every form one edit away: swaps, losses, keys beside, additions, then any letter for any."""
    size, letters = len(word), model.profile.letters
    yield from (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(size - 1))
    yield from (word[:at] + word[at + 1 :] for at in range(size))
    replaced = [(at, letter, word[:at] + letter + word[at + 1 :]) for at in range(size) for letter in letters]
    yield from (form for at, letter, form in replaced if (letter, word[at]) in model.profile.adjacent)
    yield from (word[:at] + letter + word[at:] for at in range(size + 1) for letter in letters)
    yield from (form for _, _, form in replaced)
