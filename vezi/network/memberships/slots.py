"""What memberships show on the front page, on a club's page and on the member's home."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core import kept, slots
from vezi.core.together import Question
from vezi.core.viewer import Viewer, viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.memberships import at_home, choosing
from vezi.network.memberships.at_home import Faces, Part, Place, Step
from vezi.network.memberships.choosing import ChoiceDeed
from vezi.network.memberships.feature import ADMIT, EXPORT, SEE_RECORDS
from vezi.network.memberships.models import JoinRequest, RequestState
from vezi.network.memberships.queries import books, mine, network, notices
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of

choosing.offer(
    ChoiceDeed(
        "end",
        pgettext_lazy("deed on chosen people", "End membership"),
        "memberships:members_end",
        needs=(ADMIT, SEE_RECORDS),
        order=50,
    )
)
choosing.offer(
    ChoiceDeed(
        "export",
        pgettext_lazy("deed on chosen people", "Export"),
        "memberships:office_export",
        needs=(EXPORT, SEE_RECORDS),
        order=90,
        closed=_("Exporting is a right of its own; who appoints officers gives it."),
    )
)


def drawn(request: HttpRequest, template: str, **context: object) -> SafeString:
    return render_to_string(f"memberships/slots/{template}.html", context, request=request)


# The front page


@slots.fills("front_size", order=10)
def size_of_network(request: HttpRequest) -> SafeString:
    return drawn(request, "front_size", network=network.network())


@slots.fills("front_ribbon", order=10)
def ribbon_of_network(request: HttpRequest) -> SafeString | None:
    found = network.network()
    return drawn(request, "front_ribbon", network=found) if found.classes else None


@slots.fills("front_numbers", order=10)
def numbers_of_network(request: HttpRequest) -> SafeString | None:
    found, now = network.network(), timezone.now()
    if not found.graduates:
        return None
    return drawn(request, "front_numbers", network=found, counted_at=found.told_at(now))


@slots.fills("club_size", order=10)
def size_of_club(request: HttpRequest, *, club: Club) -> SafeString:
    """Beside a club's name in a list; counted once for the whole list."""
    sizes = request.__dict__.setdefault("club_sizes", None) or network.sizes()
    request.__dict__["club_sizes"] = sizes
    return drawn(request, "club_size", size=sizes.get(club.pk, 0))


# A club's page


@slots.fills("club_count", order=10)
def count_of_club(request: HttpRequest, *, club: Club) -> SafeString | None:
    members = books.standing(club, now=timezone.now()).members
    return drawn(request, "club_count", members=members) if members else None


@slots.fills("club_join", order=50)
def ways_in(request: HttpRequest, *, club: Club) -> SafeString:
    reader = viewer(request)
    is_member = reader.tie is not None and reader.tie.is_member
    waiting = JoinRequest.objects.filter(club=club, account=reader.account, state=RequestState.WAITING)
    return drawn(
        request, "club_join", club=club, is_member=is_member, has_asked=reader.account is not None and waiting.exists()
    )


@slots.fills("club_people", order=10)
def classes_of_club(request: HttpRequest, *, club: Club) -> SafeString | None:
    """One bar a class for everybody; the way on to the people is filled by whoever finds them."""
    classes = books.ribbon(club)
    return drawn(request, "club_people", club=club, classes=classes) if classes else None


@slots.fills("club_numbers", order=10)
def numbers_of_club(request: HttpRequest, *, club: Club) -> SafeString | None:
    now = timezone.now()
    standing = books.standing(club, now=now)
    if not standing.graduates:
        return None
    return drawn(
        request, "club_numbers", club=club, standing=standing, countries=books.countries(club),
        counted_at=standing.told_at(now),
    )  # fmt: skip


@slots.fills("club_officers", order=10)
def officers_of_club(request: HttpRequest, *, club: Club) -> SafeString | None:
    """Who runs a club is public; their pages open to whom they show them."""
    officers = [
        {"who": who_of(one.seen) if one.seen.name else Who(name=one.person.name), "roles": one.roles}
        for one in mine.who_runs(club, viewer(request), today=timezone.localdate())
    ]
    return drawn(request, "club_officers", officers=officers) if officers else None


@slots.fills("club_privacy", order=20)
def notices_of_club(request: HttpRequest, *, club: Club) -> SafeString:
    """For what the club uses what it knows, on which basis."""
    return drawn(request, "club_privacy", told=notices.notices(club), is_member=viewer(request).person is not None)


@slots.fills("office_rules", order=10)
def to_notices(request: HttpRequest, *, club: Club) -> SafeString:
    return drawn(request, "office_rules", club=club)


# The member's home


@kept.question
def to_decide(viewer: Viewer) -> list[QuerySet[JoinRequest, tuple[int, int]]]:
    return [mine.requests_waiting(viewer, ADMIT)]


@kept.question
def my_requests(viewer: Viewer) -> list[QuerySet[JoinRequest]]:
    return [mine.my_requests(viewer)]


@at_home.part
class RequestsToDecide(Part):
    """For who admits: how many ask to join."""

    place, order = Place.WAITS, 25

    def asks(self) -> Sequence[Question]:
        return to_decide(self.viewer)

    def hears(self, *found: list[tuple[int, int]]) -> None:
        self.clubs = mine.to_decide(self.viewer, ADMIT, dict(found[0]))

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:  # noqa: ARG002 - shows nobody
        return drawn(request, "home_requests", clubs=self.clubs) if self.clubs else None


@at_home.part
class MyRequests(Part):
    """Where the reader has asked to join."""

    place, order = Place.WAITS, 60

    def asks(self) -> Sequence[Question]:
        return my_requests(self.viewer)

    def hears(self, *found: list[JoinRequest]) -> None:
        (self.requests,) = found

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:  # noqa: ARG002 - shows nobody
        return drawn(request, "home_my_requests", requests=self.requests) if self.requests else None


@at_home.part
class FirstSteps(Part):
    """What concerns one's own page, until it is done; and in the first days the way to the others."""

    place, order = Place.WAITS, 90

    def steps(self, request: HttpRequest, faces: Faces) -> Iterator[Step]:
        me, others = self.viewer.person, faces.others(self.viewer)
        if not me.ask_about and not me.helps_with:
            said = [seen for seen in others if seen.ask_about]
            yield Step(30, partial(with_people, request, "home_step_ask"), said, most=1)
        if me.confirmed_at is None and me.name_audience is None:
            yield Step(70, lambda _people: drawn(request, "home_step_page"))
        if self.has_just_come:
            yield Step(80, partial(with_people, request, "home_step_look"), others)


def with_people(request: HttpRequest, template: str, people: list[Seen]) -> SafeString:
    shown = [{"who": who_of(seen), "said": seen.ask_about} for seen in people]
    return drawn(request, template, people=shown)
