"""Sentences in another language inside the text: quotes that are none of this language's business."""

from service.spelling.guess import guess_scores
from service.spelling.passage import Passage

_LEAST_WORDS = 4
_LEAST_HITS = 3


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
    return frozenset(found)


def _if_foreign(passage: Passage, sentence: list[int]) -> list[int]:
    words = [passage.tokens[index].plain for index in sentence if passage.tokens[index].is_word]
    if len(words) < _LEAST_WORDS:
        return []
    scores = guess_scores(words)
    own = scores.get(passage.model.profile.code, 0)
    best = max(scores.values(), default=0)
    return sentence if best >= _LEAST_HITS and best > 2 * own + 1 else []
