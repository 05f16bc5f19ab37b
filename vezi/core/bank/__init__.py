"""Paying by bank transfer: account numbers, references that can be found again, and pictures that banks' programs read."""
