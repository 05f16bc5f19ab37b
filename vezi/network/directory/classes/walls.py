"""All classes of an institution with how many of each the reader may see."""

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory.classes.queries import how_many, scope_of
from vezi.network.directory.classes.remembered import Remembered
from vezi.network.directory.filters import Filters
from vezi.network.directory.index import finding, store
from vezi.network.directory.index.counting import MOST_YEARS
from vezi.network.directory.index.finding import Question, Scope
from vezi.network.directory.index.pieces import INSTITUTION, YEAR
from vezi.network.directory.index.store import Opened

Wall = tuple[tuple[int, int], ...]  # class year, people; oldest first

_walls: Remembered[Wall] = Remembered(128)


def wall(*, viewer: Viewer, club: Club) -> Wall:
    """Each class of the club's institution with somebody the reader may see; no query. Raises NoIndex."""
    opened, scope, place = store.reader(), scope_of(viewer), club.institution.public_id
    return _walls.answer(opened, (scope, place), lambda: _made(opened, scope, place))


def _made(opened: Opened, scope: Scope, place: str) -> Wall:
    counted = ((year, how_many(opened, scope, place, year)) for year in sorted(_years(opened, scope, place)))
    return tuple((year, count) for year, count in counted if count)


def _years(opened: Opened, scope: Scope, place: str) -> set[int]:
    """The class years of people who studied at the place, there or elsewhere."""
    question = Question(scope, filters=Filters(chosen={INSTITUTION: frozenset([place])}))
    found: set[int] = set()
    for half in finding.halves(scope):
        asked = {YEAR: {"terms": {"field": f"{YEAR}_{half.tier}", "size": MOST_YEARS}}}
        said = opened.searcher.aggregate(finding.narrowed(question, half), asked)
        found |= {int(bucket["key"]) for bucket in said[YEAR]["buckets"]}
    return found
