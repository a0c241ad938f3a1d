"""Decisions on many issues at once, and taking back."""
