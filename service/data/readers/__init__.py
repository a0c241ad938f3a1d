"""What one reader has sent: found, handed over, erased."""
