"""Keeping searches, and looking whether somebody new fits them.

Each search is looked at in a transaction of its own, in which the letter is written down, too, and what its owner was
told of: killed at any moment, the house has done both or neither. A search is asked in full, which takes milliseconds:
no change of rights, of a threshold or of a filter can then be missed.
"""

import logging
import time
from dataclasses import replace
from datetime import datetime, timedelta
from datetime import time as clock

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.core.mail import gate
from vezi.core.viewer import Viewer
from vezi.network.consent import queries as consents
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, Channel, Purpose
from vezi.network.consent.purposes import NEXT_WORD
from vezi.network.directory.filters import BY_NEARNESS, Asked
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.saved import letters, queries
from vezi.network.directory.saved.known import packed, unpacked
from vezi.network.directory.saved.models import Every, SavedSearch

log = logging.getLogger(__name__)

MOST = 50  # of one person
LONGEST_QUESTION = 2_000  # letters of an address
LOOKED_UP = 200  # new people at most who are looked up for one letter; of more it says how many there are
AT = clock(5, 0)  # in the morning, by the clock of the house
BUDGET = 60.0  # seconds of one run
AGAIN_AFTER = timedelta(hours=1)  # what went wrong is tried again
KEPT_AFTER = timedelta(days=1)  # so long a removed search can be taken back


class NameTaken(Refused):
    sentence = _("You keep a search of this name already.")


class TooMany(Refused):
    sentence = _("You keep fifty searches. Remove one you do not need.")


class TooLong(Refused):
    status = 422
    sentence = _("This search is too long to be kept. Take some of its filters away.")


def written(asked: Asked) -> str:
    """The question as it is kept: without its order and page, which say nothing of whom it finds."""
    return replace(asked, sort=BY_NEARNESS, page=1).address().removeprefix("?")


@transaction.atomic
def keep(
    *, viewer: Viewer, asked: Asked, name: str, every: str, now: datetime, instead: SavedSearch | None = None
) -> SavedSearch:
    """Keep the question under a name, or `instead` of one of that name. Raises NameTaken, TooMany, TooLong."""
    question = written(asked)
    if len(question) > LONGEST_QUESTION:
        raise TooLong
    mine = SavedSearch.objects.select_for_update().filter(person=viewer.person, removed_at__isnull=True).defer("known")
    names = {search.name: search for search in mine}
    if (taken := names.get(name.strip())) is not None and taken != instead:
        raise NameTaken
    if instead is None and len(names) >= MOST:
        raise TooMany
    search = instead or SavedSearch(person=viewer.person, kept_at=now)
    search.name, search.asked, search.every, search.known = name.strip(), question, every, None
    search.club = viewer.club if viewer.tie is not None and viewer.tie.is_member else None
    _begin(search, now=now)
    search.save()
    return search


@transaction.atomic
def change(*, search: SavedSearch, name: str, every: str, now: datetime) -> SavedSearch:
    """Another name, or letters at other times. Raises NameTaken."""
    others = SavedSearch.objects.filter(person=search.person_id, removed_at__isnull=True).exclude(pk=search.pk)
    if others.filter(name=name.strip()).exists():
        raise NameTaken
    search = SavedSearch.objects.select_for_update(of=("self",)).get(pk=search.pk)
    was, search.name, search.every = search.every, name.strip(), every
    if was == Every.NEVER:
        _begin(search, now=now)
    elif every != was:  # who is new since the last letter stays so
        search.due_at = due_next(every, after=now)
    search.save()
    return search


def _begin(search: SavedSearch, *, now: datetime) -> None:
    """From now on letters come as chosen: nobody who fits already is new."""
    search.due_at = due_next(search.every, after=now)
    if search.every == Every.NEVER:
        return
    viewer = queries.reader_of(search, today=timezone.localdate(now))
    if viewer is None:
        return
    _agree(search, viewer, now=now)
    try:
        fit = queries.looking(viewer, queries.asked_in(search)).members()
    except NoIndex:  # then the first look does it
        return
    search.known = packed(fit | (unpacked(search.known) if search.known is not None else set()))


def _agree(search: SavedSearch, viewer: Viewer, *, now: datetime) -> None:
    """Who asks for letters agrees to them; it is written down where everything one agreed to is."""
    club = queries.writes_to(viewer)
    if club is None:
        return
    about = {"purpose": str(Purpose.SEARCHES), "channel": str(Channel.MAIL)}
    standing = consents.standing(person_id=search.person_id, club_id=club.pk, **about)
    word = "" if standing.allowed else NEXT_WORD.get((Basis(standing.basis), False), "")
    if word:
        consent.say(
            person=search.person, club=club, decision=word, source="saved search", by=viewer.account, now=now, **about
        )


