"""What is before those who hold an office, and what hangs on it: duties, feeds, preferences."""
