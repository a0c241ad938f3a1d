"""The text around a selection, cut into tokens, with what the page knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.spelling.data.ngrams import Context
from service.spelling.judgement.features import Setting
from service.spelling.language.model import Model
from service.spelling.options import Options
from service.spelling.query import Query
from service.spelling.text.page_words import PageWords
from service.spelling.text.tokens import Kind, Token, tokenize, words_of

_SENTENCE_END = frozenset(".!?…")
_FEW_WORDS = 2
_ALONE = Context("<s>", "<s>", "</s>", "</s>")
"""A word by itself is no sentence of one word: nothing speaks for it or against it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` with the selection from `start` to `end`; `selected` are the numbers of its tokens.

    `pointed` is true where the reader selected one or two words: these are suspect whatever they are; `single` where
    just one word was selected, and no number with it. `joints` tells of each token whether it and the next one are
    words with nothing but white space between.
    """

    text: str
    start: int
    end: int
    tokens: Sequence[Token]
    joints: Sequence[bool]
    selected: range
    pointed: bool
    single: bool
    page: PageWords
    model: Model
    options: Options
    region: str = ""

    def context(self, index: int) -> Context:
        """Return the neighbours of token `index`."""
        return Context(
            self._back(index - 2) if self._back(index - 1) != "<s>" else "<s>",
            self._back(index - 1),
            self._ahead(index + 1),
            self._ahead(index + 2) if self._ahead(index + 1) not in _SENTENCE_END else "</s>",
        )

    def setting(self, index: int) -> Setting:
        """Return all that helps to rank candidates for token `index`."""
        token = self.tokens[index]
        capital = token.text[:1].isupper() and not token.opens
        page = self.page.others(token.plain) if self.options.page_words else {}
        context = self.context(index)
        return Setting(None if context == _ALONE else context, page, capital)

    def adjoining(self, index: int) -> bool:
        """Whether tokens `index` and `index + 1` are words with nothing but white space between."""
        return 0 <= index < len(self.joints) and self.joints[index]

    def _back(self, index: int) -> str:
        if index < 0 or self.tokens[index].plain in _SENTENCE_END:
            return "<s>"
        return self.tokens[index].plain

    def _ahead(self, index: int) -> str:
        return self.tokens[index].plain if index < len(self.tokens) else "</s>"


def read_passage(query: Query, model: Model, options: Options) -> Passage:
    """Return the passage of `query`."""
    prefix, suffix = surroundings(query)
    text = prefix + query.exact + suffix
    start, end = len(prefix), len(prefix) + len(query.exact)
    english = model.profile.code == "en"
    tokens = tokenize(text, possessives=english)
    inside = [number for number, token in enumerate(tokens) if token.start < end and token.end > start]
    selected = range(inside[0], inside[-1] + 1) if inside else range(0)
    words = sum(tokens[number].kind is not Kind.MARK for number in selected)
    pointed = 0 < words <= _FEW_WORDS
    page = PageWords.gather(
        article=query.article,
        words=query.words,
        surroundings=text,
        title=query.title,
        english=english,
        counted=_vouching(query, pointed=pointed),
    )
    region = query.region if english and options.regions else ""
    joints = [
        one.is_word and other.is_word and text[one.end : other.start].isspace() for one, other in pairwise(tokens)
    ]
    return Passage(text, start, end, tokens, joints, selected, pointed, words == 1, page, model, options, region)


def _vouching(query: Query, *, pointed: bool) -> Mapping[str, int]:
    """Return what was counted on the page, but for words that a reader points at: a page may repeat its own typo."""
    if not pointed or not query.counted:
        return query.counted
    doubted = set(words_of(query.exact))
    return {word: number for word, number in query.counted.items() if word not in doubted}


def surroundings(query: Query) -> tuple[str, str]:
    """Return the text before and after the selection, from the sentence where nothing else is known."""
    if query.prefix or query.suffix or not query.sentence:
        return query.prefix, query.suffix
    before, found, after = query.sentence.partition(query.exact)
    return (before, after) if found else ("", "")
