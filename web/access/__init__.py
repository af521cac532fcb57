"""Signing in, who reads a signed page, and who may do what here."""
