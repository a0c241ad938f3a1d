"""Issues and reports as files, as many as there are."""
