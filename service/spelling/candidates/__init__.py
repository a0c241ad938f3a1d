"""What a wrong word may have been meant to be."""
