"""What conversations do when areas below announce something."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from vezi.core.errors import Words
from vezi.core.mail import inbound
from vezi.network.messages.models import Conversation
from vezi.network.messages.services import beginning, forgetting, holding, joining, writing
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge, Person
from vezi.network.people.signals import merge_undone, person_erasing, person_merged
from vezi.network.ties.signals import kept_apart, word_given


@receiver(kept_apart)
def nothing_on_its_way(person: Person, whom: Person, now: datetime, **_sent: Any) -> None:
    """Letters that have not left go; the conversation of the two leaves the list of who blocked, not of the other."""
    joining.keep_apart(person=person, whom=whom, now=now)


@receiver(word_given)
def said_in_their_conversation(
    by: Person, to: Person, text: str, matter: str, told: bool, now: datetime, **sent: Any
) -> None:
    """Whoever may not write to the other is refused, as if she had begun here."""
    beginning.bring(
        by=by, to=to, text=text, matter=matter, tells=not told, files=sent.get("files", ()),
        token=sent.get("token", ""), now=now,
    )  # fmt: skip


@receiver(person_erasing)
def words_without_a_name(traces: Traces, now: datetime, **_rest: Any) -> None:
    forgetting.forget(traces=traces, now=now)


@receiver(person_merged)
def one_seat(merge: Merge, now: datetime, **_rest: Any) -> None:
    joining.follow_merge(merge=merge, now=now)


@receiver(merge_undone)
def two_seats(merge: Merge, now: datetime, **_rest: Any) -> None:
    joining.unfollow_merge(merge=merge, now=now)


@inbound.answers("messages")
def answer_by_mail(answer: inbound.Answer) -> Words | None:
    """What is written under the conversation on its page, said by mail."""
    person = Person.objects.get(pk=answer.person_id)
    conversation = Conversation.objects.filter(public_id=answer.thing).first()
    if conversation is None:
        raise holding.Gone
    files, left_out = answer.enclosed()
    writing.send(
        conversation=conversation, by=person, text=answer.text, files=files, token=answer.token, now=answer.now
    )
    return left_out
