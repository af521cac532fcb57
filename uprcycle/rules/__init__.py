"""The rules by which dates are found, as text with sources, and the reader of that text."""
