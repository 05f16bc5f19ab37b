"""Vezi: the open alumni network."""

__version__ = "0.1.0"
