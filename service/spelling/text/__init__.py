"""Text as the engine reads it: characters, words, sounds, keys."""
