"""Who signs in was here: the club sees when it last saw its members. Who is erased leaves no requests behind. Of two
records that become one, one on the books puts both there."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from vezi.network.accounts.models import Account
from vezi.network.memberships import services
from vezi.network.memberships.models import JoinRequest
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge


@receiver(user_logged_in)
def seen(user: Account, **_rest: Any) -> None:
    services.seen_now(account=user, now=timezone.now())


@receiver(people.person_erasing)
def own_requests(traces: Traces, **_rest: Any) -> None:
    """Requests that nobody has decided are tied to the account alone; from here on they are hers, and go with her."""
    if traces.account is not None:
        JoinRequest.objects.filter(account=traces.account).update(person=traces.person)


@receiver(people.person_erasing)
def lists_she_is_on(traces: Traces, **_rest: Any) -> None:
    services.forget_lists_with(traces.ids)


@receiver(people.person_merged)
def on_the_books_if_either_was(merge: Merge, **_rest: Any) -> None:
    services.on_the_books_if_either_was(merge=merge)
