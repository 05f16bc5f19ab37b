"""Amounts of money: whole minor units of a currency (ISO 4217), never a float; read as people type them, said as they
read them."""

import re
import unicodedata
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol
from django.utils.translation import get_language
from django.utils.translation import gettext as _

#: What a payment order holds at most (EPC069-12: 999999999.99).
MOST = 99_999_999_999
GROUPS = " '\u2019\u00a0\u202f\u2009"
_NUMBER = re.compile(rf"\d[\d.,{GROUPS}]*")
_LANGUAGES = ("en", "sl")


class MixedCurrencies(TypeError):
    """Two currencies do not add up."""


class NotMoney(ValueError):
    """What was typed is no amount; the sentence says how it is written."""


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` counts cents of a euro, fils of a dinar, yens of a yen; it may be less than nothing."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"Money is counted in whole minor units, not {self.minor!r}.")
        if not is_known(self.currency):
            raise ValueError(f"{self.currency!r} is no currency of ISO 4217.")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._like(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._like(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._like(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._like(other)

    def __str__(self) -> str:
        """As the reader's language writes it, whole amounts without their decimals: €45; 45,50 €."""
        return self.said()

    def _like(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return other.minor

    @property
    def major(self) -> Decimal:
        return Decimal(self.minor).scaleb(-decimals(self.currency))

    @property
    def plain(self) -> str:
        """With a point and all its decimals, as files and standards write it: 1234.50."""
        return f"{self.major:.{decimals(self.currency)}f}"

    @property
    def typed(self) -> str:
        """As a field holds it, to be typed over: 45, or 45,50 where one writes a comma."""
        said = str(self.major.to_integral_value()) if self._is_whole else self.plain
        return said.replace(".", _locale(None).number_symbols["latn"]["decimal"])

    def said(self, language: str | None = None) -> str:
        locale = _locale(language)
        pattern = copy(locale.currency_formats["standard"])
        pattern.frac_prec = (0, 0) if self._is_whole else (decimals(self.currency),) * 2
        said = pattern.apply(self.major, locale, currency=self.currency, currency_digits=False)
        said = said.replace("-", locale.number_symbols["latn"]["minusSign"])
        return re.sub(r"(?<=[^\W\d])(?=\d)", "\u00a0", said)  # letters do not run into a number

    @property
    def _is_whole(self) -> bool:
        return self.minor % 10 ** decimals(self.currency) == 0


def total(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, Money(0, currency))


def is_known(currency: str) -> bool:
    """Whether it is a code of ISO 4217 that is in use somewhere."""
    return currency in _in_use()


def currencies() -> list[str]:
    return sorted(_in_use())


def decimals(currency: str) -> int:
    """As ISO 4217 has them: 2 of a euro, 3 of a dinar of Kuwait, none of a yen."""
    fractions = get_global("currency_fractions")
    return int(fractions.get(currency, fractions["DEFAULT"])[0])


def name_of(currency: str) -> str:
    """In the reader's language."""
    return get_currency_name(currency, locale=_locale(None))


def read(text: str, currency: str) -> Money:
    """What somebody typed: “45”, “45,00 €”, “EUR 1.234,56”, “1 234.5”. Raises NotMoney.

    The mark that comes last and once sets the decimals apart, unless three digits follow it: then it is a thousand
    where there is another mark of thousands before it, and else it is asked what is meant.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    found = _NUMBER.search(said)
    if found is None:
        raise NotMoney(_how(_("That is no amount."), currency))
    _refuse_other_words(said[: found.start()], said[found.end() :], currency)
    whole, fraction = _parts(found[0].rstrip(GROUPS), currency)
    places = decimals(currency)
    if len(fraction) > places:
        raise NotMoney(_how(_("That are more decimals than there is money for."), currency))
    minor = int(whole) * 10**places + int(fraction.ljust(places, "0") or 0)
    if minor > MOST:
        raise NotMoney(_("That is more than can be paid at once."))
    return Money(minor, currency)


def _how(wrong: str, currency: str) -> str:
    """With an example beside it."""
    return f"{wrong} " + _("Write it as %(example)s.") % {
        "example": Money(45 * 10 ** decimals(currency), currency).typed
    }


def _refuse_other_words(before: str, after: str, currency: str) -> None:
    words = [word.strip(" .") for word in (before, after)]
    if any(word in ("-", "−", "–") for word in (words[0][-1:], words[0][:1])):
        raise NotMoney(_("An amount is not less than nothing."))
    for word in filter(None, words):
        if word.casefold() not in _words(currency):
            raise NotMoney(
                _("“%(word)s” is not understood here: amounts are in %(currency)s.")
                % {"word": word[:20], "currency": currency}
            )


def _parts(number: str, currency: str) -> tuple[str, str]:
    """Its digits before and after the decimal mark."""
    marks = [sign for sign in number if not sign.isdigit()]
    if not marks:
        return number, ""
    last = marks[-1]
    whole, _mark, fraction = number.rpartition(last)
    places = decimals(currency)
    is_decimal = last in ".," and marks.count(last) == 1
    if is_decimal and len(fraction) == 3 and len(marks) == 1 and 0 < len(whole) <= 3 and int(whole):
        # 1.234 is a thousand here and little more than one there.
        if places == 0:
            return whole + fraction, ""
        raise NotMoney(
            _("Is that a thousand, or are there three decimals? Write it as %(one)s or %(other)s.")
            % {"one": f"{whole}{fraction}", "other": Money(int(f"{whole}{fraction[:places]}"), currency).typed}
        )
    if is_decimal:
        return _grouped(whole or "0", currency), fraction
    return _grouped(number, currency), ""


def _grouped(number: str, currency: str) -> str:
    """Without the marks of thousands; they are of one kind, and stand at every third digit."""
    marks = {sign for sign in number if not sign.isdigit()}
    groups = re.split(r"\D", number)
    if len(marks) > 1 or (marks and (not 0 < len(groups[0]) <= 3 or any(len(one) != 3 for one in groups[1:]))):
        raise NotMoney(_how(_("The digits are not set apart as in an amount."), currency))
    return "".join(groups)


@lru_cache(maxsize=1)
def _in_use() -> frozenset[str]:
    """Those some country pays with today (CLDR)."""
    used = get_global("territory_currencies").values()
    return frozenset(one[0] for rows in used for one in rows if one[2] is None and one[3])


@lru_cache(maxsize=50)
def _words(currency: str) -> frozenset[str]:
    """How it may be called beside a number."""
    called = {currency, get_currency_symbol(currency, "en")}
    for language in _LANGUAGES:
        called.add(get_currency_symbol(currency, language))
        called |= {get_currency_name(currency, count=count, locale=language) for count in (1, 2, 3, 5)}
    return frozenset(unicodedata.normalize("NFKC", word).casefold() for word in called)


@lru_cache(maxsize=20)
def _parsed(language: str) -> Locale:
    return Locale.parse(language)


def _locale(language: str | None) -> Locale:
    return _parsed((language or get_language() or "en").replace("-", "_"))
