"""Truth in words: dates, certainty and reasons as sentences of the reader's language."""
