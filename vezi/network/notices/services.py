"""Telling people, and taking it back from what waits.

    services.tell(kind="connections.request", person=maja, about=f"connections.request:{request.public_id}",
                  path=reverse("connections:request", ...), by=ada, now=now)
    services.settle(person=maja, about=f"connections.request:{request.public_id}", now=now)

A notice is written in the transaction of the deed it tells of, and so is its letter, where the person wants one at
once. `tell_many` (notices.rounds) tells tens of thousands in the background.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Func, JSONField, QuerySet, Value

from vezi.core import features, jobs, live
from vezi.network.clubs.models import Club
from vezi.network.notices import kinds, letters, rounds, writing
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
    it is told once; `mail_path` is where the letter leads if not to `path`. `words` hold no name of a person: who did
    it is `by`, and is named as the reader may see her then. Raises LookupError for an unknown kind.
    """
    said = said_of(kind=kind, about=about, path=path, by=by, club=club, words=words, now=now, way=way, once=once,
                   mail_path=mail_path)  # fmt: skip
    written = writing.write([person.pk], said)
    if written and written[0].alone and not said.kind.letter_after:
        letters.write_due(person_ids=[written[0].person_id], now=now, alone=True)
    if written and written[0].pushed:
        jobs.ask_for("vezi.network.notices.tasks.push")
    return Notice.objects.get(pk=written[0].pk) if written else None


@transaction.atomic
def tell_many(
    *,
    kind: str,
    person_ids: Iterable[int],
    once: str,
    about: str,
    path: str,
    by: Person | None = None,
    club: Club | None = None,
    words: dict[str, str] | None = None,
    now: datetime,
    way: str = "",
    mail_path: str = "",
) -> None:
    """Tell tens of thousands in the background; here they are only written down (50,000 in some 0.1 s).

    `once` names the deed (and the way, where it differs): done twice, it is told once. Blocks and choices count as they
    stand when each of them is told. Raises LookupError for an unknown kind.
    """
    said = said_of(kind=kind, about=about, path=path, by=by, club=club, words=words, now=now, way=way, once=once,
                   mail_path=mail_path)  # fmt: skip
    rounds.begin(said, person_ids, now=now)


@transaction.atomic(savepoint=False)
def tell_some(*, person_ids: Iterable[int], said: writing.Said) -> None:
    """Tell up to a thousand at once, for an area that goes through its own people in the background."""
    rounds.ask_for_letters(writing.write(person_ids, said), are_due=not said.kind.letter_after)


def said_of(
    *, kind: str, by: Person | None, club: Club | None, words: dict[str, str] | None, now: datetime, **rest: str
) -> writing.Said:
    by_id, club_id = by.pk if by else None, club.pk if club else None
    return writing.Said(kind=kinds.kind_of(kind), by_id=by_id, club_id=club_id, words=words or {}, at=now, **rest)


@transaction.atomic(savepoint=False)
def settle(*, person: Person, about: str, now: datetime, keeps_words: bool = True) -> None:
    """It was answered, withdrawn or timed out: it waits no more, and goes into no letter.

    Without `keeps_words` what was said with it is gone from the list, too, as whoever said it took it back.
    """
    mine = Notice.objects.filter(person=person, about=about)
    _settle(mine, now=now)
    if not keeps_words:
        mine.update(words={})


class _Without(Func):
    """An object of JSON without one of its keys."""

    template, arg_joiner = "(%(expressions)s)", " - "


@transaction.atomic
def settle_all(*, about: str, once: str = "", now: datetime, keeps_words: bool = True) -> None:
    """The same for everybody who was told of it; with `once`, of this one deed alone.

    Without its words nothing of what was said stays in the notice, nor in a letter that has not left.
    """
    told = Notice.objects.filter(about=about, **({"once": once} if once else {}))
    if not keeps_words:
        letters.forget(told)
        told.update(words=_Without(F("words"), Value("more"), output_field=JSONField()))
    _settle(told, now=now)


def _settle(told: QuerySet[Notice], *, now: datetime) -> None:
    waiting = told.filter(settled_at__isnull=True)
    people = list(waiting.values_list("person_id", "read_at"))
    if not people:
        return
    waiting.update(settled_at=now, due_at=None, push_at=None)
    live.say([person for person, read_at in people if read_at is None], "notices")


@transaction.atomic
def reword(*, about: str, once: str, words: dict[str, str]) -> None:
    """What was told of this deed is said otherwise by now; letters that left are as they were."""
    Notice.objects.filter(about=about, once=once, settled_at__isnull=True).update(words=words)


@transaction.atomic
def read(*, person: Person, about: str, now: datetime) -> None:
    """She has been there: it is news no more, and goes into no digest."""
    _read(Notice.objects.filter(person=person, about=about), person=person, now=now)


@transaction.atomic
def read_all(*, person: Person, now: datetime) -> None:
    """All that is told by now."""
    _read(Notice.objects.filter(person=person, at__lte=now), person=person, now=now)


def _read(told: QuerySet[Notice], *, person: Person, now: datetime) -> None:
    if told.filter(read_at__isnull=True).update(read_at=now, due_at=None, push_at=None):
        live.say([person.pk], "notices")


def clear(*, now: datetime) -> int:
    """Old notices nobody misses; how many. What still asks something of its person stays."""
    asking = [kind.name for kind in features.notice_kinds().values() if kind.waits]
    old = Notice.objects.filter(at__lt=now - KEPT_FOR)
    rounds.clear(now=now)
    return old.exclude(kind__in=asking, settled_at__isnull=True).delete()[0]
