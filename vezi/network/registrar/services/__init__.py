"""Deeds of the registrar: `imports` brings files in."""
