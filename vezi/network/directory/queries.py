"""Finding people."""

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory import access, facets, scopes
from vezi.network.directory.by_name import by_name
from vezi.network.directory.facets import Facet
from vezi.network.directory.filters import BY_NAME, BY_NEARNESS, Filters
from vezi.network.directory.index import asking, counting, finding, store
from vezi.network.directory.index.finding import Question
from vezi.network.directory.index.pieces import YEAR
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.knowing import standing
from vezi.network.directory.knowing.kinds import TIE, Mine
from vezi.network.directory.rows import Row, rows
from vezi.network.people.models import Affiliation
from vezi.network.people.naming import sorted_for_reader

PER_PAGE = 20


@dataclass(frozen=True)
class SearchAnswer:
    """`count` people fit, `alike` of them only by a word that is spelt nearly so. `years` is (class year, people)."""

    count: int
    results: list[Row]
    seconds: float
    alike: int = 0
    facets: list[Facet] = field(default_factory=list)
    years: list[tuple[int, int]] = field(default_factory=list)
    page: int = 1
    per_page: int = PER_PAGE
    is_by_name_alone: bool = False  # there was no index to ask

    @property
    def last_page(self) -> int:
        return max(1, -(-self.count // self.per_page))


@answered
def search(
    *, viewer: Viewer, words: str = "", filters: Filters | None = None, page: int = 1, sort: str = BY_NEARNESS,
    per_page: int = PER_PAGE, with_facets: bool = True,
) -> SearchAnswer:  # fmt: skip
    """People whom all the words find and all filters keep, in the current club or everywhere the viewer may look.

    Those spelt nearly so are among them where few are found by the words as they stand.

    Raises NoIndex while the first index is being made. A fixed number of queries, one more where many are found.
    A page past the last is the last.
    """
    begun = time.perf_counter()
    filters = filters or Filters()
    clubs, is_narrow = access.clubs_searched(viewer, is_everywhere=filters.is_everywhere)
    opened = store.reader()
    searcher = opened.searcher
    mine = standing.mine(viewer) if with_facets or filters.named(TIE) else Mine()
    mine = standing.with_second(mine) if filters.named(TIE) else mine
    question, spelt = finding.as_spelt(searcher, asked(viewer, words, filters, clubs, is_narrow=is_narrow, mine=mine))
    matching = finding.matching(searcher, question, spelt)
    count = matching.count
    if with_facets and not filters.named(TIE):
        mine = second_among(mine, matching.orders)
    counting_on = counting.begun(opened, question, matching.orders) if with_facets else None
    known_on = counting.known_begun(opened, question, mine, count=count, hits=matching.orders) if with_facets else None
    page = max(1, min(page, -(-count // per_page)))
    language = sorted_for_reader()
    offset = (page - 1) * per_page
    here = min(per_page, count - offset)  # so that nobody is looked for when all are found
    ids: list[int] = []
    if count and sort == BY_NAME:
        ids = finding.by_name(searcher, question, language=language, offset=offset, limit=here)
    elif count:
        ids = finding.by_nearness(searcher, question, matching, language=language, offset=offset, limit=here)
    shown = rows(
        viewer=viewer,
        ids=ids,
        words=question.words,
        filters=filters,
        clubs=clubs,
        is_narrow=is_narrow,
        places=opened.places,
        mine=mine,
    )
    counted = counting_on.result() if counting_on else counting.Counts()
    return SearchAnswer(
        count=count,
        alike=count - matching.exact,
        results=shown,
        facets=[
            *facets.ties(known_on.result(), filters, of=count),
            *facets.named(counted, filters, clubs=[] if is_narrow else clubs, places=opened.places),
        ]
        if known_on
        else [],
        years=sorted((int(year), number) for year, number in counted.of(YEAR).items()),
        page=page,
        per_page=per_page,
        seconds=time.perf_counter() - begun,
    )


def by_name_alone(*, viewer: Viewer, words: str, filters: Filters, limit: int = PER_PAGE) -> SearchAnswer:
    """What can be answered while there is no index: the first people of these names, without any counts."""
    begun = time.perf_counter()
    found = by_name(viewer=viewer, words=words, filters=filters, limit=limit)
    return SearchAnswer(
        count=len(found), results=found, per_page=limit, seconds=time.perf_counter() - begun, is_by_name_alone=True
    )


def asked(
    viewer: Viewer, words: str, filters: Filters, clubs: list[Club], *, is_narrow: bool, mine: Mine | None = None,
    years: Iterable[int] | None = None,
) -> Question:  # fmt: skip
    """`mine` is what `standing.mine` says, `years` are the viewer's classes, where they are at hand or do not matter."""
    if mine is None and filters.named(TIE):
        mine = standing.with_second(standing.mine(viewer))
    if years is None:
        years = mine.years if mine and mine.person_id else class_years(viewer)
    recorded_in = clubs[0].pk if is_narrow and clubs[0].shows_unclaimed else None
    club_ids = [club.pk for club in clubs]
    return Question(
        scope=scopes.within(viewer, club_ids, is_narrow=is_narrow, recorded_in=recorded_in, years=years),
        words=asking.asked(words),
        filters=filters,
        clubs={club.slug: club.pk for club in clubs},
        mine=mine if mine and filters.named(TIE) else Mine(),
    )


def second_among(mine: Mine, hits: Collection[int] | None) -> Mine:
    """With whom of these the reader's connections know; with all whom they know where the hits are many. One query."""
    are_few = hits is not None and len(hits) <= counting.NUMBERED
    return standing.with_second_among(mine, hits or ()) if are_few else standing.with_second(mine)


def class_years(viewer: Viewer) -> set[int]:
    """The viewer's own classes."""
    if viewer.person_id is None:
        return set()
    studies = Affiliation.objects.filter(person=viewer.person_id, class_year__isnull=False)
    return {year for year in studies.values_list("class_year", flat=True) if year is not None}
