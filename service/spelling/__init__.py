"""The suggestion engine: which word of a quote is wrong, and what should stand there. Pure; knows no framework."""

from service.spelling.engine import languages, suggest
from service.spelling.query import Query
from service.spelling.suggestion import Suggestion

__all__ = ["Query", "Suggestion", "languages", "suggest"]
