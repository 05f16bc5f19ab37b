"""Telling people, and taking it back from what waits.

    services.tell(kind="connections.request", person=maja, about=f"connections.request:{request.public_id}",
                  path=reverse("connections:request", ...), by=ada, now=now)
    services.settle(person=maja, about=f"connections.request:{request.public_id}", now=now)

A notice is written in the transaction of the deed it tells of, and so is its letter, where the person wants one at
once. `tell_many` (notices.rounds) tells tens of thousands in the background.
"""

from datetime import datetime, timedelta

from django.db import transaction

from vezi.core import features
from vezi.network.clubs.models import Club
from vezi.network.notices import kinds, writing
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person

KEPT_FOR = timedelta(days=365)


@transaction.atomic
def tell(
    *,
    kind: str,
    person: Person,
    about: str,
    path: str,
    by: Person | None = None,
    club: Club | None = None,
    words: dict[str, str] | None = None,
    now: datetime,
    way: str = "",
    once: str = "",
    mail_path: str = "",
) -> Notice | None:
    """Tell one person, as she wants to be told; None if she does not, or must not hear of it.

    `way` is what she chose for this very thing elsewhere (such as for one discussion); `once` names the deed, so that
    it is told once; `mail_path` is where the letter leads if not to `path`. Raises LookupError for an unknown kind.
    """
    said = writing.Said(
        kind=kinds.kind_of(kind),
        about=about,
        path=path,
        by_id=by.pk if by else None,
        club_id=club.pk if club else None,
        words=words or {},
        way=way,
        once=once,
        mail_path=mail_path,
        at=now,
    )
    written = writing.write([person.pk], said)
    return written[0] if written else None


@transaction.atomic
def settle(*, person: Person, about: str, now: datetime) -> None:
    """It was answered, withdrawn or timed out: it waits no more, and goes into no letter."""
    mine = Notice.objects.filter(person=person, about=about, settled_at__isnull=True)
    mine.update(settled_at=now, due_at=None)


@transaction.atomic
def settle_all(*, about: str, now: datetime) -> None:
    """The same for everybody who was told of it."""
    Notice.objects.filter(about=about, settled_at__isnull=True).update(settled_at=now, due_at=None)


@transaction.atomic
def read(*, person: Person, about: str, now: datetime) -> None:
    """She has been there: it is news no more, and goes into no digest."""
    Notice.objects.filter(person=person, about=about, read_at__isnull=True).update(read_at=now, due_at=None)


@transaction.atomic
def read_all(*, person: Person, now: datetime) -> None:
    """All that is told by now."""
    Notice.objects.filter(person=person, at__lte=now, read_at__isnull=True).update(read_at=now, due_at=None)


def clear(*, now: datetime) -> int:
    """Old notices nobody misses; how many. What still asks something of its person stays."""
    asking = [kind.name for kind in features.notice_kinds().values() if kind.waits]
    old = Notice.objects.filter(at__lt=now - KEPT_FOR)
    return old.exclude(kind__in=asking, settled_at__isnull=True).delete()[0]
