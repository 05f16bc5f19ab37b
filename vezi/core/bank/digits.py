"""Digits that check others."""


def mod97(text: str) -> int:
    """ISO 7064 MOD 97-10, letters counted from A as 10. Text of ASCII letters and digits."""
    return int("".join(str(int(sign, 36)) for sign in text)) % 97


def mod11(digits: str) -> int:
    """The check digit of Slovenian references: weights from 2 on, the last digit first; what would be 10 or 11 is 0."""
    weighted = sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), start=2))
    check = 11 - weighted % 11
    return 0 if check > 9 else check
