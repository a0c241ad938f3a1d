"""A valid word that a reader pointed at: suspect, because someone took the trouble.

Any word near it is a candidate. How sure the engine is depends on how much better the best one fits
between the neighbours; alone, or where the word itself fits, it remains a guess.
"""

import numpy as np

from service.spelling.finding import Finding
from service.spelling.passage import Passage
from service.spelling.ranking import rank
from service.spelling.unknown_words import proposals_of

_PRIOR = -0.4
_SLOPE = 0.45


def find_pointed(passage: Passage, index: int, given: list[str]) -> Finding | None:
    """Return the likeliest alternatives to token `index`, a valid word."""
    token, model = passage.tokens[index], passage.model
    if len(token.plain) < 2:
        return None
    setting = passage.setting(index)
    ranked = rank(token.plain, model, setting, passage.options, given)
    if not len(ranked):
        return None
    zipf = np.array([model.lexicon.zipf(token.plain) or 1.0, model.lexicon.zipf(ranked.candidates[0].word)])
    gain = 0.5 * float(zipf[1] - zipf[0])
    if setting.context is not None:
        fit = model.ngrams.fit([token.plain, ranked.candidates[0].word], zipf, setting.context).total
        gain += float(fit[1] - fit[0])
    wrong = float(np.clip(1 / (1 + np.exp(-(_PRIOR + _SLOPE * gain))), 0.05, 0.7))
    proposals = proposals_of(passage, token, ranked, wrong)
    return Finding(token.start, token.end, wrong, tuple(proposals)) if proposals else None
