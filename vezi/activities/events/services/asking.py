"""Asking about an event on its page, and answering; what is out of place is reported, looked at, hidden with a reason."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import telling
from vezi.activities.events.models import Event, Remark, RemarkReport, State
from vezi.activities.events.queries import committee
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
from vezi.network.ties.queries import are_apart

LONGEST, LONGEST_REASON = 2000, 300
A_DAY, OF_ONE, OF_ALL = timedelta(days=1), 20, 500
ASKED_FOR = timedelta(days=30)  # after the event


class NothingAsked(Refused):
    status = 422
    sentence = _("Write something that can be read.")


class EnoughAsked(Refused):
    sentence = _("That is much for one day. Go on tomorrow, or write to the organisers.")


class AskedLate(Refused):
    def __init__(self, event: Event) -> None:
        said, mail = (
            _("It has been over for a month: its organisers take no more questions here."),
            event.club.contact_mail,
        )
        more = _("Write to the club instead, %(mail)s.") % {"mail": mail} if mail else ""
        super().__init__(f"{said} {more}".strip())


class ReasonMissing(Refused):
    status = 422
    sentence = _("Say what is wrong with it.")


class IsGone(Refused):
    sentence = _("It is not there any more.")


def asked_until(event: Event) -> datetime:
    return event.ends_at + ASKED_FOR


@transaction.atomic
def ask(*, event: Event, person: Person, text: str, by: Account | None, now: datetime) -> Remark:
    """The organisers are told. Raises AskedLate, NothingAsked, EnoughAsked, IsGone."""
    event = locked(event.pk)
    refuse_late(event, now=now)
    remark = _write(event, person, text, opening=None, by=by, now=now)
    for organiser in committee.who_hear(event):
        if organiser.pk != person.pk:
            telling.asked(remark, organiser, now=now)
    return remark


@transaction.atomic
def reply(*, question: Remark, person: Person, text: str, by: Account | None, now: datetime) -> Remark:
    """Who asked is told. What was asked in time is answered at any. Raises AskedLate, NothingAsked, EnoughAsked, IsGone."""
    event = locked(question.event_id)
    opening = Remark.objects.select_related("author__account").filter(pk=question.pk, opening=None).first()
    # Between two who are apart nothing is said.
    is_theirs = opening is not None and opening.author_id not in (None, person.pk)
    if opening is None or opening.is_hidden or (is_theirs and are_apart(opening.author_id or 0, person.pk)):
        raise IsGone
    if not is_theirs:
        refuse_late(event, now=now)  # whoever asked goes on asking
    remark = _write(event, person, text, opening=opening, by=by, now=now)
    if is_theirs and opening.author is not None:
        telling.question_answered(remark, opening.author, now=now)
    return remark


@transaction.atomic
def take_back(*, remark: Remark, by: Account | None, now: datetime) -> None:
    """By its author. A question that others answered stays without its words."""
    event = locked(remark.event_id)
    others = remark.answers.exclude(author=remark.author_id).exists()
    audit.record("events.take_back_remark", by=by, at=now, subject=event, club_id=event.club_id)
    telling.remark_looked_at(remark, now=now)
    if not others:
        remark.delete()
        return
    Remark.objects.filter(pk=remark.pk).update(text="")
    remark.reports.filter(settled_at=None).update(settled_at=now)


@transaction.atomic
def report(*, remark: Remark, person: Person, reason: str, by: Account | None, now: datetime) -> RemarkReport:
    """Once a person; its author learns nothing of it. Raises ReasonMissing."""
    reason = clean.line(reason)[:LONGEST_REASON]
    if clean.is_blank(reason):
        raise ReasonMissing
    found, is_new = RemarkReport.objects.get_or_create(
        remark=remark, person=person, defaults={"reason": reason, "at": now}
    )
    if is_new:
        audit.record("events.report", by=by, at=now, subject=found, club_id=remark.event.club_id, person_id=person.pk)
        for organiser in committee.who_hear(remark.event):
            if organiser.pk != remark.author_id:
                telling.remark_reported(remark, organiser, now=now)
    return found


@transaction.atomic
def hide(*, remark: Remark, reason: str, by: Account | None, now: datetime) -> None:
    """Nobody but the organisers and its author reads it; she is told why. Raises ReasonMissing."""
    reason = clean.line(reason)[:LONGEST_REASON]
    if clean.is_blank(reason):
        raise ReasonMissing
    remark = Remark.objects.select_for_update(of=("self",)).select_related("event__club", "author").get(pk=remark.pk)
    remark.hidden_because = reason
    remark.save(update_fields=["hidden_because"])
    _settle(remark, "events.hide", by=by, now=now)
    if remark.author is not None:
        telling.remark_hidden(remark, remark.author, now=now)


@transaction.atomic
def let_stand(*, remark: Remark, by: Account | None, now: datetime) -> None:
    """Nothing is wrong with it, or not any more."""
    Remark.objects.filter(pk=remark.pk).update(hidden_because="")
    _settle(remark, "events.let_stand", by=by, now=now)


def forget(*, person_ids: Collection[int]) -> None:
    """Before she is erased: what was hidden goes, and what she asked and nobody else answered; the rest keeps its sense."""
    hers = Remark.objects.filter(author__in=person_ids)
    hers.exclude(hidden_because="").delete()
    of_others = Remark.objects.filter(opening=OuterRef("pk")).exclude(author__in=person_ids, author__isnull=False)
    hers.filter(~Exists(of_others), opening=None).delete()


def refuse_late(event: Event, *, now: datetime) -> None:
    """Raises AskedLate."""
    if now >= asked_until(event):
        raise AskedLate(event)


def _write(
    event: Event, person: Person, text: str, *, opening: Remark | None, by: Account | None, now: datetime
) -> Remark:
    if event.state == State.DRAFT:
        raise IsGone
    said = clean.text(text)[:LONGEST]
    if clean.is_blank(said):
        raise NothingAsked
    if event.remarks.count() >= OF_ALL or event.remarks.filter(author=person, at__gt=now - A_DAY).count() >= OF_ONE:
        raise EnoughAsked
    remark = Remark.objects.create(event=event, opening=opening, author=person, text=said, at=now)
    deed = "events.reply" if opening is not None else "events.ask"
    audit.record(deed, by=by, at=now, subject=remark, club_id=event.club_id, person_id=person.pk)
    return remark


def _settle(remark: Remark, deed: str, *, by: Account | None, now: datetime) -> None:
    remark.reports.filter(settled_at=None).update(settled_at=now)
    telling.remark_looked_at(remark, now=now)
    audit.record(deed, by=by, at=now, subject=remark, club_id=remark.event.club_id, person_id=remark.author_id)
