"""What the features' routes share: sessions, problems, pages, limits."""
