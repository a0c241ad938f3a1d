"""Bluepencil: readers point at spelling errors, editors decide them in seconds."""

__version__ = "0.1.0"
