"""Being told: channels, the deliveries on their way to them, and the letters of accounts."""
