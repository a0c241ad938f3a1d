"""Whether an unknown word is an error at all, or a name, a foreign word, something new.

A logistic regression over what is known of the word and of its best candidate, see `signs`.
"""

import math

import numpy as np

from service.spelling.model import Model
from service.spelling.options import Options
from service.spelling.ranking import Ranked
from service.spelling.signs import Appearance, signs


def error_probability(look: Appearance, ranked: Ranked, model: Model, options: Options) -> float:
    """Return how probable it is that an unknown word is an error, 0 to 1."""
    features = signs(look, ranked, model, options)
    logit = float(np.clip(features @ model.weights.detector, -30, 30))
    return 1 / (1 + math.exp(-logit))
