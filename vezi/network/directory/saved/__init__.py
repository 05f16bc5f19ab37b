"""Searches that members keep under a name, and letters when somebody new fits."""
