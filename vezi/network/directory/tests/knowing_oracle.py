"""How a reader knows somebody, in plain Python: slow, and right at a glance."""

from vezi.core.audience import Audience
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory.tests.oracle import Readable, are_apart, are_connected
from vezi.network.groups.models import Member
from vezi.network.memberships.models import Membership, State
from vezi.network.people.models import Affiliation, Person, Residence
from vezi.network.ties.models import Connection, TieChoice


def ways(viewer: Viewer, one: Readable) -> set[str]:
    """By what is searched of the person."""
    me, other = viewer.person, one.seen.person
    if me == other:
        return set()
    found = set()
    if my_classes(me) & classes(one, viewer.club):
        found.add("classmate")
    if are_connected(me, other):
        found.add("connection")
    elif tellers(me, other):
        found.add("second")
    if my_employers(me) & one.facets.get("employer", set()):
        found.add("colleague")
    if groups(me) & groups(other):
        found.add("group")
    return found or {"none"}


def groups(person: Person) -> set[int]:
    """Those that were not closed."""
    return {one.group_id for one in Member.objects.filter(person=person) if one.group.closed_at is None}


def my_classes(me: Person) -> set[tuple[str, int]]:
    """Of the programme and of where it was studied, not of what that belongs to."""
    own = Affiliation.objects.filter(person=me, class_year__isnull=False).select_related("programme", "institution")
    return {
        (place.public_id, study.class_year) for study in own for place in (study.programme, study.institution) if place
    }


def classes(one: Readable, club: Club | None) -> set[tuple[str, int]]:
    """Of a record that nobody took up: as the club itself wrote it down."""
    found = set()
    for study in one.seen.affiliations:
        if one.is_unclaimed and study.club_id not in (None, club.pk if club else None):
            continue
        place = None if one.is_unclaimed else study.institution
        places = [study.programme] if study.programme else []
        while place:
            places.append(place)
            place = place.parent
        found |= {(place.public_id, study.class_year) for place in places if study.class_year}
    return found


def my_employers(me: Person) -> set[str]:
    return {work.employer for work in me.positions.all() if work.is_current and work.employer}


def tellers(me: Person, other: Person) -> list[Person]:
    """Connections of both who let the reader know of it, the latest first."""
    if me == other or keeps_to_herself(other):
        return []
    mine = Connection.objects.filter(person=me).select_related("other").order_by("-since", "other_id")
    return [
        tie.other
        for tie in mine
        if are_connected(tie.other, other) and not keeps_to_herself(tie.other) and is_seen(me, tie.other)
    ]


def keeps_to_herself(person: Person) -> bool:
    return TieChoice.objects.filter(person=person, list_audience=Audience.NOBODY).exists()


def is_seen(me: Person, connected: Person) -> bool:
    """By name, by somebody who is connected with her."""
    is_member = Membership.objects.filter(person=connected, state=State.MEMBER).exists()
    is_shown = connected.name_audience is None or connected.name_audience >= Audience.CONNECTIONS
    return is_member and is_shown and not connected.is_deceased and not are_apart(me, connected)


def reasons(viewer: Viewer, one: Readable) -> set[str]:
    """Why the person may be worth knowing to the reader, by what she sees of her."""
    known = ways(viewer, one)
    found = known & {"classmate", "colleague", "second"}
    works = [work for work in viewer.person.positions.all() if work.is_current]
    cities = {work.city for work in works if work.city}
    if home := Residence.objects.filter(person=viewer.person).first():
        cities.add(home.city)
    trades = {work.trade for work in works if work.trade}
    if trades & one.facets.get("trade", set()) and cities & one.facets.get("city", set()):
        found.add("trade")
    return found


def are_alike(one: Readable, other: Readable) -> bool:
    """Four things that weigh, and a class year not far away."""
    weight = sum(
        worth
        for facet, worth in (("employer", 4), ("programme", 3), ("trade", 3), ("city", 2))
        if one.facets.get(facet, set()) & other.facets.get(facet, set())
    )
    return weight + any(abs(year - near) <= 2 for year in one.years for near in other.years) >= 5
