"""Introductions: asked for, passed on or not, taken up or not; and after a month, whether it helped."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.connections import chains, limits, telling
from vezi.network.connections.models import OPEN, Introduction, Stage
from vezi.network.connections.services.tying import (
    CannotBeAsked,
    ConnectedAlready,
    NotOpenAnyMore,
    locked,
    refuse_who_is_away,
    tie,
)
from vezi.network.people.models import Person
from vezi.network.ties import queries as facts

LOOK_BACK_AFTER = timedelta(days=30)


class KnowsNotBoth(Refused):
    sentence = _("Only somebody who is connected with both of you can introduce you.")


class IntroducedAlready(Refused):
    sentence = _("Somebody is introducing you already. Wait for the answer, or take it back first.")


class AnswerFirst(Refused):
    sentence = _("This person was introduced to you: the answer is yours. You find it under “Connections”.")


class SaidNotLongAgo(Refused):
    sentence = _("Not long ago an introduction to this person led to nothing. Give it some months.")


class WordsMissing(Refused):
    status = 422
    sentence = _("Say it in a sentence or two: nobody can pass on what is not said.")


class NotYours(Refused):
    status = 403
    sentence = _("This is for somebody else to say.")


@transaction.atomic
def ask_for(
    *, asker: Person, through: Person, third: Person, why: str, by: Account | None, now: datetime
) -> Introduction:
    """Raises CannotBeAsked, ConnectedAlready, KnowsNotBoth, IntroducedAlready, AnswerFirst, SaidNotLongAgo, WordsMissing,
    limits.TooMany."""
    if len({asker.pk, through.pk, third.pk}) < 3:
        raise KnowsNotBoth
    if not why.strip():
        raise WordsMissing
    asker, through, third = locked(asker, through, third)
    refuse_who_is_away([asker, through, third])
    if facts.connected_since(asker.pk, third.pk) is not None:
        raise ConnectedAlready
    if through.pk not in chains.introducers(asker.pk, third.pk):
        raise KnowsNotBoth
    _refuse_twice(asker=asker, through=through, third=third, now=now)
    limits.hold_introductions(asker, now=now)
    found = Introduction.objects.create(
        asker=asker, through=through, third=third, why=why.strip(), asked_at=now, closes_at=now + limits.OPEN_FOR
    )
    audit.record("connections.ask_for_introduction", by=by, at=now, subject=found, person_id=asker.pk)
    telling.introduction_asked(found, now=now)
    return found


def _refuse_twice(*, asker: Person, through: Person, third: Person, now: datetime) -> None:
    theirs = Introduction.objects.filter(asker=third, third=asker, stage=Stage.PASSED_ON, closes_at__gt=now)
    if theirs.exists():
        raise AnswerFirst
    between = Introduction.objects.filter(asker=asker, third=third)
    between.filter(stage__in=OPEN, closes_at__lte=now).update(stage=Stage.CLOSED, ended_at=now)
    if between.filter(stage__in=OPEN).exists():
        raise IntroducedAlready
    recent = between.filter(asked_at__gt=now - limits.AGAIN_AFTER)
    led_to_nothing = [Stage.DECLINED, Stage.NOT_PASSED_ON, Stage.WITHDRAWN, Stage.CLOSED]
    troubled = Q(passed_on_at__isnull=False) | Q(through=through)  # the third, or the very same in between
    if recent.filter(troubled, stage__in=led_to_nothing).exists():
        raise SaidNotLongAgo


@transaction.atomic
def pass_on(
    *, introduction: Introduction, person: Person, word: str, by: Account | None, now: datetime
) -> Introduction:
    """Only now does the third hear of it. Raises NotYours, NotOpenAnyMore, WordsMissing, KnowsNotBoth."""
    found = _for(introduction, person, stage=Stage.ASKED, whose="through_id", now=now)
    if not word.strip():
        raise WordsMissing
    refuse_who_is_away([found.asker, found.through, found.third])
    if any(facts.connected_since(found.through_id, one) is None for one in (found.asker_id, found.third_id)):
        raise KnowsNotBoth
    found.word, found.stage, found.passed_on_at = word.strip(), Stage.PASSED_ON, now
    found.closes_at = now + limits.OPEN_FOR
    found.save(update_fields=["word", "stage", "passed_on_at", "closes_at"])
    audit.record("connections.pass_on", by=by, at=now, subject=found, person_id=found.through_id)
    telling.passed_on(found, now=now)
    return found


@transaction.atomic
def keep_back(*, introduction: Introduction, person: Person, by: Account | None, now: datetime) -> Introduction:
    """Not passed on; the third never hears of it, who asked does. Raises NotYours, NotOpenAnyMore."""
    found = _for(introduction, person, stage=Stage.ASKED, whose="through_id", now=now)
    return _ended(found, Stage.NOT_PASSED_ON, "connections.keep_back", person=person, by=by, now=now)


@transaction.atomic
def take_up(*, introduction: Introduction, person: Person, by: Account | None, now: datetime) -> Introduction:
    """Who was introduced accepts: the two are connected. Raises NotYours, NotOpenAnyMore, CannotBeAsked."""
    locked_again = _locked(introduction)
    if (
        locked_again.stage == Stage.CONNECTED
        and person.pk == locked_again.third_id
        and facts.connected_since(locked_again.asker_id, locked_again.third_id)
    ):
        return locked_again
    found = _for(introduction, person, stage=Stage.PASSED_ON, whose="third_id", now=now)
    refuse_who_is_away([found.asker, found.third])
    tie(one=found.third, other=found.asker, by=by, now=now)
    audit.record("connections.take_up", by=by, at=now, subject=found, person_id=found.third_id)
    found.refresh_from_db()
    telling.introduction_ended(found, now=now)
    return found


@transaction.atomic
def decline(*, introduction: Introduction, person: Person, by: Account | None, now: datetime) -> Introduction:
    """All three see that it led to nothing. Raises NotYours, NotOpenAnyMore."""
    found = _for(introduction, person, stage=Stage.PASSED_ON, whose="third_id", now=now)
    return _ended(found, Stage.DECLINED, "connections.decline_introduction", person=person, by=by, now=now)


@transaction.atomic
def withdraw(*, introduction: Introduction, person: Person, by: Account | None, now: datetime) -> Introduction:
    """Taken back by who asked for it. Raises NotYours, NotOpenAnyMore."""
    found = _locked(introduction)
    if person.pk != found.asker_id:
        raise NotYours
    if not found.is_open(now):
        raise NotOpenAnyMore
    return _ended(found, Stage.WITHDRAWN, "connections.withdraw_introduction", person=person, by=by, now=now)


@transaction.atomic
def say_helped(
    *, introduction: Introduction, person: Person, helped: bool, by: Account | None, now: datetime
) -> Introduction:
    """The one question of a month later; one may change one's mind. Raises NotYours, NotOpenAnyMore."""
    found = _locked(introduction)
    if person.pk not in (found.asker_id, found.third_id):
        raise NotYours
    if found.stage != Stage.CONNECTED or found.looked_back_at is None:
        raise NotOpenAnyMore
    name = "helped_asker" if person.pk == found.asker_id else "helped_third"
    setattr(found, name, helped)
    found.save(update_fields=[name])
    audit.record("connections.say_helped", by=by, at=now, subject=found, person_id=person.pk)
    telling.settled(found, person, now=now)
    return found


