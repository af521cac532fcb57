"""The result for one review: every milestone with its date, its certainty and the reason."""
