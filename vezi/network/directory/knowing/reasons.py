"""Why somebody may be worth knowing, in words: what the reader sees of both, and nothing else."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vezi.network.directory.index.entries import upwards
from vezi.network.directory.index.pieces import class_at, shown
from vezi.network.directory.knowing.kinds import Between, Mine
from vezi.network.directory.knowing.sentences import who_knows_both
from vezi.network.people.models import Position
from vezi.network.people.queries import Seen

Reason = tuple[str, str]  # its kind, in words


def of_reader(seen: Seen, mine: Mine, between: Between | None) -> list[Reason]:
    """What ties the reader to the person."""
    found: list[Reason] = []
    if between is not None:
        found.append(("second", who_knows_both(between)))
    found += [("classmate", said) for said in _of_class(seen, mine)][:1]
    found += [("colleague", said) for said in _at_work(seen, mine)][:1]
    found += [("trade", said) for said in _of_trade(seen, mine)][:1]
    return found


def _of_class(seen: Seen, mine: Mine) -> Iterator[str]:
    for study in seen.affiliations:
        year = study.class_year
        if year and study.programme and class_at(study.programme.public_id, year) in mine.classes:
            yield _("You finished %(programme)s together in %(year)s") % {"programme": study.programme, "year": year}
        elif year and any(class_at(place.public_id, year) in mine.classes for place in upwards(study.institution)):
            yield _("You are both of the class of %(year)s") % {"year": year}


def _at_work(seen: Seen, mine: Mine) -> Iterator[str]:
    for work in today(seen):
        if work.employer and shown(work.employer) in mine.employers:
            yield _("You both work at %(employer)s") % {"employer": work.employer}


def _of_trade(seen: Seen, mine: Mine) -> Iterator[str]:
    city = next(iter(sorted(cities(seen) & mine.cities)), "")
    work = next((work for work in today(seen) if work.trade in mine.trades), None)
    if city and work is not None:
        yield _("The same trade and city: %(trade)s, %(city)s") % {"trade": work.get_trade_display(), "city": city}


def today(seen: Seen) -> list[Position]:
    return [work for work in seen.positions if work.is_current]


def cities(seen: Seen) -> set[str]:
    here = [seen.residence.city] if seen.residence else []
    return {shown(city) for city in (*here, *(work.city for work in today(seen))) if city}
