"""Builds the languages' archives from free sources: `python -m service.spelling.build`. See docs/spelling.md."""
