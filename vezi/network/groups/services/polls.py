"""Choosing in a poll. One's choice may be changed while the poll is open."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.groups.models import Poll, PollOption, Vote
from vezi.network.people.models import Person


class PollIsOver(Refused):
    sentence = _("The poll is over.")


class ChooseOne(Refused):
    status = 422
    sentence = _("Choose one of the answers.")


@transaction.atomic
def vote(*, poll: Poll, person: Person, option_ids: Collection[int], now: datetime) -> None:
    """Raises PollIsOver, ChooseOne. Whose votes are whose is written into no log."""
    poll = Poll.objects.select_for_update(of=("self",)).select_related("post").get(pk=poll.pk)
    if poll.post.closed_at is not None or (poll.closes_on is not None and localdate(now) > poll.closes_on):
        raise PollIsOver
    chosen = list(PollOption.objects.filter(poll=poll, pk__in=list(option_ids)))
    if not chosen or (len(chosen) > 1 and not poll.is_several):
        raise ChooseOne
    Vote.objects.filter(poll=poll, person=person).delete()
    Vote.objects.bulk_create(
        Vote(poll=poll, option=option, person=person, is_only=not poll.is_several) for option in chosen
    )
