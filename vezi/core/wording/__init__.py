"""What members write: made clean when it comes, drawn when it is read. Knows no records."""
