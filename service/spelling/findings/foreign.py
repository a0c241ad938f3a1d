"""Sentences and quotes in another language inside the text: they are none of this language's business."""

import re
from collections.abc import Iterator

from service.spelling.findings.passage import Passage
from service.spelling.language.guess import guess_scores

_LEAST_WORDS = 4
_LEAST_HITS = 3
_LEAST_QUOTED_HITS = 2
_QUOTED = re.compile(r"[«„“\"‚‘](?=\w)([^«»„“”\"‚‘\n]{5,200})[»“”\"‘]")


def foreign_tokens(passage: Passage) -> frozenset[int]:
    """Return the numbers of the selected tokens that stand in sentences of another language."""
    found: set[int] = set()
    sentence: list[int] = []
    for index in passage.selected:
        token = passage.tokens[index]
        if token.opens and sentence:
            found.update(_if_foreign(passage, sentence))
            sentence = []
        sentence.append(index)
    found.update(_if_foreign(passage, sentence))
    for quote in _quotes(passage):
        found.update(_if_foreign(passage, quote, _LEAST_QUOTED_HITS))
    return frozenset(found)


def _quotes(passage: Passage) -> Iterator[list[int]]:
    """Yield the numbers of the selected tokens that stand between quotation marks, of each quote by itself."""
    for match in _QUOTED.finditer(passage.text):
        start, end = match.span(1)
        yield [index for index in passage.selected if start <= passage.tokens[index].start < end]


def _if_foreign(passage: Passage, sentence: list[int], least: int = _LEAST_HITS) -> list[int]:
    words = [passage.tokens[index].plain for index in sentence if passage.tokens[index].is_word]
    if len(words) < _LEAST_WORDS:
        return []
    scores = guess_scores(words)
    own = scores.get(passage.model.profile.code, 0)
    best = max(scores.values(), default=0)
    return sentence if best >= least and best > 2 * own + 1 else []
