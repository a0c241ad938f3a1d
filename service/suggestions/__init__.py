"""Asking the engine for issues that wait, outside of any request."""
