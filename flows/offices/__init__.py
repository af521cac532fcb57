"""Who sits where, how they want to be written to, and what each office has to do."""
