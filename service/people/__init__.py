"""People: the first account, members and invitations, forgotten passwords, and what everybody sees to themselves."""
