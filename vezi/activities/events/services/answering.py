"""Saying yes, perhaps or no, and changing it. The event's row is locked: whoever comes first has the seat."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vezi.activities.events import telling
from vezi.activities.events.models import Companion, Event, Part, Registration, Seat, Standing, State, Ticket, TwoPeople
from vezi.activities.events.queries import seats
from vezi.activities.events.queries.arriving import has_arrived
from vezi.activities.events.queries.shop import Shop
from vezi.activities.events.services import billing, doubling, queueing, selling
from vezi.activities.events.services.locking import locked
from vezi.activities.events.services.selling import Taken
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.folding import fold
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person

YES, MAYBE, NO = "yes", "maybe", "no"
MOST_AT_ONCE = 10_000  # more than anybody brings


class NotOpen(Refused):
    sentence = _("Answers are not taken any more.")


class CalledOff(Refused):
    sentence = _("This event has been called off.")


class IsHere(Refused):
    sentence = _("You are here already. Speak to the organisers.")


class TooMany(Refused):
    status = 422

    def __init__(self, most: int) -> None:
        said = ngettext("Each may bring %(most)d companion.", "Each may bring %(most)d companions.", most)
        super().__init__(said % {"most": most} if most else str(_("This time everybody comes alone.")))


class NoRoom(Refused):
    """Full, and no list is kept; or there is no room for more than she holds already."""

    def __init__(self, free: int) -> None:
        said = ngettext("There is room for %(free)d more.", "There is room for %(free)d more.", free)
        super().__init__(said % {"free": free} if free else str(_("All seats are taken.")))


class PartIsFull(Refused):
    def __init__(self, part: Part) -> None:
        super().__init__(str(_("“%(part)s” is full. Choose without it.") % {"part": part.title}))


@dataclass(frozen=True)
class Comer:
    """One who comes: a companion by name; the person herself without."""

    name: str = ""
    meal: str = ""
    needs: str = ""
    ticket: Ticket | None = None  # None where there is but one to choose


@dataclass(frozen=True)
class Said:
    """`me` is what is to be known of the person herself; `parts` are those all of them come to. `code` opens a ticket for
    herself; `agreed` is the sum she was shown, in minor units, None where nobody was shown one."""

    answer: str
    me: Comer = Comer()
    companions: Sequence[Comer] = ()
    parts: Sequence[Part] = ()
    is_shown: bool = True
    words: str = ""
    code: str = ""
    agreed: int | None = None
    ask_on: date | None = None  # of a perhaps: when to ask again
    is_instead: bool = False  # of the seat somebody has for her as a companion (`doubling.take_over`)
    is_with_them: bool = False  # a no of her own: she comes as the companion somebody brings (`doubling.come_with`)
    sleeps: str = ""  # Sleeps, where there are rooms
    sleeps_with: str = ""
    seats: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seats", 1 + len(self.companions))


@transaction.atomic
def answer(*, event: Event, person: Person, said: Said, by: Account | None, now: datetime) -> Registration:
    """Yes takes seats, or a place in the queue; perhaps and no give them back, and whoever waits moves up.

    Raises CalledOff, NotOpen, IsHere, TooMany, NoRoom, PartIsFull, and what `selling.choose` raises.
    """
    event = locked(event.pk)
    refuse_closed(event, now=now)
    free = queueing.settle(event, now=now)
    was = Registration.objects.filter(event=event, person=person).first()
    if was is not None and has_arrived(was):
        raise IsHere
    mine = was or Registration(answered_at=now, standing=Standing.NO)
    mine.event, mine.person = event, person
    before = mine.standing if was is not None else None
    taken = list[Taken]()
    if said.answer == YES:
        _refuse_too_many(event, said)
        is_hers = said.is_instead and doubling.take_over(event=event, person=person, now=now)
        free = seats.free(event) if said.is_instead else free
        taken = sold(event, mine, said, now=now)
        _stand(mine, said.seats, free=free, is_hers=is_hers)
    else:
        mine.standing = Standing.MAYBE if said.answer == MAYBE else Standing.NO
        mine.waits_as = mine.kept_until = None
    mine.seats, mine.changed_at = (said.seats, now) if said.answer == YES else (1, now)
    mine.ask_on = said.ask_on if said.answer == MAYBE else None
    mine.sleeps = said.sleeps if said.answer == YES else ""
    mine.sleeps_with = clean.line(said.sleeps_with)[:140] if said.answer == YES else ""
    mine.is_shown, mine.words = said.is_shown, clean.line(said.words)[:300]
    mine.save()
    _seat(mine, said, taken, is_new=was is None)
    if said.is_with_them:
        doubling.come_with(event=event, person=person)
    elif was is not None:
        doubling.come_alone(event=event, person=person)
    if was is not None or any(one.price for one in taken):
        billing.open_for(mine, now=now)
    audit.record(
        "events.answer", by=by, at=now, subject=mine, club_id=event.club_id, person_id=person.pk, says=said.answer
    )
    if was is not None or said.is_instead:  # else nothing was given back
        queueing.settle(event, now=now)
    telling.answered(mine, before=before, now=now)
    return mine


def give_back(*, registration: Registration, by: Account | None, now: datetime) -> Registration:
    """Her seats, or her place in the queue. Raises CalledOff, NotOpen."""
    return answer(event=registration.event, person=registration.person, said=Said(NO), by=by, now=now)


def refuse_closed(event: Event, *, now: datetime) -> None:
    """Raises CalledOff, NotOpen."""
    if event.state == State.CANCELLED:
        raise CalledOff
    if event.state == State.DRAFT or now >= event.last_answer_at:
        raise NotOpen


def _refuse_too_many(event: Event, said: Said) -> None:
    if len(said.companions) > event.most_companions:
        raise TooMany(event.most_companions)


def sold(event: Event, mine: Registration, said: Said, *, now: datetime) -> list[Taken]:
    """The ticket of each who comes. Raises what `selling.choose` raises."""
    comers = [said.me, *said.companions]
    shop = Shop(event, mine, mine.person, now=now)
    return selling.choose(shop, wants=[one.ticket for one in comers], code=said.code, agreed=said.agreed)


def _stand(mine: Registration, wanted: int, *, free: int | None, is_hers: bool = False) -> None:
    """Where a yes puts her. Who holds a seat keeps it, whatever comes of wanting more; `is_hers`: one that was kept for her by
    another was freed a moment ago."""
    if mine.holds:
        if free is not None and wanted - mine.seats > free:
            raise NoRoom(free)
        mine.standing, mine.waits_as, mine.kept_until = Standing.COMING, None, None
    elif is_hers:
        if free is not None and (wanted > free or (wanted > 1 and seats.somebody_waits(mine.event))):
            raise NoRoom(1)
        mine.standing, mine.waits_as, mine.kept_until = Standing.COMING, None, None
    elif mine.standing != Standing.WAITING:
        if (free is None or wanted <= free) and not seats.somebody_waits(mine.event):
            mine.standing = Standing.COMING
        elif mine.event.has_waiting_list:
            mine.standing, mine.waits_as = Standing.WAITING, seats.next_number()
        else:
            raise NoRoom(free or 0)


def _seat(mine: Registration, said: Said, taken: Sequence[Taken], *, is_new: bool) -> None:
    """One row for each who comes, where they come or wait to; none for a no. Codes that were given out stay with whom they
    were given to."""
    there = [] if is_new else list(mine.people.all())
    if said.answer != YES:
        if there:
            mine.people.all().delete()
        return
    comers = [said.me, *said.companions]
    rows = _rows_of(there, comers)
    if gone := [one.pk for one in there if one not in rows]:
        mine.people.filter(pk__in=gone).delete()
    _make_way(mine, rows)
    parts = list(said.parts)
    for number, (comer, one, found) in enumerate(zip(comers, taken, rows, strict=True)):
        row = found or Seat(registration=mine)
        row.number, row.name = number, clean.line(comer.name)[:100] if number else ""
        row.meal, row.needs = clean.line(comer.meal)[:140], clean.line(comer.needs)[:200]
        row.ticket, row.price, row.code = one.ticket, one.price, one.code
        row.save()
        if found is not None:
            row.parts.set([])
    for part in parts:
        left = seats.free_in(part)
        if left is not None and len(comers) > left:
            raise PartIsFull(part)
    for row in mine.people.all() if parts else ():
        row.parts.set(parts)


def _rows_of(there: Sequence[Seat], comers: Sequence[Comer]) -> list[Seat | None]:
    """For each who comes the seat that is hers already: her own, a companion's by his name. Who is left of both is one whose
    name was put right, and was said of somebody else when it was said that two are several."""
    left = {one.number: one for one in there}
    rows: list[Seat | None] = [left.pop(0, None)]
    for comer in comers[1:]:
        name = fold(clean.line(comer.name)[:100])
        rows.append(left.pop(next((number for number, one in left.items() if fold(one.name) == name), -1), None))
    for place, row in enumerate(rows):
        if row is None and left:
            rows[place] = other = left.pop(min(left))
            TwoPeople.objects.filter(Q(one=other) | Q(other=other)).delete()
            Companion.objects.filter(seat=other).delete()
    return rows


def _make_way(mine: Registration, rows: Sequence[Seat | None]) -> None:
    """For another order of the same people: no two have one number, not even for a moment."""
    if any(row is not None and row.number != place for place, row in enumerate(rows)):
        mine.people.filter(number__gt=0).update(number=F("number") + MOST_AT_ONCE)
