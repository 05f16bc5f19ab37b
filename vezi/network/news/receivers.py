"""What happens elsewhere and may be news."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from vezi.network.memberships import signals as memberships
from vezi.network.memberships.models import Membership
from vezi.network.news import digesting, services  # noqa: F401 - digests ask for news
from vezi.network.people import signals as people
from vezi.network.people.models import Position, Residence


@receiver(people.value_said)
def said_of_a_life(
    value: Position | Residence, was: dict[str, Any] | None, source: str, now: datetime, **_rest: Any
) -> None:
    if isinstance(value, Position):
        services.work_said(position=value, was=was, source=source, now=now)
    else:
        services.town_said(residence=value, was=was, source=source, now=now)


@receiver(memberships.member_admitted)
def came_in(membership: Membership, now: datetime, **_rest: Any) -> None:
    services.joined(membership=membership, now=now)
