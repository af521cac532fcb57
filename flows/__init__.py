"""When: what runs, in which order, joined to what."""
