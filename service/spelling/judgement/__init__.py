"""Which candidate it is, and whether there is an error at all."""
