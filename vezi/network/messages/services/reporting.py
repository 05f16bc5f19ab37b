"""Asking a club's moderators to look at what somebody wrote, and their answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership
from vezi.network.messages import telling
from vezi.network.messages.models import Message, Outcome, Report, ReportedWords, Seat, WritingPause
from vezi.network.messages.queries.reports import judges_of
from vezi.network.notices import services as notices
from vezi.network.people.models import Person

MOST_MESSAGES, LONGEST_REASON = 30, 600
PAUSE = timedelta(days=30)
MOST_A_DAY, DAY = 10, timedelta(days=1)


class ReasonMissing(Refused):
    status = 422
    sentence = _("Say what is wrong with it: those who look read it.")


class NothingChosen(Refused):
    status = 422
    sentence = _("Choose at least one message that the other wrote.")


class NotTheirs(Refused):
    sentence = _("Choose a club the writer is a member of.")


class ReportedAlready(Refused):
    sentence = _("You have reported this already. It is being looked at.")


class DecidedAlready(Refused):
    sentence = _("Somebody has decided on this already.")


class OwnMatter(Refused):
    status = 403
    sentence = _("Others decide on what concerns yourself.")


@transaction.atomic
def report(*, seat: Seat, writer: Person, club: Club, chosen: Sequence[Message], reason: str, now: datetime) -> Report:
    """`chosen` are messages the reporter reads, of whoever wrote them; at least one is of `writer`, who learns nothing.

    Raises ReasonMissing, NothingChosen, NotTheirs, ReportedAlready.
    """
    reason = clean.line(reason)[:LONGEST_REASON]
    if clean.is_blank(reason):
        raise ReasonMissing
    chosen = list(chosen)[:MOST_MESSAGES]
    if not any(one.author_id == writer.pk for one in chosen):
        raise NothingChosen
    if not Membership.objects.active().filter(person=writer, club=club).exists():
        raise NotTheirs
    reporter = seat.person
    Person.objects.select_for_update(of=("self",)).get(pk=reporter.pk)
    mine = Report.objects.filter(reporter=reporter)
    if mine.filter(conversation=seat.conversation, writer=writer, decided_at__isnull=True).exists():
        raise ReportedAlready
    if mine.filter(at__gt=now - DAY).count() >= MOST_A_DAY:
        raise Refused(_("That is enough reports for a day. Write to your club, if it is urgent."))
    made = Report.objects.create(
        club=club, conversation=seat.conversation, reporter=reporter, writer=writer, reason=reason, at=now
    )
    ReportedWords.objects.bulk_create(
        ReportedWords(
            report=made, message=one, author=one.author, text=one.text, written_at=one.written_at,
            files=", ".join(one.attachments.values_list("name", flat=True))[:600],
        )
        for one in sorted(chosen, key=lambda one: one.pk)
    )  # fmt: skip
    audit.record("messages.report", by=reporter.account, at=now, subject=made, club_id=club.pk, person_id=reporter.pk)
    for judge in judges_of(made, today=now.date()):
        notices.tell(
            kind=telling.REPORT, person=judge, about=telling.of_report(made), by=None, club=club, words={},
            path=reverse("messages:office_report", args=[club.slug, made.public_id]), now=now,
        )  # fmt: skip
    return made


@transaction.atomic
def judge(*, report: Report, by: Account, judge: Person, outcome: str, answer: str, now: datetime) -> Report:
    """With a reason that both read, or the reporter alone where nothing is wrong. Raises ReasonMissing,
    DecidedAlready, OwnMatter."""
    answer = clean.line(answer)[:LONGEST_REASON]
    if clean.is_blank(answer):
        raise ReasonMissing(_("Say why: the two read it."))
    report = (
        Report.objects.select_for_update(of=("self",)).select_related("club", "reporter", "writer").get(pk=report.pk)
    )
    if judge.pk in (report.reporter_id, report.writer_id):
        raise OwnMatter
    if report.decided_at is not None:
        raise DecidedAlready
    report.outcome, report.answer, report.decided_at = outcome, answer, now
    report.save(update_fields=["outcome", "answer", "decided_at"])
    if outcome == Outcome.PAUSED:
        WritingPause.objects.create(person=report.writer, club=report.club, until=now + PAUSE, reason=answer)
    audit.record(
        "messages.judge", by=by, at=now, subject=report, club_id=report.club_id, person_id=report.writer_id,
        outcome=outcome, why=answer,
    )  # fmt: skip
    notices.settle_all(about=telling.of_report(report), now=now)
    _say_outcome(report, report.reporter, now=now)
    if outcome != Outcome.NOTHING:
        _say_outcome(report, report.writer, now=now)
    return report


def _say_outcome(report: Report, person: Person, *, now: datetime) -> None:
    notices.tell(
        kind=telling.VERDICT, person=person, about=f"messages.verdict:{report.public_id}", by=None, club=report.club,
        words={"club": str(report.club), "outcome": report.get_outcome_display(), "reason": report.answer},
        path=reverse("messages:verdict", args=[report.public_id]), now=now,
    )  # fmt: skip
