"""Pages of connecting: what waits, asking, introductions, answers from the mail."""
