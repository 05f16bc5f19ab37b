"""Asking members once a year whether what the club holds is still right, and taking their answer."""

from datetime import datetime

from django.db import transaction
from django.utils.dateparse import parse_datetime

from vezi.core import audit
from vezi.core.mail import gate
from vezi.network.consent.models import Purpose
from vezi.network.memberships.models import Membership
from vezi.network.people import services as people
from vezi.network.people.models import ContactValue, Person, Sourced
from vezi.network.registrar.asking import letters, queries
from vezi.network.registrar.models import Answer, YearlyQuestion

CHUNK = 50  # letters written by one job


@transaction.atomic
def ask(*, membership: Membership, now: datetime) -> YearlyQuestion | None:
    """Ask one member by mail; None if consent is against it, or she was asked a moment ago."""
    # Locked, so that two workers never ask one person twice.
    person = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=membership.person_id)
    if person.account is None or not queries.to_ask(now=now).filter(pk=membership.pk).exists():
        return None
    if gate.reason_against(person_id=person.pk, club_id=membership.club_id, purpose=Purpose.MEMBERSHIP):
        return None
    told = queries.told(person, membership.club, person.account.email)
    question = YearlyQuestion.objects.create(person=person, club=membership.club, told=told.references, asked_at=now)
    gate.post(letters.still_right(question, told=told), now=now)
    audit.record(
        "registrar.ask_yearly", by=None, at=now, subject=question, club_id=membership.club_id, person_id=person.pk
    )
    return question


def ask_some(*, behind: int, now: datetime) -> int | None:
    """Ask the next few behind this membership; the last one looked at, None at the end.

    No more than `MOST_A_DAY` letters leave in a day.
    """
    room = min(CHUNK, queries.MOST_A_DAY - queries.asked_lately(now=now))
    waiting = queries.to_ask(now=now).filter(pk__gt=behind).select_related("club__institution")[: max(room, 0)]
    last = None
    for membership in waiting:
        ask(membership=membership, now=now)
        last = membership.pk
    return last


@transaction.atomic
def answer(*, question: YearlyQuestion, word: str, now: datetime) -> YearlyQuestion:
    """What she said, once: what she was told of is right, or she wants to be asked no more. Said twice, it is one word.

    A value that was changed after the letter was written is left alone: she did not see it.
    """
    question = _locked(question)
    if question.answer:
        return question
    question.answer, question.answered_at = Answer(word), now
    if word == Answer.RIGHT:
        values = [value for one in question.told if (value := queries.value_at(one, question)) is not None]
        question.before = [_as_it_was(value) for value in values]
        for value in values:
            people.confirm(value, by=None, now=now)
        here = Membership.objects.filter(person=question.person, club=question.club)
        here.exclude(last_seen_at__gt=now).update(last_seen_at=now)
    question.save(update_fields=["answer", "answered_at", "before"])
    audit.record(
        f"registrar.answer_{word}", by=None, at=now, subject=question, club_id=question.club_id,
        person_id=question.person_id,
    )  # fmt: skip
    return question


@transaction.atomic
def take_back(*, question: YearlyQuestion, now: datetime) -> YearlyQuestion:
    """It was a slip: what was confirmed by it, and by nothing since, is as it was before."""
    question = _locked(question)
    for label, pk, confirmed_at, bounced_at in question.before:
        value = queries.value_at([label, pk], question)
        if value is not None and value.confirmed_at == question.answered_at:
            _restore(value, confirmed_at, bounced_at)
    question.answer, question.answered_at, question.before = "", None, []
    question.save(update_fields=["answer", "answered_at", "before"])
    audit.record(
        "registrar.take_back_answer", by=None, at=now, subject=question, club_id=question.club_id,
        person_id=question.person_id,
    )  # fmt: skip
    return question


def _locked(question: YearlyQuestion) -> YearlyQuestion:
    found = YearlyQuestion.objects.select_for_update(of=("self",)).select_related("person", "club__institution")
    return found.get(pk=question.pk)


def _as_it_was(value: Sourced) -> list[object]:
    moments = (value.confirmed_at, value.bounced_at if isinstance(value, ContactValue) else None)
    return [value._meta.label, value.pk, *(moment.isoformat() if moment else None for moment in moments)]


def _restore(value: Sourced, confirmed_at: str | None, bounced_at: str | None) -> None:
    value.confirmed_at = parse_datetime(confirmed_at) if confirmed_at else None
    fields = ["confirmed_at"]
    if isinstance(value, ContactValue):
        value.bounced_at = parse_datetime(bounced_at) if bounced_at else None
        fields.append("bounced_at")
    value.save(update_fields=fields)
