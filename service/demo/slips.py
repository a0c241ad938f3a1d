"""Invented slips: a wrong word in a sentence, with what a report would say of the place, and the engine of the word."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from service.demo.phrases import Phrases
from service.domain.dictionary import word_key
from service.domain.grouping import place_key
from service.domain.quote import Quote, cut
from service.domain.search_words import search_words

_WORD = re.compile(r"\w+")
_SHORTEST = 5
"""Letters of a word that gets a slip."""
_KINDS = ("spelling",) * 17 + ("grammar",) * 2 + ("fact", "other")
_WITHOUT_GUESS = 0.08
_FURTHER_GUESSES = (0,) * 10 + (1, 3)


@dataclass(frozen=True, slots=True)
class Guess:
    """One suggestion for a slip."""

    replacement: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One wrong word where it stands."""

    quote: Quote
    correct: str
    sentence: str
    kind: str
    guesses: tuple[Guess, ...]
    exact_words: str
    """As search compares them, like those of what is correct."""
    correct_words: str

    def row(self, number: int) -> tuple[object, ...]:
        """The slip as `drawn.SLIP` has it."""
        quote = self.quote
        best = self.guesses[0] if self.guesses else None
        return (
            *(number, best and best.replacement, best and best.confidence),
            *(quote.exact, self.correct, quote.prefix, quote.suffix, self.sentence, self.kind),
            *(word_key(quote.exact), hashlib.sha256(place_key(quote).encode()).digest()),
            *(self.exact_words, self.correct_words, _words(self.sentence)),
        )

    def said(self) -> tuple[str, str]:
        """What a report of it adds to the words of its issue: one without a correction, and one with."""
        return f" {self.exact_words}", f" {self.exact_words} {self.correct_words}"

    def ranked(self) -> Iterator[tuple[object, ...]]:
        """Its guesses, the best first, as `drawn.GUESS` has them but for the slip's number."""
        end = len(self.quote.exact)
        return ((rank, each.replacement, each.confidence, each.rule, end) for rank, each in enumerate(self.guesses))


def invented_slip(phrases: Phrases, random: Random) -> Slip:
    """A slip in the middle one of three sentences."""
    before, sentence, after = (_sentence(phrases, random) for _ in range(3))
    found = random.choice([word for word in _WORD.finditer(sentence) if len(word[0]) >= _SHORTEST])
    correct, start = found[0], found.start()
    wrong, rule = _mistyped(correct, random)
    wrong_sentence = sentence[:start] + wrong + sentence[found.end() :]
    at = len(before) + 1 + start
    quote, _ = cut(f"{before} {wrong_sentence} {after}", at, at + len(wrong))
    kind = random.choice(_KINDS)
    guesses = _guesses(correct, rule, random)
    return Slip(quote, correct, wrong_sentence, kind, guesses, _words(wrong), _words(correct))


def _sentence(phrases: Phrases, random: Random) -> str:
    parts = {name: random.choice(getattr(phrases, name).split("|")) for name in ("who", "did", "what", "where", "when")}
    return phrases.order.format(**parts)


def _words(text: str) -> str:
    return " ".join(search_words(text))


def _mistyped(word: str, random: Random) -> tuple[str, str]:
    """The word with a slip in it, never in its first letter, and the rule that finds it."""
    at = random.randrange(1, len(word) - 1)
    there, then = word[at], word[at + 1]
    choices = [
        (word[:at] + word[at + 1 :], "missing_letter"),
        (word[:at] + there + word[at:], "extra_letter"),
        (word[:at] + then + there + word[at + 2 :], "swapped_letters"),
        (word[:at] + then + word[at + 1 :], "wrong_letter"),
    ]
    return random.choice([choice for choice in choices if choice[0] != word])


def _guesses(correct: str, rule: str, random: Random) -> tuple[Guess, ...]:
    """Mostly the correct word alone; sometimes others behind it, and sometimes none at all."""
    if random.random() < _WITHOUT_GUESS:
        return ()
    sure = round(random.betavariate(6, 1.5), 4)
    further = (correct + correct[-1], correct[:-1], correct[1:])[: random.choice(_FURTHER_GUESSES)]
    return Guess(correct, sure, rule), *(
        Guess(text, round((1 - sure) / (rank + 2), 4), "spelling") for rank, text in enumerate(further)
    )
