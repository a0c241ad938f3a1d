"""What a site holds: taking it along, letting it go in time, and one reader's part of it."""
