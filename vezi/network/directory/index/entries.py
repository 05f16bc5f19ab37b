"""What a person is found by, from what a reader sees of her: slow, and right by construction.

`documents` does the same from rows for thousands at a time; a property test holds the two equal.
"""

from collections.abc import Iterator

from vezi.core.audience import Audience
from vezi.network.clubs.models import Institution, Programme
from vezi.network.directory.index import pieces
from vezi.network.directory.index.pieces import Entry, Place
from vezi.network.people.models import Affiliation, ContactKind
from vezi.network.people.queries import Seen

#: Who reads: everybody, members of the network, members of a club of the person, her connections. Each finds what the
#: one before does. Who shows nothing to her connections alone is not in the last one: tier c has all they find.
TIERS = {
    "p": int(Audience.PUBLIC),
    "n": int(Audience.NETWORK),
    "c": int(Audience.CLUB),
    "t": int(Audience.CONNECTIONS),
}


def entry_of(seen: Seen) -> Entry | None:
    """None for a reader who does not see the person."""
    if not seen.name:
        return None
    person, entry = seen.person, Entry()
    entry.add(pieces.of_name(person.given, person.family, person.preferred))
    entry.add(pieces.of_title(person.title))
    for name in seen.other_names:
        entry.add(pieces.of_other_name(name.given, name.family))
    for affiliation in seen.affiliations:
        entry.add(study(affiliation))
    for work in seen.positions:
        entry.add(pieces.of_work(work.title, work.employer, work.trade, work.city, work.country, work.is_current))
    if seen.residence:
        entry.add(pieces.of_home(seen.residence.city, seen.residence.country))
    entry.add(pieces.of_languages(tuple(seen.speaks)))
    entry.add(pieces.of_help(tuple(seen.helps_with)))
    entry.add(pieces.of_text(seen.ask_about))
    for contact in seen.contacts:
        if contact.kind == ContactKind.MAIL:
            entry.add(pieces.of_mail(contact.key))
    return entry


def unclaimed_entry_of(seen: Seen, *, club_id: int) -> Entry | None:
    """Name, class year and programme of a record that nobody took up, as the club itself wrote them down."""
    if not seen.name:
        return None
    person, entry = seen.person, Entry()
    entry.add(pieces.of_name(person.given, person.family, person.preferred))
    for affiliation in seen.affiliations:
        if affiliation.club_id in (club_id, None):
            entry.add(pieces.of_study(programme(affiliation), (), "", affiliation.class_year))
    return entry


def study(affiliation: Affiliation) -> pieces.Piece:
    institutions = tuple(place(one) for one in upwards(affiliation.institution))
    return pieces.of_study(programme(affiliation), institutions, affiliation.degree, affiliation.class_year)


def programme(affiliation: Affiliation) -> Place | None:
    return place(affiliation.programme) if affiliation.programme else None


def upwards(institution: Institution | None) -> Iterator[Institution]:
    """The institution and those it belongs to."""
    while institution is not None:
        yield institution
        institution = institution.parent


def place(where: Institution | Programme) -> Place:
    return Place(where.public_id, tuple(dict.fromkeys((where.name, *where.names.values()))))
