"""A copy of all that is public, as files that need no server."""
