"""The demonstration: a newspaper page with planted errors, a site for it and its owner."""
