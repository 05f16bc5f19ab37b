"""After an event: photographs brought, taken down, kept; what people thought of it."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import telling
from vezi.activities.events.models import Event, Opinion, Photograph, RemovalWish
from vezi.activities.events.queries import committee
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.pictures import redraw
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person

AT_ONCE, MOST = 20, 500


class TooManyPhotographs(Refused):
    status = 422
    sentence = _("Twenty photographs at once, and five hundred of one event. Bring the best ones.")


class NoPhotograph(Refused):
    status = 422
    sentence = _("Choose the photographs first.")


@transaction.atomic
def bring(
    *, event: Event, files: Iterable[UploadedFile], says: str, person: Person, by: Account | None, now: datetime
) -> list[Photograph]:
    """All or none. Raises NoPhotograph, TooManyPhotographs, pictures.NoPicture."""
    event = locked(event.pk)
    files = list(files)
    if not files:
        raise NoPhotograph
    if len(files) > AT_ONCE or event.photographs.count() + len(files) > MOST:
        raise TooManyPhotographs
    drawn = [redraw(one, size=one.size or 0) for one in files]
    said = clean.line(says)[:200]
    made = []
    for one in drawn:
        photograph = Photograph(event=event, by=person, width=one.width, height=one.height, says=said, at=now)
        photograph.file.save(f"{photograph.public_id}.webp", one.file, save=True)
        made.append(photograph)
    audit.record(
        "events.bring", by=by, at=now, subject=event, club_id=event.club_id, person_id=person.pk, count=len(made)
    )
    return made


@transaction.atomic
def ask_to_take_down(
    *, photograph: Photograph, person: Person, words: str, by: Account | None, now: datetime
) -> RemovalWish:
    """It is hidden at once; its organisers decide, else the officers who look after events. Asked twice it is one wish."""
    photograph = _locked(photograph)
    wish, made = RemovalWish.objects.get_or_create(
        photograph=photograph, person=person, defaults={"words": clean.line(words)[:300], "at": now}
    )
    if made:
        Photograph.objects.filter(pk=photograph.pk, hidden_at=None).update(hidden_at=now)
        audit.record("events.ask_to_take_down", by=by, at=now, subject=photograph, person_id=person.pk)
        telling.take_down(photograph.event, organisers=committee.who_hear(photograph.event), now=now)
    return wish


@transaction.atomic
def take_down(*, photograph: Photograph, by: Account | None, now: datetime) -> None:
    """For good: the row now, the file when the deed is committed."""
    photograph = _locked(photograph)
    audit.record("events.take_down", by=by, at=now, subject=photograph, club_id=photograph.event.club_id)
    storage, name = photograph.file.storage, photograph.file.name or ""
    event = photograph.event
    photograph.delete()
    transaction.on_commit(partial(storage.delete, name))
    _no_more_asked(event, now=now)


@transaction.atomic
def keep(*, photograph: Photograph, by: Account | None, now: datetime) -> None:
    """Shown again, after it was looked at. Whoever asked may not hide it a second time."""
    photograph = _locked(photograph)
    Photograph.objects.filter(pk=photograph.pk).update(hidden_at=None)
    audit.record("events.keep", by=by, at=now, subject=photograph, club_id=photograph.event.club_id)
    _no_more_asked(photograph.event, now=now)


def _no_more_asked(event: Event, *, now: datetime) -> None:
    if not event.photographs.filter(hidden_at__isnull=False).exists():
        telling.looked_at(event, now=now)


@transaction.atomic
def think(*, event: Event, person: Person, liked: int, words: str, by: Account | None, now: datetime) -> Opinion:
    """Once each; said again it stands instead of the first."""
    said = {"liked": liked, "words": clean.text(words)[:1000], "at": now}
    found, _made = Opinion.objects.update_or_create(event=event, person=person, defaults=said)
    audit.record("events.think", by=by, at=now, subject=event, club_id=event.club_id, person_id=person.pk)
    return found


def _locked(photograph: Photograph) -> Photograph:
    rows = Photograph.objects.select_for_update(of=("self",)).select_related("event__club")
    return rows.get(pk=photograph.pk)
