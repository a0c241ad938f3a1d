"""The suggestion engine: pure, without a framework, languages as data. See docs/spelling.md."""

from service.spelling.engine import Engine, languages, suggest
from service.spelling.query import Query
from service.spelling.rules import RULES
from service.spelling.suggestion import Suggestion

__all__ = ["RULES", "Engine", "Query", "Suggestion", "languages", "suggest"]
