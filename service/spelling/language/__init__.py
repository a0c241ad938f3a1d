"""One language, opened, and what is known about each without data."""
