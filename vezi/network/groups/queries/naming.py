"""Whom a text names: members of the group whom the writer sees by name."""

from collections.abc import Iterable

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from vezi.core.errors import Refused
from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.core.wording import mentions
from vezi.network.groups.models import Group, Member
from vezi.network.memberships.queries.seeing import seen_by
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen

LOOKED_AT = 120  # people who may be meant, those called exactly so before all


class WhichOne(Refused):
    """Several members are called so, and no year says which."""

    status = 422

    def __init__(self, name: str, years: list[str]) -> None:
        said = _("Several members are called %(name)s. Write the class year behind the name: @%(name)s %(year)s.")
        super().__init__(said % {"name": name, "year": " / ".join(years)})


def named_in(text: str, *, group: Group, viewer: Viewer, known: Iterable[Person] = ()) -> tuple[str, list[Person]]:
    """The text with names kept as `@{public id}`, and the people. Raises WhichOne.

    A name of nobody, or of somebody the writer may not see, stays as it was typed. `known` win over their namesakes.
    """
    found = mentions.typed(text)
    if not found:
        return text, []
    seen = _candidates(found, group, viewer)
    preferred = {person.pk for person in known}
    places: dict[int, tuple[int, str]] = {}
    named: dict[int, Person] = {}
    for one in found:
        if (match := _match(one, seen, preferred)) is not None:
            count, person = match
            places[one.start] = (count, person.public_id)
            named[person.pk] = person
    return mentions.put_in(text, places), list(named.values())


def _candidates(found: list[mentions.Typed], group: Group, viewer: Viewer) -> list[Seen]:
    """Members who may be meant, as the writer sees them."""
    like, exactly = Q(pk__in=[]), set()
    for one in found:
        for count in range(2, len(one.words) + 1):
            for given, family in mentions.splits(one.named(count)):
                like |= Q(folded__startswith=f"{family} ", folded__contains=given)
                exactly.add(f"{family} {given}")
    member = Member.objects.filter(group=group, person=OuterRef("pk"))
    persons = Person.objects.living_records().filter(like, Exists(member)).exclude(pk__in=[*viewer.apart])
    near = Case(When(folded__in=exactly, then=Value(0)), default=Value(1))
    persons = people.with_parts(persons.order_by(near, "pk")[:LOOKED_AT])
    return [one for one in seen_by(viewer, persons) if one.name]


def _match(one: mentions.Typed, seen: list[Seen], preferred: set[int]) -> tuple[int, Person] | None:
    """The longest name that somebody has."""
    for count in range(len(one.words), 1, -1):
        called = [who for who in seen if fold(who.name) == one.named(count)]
        if not called:
            continue
        if one.year is not None and count == len(one.words) and len(called) > 1:
            called = [
                who for who in called if who.class_year is not None and who.class_year % 100 == one.year
            ] or called
        if len(called) > 1:
            called = [who for who in called if who.person.pk in preferred] or called
        if len(called) > 1:
            years = sorted({f"’{who.class_year % 100:02d}" for who in called if who.class_year})
            if len(years) < 2:
                return None
            raise WhichOne(called[0].name, years)
        return count, called[0].person
    return None
