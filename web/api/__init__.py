"""The same as JSON: what is public, and with a key what a person may see and do."""
