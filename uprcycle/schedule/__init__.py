"""The one input: which State is reviewed in which session, and what was published about it."""
