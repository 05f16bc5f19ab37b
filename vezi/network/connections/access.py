"""Who may ask whom, and what of it each of them sees."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from vezi.core.viewer import Viewer
from vezi.network.connections.models import ConnectionRequest, Introduction, RequestState, Stage
from vezi.network.memberships.access import is_here, people_visible_to
from vezi.network.people.models import PersonQuerySet

#: How long it is asked whether an introduction helped.
QUESTION_STANDS = timedelta(days=60)


def people_to_ask(viewer: Viewer) -> PersonQuerySet:
    """Whom the viewer may ask: living members whom she sees. Who blocked her, or was blocked, is not among them."""
    return people_visible_to(viewer).filter(is_here()).exclude(pk=viewer.person_id or 0)


def waiting_for(viewer: Viewer, *, now: datetime) -> QuerySet[ConnectionRequest]:
    """Requests the viewer can answer, the latest first. What she declined is not there any more."""
    found = ConnectionRequest.objects.filter(
        asked=viewer.person_id, state=RequestState.WAITING, set_aside_at__isnull=True, closes_at__gt=now
    )
    return found.exclude(asker__in=viewer.apart).order_by("-asked_at", "-pk")


def sent_by(viewer: Viewer, *, now: datetime) -> QuerySet[ConnectionRequest]:
    """Requests of the viewer that wait, declined ones among them: she is not told which, the latest first."""
    found = ConnectionRequest.objects.filter(asker=viewer.person_id, state=RequestState.WAITING, closes_at__gt=now)
    return found.exclude(asked__in=viewer.apart).order_by("-asked_at", "-pk")


def introductions_of(viewer: Viewer) -> QuerySet[Introduction]:
    """Those the viewer has part in. The third learns of one when it is passed on; nobody of one with somebody she is
    kept apart from."""
    me = viewer.person_id
    mine = Q(asker=me) | Q(through=me) | Q(third=me, passed_on_at__isnull=False)
    apart = Q(asker__in=viewer.apart) | Q(through__in=viewer.apart) | Q(third__in=viewer.apart)
    return Introduction.objects.filter(mine).exclude(apart).select_related("asker", "through", "third")


def to_answer(viewer: Viewer, *, now: datetime) -> QuerySet[Introduction]:
    """Those on which the next word is the viewer's, the latest first: passing on, taking up, and a month after they met
    saying whether it helped."""
    me = viewer.person_id
    hers = Q(through=me, stage=Stage.ASKED) | Q(third=me, stage=Stage.PASSED_ON)
    unsaid = Q(asker=me, helped_asker__isnull=True) | Q(third=me, helped_third__isnull=True)
    is_past = Q(stage=Stage.CONNECTED, looked_back_at__gt=now - QUESTION_STANDS)
    return (
        introductions_of(viewer).filter((hers & Q(closes_at__gt=now)) | (unsaid & is_past)).order_by("-asked_at", "-pk")
    )
