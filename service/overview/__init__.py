"""The overview: what came in, how fast it was decided, and where the errors are, for a site and a period."""
