"""Who looks: users with their roles, sessions, and what each may do."""
