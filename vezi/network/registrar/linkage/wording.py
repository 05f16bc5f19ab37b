"""Why two records are, or are not, taken for one person: in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.network.registrar.linkage.comparisons import OTHERWISE
from vezi.network.registrar.linkage.weighing import BOTH_FORMER, FAMILY, FORMER, Evidence

STRONG, MEDIUM = 7.0, 3.0  # bits from which evidence is so; below it is weak
RARE, COMMON = 1.5, -1.5  # bits by which a value is worth saying so of
MOST = 15.0  # bits that fill the chart

#: By comparison and level, and a note where there is one.
SENTENCES: dict[tuple[str, ...], Any] = {
    ("given_name", "all_given_names"): _("All given names the same"),
    ("given_name", "first_given_name"): _("Same given name"),
    ("given_name", "order_of_names"): _("Given name and surname the other way round"),
    ("given_name", "another_given_name"): _("One of several given names is the same"),
    ("given_name", "short_form"): _("One given name is a short form of the other"),
    ("given_name", "initials"): _("Given name: an initial that fits"),
    ("given_name", "given_name_nearly"): _("Given name spelt nearly alike"),
    ("given_name", "given_name_begins_alike"): _("Given names begin alike"),
    ("given_name", "an_initial"): _("Given names differ, but have the same initial"),
    ("given_name", OTHERWISE): _("Given names differ"),
    ("family_name", "surname"): _("Same surname"),
    ("family_name", "a_surname_of_several"): _("One of two surnames is the same"),
    ("family_name", "a_surname_of_several", FORMER): _("Surname differs, but equals the former one"),
    ("family_name", "a_surname_of_several", BOTH_FORMER): _("Surname differs, but a former one is the same"),
    ("family_name", "surname_nearly"): _("Surname spelt nearly alike"),
    ("family_name", "order_of_names"): _("Surname and given name the other way round"),
    ("family_name", "surname_alike"): _("Surnames are alike"),
    ("family_name", OTHERWISE): _("Surnames differ"),
    ("birth_date", "birth_date"): _("Same birth date"),
    ("birth_date", "birth_date_one_digit"): _("Birth date differs in one digit"),
    ("birth_date", "day_and_month_swapped"): _("Birth date with day and month swapped"),
    ("birth_date", "birthday_of_another_year"): _("Same birthday, another year"),
    ("birth_date", "within_a_month"): _("Birth dates less than a month apart"),
    ("birth_date", "within_a_year"): _("Birth dates less than a year apart"),
    ("birth_date", OTHERWISE): _("Birth dates differ"),
    ("birth_year", "birth_year"): _("Same year of birth"),
    ("birth_year", "birth_year_next"): _("Years of birth one apart"),
    ("birth_year", OTHERWISE): _("Years of birth differ"),
    ("national_number", "national_number"): _("Same national number"),
    ("national_number", "national_number_one_digit"): _("National number differs in one digit"),
    ("national_number", OTHERWISE): _("National numbers differ"),
    ("email", "email"): _("Same e-mail address"),
    ("email", "mailbox"): _("Same e-mail name, another domain"),
    ("email", "email_nearly"): _("E-mail address spelt nearly alike"),
    ("email", OTHERWISE): _("E-mail addresses differ"),
    ("phone", "phone"): _("Same telephone number"),
    ("phone", "phone_one_digit"): _("Telephone number differs in one digit"),
    ("phone", OTHERWISE): _("Telephone numbers differ"),
    ("address", "address"): _("Same address"),
    ("address", "address_nearly"): _("Address spelt nearly alike"),
    ("address", "street_elsewhere"): _("Same street name, another town"),
    ("address", "postcode_and_city"): _("Same postcode and town"),
    ("address", "postcode"): _("Same postcode"),
    ("address", "city"): _("Same town"),
    ("address", "city_nearly"): _("Town or postcode nearly alike"),
    ("address", OTHERWISE): _("Addresses differ"),
    ("birth_place", "birth_place"): _("Same place of birth"),
    ("birth_place", "birth_place_nearly"): _("Place of birth spelt nearly alike"),
    ("birth_place", OTHERWISE): _("Places of birth differ"),
    ("study", "class"): _("Same programme and class year"),
    ("study", "class_year"): _("Same class year"),
    ("study", "programme"): _("Same programme"),
    ("study", OTHERWISE): _("Programme and class year differ"),
    (FAMILY, "twins"): _("They could be twins: given names differ, surname and birth date do not"),
    (FAMILY, "namesakes"): _("They could be parent and child of one name: only the birth dates differ"),
}
#: What is said behind a sentence whose value is rare or common among the club's people.
RARITIES: dict[bool, Any] = {True: pgettext_lazy("value", "a rare one"), False: pgettext_lazy("value", "a common one")}
STRENGTHS: dict[str, Any] = {
    "strong": pgettext_lazy("evidence", "strong"),
    "medium": pgettext_lazy("evidence", "medium"),
    "weak": pgettext_lazy("evidence", "weak"),
}
DIRECTIONS: dict[bool, Any] = {True: pgettext_lazy("evidence", "for"), False: pgettext_lazy("evidence", "against")}


def sentence(evidence: Evidence) -> str:
    """“Same surname (a rare one)”."""
    parts = (evidence.comparison, evidence.level)
    said = str(SENTENCES[(*parts, evidence.note)] if evidence.note else SENTENCES[parts])
    if COMMON < evidence.rarity < RARE:
        return said
    return f"{said} ({RARITIES[evidence.rarity > 0]})"


def strength(evidence: Evidence) -> str:
    """The code: strong, medium or weak. `STRENGTHS` has the word."""
    bits = abs(evidence.bits)
    return "strong" if bits >= STRONG else "medium" if bits >= MEDIUM else "weak"


def line(evidence: Evidence) -> str:
    """“Same birth date: strong”, “Birth dates differ: strong, against”."""
    said = f"{sentence(evidence)}: {STRENGTHS[strength(evidence)]}"
    return said if evidence.bits > 0 else f"{said}, {DIRECTIONS[False]}"


def length(evidence: Evidence, *, most: int = 100) -> int:
    """Of a bar in a chart; what says anything at all is seen."""
    return max(1, round(min(abs(evidence.bits), MOST) / MOST * most))
