"""Whether an unknown word is an error at all, or a name, a foreign word, something new.

A logistic regression over what is known of the word and of its best candidate, see `signs`.
"""

import math

from service.spelling.judgement.ranking import Ranked
from service.spelling.judgement.signs import Appearance, signs
from service.spelling.language.model import Model
from service.spelling.options import Options


def error_probability(look: Appearance, ranked: Ranked, model: Model, options: Options) -> float:
    """Return how probable it is that an unknown word is an error, 0 to 1."""
    features = signs(look, ranked, model, options)
    logit = min(30.0, max(-30.0, float(features @ model.weights.detector)))
    return 1 / (1 + math.exp(-logit))
