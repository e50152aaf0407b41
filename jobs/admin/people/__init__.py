"""Who may enter the admin: people and roles, the second factor, tries that failed."""
