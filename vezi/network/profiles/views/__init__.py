"""Pages about a person: what others see, one's own page, and what the clubs hold."""
