"""Questions that members ask a club to look at, and those that are hidden, with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Officer
from vezi.network.people.models import Person
from vezi.network.questions import telling
from vezi.network.questions.access import KEEP_QUESTIONS
from vezi.network.questions.models import ENDED, Question, Report, State
from vezi.network.questions.services.asking import end
from vezi.network.questions.services.holding import call_off, lock_people, locked

LONGEST_REASON = 300
TOLD = 20  # officers


class ReasonMissing(Refused):
    status = 422
    sentence = _("Say why: whoever asked reads it.")


@transaction.atomic
def report(*, question: Question, person: Person, reason: str, by: Account | None, now: datetime) -> Report:
    """Once a person; who asked learns nothing of it. Raises ReasonMissing."""
    reason = clean.line(reason)[:LONGEST_REASON]
    if clean.is_blank(reason):
        raise ReasonMissing(_("Say what is wrong with it: the club reads it."))
    found, is_new = Report.objects.get_or_create(
        question=question, person=person, defaults={"reason": reason, "at": now}
    )
    if is_new:
        audit.record("questions.report", by=by, at=now, subject=found, person_id=person.pk)
        for club in Club.objects.filter(pk__in=question.of_clubs.values("club")).order_by("pk"):
            for officer in _looking(club, question, now=now):
                telling.reported(found, officer, club, now=now)
    return found


def _looking(club: Club, question: Question, *, now: datetime) -> list[Person]:
    serving = Officer.objects.serving(timezone.localdate(now)).filter(role__club=club)
    serving = serving.filter(role__capabilities__contains=[KEEP_QUESTIONS]).exclude(person=question.asker_id)
    return [one.person for one in serving.select_related("person").order_by("pk")[:TOLD]]


@transaction.atomic
def hide(*, question: Question, club: Club, reason: str, by: Account | None, now: datetime) -> Question:
    """Nobody reads it but its asker, who is told why. Raises ReasonMissing."""
    reason = clean.line(reason)[:LONGEST_REASON]
    if clean.is_blank(reason):
        raise ReasonMissing
    lock_people([question.asker_id])
    found = locked(question)
    if found.state == State.HIDDEN:
        return found
    found.hidden_because = reason
    found.save(update_fields=["hidden_because"])
    call_off(found, now=now, keeps_words=False)
    if found.state in ENDED:
        Question.objects.filter(pk=found.pk).update(state=State.HIDDEN)
        found.state = State.HIDDEN
    else:
        end(found, State.HIDDEN, now=now)
    audit.record("questions.hide", by=by, at=now, subject=found, club_id=club.pk, person_id=found.asker_id, why=reason)
    _settle(found, now=now)
    telling.hidden(found, club, now=now)
    return found


@transaction.atomic
def let_stand(*, question: Question, club: Club, by: Account | None, now: datetime) -> None:
    """It was looked at, and nothing is wrong with it."""
    _settle(question, now=now)
    audit.record("questions.let_stand", by=by, at=now, subject=question, club_id=club.pk)


def _settle(question: Question, *, now: datetime) -> None:
    Report.objects.filter(question=question, settled_at__isnull=True).update(settled_at=now)
    telling.looked_at(question, now=now)
