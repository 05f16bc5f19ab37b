"""Amounts: added up without a float, read as people type them, said as they read them."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from vezi.core import money
from vezi.core.money import MixedCurrencies, Money, NotMoney

amounts = st.integers(0, money.MOST)
in_use = st.sampled_from(money.currencies())


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("45", 4500), ("45,00 €", 4500), ("€45", 4500), ("EUR 45.5", 4550), ("45 evrov", 4500), ("1.234,56", 123456),
        ("1,234.56", 123456), ("1 234,5", 123450), ("1\u00a0234,56", 123456), ("1’234.50", 123450), ("12.345.678", 1234567800),
        ("0,5", 50), ("0", 0), ("45.", 4500), ("０４５", 4500),
    ],
)  # fmt: skip
def test_what_people_type_is_read(typed: str, cents: int) -> None:
    assert money.read(typed, "EUR") == Money(cents, "EUR")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "That is no amount. Write it as 45."),
        ("a lot", "That is no amount. Write it as 45."),
        ("-3", "An amount is not less than nothing."),
        ("€ -3", "An amount is not less than nothing."),
        ("45 USD", "“USD” is not understood here: amounts are in EUR."),
        ("45 or so", "“or so” is not understood here: amounts are in EUR."),
        ("1.234", "Is that a thousand, or are there three decimals? Write it as 1234 or 1.23."),
        ("4.5555", "That are more decimals than there is money for. Write it as 45."),
        ("1.2.3", "The digits are not set apart as in an amount. Write it as 45."),
        ("1.23,45,6", "The digits are not set apart as in an amount. Write it as 45."),
        ("9999999999", "That is more than can be paid at once."),
    ],
)
def test_what_is_no_amount_says_how_one_is_written(typed: str, why: str) -> None:
    with pytest.raises(NotMoney) as wrong:
        money.read(typed, "EUR")

    assert str(wrong.value) == why


@given(st.text(max_size=30))
def test_whatever_is_typed_is_an_amount_or_is_refused_with_a_sentence(typed: str) -> None:
    try:
        found: Money | str = money.read(typed, "EUR")
    except NotMoney as wrong:
        found = str(wrong)

    assert found.endswith(".") if isinstance(found, str) else 0 <= found.minor <= money.MOST


@given(amounts, in_use, st.sampled_from(["en", "sl"]))
def test_what_a_field_holds_is_read_back_as_the_same(minor: int, currency: str, language: str) -> None:
    with translation.override(language):
        amount = Money(minor, currency)

        try:
            assert money.read(amount.typed, currency) == amount
        except NotMoney:
            assert money.decimals(currency) == 3, "only where three decimals are usual it may be asked what is meant"
            assert len(amount.plain) <= 7


@given(amounts, st.sampled_from(["en", "sl"]))
def test_what_is_said_in_euros_is_read_back_as_the_same(minor: int, language: str) -> None:
    amount = Money(minor, "EUR")

    try:
        assert money.read(amount.said(language), "EUR") == amount
    except NotMoney:
        assert 1_000_00 <= minor < 1_000_000_00, "€1,234 alone is asked about"
        assert minor % 100 == 0


@given(st.lists(st.integers(-money.MOST, money.MOST)), in_use)
def test_adding_is_exact(minors: list[int], currency: str) -> None:
    added = money.total([Money(one, currency) for one in minors], currency)

    assert added.major == sum((Money(one, currency).major for one in minors), Decimal(0))


def test_a_float_is_no_amount() -> None:
    with pytest.raises(TypeError):
        Money(45.0, "EUR")


def test_two_currencies_do_not_add_up() -> None:
    with pytest.raises(MixedCurrencies):
        Money(1, "EUR") + Money(1, "CHF")


def test_a_currency_nobody_pays_with_is_refused() -> None:
    with pytest.raises(ValueError, match="SIT"):
        Money(1, "SIT")


@pytest.mark.parametrize(
    ("amount", "english", "slovenian"),
    [
        (Money(4500, "EUR"), "€45", "45\u00a0€"), (Money(4550, "EUR"), "€45.50", "45,50\u00a0€"),
        (Money(123456789, "EUR"), "€1,234,567.89", "1.234.567,89\u00a0€"), (Money(500, "JPY"), "¥500", "500\u00a0¥"),
        (Money(1500, "KWD"), "KWD\u00a01.500", "1,500\u00a0KWD"), (Money(-4500, "EUR"), "-€45", "\u221245\u00a0€"),
    ],
)  # fmt: skip
def test_it_is_said_as_the_language_writes_it(amount: Money, english: str, slovenian: str) -> None:
    assert (amount.said("en"), amount.said("sl")) == (english, slovenian)
