"""What a page of a class shows: whom the reader may see by the fact of the class, and numbers of just those.

People, their order and all numbers come from the index, as a search for the class finds them; those on the page are read
from the database again. A fixed number of queries, whatever the size of the class.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Programme
from vezi.network.directory import access
from vezi.network.directory.classes.places import Below, ClassOf
from vezi.network.directory.filters import Filters
from vezi.network.directory.index import counting, finding, store
from vezi.network.directory.index.counting import Values
from vezi.network.directory.index.entries import upwards
from vezi.network.directory.index.finding import Question
from vezi.network.directory.index.halves import Scope
from vezi.network.directory.index.pieces import CITY, CLASS, COUNTRY, PROGRAMME, TRADE, class_at
from vezi.network.directory.index.remembered import Remembered
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import Opened
from vezi.network.directory.knowing.sentences import beyond_class
from vezi.network.directory.scopes import everywhere
from vezi.network.memberships import queries as memberships
from vezi.network.memberships.queries import books
from vezi.network.memberships.queries import fitting as records
from vezi.network.people.models import Affiliation
from vezi.network.people.naming import sorted_for_reader
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of

PER_PAGE = 30
MOST_VALUES = 2_000  # of a facet in one class
NEIGHBOURHOOD = 40  # years; further away there is no neighbour

Number = tuple[str, int]


@dataclass(frozen=True)
class Classmate:
    who: Who
    is_me: bool


@dataclass(frozen=True)
class People:
    """A page of the class by name; `count` of all whom the reader may see."""

    count: int
    page: int
    shown: list[Classmate]
    spread: "Spread"

    @property
    def last_page(self) -> int:
        return max(1, -(-self.count // PER_PAGE))


@dataclass(frozen=True)
class Spread:
    """Where they are and what they do, as far as each shows it to the reader; most frequent first."""

    cities: list[Number] = field(default_factory=list)
    countries: list[Number] = field(default_factory=list)
    trades: list[Number] = field(default_factory=list)
    programmes: list[Number] = field(default_factory=list)  # by public name, of this class


_spreads: Remembered[Spread] = Remembered(256)


@answered
def people(*, viewer: Viewer, of: ClassOf, page: int = 1) -> People:
    """Raises NoIndex. A page past the last is the last."""
    opened = store.reader()
    question = Question(everywhere(viewer), filters=of.filters)
    count = finding.count(opened.searcher, question)
    page = max(1, min(page, -(-count // PER_PAGE)))
    offset = (page - 1) * PER_PAGE
    here = min(PER_PAGE, count - offset)
    language = sorted_for_reader()
    ids = finding.by_name(opened.searcher, question, language=language, offset=offset, limit=here) if here else []
    return People(
        count=count,
        page=page,
        shown=_classmates(viewer, of, ids, opened),
        spread=_spread(opened, question, of) if page == 1 and count else Spread(),
    )


def _classmates(viewer: Viewer, of: ClassOf, ids: list[int], opened: Opened) -> list[Classmate]:
    """As the database says now: who may not be seen in the class any more is left out."""
    wanted = [*ids, viewer.person_id] if viewer.person_id else ids
    clubs = memberships.clubs_of(wanted)
    persons = access.with_shown_parts(wanted, places=opened.places, has_mail=False)
    seen = {one.person.pk: one for one in memberships.seen_by(viewer, persons, clubs=clubs)}
    mine = seen.get(viewer.person_id or 0)
    return [
        Classmate(_drawn(seen[number], of, mine), is_me=number == viewer.person_id)
        for number in ids
        if number in seen and clubs[number] and _is_of(seen[number], of)
    ]


def _is_of(seen: Seen, of: ClassOf) -> bool:
    """Whether the reader sees that she is of the class."""
    places = (
        place
        for study in seen.affiliations
        if study.class_year == of.year
        for place in (study.programme, *upwards(study.institution))
    )
    return bool(seen.name) and of.place in places


def _drawn(seen: Seen, of: ClassOf, mine: Seen | None) -> Who:
    """With the year of the class, whatever else she studied; who died has no city and no work."""
    who = replace(who_of(seen), year=of.year)
    if seen.person.is_deceased:
        return replace(who, what="", where="", tie=_("We remember them"))
    return replace(who, tie=beyond_class(seen, mine=mine))


def _spread(opened: Opened, question: Question, of: ClassOf) -> Spread:
    asked = (question.scope, of.place.public_id, of.year)
    return _spreads.answer(opened, asked, lambda: _counted(opened, question, of))


def _counted(opened: Opened, question: Question, of: ClassOf) -> Spread:
    facets = (CITY, COUNTRY, TRADE, PROGRAMME)
    counted = counting.of_each_value(opened.searcher, question, dict.fromkeys(facets, MOST_VALUES))
    # Who studied something else as well, in another year, has its programme too: count the class of each.
    of_class: Values = {one: how_many(opened, question.scope, str(one), of.year) for one in counted[PROGRAMME]}
    return Spread(
        cities=_most_first(counted[CITY]),
        countries=_most_first(counted[COUNTRY]),
        trades=_most_first(counted[TRADE]),
        programmes=_most_first({one: count for one, count in of_class.items() if count}),
    )


def _most_first(counted: Values) -> list[Number]:
    return sorted(((str(value), count) for value, count in counted.items()), key=lambda pair: (-pair[1], pair[0]))


def how_many(opened: Opened, scope: Scope, place: str, year: int) -> int:
    """People of a class whom the reader may see; `place` is the public name of institution or programme."""
    filters = Filters(chosen={CLASS: frozenset([class_at(place, year)])})
    return finding.count(opened.searcher, Question(scope, filters=filters))


@answered
def neighbours(*, viewer: Viewer, of: ClassOf) -> tuple[ClassOf | None, ClassOf | None]:
    """The nearest classes of the whole institution before and after with somebody the reader may see. Raises NoIndex."""
    return _next(viewer, of, -1), _next(viewer, of, 1)


def _next(viewer: Viewer, of: ClassOf, step: int) -> ClassOf | None:
    opened, scope = store.reader(), everywhere(viewer)
    place = of.club.institution.public_id
    years = range(of.year + step, of.year + step * (NEIGHBOURHOOD + 1), step)
    found = next((year for year in years if how_many(opened, scope, place, year)), None)
    return ClassOf(of.club, found) if found else None


def programmes_of(below: Below, public_ids: Iterable[str]) -> dict[str, Programme]:
    """Those of the institution, by their public names; one query."""
    found = Programme.objects.filter(public_id__in=list(public_ids), institution_id__in=below.ids)
    return {one.public_id: one for one in found}


def not_here_yet(of: ClassOf, below: Below) -> int:
    """About how many of the class are on the club's books and nobody took up their records.

    Rounded, and 0 for fewer than ten: neither a number itself nor the difference of two (the year and its programmes,
    yesterday and today, the books and the people shown) may point at one of them.
    """
    programme = of.programme.pk if of.programme else 0

    def count() -> int:
        studies = Affiliation.objects.filter(
            below.studies(of.year, of.programme), person__in=records.unclaimed(of.club)
        )
        return studies.order_by().values("person").distinct().count()

    return books.about(books.remembered(of.club, f"class:{of.year}:{programme}", count))