def close_overdue(*, now: datetime, at_most: int = 500) -> int:
    """Those nobody answered close, each by itself; who asked is told kindly. How many."""
    overdue = Introduction.objects.filter(stage__in=OPEN, closes_at__lte=now).order_by("closes_at")
    found = overdue.select_related("asker", "through", "third")[:at_most]
    return sum(_close_overdue(one, now=now) for one in found)


@transaction.atomic
def _close_overdue(introduction: Introduction, *, now: datetime) -> bool:
    with suppress(NotOpenAnyMore):
        one = _locked(introduction)
        if one.stage in OPEN and one.closes_at <= now:
            one.stage, one.ended_at = Stage.CLOSED, now
            one.save(update_fields=["stage", "ended_at"])
            telling.introduction_ended(one, now=now)
            return True
    return False


def look_back(*, now: datetime, at_most: int = 500) -> int:
    """A month after they met, both are asked whether it helped; once. How many introductions."""
    due = Introduction.objects.filter(
        stage=Stage.CONNECTED, looked_back_at__isnull=True, passed_on_at__isnull=False,
        ended_at__lte=now - LOOK_BACK_AFTER,
    )  # fmt: skip
    found = due.select_related("asker", "through", "third").order_by("ended_at")[:at_most]
    return sum(_look_back(one, now=now) for one in found)


@transaction.atomic
def _look_back(introduction: Introduction, *, now: datetime) -> bool:
    with suppress(NotOpenAnyMore):
        one = _locked(introduction)
        if one.looked_back_at is None:
            one.looked_back_at = now
            one.save(update_fields=["looked_back_at"])
            if facts.connected_since(one.asker_id, one.third_id) is not None:
                telling.look_back(one, now=now)
            return True
    return False


def keep_apart(*, person: Person, whom: Person, now: datetime) -> None:
    """Open introductions of which both are part end, as if the blocker had said no at her place."""
    both = Introduction.objects.filter(stage__in=OPEN)
    for one in both.filter(Q(asker=person) | Q(through=person) | Q(third=person)):
        if whom.pk not in (one.asker_id, one.through_id, one.third_id):
            continue
        one.stage, one.ended_at = _stage_after_block(one, person, whom), now
        one.save(update_fields=["stage", "ended_at"])
        telling.silenced(one, now=now)


def _stage_after_block(one: Introduction, blocker: Person, whom: Person) -> Stage:
    if blocker.pk == one.asker_id:
        return Stage.WITHDRAWN
    if one.stage == Stage.ASKED and blocker.pk == one.through_id:
        return Stage.NOT_PASSED_ON
    if one.stage == Stage.PASSED_ON and (blocker.pk, whom.pk) == (one.third_id, one.asker_id):
        return Stage.DECLINED
    return Stage.CLOSED


def _locked(introduction: Introduction) -> Introduction:
    """People first. Raises NotOpenAnyMore where it, or one of them, is gone."""
    try:
        locked(introduction.asker, introduction.through, introduction.third)
    except CannotBeAsked as gone:
        raise NotOpenAnyMore from gone
    rows = Introduction.objects.select_for_update(of=("self",)).select_related("asker", "through", "third")
    found = rows.filter(pk=introduction.pk).first()
    if found is None:
        raise NotOpenAnyMore
    return found


def _for(introduction: Introduction, person: Person, *, stage: Stage, whose: str, now: datetime) -> Introduction:
    """Locked, as the person may answer it at this stage."""
    found = _locked(introduction)
    if person.pk != getattr(found, whose):
        raise NotYours
    if found.stage != stage or not found.is_open(now):
        raise NotOpenAnyMore
    return found


def _ended(
    found: Introduction, stage: Stage, deed: str, *, person: Person, by: Account | None, now: datetime
) -> Introduction:
    found.stage, found.ended_at = stage, now
    found.save(update_fields=["stage", "ended_at"])
    audit.record(deed, by=by, at=now, subject=found, person_id=person.pk)
    telling.introduction_ended(found, now=now)
    return found
