"""Whether the dictionaries hold a form to be a word.

hunspell knows inflections and compounds that no list has; it decides what is valid and nothing else
(its own suggestions take a tenth of a second).
"""

from collections.abc import Mapping
from pathlib import Path

from hunspell import Hunspell  # type: ignore[import-untyped]

from service.spelling.data.lexicon import Lexicon, Standing
from service.spelling.language.profiles import Profile

_CACHED = 50_000


class Validity:
    """The dictionaries of one language."""

    def __init__(self, folder: Path, profile: Profile, lexicon: Lexicon) -> None:
        self._dictionaries: Mapping[str, Hunspell] = {
            name: Hunspell(name, hunspell_data_dir=str(folder)) for name in profile.dictionaries
        }
        self._elided = bool(profile.elided)
        self._english = profile.code == "en"
        self._lexicon = lexicon
        self._known: dict[str, bool] = {}

    def form(self, word: str) -> bool:
        """Whether `word`, in just this case, is a form that a dictionary accepts."""
        answer = self._known.get(word)
        if answer is None:
            if len(self._known) >= _CACHED:
                self._known.clear()
            answer = self._known[word] = self._look_up(word)
        return answer

    def accepted_by(self, dictionary: str, word: str) -> bool:
        """Whether one dictionary accepts `word` in just this case; no other word list is asked."""
        return dictionary in self._dictionaries and _spell(self._dictionaries[dictionary], word)

    def _look_up(self, word: str) -> bool:
        standing = self._lexicon.standing_of(word.lower())
        if standing is Standing.COMMON and (word.islower() or word.istitle()):
            return True
        if standing is Standing.NAME and word.istitle():
            return True
        if standing in (Standing.NAME, Standing.UNLISTED) and word.islower():
            return False
        return any(_spell(dictionary, word) for dictionary in self._dictionaries.values())

    def word(self, word: str) -> bool:
        """Whether `word` is right as it is written: itself, its parts, or with a capital explained."""
        plain = word.lower()
        if self.form(word) or (word[:1].isupper() and self.form(plain)):
            return True
        if word.isupper() and (len(word) <= 5 or self.form(word.title())):
            return True
        if "'" in word and self._with_apostrophe(word):
            return True
        return "-" in word and all(
            not part or self.form(part) or part.isupper() or (part[0].isupper() and self.form(part.lower()))
            for part in word.split("-")
        )

    def _with_apostrophe(self, word: str) -> bool:
        head, _, tail = word.partition("'")
        if self._english and tail.lower() in ("s", ""):
            return self.word(head)
        if not self._elided:
            return False
        return all(
            self.form(part) or self.form(part + "'") or self.form(part.lower()) or self.form(part.title())
            for part in (head, tail)
        )


def _spell(dictionary: Hunspell, word: str) -> bool:
    try:
        return bool(dictionary.spell(word))
    except UnicodeEncodeError:
        return False
