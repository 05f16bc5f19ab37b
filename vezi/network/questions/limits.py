"""How much one may ask, and of how many."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.people.models import Person
from vezi.network.questions.models import Question, State
from vezi.network.questions.moments import A_MONTH

UNDER_WAY, MONTHLY, DRAFTS = 3, 6, 20
AT_ONCE, IN_ALL = 3, 12  # people of one question: who are asked at a time, and altogether
NAMED_BY_ONE = 3  # people whom one who was asked may name for it


class TooMany(Refused):
    status = 429


def hold(person: Person, *, now: datetime) -> None:
    """Raises TooMany where the person has no question left. Lock the person first."""
    asked = Question.objects.filter(asker=person)
    counted = asked.aggregate(
        under_way=Count("pk", filter=Q(state__in=[State.OPEN, State.NOBODY], closes_at__gt=now)),
        monthly=Count("pk", filter=Q(asked_at__gt=now - A_MONTH)),
    )
    if counted["under_way"] >= UNDER_WAY:
        raise TooMany(
            _(
                "Three questions of yours are on their way. Wait for an answer, or take one back. This one is kept as a draft."
            )
        )
    if counted["monthly"] >= MONTHLY:
        raise TooMany(
            _("You have asked six questions in thirty days. Give people some time. This one is kept as a draft.")
        )
