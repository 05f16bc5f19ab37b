"""Whom a club has on its books already, before an officer writes her down a second time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from vezi.network.clubs.models import Club
from vezi.network.memberships import proof
from vezi.network.memberships.models import Membership
from vezi.network.memberships.queries import reach
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, OtherName
from vezi.network.people.naming import first_given, mail_key

MAIL = "mail"
SHOWN = 5


@dataclass(frozen=True)
class Known:
    """Somebody on the books, and in what she agrees with what was typed."""

    membership: Membership
    agreed: frozenset[str]


def known_like(
    club: Club, *, given: str, family: str, former_family: str, born_on: date | None, class_year: int | None, mail: str
) -> list[Known]:
    """People of this club alone: of the same mail address, or of the same name unless year and birthday differ.

    Best first. A name is the same when surname (of now or of then) and first given name are; four queries.
    """
    said = proof.describe(
        [(first_given(given), name) for name in (family, former_family) if name] or [(first_given(given), "")],
        born_on=born_on, years=[class_year] if class_year else [], numbers=[],
    )  # fmt: skip
    found = []
    for membership in _candidates(club, said, mail):
        there = _described(membership)
        agreed = proof.agreement(said, there)
        if mail and any(one.key == mail_key(mail) for one in membership.person.contacts.all()):
            agreed |= {MAIL}
        if MAIL in agreed or (proof.NAME in agreed and not _differs(said, there, agreed)):
            found.append(Known(membership, agreed))
    found.sort(key=lambda one: (MAIL not in one.agreed, -proof.weight(one.agreed - {MAIL}), one.membership.pk))
    return found[:SHOWN]


def _candidates(club: Club, said: proof.Description, mail: str) -> list[Membership]:
    like = Q(pk__in=[])
    for name in said.names:
        like |= Q(person__folded__startswith=name)
    former = OtherName.objects.filter(reach.held_by(club))
    surnames = Q(pk__in=[])
    for surname in said.surnames:
        surnames |= Q(family__iexact=surname)
    like |= Q(person__in=former.filter(surnames).values("person"))
    if mail:
        by_mail = ContactValue.objects.filter(reach.held_by(club), kind=ContactKind.MAIL, key=mail_key(mail))
        like |= Q(person__in=by_mail.values("person"))
    people = Membership.objects.living_records().filter(like, club=club).select_related("person").prefetch_related(
        Prefetch("person__affiliations", Affiliation.objects.filter(reach.held_by(club)).select_related("programme")),
        Prefetch("person__contacts", ContactValue.objects.filter(reach.held_by(club), kind=ContactKind.MAIL)),
        Prefetch("person__other_names", former),
    )  # fmt: skip
    return list(people)


def _described(membership: Membership) -> proof.Description:
    person = membership.person
    names = [(first_given(person.given), person.family), (first_given(person.preferred or person.given), person.family)]
    names += [
        (first_given(other.given or person.given), other.family or person.family) for other in person.other_names.all()
    ]
    years = [studied.class_year for studied in person.affiliations.all() if studied.class_year]
    born_on = person.born_on if reach.holds(membership, person) else None
    return proof.describe(names, born_on=born_on, years=years, numbers=[])


def _differs(said: proof.Description, there: proof.Description, agreed: frozenset[str]) -> bool:
    """Both sides say when, and it is not the same time: a namesake."""
    if {proof.BORN, proof.YEAR} & agreed:
        return False
    return bool(said.years and there.years) or bool(said.born_on and there.born_on)
