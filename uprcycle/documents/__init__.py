"""The documents of a review: which there are, when each is expected, and where it can be read."""
