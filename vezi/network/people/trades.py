CHOICES: list[tuple[str, str]] = []
