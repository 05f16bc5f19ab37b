"""What people are told of questions: the one place from which it is done.

No notice holds a name in its own words: who did it is named when it is read, to whom may see it then.
"""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from vezi.core import live
from vezi.core.models import MailState, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.notices import services as notices
from vezi.network.notices.letters import language_of
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.questions import answers
from vezi.network.questions.models import Asked, Question, Report

SHORT = 140


def asked(one: Asked, *, now: datetime) -> None:
    words = one.question.words
    short = Truncator(" ".join(words.split())).chars(SHORT)
    notices.tell(
        kind="questions.asked", person=one.person, by=one.question.asker, about=about(one),
        path=one.question.get_absolute_url(), mail_path=answers.address_of(one), once=f"{about(one)}:{one.public_id}",
        words={"line": short, "more": _in_full(one, is_short=short == words)}, now=now,
    )  # fmt: skip


def _in_full(one: Asked, *, is_short: bool) -> str:
    """What stands beneath it in the letter, in the language of who reads it: the rest, what would help, until when."""
    with translation.override(language_of(one.person, None)):
        day = date_format(timezone.localtime(one.until), "DATE_FORMAT")
        help_wanted = _("What would help: %(what)s.") % {"what": one.question.get_wanted_display()}
        until = _("If you say nothing until %(day)s, somebody else is asked.") % {"day": day}
    return "\n\n".join([*([] if is_short else [one.question.words]), f"{help_wanted} {until}"])


def settled(one: Asked, *, now: datetime, keeps_words: bool = True) -> None:
    notices.settle(person=one.person, about=about(one), now=now, keeps_words=keeps_words)


def moved(question: Question) -> None:
    """An open page of its asker shows how it stands by now."""
    if question.asker_id is not None:
        live.say([question.asker_id], "questions", question.public_id)


def helped(one: Asked, *, now: datetime) -> None:
    """Its asker hears who can help, and the line that came with it."""
    if one.question.asker is None:
        return
    moved(one.question)
    notices.tell(
        kind="questions.answered", person=one.question.asker, by=one.person, about=f"{about(one)}:helps",
        path=one.question.get_absolute_url(), words={"more": one.line}, once=_once_helped(one), now=now,
    )  # fmt: skip


def _once_helped(one: Asked) -> str:
    """Its last part names what an answer to the letter answers."""
    return f"{about(one)}:helps:{one.public_id}"


def line_changed(one: Asked) -> None:
    notices.reword(about=f"{about(one)}:helps", once=_once_helped(one), words={"more": one.line})


def nobody(question: Question, *, now: datetime) -> None:
    moved(question)
    _asker(question, "questions.nobody", now=now)


def look_back(question: Question, *, now: datetime) -> None:
    _asker(question, "questions.look_back", now=now)


def no_more_asked(question: Question, *, now: datetime) -> None:
    """Whether it helped was said, or is asked no more."""
    if question.asker is not None:
        notices.settle(person=question.asker, about=f"{of(question)}:look_back", now=now)


def thanked(one: Asked, *, now: datetime) -> None:
    notices.tell(
        kind="questions.thanks", person=one.person, by=one.question.asker, about=f"{about(one)}:thanks",
        path=one.question.get_absolute_url(), words={"more": one.question.thanks}, now=now,
    )  # fmt: skip


def hidden(question: Question, club: Club, *, now: datetime) -> None:
    if question.asker is not None:
        notices.tell(
            kind="questions.hidden", person=question.asker, about=f"{of(question)}:hidden", club=club,
            path=question.get_absolute_url(), words={"reason": question.hidden_because}, now=now,
        )  # fmt: skip


def reported(report: Report, officer: Person, club: Club, *, now: datetime) -> None:
    notices.tell(
        kind="questions.report", person=officer, club=club, about=of_report(report.question),
        path=reverse("questions:office", args=[club.slug]), now=now,
    )  # fmt: skip


def looked_at(question: Question, *, now: datetime) -> None:
    notices.settle_all(about=of_report(question), now=now)


def forget_letters(one: Person, other: Person) -> None:
    """Letters of either about the other that have not left yet go."""
    pair = [one.pk, other.pk]
    told = Notice.objects.filter(person__in=pair, by__in=pair, kind__startswith="questions.")
    keys = [f"{kind}:{number}" for kind, number in told.values_list("kind", "pk")]
    OutgoingMail.objects.filter(key__in=keys, state=MailState.WAITING).delete()


def read(question: Question, person: Person, *, now: datetime) -> None:
    """She has opened its page."""
    mine = Notice.objects.filter(person=person, about__startswith=of(question), read_at__isnull=True)
    mine.update(read_at=now, due_at=None)


def _asker(question: Question, kind: str, *, now: datetime) -> None:
    if question.asker is not None:
        notices.tell(
            kind=kind, person=question.asker, about=f"{of(question)}:{kind.partition('.')[2]}",
            path=question.get_absolute_url(), now=now,
        )  # fmt: skip


def about(one: Asked) -> str:
    return of(one.question)


def of(question: Question) -> str:
    return f"questions.question:{question.public_id}"


def of_report(question: Question) -> str:
    return f"questions.report:{question.public_id}"
