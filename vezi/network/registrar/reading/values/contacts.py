"""Mail addresses and telephone numbers. A bad one is left out with a warning; the person stays."""

import re
from functools import lru_cache
from typing import Any

import phonenumbers

from vezi.network.registrar.reading.values.texts import NOTHING, Found, Reader, Trouble, clean, says_nothing, shown

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&*+/=?^_`{|}~'\u0080-\uffff-]+(?:\.[A-Za-z0-9!#$%&*+/=?^_`{|}~'\u0080-\uffff-]+)*"
    r"@(?:[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]{0,61}[A-Za-z0-9\u0080-\uffff])?\.)+"
    r"(?:[A-Za-z\u0080-\uffff]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{2,59})"
)
_IN_ANGLES = re.compile(r"<([^<>]*@[^<>]*)>")
_BETWEEN = re.compile(r"[;,|\s]+")
LONGEST_ADDRESS = 254
LONGEST_CELL = 2_000


def mail_reader(field: str) -> Reader:
    """The first good address; a second one of the same cell goes to `mail_2`."""

    def read(text: str) -> Found:
        value = clean(text)
        if len(value) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(value) and not value.lower().startswith("mailto:"):
            return ((field, _with_small_domain(value)),), ()
        if says_nothing(value):
            return NOTHING
        if len(value) > LONGEST_CELL:
            return (), (("mail_bad", "warning", {"value": shown(value)}),)
        return _several(field, value)

    return read


def _several(field: str, value: str) -> Found:
    listed = _IN_ANGLES.findall(value) or _BETWEEN.split(value)
    tried = [re.sub(r"(?i)^mailto:", "", one).strip("<>()[]\"'.,;: ") for one in listed if one.strip()]
    good = [one for one in tried if len(one) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(one)]
    bad = [one for one in tried if one not in good and "@" in one] or ([] if good else [value])
    good = list({mail_key(one): _with_small_domain(one) for one in reversed(good)}.values())[::-1]
    pairs = tuple(zip((field, "mail_2") if field == "mail" else (field,), good, strict=False))
    troubles: list[Trouble] = [("mail_bad", "warning", {"value": shown(one)}) for one in bad]
    if len(good) > len(pairs):
        troubles.append(("mail_too_many", "warning", {"value": shown(", ".join(good[len(pairs) :]))}))
    return pairs, tuple(troubles)


def _with_small_domain(address: str) -> str:
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}"


def mail_key(address: str) -> str:
    """What makes two addresses one: nobody's mail tells capitals apart."""
    return address.lower()


def phone_reader(field: str, *, region: str) -> Reader:
    """The number in international form (+38641123456); one we cannot read is kept as written, with a warning."""

    def read(text: str) -> Found:
        value = clean(text)
        if says_nothing(value) or not value.strip("0"):
            return NOTHING
        if quick := _quickly(value, region):
            return ((field, quick),), ()
        numbers = [
            one for part in re.split(r"[;,|]|\bin\b|\band\b", value[:200]) if (one := _international(part, region))
        ]
        if not numbers:
            return ((field, value[:60]),), (("phone_unread", "warning", {"value": shown(value)}),)
        pairs: tuple[tuple[str, Any], ...] = ((field, numbers[0]),)
        if len(numbers) > 1 and field == "phone":
            pairs += (("mobile", numbers[1]),)
        return pairs, ()

    return read


def _international(text: str, region: str) -> str | None:
    written = text.strip()
    if written.startswith("00"):
        written = "+" + written[2:]
    try:
        number = phonenumbers.parse(written.replace("(0)", ""), region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


_SIGNS = str.maketrans("", "", " ()-/.–")


@lru_cache(maxsize=64)
def _shape(region: str) -> tuple[str, str, re.Pattern[str]] | None:
    """Country code, prefix within the country and form of a number, for countries alone on their code.

    phonenumbers takes 25 µs a number, which for 320,000 is half of what the whole reading may take; the same table
    asked directly takes 2. Numbers it does not know go to phonenumbers. A test holds the two together.
    """
    table = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    if table is None or table.country_code is None:
        return None
    if len(phonenumbers.region_codes_for_country_code(table.country_code)) > 1 or table.leading_zero_possible:
        return None
    if table.national_prefix_for_parsing not in (table.national_prefix, None):
        return None
    kinds = (table.fixed_line, table.mobile, table.voip, table.toll_free)
    forms = [kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern]
    return str(table.country_code), table.national_prefix or "", re.compile("|".join(f"(?:{form})" for form in forms))


def _quickly(text: str, region: str) -> str | None:
    digits = text.translate(_SIGNS)
    shape = _shape(region)
    if not shape or not digits.removeprefix("+").isdigit() or not digits.isascii() or "(0)" in text:
        return None
    code, prefix, form = shape
    if digits.startswith("+"):
        number = digits.removeprefix("+" + code) if digits.startswith("+" + code) else ""
    elif digits.startswith("00"):
        number = digits.removeprefix("00" + code) if digits.startswith("00" + code) else ""
    else:
        number = digits.removeprefix(prefix) if prefix and digits.startswith(prefix) else ""
    is_plain = number and not number.startswith(code) and form.fullmatch(number)
    return f"+{code}{number}" if is_plain else None
