"""Who came without having answered, and whose record that may be. Offered to whoever keeps the door; never decided here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from vezi.activities.events.models import Event, WalkIn
from vezi.activities.events.queries.arriving import standing
from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.memberships.models import Membership
from vezi.network.memberships.queries.seeing import seen_by
from vezi.network.people import queries as people
from vezi.network.people.models import ContactKind, Person, PersonQuerySet
from vezi.network.people.naming import called
from vezi.network.people.queries import Seen
from vezi.network.people.who import signature, who_of

OFFERED, READ, MOST_WORDS = 5, 40, 4


@dataclass(frozen=True)
class Offer:
    """`by_mail`: the address fits, too; said to those alone who see it in any case."""

    person: Person
    who: Who
    by_mail: bool = False


def offered(viewer: Viewer, event: Event, *, name: str, mail: str = "") -> list[Offer]:
    """Members of the club whom the viewer sees by name and who are called so, or were. A fixed number of queries."""
    words = fold(name).split()[:MOST_WORDS]
    if not words or len(words[-1]) < 2:
        return []
    found = _of_club(viewer, event)
    for word in words:
        was = Q(other_names__family__istartswith=word) | Q(other_names__given__istartswith=word)
        found = found.filter(called([word]) | was)
    persons = people.with_parts(found.distinct().order_by("folded", "pk")[:READ])
    seen = [one for one in seen_by(viewer, persons) if one.name and not one.person.is_deceased and _fits(one, words)]
    offers = [Offer(one.person, who_of(one), by_mail=_has(one, mail)) for one in seen]
    return sorted(offers, key=lambda offer: not offer.by_mail)[:OFFERED]


def person_offered(viewer: Viewer, event: Event, public_id: str) -> Person | None:
    """One who could be offered; nobody else is ever matched. A phone may say what a record was called before it was merged."""
    number = Person.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    now = people.record_now(number)
    persons = people.with_parts(_of_club(viewer, event).filter(pk=now.pk if now is not None else 0))
    return next((one.person for one in seen_by(viewer, persons) if one.name), None)


def _of_club(viewer: Viewer, event: Event) -> PersonQuerySet:
    members = Membership.objects.active().filter(club=event.club_id).values("person")
    return Person.objects.living_records().filter(pk__in=members).exclude(pk__in=viewer.apart)


def _fits(seen: Seen, words: Sequence[str]) -> bool:
    """By names the reader sees."""
    names = fold(" ".join([seen.person.name, seen.person.given, *map(str, seen.other_names)])).split()
    return all(any(name.startswith(word) for name in names) for word in words)


def _has(seen: Seen, mail: str) -> bool:
    wanted = mail.strip().lower()
    return bool(wanted) and any(one.kind == ContactKind.MAIL and one.value.lower() == wanted for one in seen.contacts)


def named(event: Event) -> QuerySet[WalkIn]:
    """Those of whom a name is kept, or the record is known."""
    return event.walk_ins.exclude(name="", person=None)


@dataclass(frozen=True)
class WalkedIn:
    walk_in: WalkIn
    at_there: datetime
    who: Who | None = None  # her record, once it is known


def of(event: Event) -> list[WalkedIn]:
    """Those who stand as arrived, in the order in which they came. Two queries."""
    here = standing(event)
    rows = [one for one in named(event).select_related("person") if one.public_id in here]
    rows.sort(key=lambda one: here[one.public_id].at)
    return [WalkedIn(one, event.there(here[one.public_id].at), _known(one.person)) for one in rows]


def _known(person: Person | None) -> Who | None:
    return signature(person) if person is not None else None
