"""Who reads what of a conversation, who writes in it, and to whom one may begin to write.

One reads what was said while one was in it, or what was let be seen by who brought her in. In a conversation of several
two of whom one blocked the other do not see each other: no word, no file, no coming and going, in no list, count or
search. Between two nothing is said any more; what was said before stays with both of them, as letters do.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from vezi.core.viewer import Viewer
from vezi.network.memberships.access import is_here, people_visible_to
from vezi.network.messages.models import (
    Absence,
    Attachment,
    Message,
    MessageQuerySet,
    Seat,
    SeatQuerySet,
)
from vezi.network.people.models import PersonQuerySet

JUDGE = "judge_messages"


def seats_of(viewer: Viewer) -> SeatQuerySet:
    """Conversations the viewer has, or had, a place in."""
    return Seat.objects.filter(person=viewer.person_id or 0)


def messages_visible_to(viewer: Viewer) -> MessageQuerySet:
    """What the viewer may read, taken back ones among them: of those only that there was something."""
    seat = Seat.objects.filter(conversation=OuterRef("conversation"), person=viewer.person_id or 0).filter(
        Q(until_id__isnull=True) | Q(until_id__gte=OuterRef("pk")), from_id__lt=OuterRef("pk")
    )
    away = Absence.objects.filter(
        seat__conversation=OuterRef("conversation"), seat__person=viewer.person_id or 0,
        from_id__lt=OuterRef("pk"), until_id__gte=OuterRef("pk"),
    )  # fmt: skip
    found = Message.objects.filter(Exists(seat), ~Exists(away))
    return found.exclude(of_apart(viewer)) if viewer.apart else found


def of_apart(viewer: Viewer) -> Q:
    """Lines in a conversation of several that are by, or about, somebody kept apart from the viewer."""
    ids = list(viewer.apart)
    by = Q(author__in=ids, author__isnull=False) | Q(about__in=ids, about__isnull=False)
    return Q(conversation__is_several=True) & by


def messages_in(viewer: Viewer, seat: Seat) -> MessageQuerySet:
    """The same of one conversation, whose seat is at hand: a plain walk along the index."""
    found = Message.objects.filter(conversation=seat.conversation_id, pk__gt=seat.from_id)
    if seat.until_id is not None:
        found = found.filter(pk__lte=seat.until_id)
    away = Absence.objects.filter(seat=seat, from_id__lt=OuterRef("pk"), until_id__gte=OuterRef("pk"))
    found = found.filter(~Exists(away))
    return found.exclude(of_apart(viewer)) if viewer.apart else found


def attachments_visible_to(viewer: Viewer) -> QuerySet[Attachment]:
    """Files of messages the viewer may read and that stand."""
    return Attachment.objects.filter(message__in=messages_visible_to(viewer).said())


def people_to_write_to(viewer: Viewer) -> PersonQuerySet:
    """Living members whom she sees, and who sign in. Who blocked her, or was blocked, is not among them."""
    found = people_visible_to(viewer).filter(is_here(), account__is_active=True)
    return found.exclude(pk=viewer.person_id or 0)
