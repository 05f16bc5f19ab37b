"""What two records are compared by, and how strongly each outcome speaks before any data has been seen.

Each comparison has levels, the most telling first; the first that is true holds. A level says what is true of the two
records and which share of the pairs that are one person it holds for (`m`): the usual experience, which the data
outweigh where there are enough of them (see `estimating`). A level with `rare` is the more telling the rarer the value
is: a common surname shared means little.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from vezi.network.registrar.linkage.conditions import (
    Columns,
    Condition,
    alike,
    apart,
    edits,
    missing,
    other,
    part,
    same,
    shared,
    within,
)

RAREST = 1e-6  # no value counts as rarer, however seldom it is in a small file
OTHERWISE = "otherwise"  # the level of what no other holds for


@dataclass(frozen=True, slots=True)
class Level:
    name: str
    when: Condition
    m: float
    rare: str = ""  # the column whose values' frequencies matter


@dataclass(frozen=True, slots=True)
class Comparison:
    name: str
    needs: tuple[str, ...]  # columns, one of which has to be filled on both sides
    unknown: Condition  # when there is nothing to compare
    levels: tuple[Level, ...]
    otherwise: float  # m of what no level holds for

    def holding(self, left: Columns, right: Columns) -> int | None:
        """The place of the level that holds, one past the last for all else; None if there is nothing to compare."""
        if self.unknown.holds(left, right):
            return None
        for place, level in enumerate(self.levels):
            if level.when.holds(left, right):
                return place
        return len(self.levels)

    def level_at(self, place: int) -> str:
        return self.levels[place].name if place < len(self.levels) else OTHERWISE


def _initial_met(left: Columns, right: Columns) -> bool:
    one, two = left["initials"], right["initials"]
    return one is not None and two is not None and (two[:1] in one or one[:1] in two)


def _begins(one: Columns, two: Columns, column: str, letters: int | None) -> bool:
    """Whether the one's begins as the other's first letters are."""
    whole, start = one[column], two[column]
    return whole is not None and start is not None and bool(whole.startswith(start[:letters]))


def _number_behind(mailbox: str) -> str:
    return mailbox[len(mailbox.rstrip("0123456789")) :]


def _crossed(left: Columns, right: Columns) -> bool:
    given, family = "given_turned", "family_turned"
    return any(one[given] is not None and one[given] == two[family] for one, two in ((left, right), (right, left)))


_TURNED = Condition("given_turned_l = family_turned_r or family_turned_l = given_turned_r", _crossed)
_AN_INITIAL = Condition(
    "contains(initials_l, substr(initials_r, 1, 1)) or contains(initials_r, substr(initials_l, 1, 1))", _initial_met
)
_INITIALS_ALONE = Condition(
    "has_initials_only_l or has_initials_only_r",
    lambda left, right: bool(left["has_initials_only"] or right["has_initials_only"]),
)
_INITIALS_BEGIN = Condition(
    "starts_with(initials_l, initials_r) or starts_with(initials_r, initials_l)",
    lambda left, right: _begins(left, right, "initials", None) or _begins(right, left, "initials", None),
)
_BEGINS_ALIKE = Condition(
    "starts_with(given_first_l, substr(given_first_r, 1, 3))",
    lambda left, right: _begins(left, right, "given_first", 3),
)
_NUMBERS_BEHIND = Condition(
    "regexp_extract(mailbox_l, '[0-9]*$') = regexp_extract(mailbox_r, '[0-9]*$')",
    lambda left, right: (
        None not in (left["mailbox"], right["mailbox"])
        and _number_behind(left["mailbox"]) == _number_behind(right["mailbox"])
    ),
)
GIVEN_NAME = Comparison(
    "given_name",
    ("given_first", "initials"),
    missing("initials"),
    (
        Level("all_given_names", same("given_all"), 0.15),
        Level("first_given_name", same("given_first"), 0.55, rare="given_first"),
        Level("order_of_names", _TURNED, 0.02),
        Level("another_given_name", shared("given_parts"), 0.05),
        Level("short_form", shared("short_forms"), 0.08),
        Level("initials", _INITIALS_ALONE & _INITIALS_BEGIN, 0.01),
        Level("given_name_nearly", alike("given_first", 0.9) | edits("given_first", 1), 0.06),
        Level("given_name_begins_alike", _BEGINS_ALIKE | alike("given_first", 0.8), 0.03),
        Level("an_initial", _AN_INITIAL, 0.02),
    ),
    0.03,
)
FAMILY_NAME = Comparison(
    "family_name",
    ("family",),
    missing("family"),
    (
        Level("surname", same("family"), 0.8, rare="family"),
        Level("a_surname_of_several", shared("family_parts"), 0.05),
        Level("surname_nearly", edits("family", 1) | alike("family", 0.93), 0.06),
        Level("order_of_names", _TURNED, 0.02),
        Level("surname_alike", alike("family", 0.85), 0.01),
    ),
    0.06,
)
BIRTH_DATE = Comparison(
    "birth_date",
    ("birth_date",),
    missing("birth_date"),
    (
        Level("birth_date", same("birth_date"), 0.9, rare="birth_date"),
        Level("birth_date_one_digit", edits("birth_date", 1), 0.03),
        Level(
            "day_and_month_swapped",
            part("birth_date", 1, 4) & part("birth_date", 5, 2, of=7) & part("birth_date", 7, 2, of=5),
            0.01,
        ),
        Level("birthday_of_another_year", part("birth_date", 5, 4), 0.01),
        Level("within_a_month", apart("birth_day", 31), 0.01),
        Level("within_a_year", apart("birth_day", 366), 0.01),
    ),
    0.03,
)
_DATES_KNOWN = Condition(
    "birth_date_l is not null and birth_date_r is not null",
    lambda left, right: left["birth_date"] is not None and right["birth_date"] is not None,
)
BIRTH_YEAR = Comparison(
    "birth_year",
    ("birth_year",),
    missing("birth_year") | _DATES_KNOWN,
    (
        Level("birth_year", same("birth_year"), 0.95, rare="birth_year"),
        Level("birth_year_next", apart("birth_year", 1), 0.02),
    ),
    0.03,
)
NATIONAL_NUMBER = Comparison(
    "national_number",
    ("national_number",),
    missing("national_number"),
    (
        Level("national_number", same("national_number"), 0.93),
        Level("national_number_one_digit", edits("national_number", 1), 0.05),
    ),
    0.02,
)
# A mailbox that is made of the surname says no more than the name does, when the domain is another; and who has another
# number behind the name is another person.
_MAILBOX_IS_THE_NAME = other("domain") & within("mailbox", "family_turned")
EMAIL = Comparison(
    "email",
    ("email",),
    missing("email") | _MAILBOX_IS_THE_NAME,
    (
        Level("email", same("email"), 0.6, rare="email"),
        Level("mailbox", same("mailbox"), 0.1),
        Level("email_nearly", edits("email", 2) & _NUMBERS_BEHIND, 0.05),
    ),
    0.25,
)
PHONE = Comparison(
    "phone",
    ("phone",),
    missing("phone"),
    (
        Level("phone", same("phone"), 0.6, rare="phone"),
        Level("phone_one_digit", edits("phone", 1), 0.03),
    ),
    0.37,
)
ADDRESS = Comparison(
    "address",
    ("street", "postcode", "city"),
    missing("street", "postcode", "city"),
    (
        Level("address", same("street") & (same("postcode") | same("city")), 0.4),
        Level("address_nearly", alike("street", 0.9) & (same("postcode") | alike("city", 0.9)), 0.1),
        Level("street_elsewhere", same("street") | alike("street", 0.95), 0.02),
        Level("postcode_and_city", same("postcode", "city"), 0.1),
        Level("postcode", same("postcode"), 0.03),
        Level("city", same("city"), 0.2, rare="city"),
        Level("city_nearly", alike("city", 0.9) | edits("postcode", 1), 0.03),
    ),
    0.12,
)
BIRTH_PLACE = Comparison(
    "birth_place",
    ("birth_place",),
    missing("birth_place"),
    (
        Level("birth_place", same("birth_place"), 0.85, rare="birth_place"),
        Level("birth_place_nearly", alike("birth_place", 0.9), 0.05),
    ),
    0.1,
)
STUDY = Comparison(
    "study",
    ("class_year", "programme"),
    missing("class_year", "programme"),
    (
        Level("class", same("class_year", "programme"), 0.5),
        Level("class_year", same("class_year"), 0.2),
        Level("programme", same("programme"), 0.1),
    ),
    0.2,  # one may have studied twice
)
COMPARISONS = (
    *(GIVEN_NAME, FAMILY_NAME, BIRTH_DATE, BIRTH_YEAR),
    *(NATIONAL_NUMBER, EMAIL, PHONE, ADDRESS, BIRTH_PLACE, STUDY),
)


def to_compare(filled: Iterable[frozenset[str]]) -> list[Comparison]:
    """Those of which every file (its filled columns) has something."""
    files = list(filled)
    return [one for one in COMPARISONS if all(columns & {*one.needs} for columns in files)]
