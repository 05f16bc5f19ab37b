"""All classes of an institution with how many of each the reader may see."""

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory.classes.queries import how_many
from vezi.network.directory.filters import Filters
from vezi.network.directory.index import store
from vezi.network.directory.index.counting import MOST_YEARS, of_each_value
from vezi.network.directory.index.finding import Question
from vezi.network.directory.index.halves import Scope
from vezi.network.directory.index.pieces import INSTITUTION, YEAR
from vezi.network.directory.index.remembered import Remembered
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import Opened
from vezi.network.directory.scopes import everywhere

Wall = tuple[tuple[int, int], ...]  # class year, people; oldest first

_walls: Remembered[Wall] = Remembered(128)


@answered
def wall(*, viewer: Viewer, club: Club) -> Wall:
    """Each class of the club's institution with somebody the reader may see; no query. Raises NoIndex."""
    opened, scope, place = store.reader(), everywhere(viewer), club.institution.public_id
    return _walls.answer(opened, (scope, place), lambda: _made(opened, scope, place))


def _made(opened: Opened, scope: Scope, place: str) -> Wall:
    counted = ((year, how_many(opened, scope, place, year)) for year in sorted(_years(opened, scope, place)))
    return tuple((year, count) for year, count in counted if count)


def _years(opened: Opened, scope: Scope, place: str) -> set[int]:
    """The class years of people who studied at the place, there or elsewhere."""
    question = Question(scope, filters=Filters(chosen={INSTITUTION: frozenset([place])}))
    return {int(year) for year in of_each_value(opened.searcher, question, {YEAR: MOST_YEARS})[YEAR]}
