"""What a language consists of, on disk and mapped: words, indexes, counts, weights."""
