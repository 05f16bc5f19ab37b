"""What questions do when areas below announce something."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from vezi.core.errors import Words
from vezi.core.mail import inbound
from vezi.network.memberships import signals as memberships
from vezi.network.memberships.models import Membership
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge, Person
from vezi.network.questions.models import Asked
from vezi.network.questions.services import answering, forgetting
from vezi.network.questions.services.holding import NotOpenAnyMore
from vezi.network.ties.signals import kept_apart, word_changed


@receiver(kept_apart)
def ask_neither_of_the_other(person: Person, whom: Person, now: datetime, **_rest: Any) -> None:
    forgetting.keep_apart(person=person, whom=whom, now=now)


@receiver(word_changed)
def line_reads_so_too(by: Person, matter: str, was: str, text: str, **_rest: Any) -> None:
    area, _colon, thing = matter.partition(":")
    if area == "questions":
        answering.follow_words(by=by, question_id=thing, was=was, text=text)


@inbound.answers("questions")
def answer_by_mail(answer: inbound.Answer) -> Words | None:
    """Its asker answers the letter that names who can help: a word in the conversation of the two."""
    mine = Asked.objects.filter(public_id=answer.thing, question__asker=answer.person_id)
    found = mine.select_related("question__asker__account", "person__account").first()
    if found is None:
        raise NotOpenAnyMore
    files, left_out = answer.enclosed()
    answering.write_back(asked=found, text=answer.text, files=files, token=answer.token, now=answer.now)
    return left_out


@receiver(memberships.membership_ended)
def ask_no_more(membership: Membership, now: datetime, **_rest: Any) -> None:
    forgetting.end_with_membership(person=membership.person, now=now)


@receiver(people.person_erasing)
def words_are_gone(traces: Traces, now: datetime, **_rest: Any) -> None:
    forgetting.forget(traces=traces, now=now)


@receiver(people.person_merged)
def nobody_asks_herself(kept: Person, merge: Merge, now: datetime, **_rest: Any) -> None:
    forgetting.follow_merge(kept=kept, merge=merge, now=now)
