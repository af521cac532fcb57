"""Tests, a package by a file of its own: one that is installed beside us is called the same."""
