def key(t: str, l: str) -> bytes: return t.encode()
