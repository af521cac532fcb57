"""Tests, as a package with a file of its own, because some that are installed beside us have one of this name."""
