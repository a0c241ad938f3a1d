"""The desk: the queue of issues, and what editors decide."""
