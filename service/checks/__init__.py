"""Looking at pages again, for what became of an error."""
