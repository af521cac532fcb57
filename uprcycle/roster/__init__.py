"""Who holds which office, as a team keeps it in a table."""
