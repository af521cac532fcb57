"""Prefect itself: its server and runner, here or on several machines, and the catalogue brought to it."""
