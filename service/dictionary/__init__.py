"""House dictionaries: the words that a site holds correct, and what its editors corrected before."""
