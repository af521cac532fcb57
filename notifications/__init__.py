"""Push: what is sent to people, from the nudge owed to its receipt."""
