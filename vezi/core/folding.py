def fold(t: str) -> str: return t.lower()
