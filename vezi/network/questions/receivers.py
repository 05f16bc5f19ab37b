"""What questions do when areas below announce something."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from vezi.network.memberships import signals as memberships
from vezi.network.memberships.models import Membership
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge, Person
from vezi.network.questions.services import forgetting
from vezi.network.ties.signals import kept_apart


@receiver(kept_apart)
def ask_neither_of_the_other(person: Person, whom: Person, now: datetime, **_rest: Any) -> None:
    forgetting.keep_apart(person=person, whom=whom, now=now)


@receiver(memberships.membership_ended)
def ask_no_more(membership: Membership, now: datetime, **_rest: Any) -> None:
    forgetting.end_with_membership(person=membership.person, now=now)


@receiver(people.person_erasing)
def words_are_gone(traces: Traces, now: datetime, **_rest: Any) -> None:
    forgetting.forget(traces=traces, now=now)


@receiver(people.person_merged)
def nobody_asks_herself(kept: Person, merge: Merge, now: datetime, **_rest: Any) -> None:
    forgetting.follow_merge(kept=kept, merge=merge, now=now)
