"""Account numbers (ISO 13616) and codes of banks (ISO 9362)."""

import re

from vezi.core.bank.digits import mod97

#: How long it is in the countries that pay by SEPA (EPC409-09).
LENGTHS = {
    "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24,
    "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip
_SHAPE = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")


def read(typed: str) -> str | None:
    """Without blanks, in capitals; None for what is no account number, or of another length than its country's."""
    said = re.sub(r"[\s.-]", "", typed).upper()
    if not said.isascii() or _SHAPE.fullmatch(said) is None or len(said) != LENGTHS.get(said[:2], len(said)):
        return None
    return said if mod97(said[4:] + said[:4]) == 1 else None


def read_bic(typed: str) -> str | None:
    said = re.sub(r"\s", "", typed).upper()
    return said if said.isascii() and _BIC.fullmatch(said) else None


def shown(iban: str) -> str:
    """In groups of four, as on paper."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))
