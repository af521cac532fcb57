"""Judges any feed, ours or a stranger's, by the standards and by what calendar programs do."""
