"""Where the figures in the documents come from. Each benchmark prints its own table; run them by `./dev bench`."""
