"""Numbers as addresses and forms say them."""


def read(said: str, *, digits: int = 6) -> int | None:
    """None where it is no whole number, or a longer one than anybody means."""
    return int(said) if said.isdecimal() and len(said) <= digits else None
