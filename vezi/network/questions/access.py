"""Whose a question is, and who was asked it. Nobody else finds it."""

from django.db.models import Q, QuerySet

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.questions.models import Asked, AskState, Question, Report, State

KEEP_QUESTIONS = "keep_questions"


def asked_by(viewer: Viewer) -> QuerySet[Question]:
    """The viewer's own, drafts among them, the latest first."""
    mine = Question.objects.filter(asker=viewer.person_id) if viewer.person_id else Question.objects.none()
    return mine.order_by("-written_at", "-pk")


def asked_of(viewer: Viewer) -> QuerySet[Asked]:
    """What the viewer was asked, the latest first. Not of somebody she is kept apart from; of a hidden question nothing,
    and nothing of one that was taken back before she helped."""
    gone = Q(question__state=State.HIDDEN) | (Q(question__state=State.WITHDRAWN) & ~Q(state=AskState.HELPS))
    mine = Asked.objects.filter(person=viewer.person_id or 0).exclude(gone)
    mine = mine.exclude(question__asker__in=viewer.apart)
    return mine.select_related("question__asker", "person", "named_by").order_by("-asked_at", "-pk")


def waits_for(viewer: Viewer) -> QuerySet[Asked]:
    """On which the next word is the viewer's."""
    return asked_of(viewer).filter(state=AskState.WAITING, question__state=State.OPEN)


def reported_in(club: Club) -> QuerySet[Report]:
    """What members ask the club to look at: questions of those who were its members when they asked."""
    return Report.objects.filter(question__of_clubs__club=club, settled_at__isnull=True).order_by("at", "pk")
