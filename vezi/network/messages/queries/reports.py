"""Reports: of which club, who looks at them, and what each of them sees."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.safestring import SafeString

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.core.wording import markdown
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, Officer
from vezi.network.messages.access import JUDGE
from vezi.network.messages.models import Report
from vezi.network.people.models import Person
from vezi.network.people.who import signature

MOST_JUDGES = 20


def clubs_for(reporter: Person, writer: Person) -> list[Club]:
    """Whose moderators may look: the clubs of who wrote, those of both first."""
    of_both = set(Membership.objects.active().filter(person=reporter).values_list("club_id", flat=True))
    found = Membership.objects.active().filter(person=writer).select_related("club").order_by("since", "pk")
    clubs = list(dict.fromkeys(one.club for one in found))
    return sorted(clubs, key=lambda club: club.pk not in of_both)


def judges_of(report: Report, *, today: date) -> list[Person]:
    """Serving officers of the club who look at messages, but for the two."""
    serving = Officer.objects.serving(today).filter(role__club=report.club, role__capabilities__contains=[JUDGE])
    offices = serving.exclude(person__in=[report.reporter_id, report.writer_id]).select_related("person")
    return list(dict.fromkeys(one.person for one in offices))[:MOST_JUDGES]


@dataclass(frozen=True)
class Words:
    who: Who
    html: SafeString
    files: str
    at: datetime
    is_of_writer: bool


@dataclass(frozen=True)
class Reported:
    """A report as a moderator reads it: the two by name, and the words that were chosen, no others."""

    report: Report
    reporter: Who
    writer: Who
    words: list[Words] = field(default_factory=list)


def waiting(viewer: Viewer, club: Club, *, is_open: bool) -> list[Reported]:
    """Of the club, without those that concern the viewer herself; the longest waiting first, or the last decided."""
    found = Report.objects.filter(club=club, decided_at__isnull=is_open)
    found = found.exclude(reporter=viewer.person_id).exclude(writer=viewer.person_id)
    order = ("at", "pk") if is_open else ("-decided_at", "-pk")
    return [
        Reported(one, signature(one.reporter), signature(one.writer))
        for one in _with_people(found.order_by(*order)[:100])
    ]


def _with_people(reports: Iterable[Report]) -> Iterable[Report]:
    return reports.select_related("reporter", "writer")  # type: ignore[attr-defined]


def opened(report: Report) -> Reported:
    words = report.words.select_related("author").order_by("written_at", "pk")
    drawn = [
        Words(
            signature(one.author) if one.author is not None else Who(name="…"), markdown.drawn(one.text), one.files,
            one.written_at, one.author_id == report.writer_id,
        )
        for one in words
    ]  # fmt: skip
    return Reported(report, signature(report.reporter), signature(report.writer), drawn)
