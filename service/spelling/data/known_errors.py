"""Misspellings that people are known to make, each with what was meant.

A list, not a rule: it is right where no measure of likeness is ("alot").
"""

from pathlib import Path

from service.spelling.data.wordlist import WordList

SEPARATOR = "|"


class KnownErrors:
    """Wrong words with their corrections, mapped from disk.

    A line of the list is `wrong|right` or `wrong|right|right`; the wrong words are a list of their own
    with the same numbers.
    """

    def __init__(self, folder: Path) -> None:
        self._wrong = WordList(folder, "errors.wrong")
        self._lines = WordList(folder, "errors.lines")

    def corrections(self, wrong: str) -> list[str]:
        """Return what a lower-case word was meant to be, the most probable first; [] if unknown."""
        number = self._wrong.number(wrong) if len(self._wrong) else -1
        return self._lines[number].split(SEPARATOR)[1:] if number >= 0 else []

    def __contains__(self, wrong: object) -> bool:
        return isinstance(wrong, str) and len(self._wrong) > 0 and self._wrong.number(wrong) >= 0
