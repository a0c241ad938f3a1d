"""The engines that a Python service could pick instead, behind one function each: word to best guess."""

import shutil
import subprocess
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from hunspell import Hunspell  # type: ignore[import-untyped]
from spellchecker import SpellChecker

Guess = Callable[[str], str]

_MISSING = "not installed"

SLOW = frozenset({"hunspell", "aspell", "pyspellchecker 2"})
"""Peers that are asked about a sample only."""


def peers(language: str) -> dict[str, Guess | str]:
    """Return the engines that know `language`; where one is missing, why."""
    found = {
        "pyspellchecker 1": _pyspellchecker(language, 1),
        "pyspellchecker 2": _pyspellchecker(language, 2),
        "symspellpy": _symspell(language),
        "hunspell": _hunspell(language),
        "aspell": _aspell(language),
    }
    return {name: guess for name, guess in found.items() if guess is not None}


def _pyspellchecker(language: str, distance: int) -> Guess | None:
    if language not in SpellChecker.languages():
        return None
    checker = SpellChecker(language=language, distance=distance)
    return lambda word: checker.correction(word.lower()) or word


def _symspell(language: str) -> Guess | str | None:
    if language != "en":
        return None
    if find_spec("symspellpy") is None:
        return _MISSING
    symspellpy = import_module("symspellpy")
    checker = symspellpy.SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    folder = Path(str(symspellpy.__file__)).parent
    checker.load_dictionary(folder / "frequency_dictionary_en_82_765.txt", 0, 1, encoding="utf-8-sig")

    def guess(word: str) -> str:
        found = checker.lookup(word.lower(), symspellpy.Verbosity.TOP, include_unknown=True)
        return str(found[0].term) if found else word

    return guess


def _hunspell(language: str) -> Guess | None:
    if language != "en":
        return None
    checker = Hunspell("en_US")

    def guess(word: str) -> str:
        found = checker.suggest(word)
        return str(found[0]) if found else word

    return guess


def _aspell(language: str) -> Guess | str | None:
    if shutil.which("aspell") is None:
        return _MISSING
    known = subprocess.run(["aspell", "dump", "dicts"], capture_output=True, text=True, check=False).stdout
    if language not in known.split():
        return f"{_MISSING} (no dictionary)"

    def guess(word: str) -> str:
        command = ["aspell", "-a", f"--lang={language}", "--encoding=utf-8"]
        answer = subprocess.run(command, input=f"^{word}\n", capture_output=True, text=True, check=False)
        _, _, listed = answer.stdout.partition(": ")
        return listed.split(",")[0].strip() or word

    return guess
