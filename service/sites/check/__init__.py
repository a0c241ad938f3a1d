"""The installation check: a look at a site's own page, with what is right there and what is missing."""
