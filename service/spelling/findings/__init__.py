"""Everything in a passage that may be wrong, a kind a file."""
