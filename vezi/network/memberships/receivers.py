"""Who signs in was here: the club sees when it last saw its members. Who is erased leaves no requests behind."""

from datetime import datetime
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from vezi.network.accounts.models import Account
from vezi.network.memberships import services
from vezi.network.memberships.models import JoinRequest
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Person


@receiver(user_logged_in)
def seen(sender: type[Account], user: Account, **_rest: Any) -> None:  # noqa: ARG001
    services.seen_now(account=user, now=timezone.now())


@receiver(people.person_erasing)
def own_requests(sender: type[Person], traces: Traces, now: datetime, **_rest: Any) -> None:  # noqa: ARG001
    """Requests that nobody has decided are tied to the account alone; from here on they are hers, and go with her."""
    if traces.account is not None:
        JoinRequest.objects.filter(account=traces.account).update(person=traces.person)
