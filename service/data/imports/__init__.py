"""Taking over what another tool has kept of its readers' reports."""
