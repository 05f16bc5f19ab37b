"""What people do about their ties: ask, answer, introduce."""