@transaction.atomic
def remove(*, search: SavedSearch, now: datetime) -> None:
    """It can be taken back for a day."""
    SavedSearch.objects.filter(pk=search.pk).update(removed_at=now)


@transaction.atomic
def take_back(*, search: SavedSearch) -> SavedSearch:
    """Raises NameTaken, TooMany."""
    mine = SavedSearch.objects.filter(person=search.person_id, removed_at__isnull=True)
    if mine.filter(name=search.name).exists():
        raise NameTaken
    if mine.count() >= MOST:
        raise TooMany
    search.removed_at = None
    search.save(update_fields=["removed_at"])
    return search


@transaction.atomic
def stop(*, search: SavedSearch) -> None:
    """No more letters about this search; it stays, and can be written about again."""
    SavedSearch.objects.filter(pk=search.pk).update(every=Every.NEVER, due_at=None)


def clear(*, now: datetime) -> int:
    """Removed searches that nobody took back; how many."""
    return SavedSearch.objects.filter(removed_at__lt=now - KEPT_AFTER).delete()[0]


def due_next(every: str, *, after: datetime) -> datetime | None:
    """The next early morning, or that of the next Monday; None for never."""
    if every == Every.NEVER:
        return None
    day = timezone.localdate(after) + timedelta(days=1)
    if every == Every.WEEK:
        day += timedelta(days=-day.weekday() % 7)
    return timezone.make_aware(datetime.combine(day, AT))


def make_due(*, now: datetime) -> int:
    """Do not wait for the morning: all searches with letters are due; how many."""
    with_letters = SavedSearch.objects.filter(due_at__isnull=False, removed_at__isnull=True)
    return with_letters.update(due_at=now)


def look_at_all(*, now: datetime, seconds: float = BUDGET) -> bool:
    """Look at the searches that are due, the longest waiting first, for so long at most. Whether some are left."""
    until = time.monotonic() + seconds
    for search_id in list(queries.due(now=now).values_list("pk", flat=True)):
        if time.monotonic() > until:
            return True
        try:
            look(search_id=search_id, now=now)
        except NoIndex:
            return False  # it is being made: the next run finds them due still
        except Exception:
            # One that cannot be answered must not keep the others from it.
            log.exception("The saved search %s could not be looked at.", search_id)
            SavedSearch.objects.filter(pk=search_id).update(due_at=now + AGAIN_AFTER)
    return False


@transaction.atomic
def look(*, search_id: int, now: datetime) -> bool:
    """Write to the owner if somebody new fits; whether that was so. Raises NoIndex.

    New is who fits now and neither fitted at the first look nor was told of since. Whom the index names is looked up
    in the database before she is told of; who cannot be seen any more is left out, and is new if she comes back.
    """
    mine = queries.due(now=now).select_for_update(of=("self",), skip_locked=True)
    search = mine.select_related("person__account", "club").filter(pk=search_id).first()
    if search is None:
        return False
    search.due_at = due_next(search.every, after=now)
    search.save(update_fields=["due_at"])
    viewer = queries.reader_of(search, today=timezone.localdate(now))
    club = queries.writes_to(viewer) if viewer is not None else None
    if viewer is None or club is None or _may_not_write(search, club_id=club.pk):
        return False
    with letters.spoken(search, club):
        return _tell(search, queries.looking(viewer, queries.asked_in(search)), club=club, now=now)


def _may_not_write(search: SavedSearch, *, club_id: int) -> str:
    return gate.reason_against(person_id=search.person_id, club_id=club_id, purpose=Purpose.SEARCHES)


def _tell(search: SavedSearch, looking: queries.Looking, *, club: object, now: datetime) -> bool:
    fit = looking.members()
    if search.known is None:
        search.known = packed(fit)
        search.save(update_fields=["known"])
        return False
    known = unpacked(search.known)
    new = fit - known
    new -= queries.known_by_another_record(new, known)
    looked_up = looking.nearest_first(new, most=LOOKED_UP) if new else []
    rows = looking.rows(looked_up)
    if not rows:
        return False
    shown = {row.seen.person.pk for row in rows}
    others = new - set(looked_up)
    search.letters += 1
    letter = letters.by_mail(search, rows, others=len(others), club=club, looking=looking)
    gate.post(letter, now=now)
    search.known, search.told_at = packed(known | shown | others), now
    search.save(update_fields=["known", "letters", "told_at"])
    return True
