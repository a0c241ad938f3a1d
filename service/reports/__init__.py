"""What readers send, and what they are told."""
