"""News for open desks: reports and colleagues' decisions, as they happen."""
