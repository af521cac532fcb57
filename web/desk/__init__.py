"""The desk of the officer: what is uploaded or changed, looked at, released, and what was done."""
