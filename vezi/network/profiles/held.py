"""Questions of the page of what is held: clubs, bases, who looked, which letters went out."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vezi.core import features
from vezi.core.errors import Words
from vezi.core.models import AccessEntry, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.consent import purposes
from vezi.network.consent.models import ConsentEntry, Purpose
from vezi.network.consent.purposes import ClubPurposes
from vezi.network.memberships.models import JoinRequest, Membership, Officer
from vezi.network.people import queries as people
from vezi.network.people.models import Person, Source, Sourced
from vezi.network.profiles import queries

LOOKS_READ, LOOKS_SHOWN, LETTERS_SHOWN, WORDS_SHOWN = 300, 50, 30, 50


@dataclass
class Looked:
    """Looks of one officer, on one day, of one kind."""

    day: date
    who: str
    club: str
    what: Words
    times: int = 1


@dataclass(frozen=True)
class Told:
    """All that stands on the page beside the values."""

    memberships: list[Membership]
    uses: list[ClubPurposes]
    offices: list[Officer]
    requests: list[JoinRequest]
    said: list[ConsentEntry]
    letters: list[OutgoingMail]
    looks: list[Looked]
    look_count: int
    default: int
    bases: dict[int, str] = field(default_factory=dict)  # club -> the basis on which it keeps records

    def basis(self, held: Sourced | None) -> str:
        """On what a value rests: what one wrote oneself on one's own word, all else on what its club says."""
        if held is None or held.source == Source.SELF:
            return _("your own word")
        club_id = held.club_id or (self.memberships[0].club_id if self.memberships else None)
        return self.bases.get(club_id, _("not written down yet")) if club_id else _("not written down yet")


#: Values that are shown with the club that holds them.
HELD_BY_CLUBS = ("affiliations", "positions", "contacts", "other_names", "identifiers")


def whole(person: Person) -> Person:
    """With all that belongs to her."""
    clubs = [f"{values}__club" for values in HELD_BY_CLUBS]
    found = people.with_parts(Person.objects.filter(pk=person.pk)).select_related("club", "residence__club")
    return found.prefetch_related(*clubs).get()


def told(person: Person) -> Told:
    """A fixed number of questions, and two for each club."""
    memberships = list(
        Membership.objects.filter(person=person).select_related("club__institution").order_by("since", "pk")
    )
    uses = [purposes.of_club(person_id=person.pk, club=one.club) for one in memberships]
    looks = AccessEntry.objects.filter(person_id=person.pk)
    return Told(
        memberships=memberships,
        uses=uses,
        offices=list(Officer.objects.filter(person=person).select_related("role__club").order_by("-since_on", "-pk")),
        requests=list(JoinRequest.objects.filter(person=person).select_related("club").order_by("-asked_at", "-pk")),
        said=list(ConsentEntry.objects.filter(person=person).select_related("club").order_by("-at", "-pk")[:WORDS_SHOWN]),
        letters=list(OutgoingMail.objects.filter(person_id=person.pk).order_by("-written_at", "-pk")[:LETTERS_SHOWN]),
        looks=looked(list(looks.order_by("-at", "-pk")[:LOOKS_READ])),
        look_count=looks.count(),
        default=queries.default_of(person),
        bases={use.club.pk: line.basis_title for use in uses for line in use.lines if line.purpose == Purpose.MEMBERSHIP},
    )  # fmt: skip


def looked(entries: list[AccessEntry]) -> list[Looked]:
    """Newest first, those of one day, officer and kind as one line."""
    officers = Person.objects.in_bulk({one.by_id for one in entries}, field_name="account_id")
    clubs = Club.objects.in_bulk({one.club_id for one in entries if one.club_id})
    words = features.looks()
    lines: dict[tuple[date, int, int | None, str], Looked] = {}
    for one in entries:
        day = localtime(one.at).date()
        key = (day, one.by_id, one.club_id, one.what)
        if key in lines:
            lines[key].times += 1
            continue
        person = officers.get(one.by_id)
        lines[key] = Looked(
            day,
            person.name if person is not None else _("An officer who is not here any more"),
            str(clubs[one.club_id]) if one.club_id in clubs else "",
            words.get(one.what, _("saw more of you than your choices show")),
        )
    return list(lines.values())[:LOOKS_SHOWN]
