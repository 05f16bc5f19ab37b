"""Two events of one club: one with few seats and many who want them, one that many come to; and what became of the first."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bench.steps.sessions import cookie_of
from vezi.activities.events import services
from vezi.activities.events.models import Event, Organiser, Registration, Seat, Standing
from vezi.activities.events.services.planning import Plan, Words
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person


def run(wanting: int = 0, seats: int = 0, coming: int = 0, ended: int = 0) -> dict[str, Any]:
    if ended:
        return became(ended)
    now, club = timezone.now(), Club.objects.order_by("pk")[0]
    members = Membership.objects.active().filter(club=club).order_by("person").values("person")[: wanting + coming + 1]
    people = list(Person.objects.filter(pk__in=members).select_related("account").order_by("pk"))
    organiser, others = people[0], people[1:]
    scarce = planned(club, organiser, "Ten seats and a queue", capacity=seats)
    full = planned(club, organiser, "Many come", capacity=None)
    rows = Registration.objects.bulk_create(
        Registration(event=full, person=one, standing=Standing.COMING, answered_at=now, changed_at=now)
        for one in others[:coming]
    )
    Seat.objects.bulk_create(Seat(registration=row, number=0) for row in rows)
    return {
        "event": scarce.pk, "register": f"{scarce.get_absolute_url()}answer/", "page": full.get_absolute_url(),
        "organiser": cookie_of(organiser, now=now), "readers": [cookie_of(one, now=now) for one in others[:50]],
        "wanting": [cookie_of(one, now=now) for one in people[-wanting:]],
    }  # fmt: skip


def planned(club: Club, organiser: Person, title: str, *, capacity: int | None) -> Event:
    now = timezone.now()
    starts = now + timedelta(days=60)
    facts = {"starts_at": starts, "ends_at": starts + timedelta(hours=3), "zone": club.time_zone, "capacity": capacity}
    plan = Plan(facts=facts, words={club.language: Words(title)})
    event = services.plan(club=club, plan=plan, organiser=None, by=None, now=now)
    Organiser.objects.create(event=event, person=organiser, since=now)
    return services.publish(event=event, by=None, now=now)


def became(event: int) -> dict[str, Any]:
    """How many came in and wait, and whether nobody waits who pressed before somebody that got in."""
    found = Registration.objects.filter(event=event)
    coming, waiting = (
        found.filter(standing=Standing.COMING),
        found.filter(standing=Standing.WAITING).order_by("waits_as"),
    )
    last_in = coming.order_by("-pk").values_list("pk", flat=True).first() or 0
    numbers = list(waiting.values_list("pk", flat=True))
    return {
        "coming": coming.count(), "waiting": len(numbers),
        "in_order": all(pk > last_in for pk in numbers) and numbers == sorted(numbers),
    }  # fmt: skip
