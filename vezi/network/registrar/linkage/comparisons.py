"""What two records are compared by, and how strongly each outcome speaks before any data has been seen.

Each comparison has levels, the most telling first; the first that is true holds. A level says in SQL what is true of
the two records (`_l`, `_r`) and which share of the pairs that are one person it holds for (`m`): the usual experience,
which the data outweigh where there are enough of them (see `estimating`). A level with `rare` is the more telling the
rarer the value is: a common surname shared means little.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import splink.comparison_level_library as levels
from splink.internals.comparison_creator import ComparisonCreator
from splink.internals.comparison_level_creator import ComparisonLevelCreator
from splink.internals.comparison_library import CustomComparison

RAREST = 1e-6  # no value counts as rarer, however seldom it is in a small file


@dataclass(frozen=True, slots=True)
class Level:
    name: str
    sql: str
    m: float
    rare: str = ""  # the column whose values' frequencies matter


@dataclass(frozen=True, slots=True)
class Comparison:
    name: str
    needs: tuple[str, ...]  # columns, one of which has to be filled on both sides
    unknown: str  # in SQL: when there is nothing to compare
    levels: tuple[Level, ...]
    otherwise: float  # m of what no level holds for


def _missing(*columns: str) -> str:
    """In no column both sides have something."""
    return " and ".join(f"({column}_l is null or {column}_r is null)" for column in columns)


def _alike(column: str, least: float) -> str:
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}"


def _same(*columns: str) -> str:
    return " and ".join(f"{column}_l = {column}_r" for column in columns)


_TURNED = "(given_turned_l = family_turned_r or family_turned_l = given_turned_r)"

GIVEN_NAME = Comparison(
    "given_name",
    ("given_first", "initials"),
    "initials_l is null or initials_r is null",
    (
        Level("all_given_names", _same("given_all"), 0.15),
        Level("first_given_name", _same("given_first"), 0.55, rare="given_first"),
        Level("order_of_names", _TURNED, 0.02),
        Level("another_given_name", "list_has_any(given_parts_l, given_parts_r)", 0.05),
        Level("short_form", "list_has_any(short_forms_l, short_forms_r)", 0.08),
        Level(
            "initials",
            "(has_initials_only_l or has_initials_only_r)"
            " and (starts_with(initials_l, initials_r) or starts_with(initials_r, initials_l))",
            0.01,
        ),
        Level(
            "given_name_nearly",
            f"{_alike('given_first', 0.9)} or damerau_levenshtein(given_first_l, given_first_r) <= 1",
            0.06,
        ),
        Level(
            "given_name_begins_alike",
            f"starts_with(given_first_l, substr(given_first_r, 1, 3)) or {_alike('given_first', 0.8)}",
            0.03,
        ),
        Level(
            "an_initial",
            "contains(initials_l, substr(initials_r, 1, 1)) or contains(initials_r, substr(initials_l, 1, 1))",
            0.02,
        ),
    ),
    0.03,
)
FAMILY_NAME = Comparison(
    "family_name",
    ("family",),
    "family_l is null or family_r is null",
    (
        Level("surname", _same("family"), 0.8, rare="family"),
        Level("a_surname_of_several", "list_has_any(family_parts_l, family_parts_r)", 0.05),
        Level(
            "surname_nearly",
            f"damerau_levenshtein(family_l, family_r) <= 1 or {_alike('family', 0.93)}",
            0.06,
        ),
        Level("order_of_names", _TURNED, 0.02),
        Level("surname_alike", _alike("family", 0.85), 0.01),
    ),
    0.06,
)
BIRTH_DATE = Comparison(
    "birth_date",
    ("birth_date",),
    _missing("birth_date"),
    (
        Level("birth_date", _same("birth_date"), 0.9, rare="birth_date"),
        Level("birth_date_one_digit", "damerau_levenshtein(birth_date_l, birth_date_r) = 1", 0.03),
        Level(
            "day_and_month_swapped",
            "substr(birth_date_l, 1, 4) = substr(birth_date_r, 1, 4)"
            " and substr(birth_date_l, 5, 2) = substr(birth_date_r, 7, 2)"
            " and substr(birth_date_l, 7, 2) = substr(birth_date_r, 5, 2)",
            0.01,
        ),
        Level("birthday_of_another_year", "substr(birth_date_l, 5, 4) = substr(birth_date_r, 5, 4)", 0.01),
        Level("within_a_month", "abs(birth_day_l - birth_day_r) <= 31", 0.01),
        Level("within_a_year", "abs(birth_day_l - birth_day_r) <= 366", 0.01),
    ),
    0.03,
)
BIRTH_YEAR = Comparison(
    "birth_year",
    ("birth_year",),
    f"{_missing('birth_year')} or (birth_date_l is not null and birth_date_r is not null)",
    (
        Level("birth_year", _same("birth_year"), 0.95, rare="birth_year"),
        Level("birth_year_next", "abs(birth_year_l - birth_year_r) = 1", 0.02),
    ),
    0.03,
)
NATIONAL_NUMBER = Comparison(
    "national_number",
    ("national_number",),
    _missing("national_number"),
    (
        Level("national_number", _same("national_number"), 0.93),
        Level("national_number_one_digit", "damerau_levenshtein(national_number_l, national_number_r) = 1", 0.05),
    ),
    0.02,
)
# A mailbox that is made of the surname says no more than the name does, when the domain is another; and who has another
# number behind the name is another person.
_MAILBOX_IS_THE_NAME = (
    "(domain_l <> domain_r and contains(mailbox_l, family_turned_l) and contains(mailbox_r, family_turned_r))"
)
EMAIL = Comparison(
    "email",
    ("email",),
    f"{_missing('email')} or {_MAILBOX_IS_THE_NAME}",
    (
        Level("email", _same("email"), 0.6, rare="email"),
        Level("mailbox", _same("mailbox"), 0.1),
        Level(
            "email_nearly",
            "damerau_levenshtein(email_l, email_r) <= 2"
            " and regexp_extract(mailbox_l, '[0-9]*$') = regexp_extract(mailbox_r, '[0-9]*$')",
            0.05,
        ),
    ),
    0.25,
)
PHONE = Comparison(
    "phone",
    ("phone",),
    _missing("phone"),
    (
        Level("phone", _same("phone"), 0.6, rare="phone"),
        Level("phone_one_digit", "damerau_levenshtein(phone_l, phone_r) = 1", 0.03),
    ),
    0.37,
)
ADDRESS = Comparison(
    "address",
    ("street", "postcode", "city"),
    _missing("street", "postcode", "city"),
    (
        Level("address", f"{_same('street')} and ({_same('postcode')} or {_same('city')})", 0.4),
        Level(
            "address_nearly",
            f"{_alike('street', 0.9)} and ({_same('postcode')} or {_alike('city', 0.9)})",
            0.1,
        ),
        Level("street_elsewhere", f"{_same('street')} or {_alike('street', 0.95)}", 0.02),
        Level("postcode_and_city", _same("postcode", "city"), 0.1),
        Level("postcode", _same("postcode"), 0.03),
        Level("city", _same("city"), 0.2, rare="city"),
        Level(
            "city_nearly",
            f"{_alike('city', 0.9)} or damerau_levenshtein(postcode_l, postcode_r) = 1",
            0.03,
        ),
    ),
    0.12,
)
BIRTH_PLACE = Comparison(
    "birth_place",
    ("birth_place",),
    _missing("birth_place"),
    (
        Level("birth_place", _same("birth_place"), 0.85, rare="birth_place"),
        Level("birth_place_nearly", _alike("birth_place", 0.9), 0.05),
    ),
    0.1,
)
STUDY = Comparison(
    "study",
    ("class_year", "programme"),
    _missing("class_year", "programme"),
    (
        Level("class", _same("class_year", "programme"), 0.5),
        Level("class_year", _same("class_year"), 0.2),
        Level("programme", _same("programme"), 0.1),
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


def for_splink(comparison: Comparison) -> ComparisonCreator:
    """Nothing to compare, the levels in order, and all else."""
    unknown = levels.CustomLevel(comparison.unknown, "unknown").configure(is_null_level=True)
    listed = []
    for level in comparison.levels:
        made: ComparisonLevelCreator = levels.CustomLevel(level.sql, level.name)
        if level.rare:
            made = made.configure(tf_adjustment_column=level.rare, tf_minimum_u_value=RAREST)
        listed.append(made)
    return CustomComparison(
        output_column_name=comparison.name, comparison_levels=[unknown, *listed, levels.ElseLevel()]
    )
