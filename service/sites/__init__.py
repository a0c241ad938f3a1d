"""Sites, and the widget that is served for each."""
