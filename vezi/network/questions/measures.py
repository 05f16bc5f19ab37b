"""A question brings two people together, as an introduction does: who asks, and who can help."""

from collections.abc import Collection

from django.db.models import Q

from vezi.network.questions import queries
from vezi.network.questions.models import Asked, AskState, State
from vezi.network.ties import introductions, matters


@introductions.knows
def brought_together(person_id: int, other_ids: Collection[int]) -> set[int]:
    """Not by a question that was hidden, or taken back."""
    helping = Asked.objects.filter(state=AskState.HELPS).exclude(question__state__in=[State.HIDDEN, State.WITHDRAWN])
    mine = helping.filter(
        Q(question__asker=person_id, person__in=other_ids) | Q(person=person_id, question__asker__in=other_ids)
    )
    found = {number for pair in mine.values_list("person", "question__asker") for number in pair if number}
    return found - {person_id}


matters.knows("questions")(queries.named_in_conversations)
