"""Writing a notice to one person or a thousand: who hears of it at all, who by mail, and when.

Whoever is told, the same few queries are asked; what each wants is reckoned with `wanting` and `moments`.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.http import url_has_allowed_host_and_scheme

from vezi.core.features import NoticeKind
from vezi.network.notices import moments, wanting
from vezi.network.notices.models import Notice, Way
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from

AT_ONCE = 1000  # rows of one statement


@dataclass(frozen=True)
class Said:
    """What is told, whoever is told."""

    kind: NoticeKind
    about: str
    path: str
    by_id: int | None
    club_id: int | None
    words: dict[str, str]
    way: str
    once: str
    mail_path: str
    at: datetime


def write(person_ids: Iterable[int], said: Said) -> list[Notice]:
    """The notices that were written. Called within a transaction."""
    check_path(said.path)
    check_path(said.mail_path or "/")
    people = hearers(person_ids, by_id=said.by_id)
    wants = wanting.wants_of(people, kinds=[said.kind.name])
    notices = []
    for person_id, has_mail in people.items():
        way = wants.way(person_id, said.kind, said.club_id, asked=said.way)
        if way != Way.NONE:
            due = wants.due(person_id, way, now=said.at) if has_mail else moments.Due()
            notices.append(notice(person_id, said, due))
    return _stored(notices, said)


def _stored(notices: list[Notice], said: Said) -> list[Notice]:
    """Those that were not told of the same deed before, even if that is being done at this very moment."""
    if not said.once:
        return Notice.objects.bulk_create(notices, batch_size=AT_ONCE)
    told = Notice.objects.filter(person__in=[one.person_id for one in notices], once=said.once)
    while True:
        known = set(told.values_list("person_id", flat=True))
        new = [one for one in notices if one.person_id not in known]
        with suppress(IntegrityError), transaction.atomic():
            return Notice.objects.bulk_create(new, batch_size=AT_ONCE)


def check_path(path: str) -> None:
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        raise ValueError(f"A notice leads into the house, not to {path!r}.")


def hearers(person_ids: Iterable[int], *, by_id: int | None) -> dict[int, bool]:
    """Of the people (by whatever record they are by now) those who may hear of it: number -> whether mail reaches them.

    Nobody hears of her own doings, or of those of who blocked her or was blocked by her; the dead and erased of none.
    """
    by_now = Person.objects.filter(pk__in=list(person_ids)).values_list("pk", "merged_into_id")
    ids = {into or pk for pk, into in by_now} - apart_from(by_id) - {by_id}
    living = (
        Person.objects.living_records().filter(pk__in=ids, is_deceased=False, deceased_on__isnull=True).order_by("pk")
    )
    return dict(living.values_list("pk", "account__is_active")) if ids else {}


def notice(person_id: int, said: Said, due: moments.Due) -> Notice:
    return Notice(
        person_id=person_id, kind=said.kind.name, about=said.about, path=said.path, mail_path=said.mail_path,
        by_id=said.by_id, club_id=said.club_id, words=said.words, way=said.way, once=said.once, at=said.at,
        due_at=due.at, alone=due.alone,
    )  # fmt: skip
