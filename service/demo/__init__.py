"""The demonstration: a fictional newspaper article with known errors, to try the whole path on."""
