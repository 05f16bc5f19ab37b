"""Questions about kept searches. Who fits is always asked with the rights the owner has now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.http import QueryDict

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory import access, filters
from vezi.network.directory.filters import Asked
from vezi.network.directory.index import finding, store
from vezi.network.directory.index.finding import Question
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import NoIndex, Opened, people_of
from vezi.network.directory.queries import asked as asked_of_index
from vezi.network.directory.rows import Row, rows
from vezi.network.directory.saved.models import SavedSearch
from vezi.network.memberships.access import viewer_of
from vezi.network.people.models import Person
from vezi.network.people.naming import sorted_for_reader


def searches_of(person: Person | None) -> QuerySet[SavedSearch]:
    """Those that are not removed, by name; nobody else reads them."""
    mine = SavedSearch.objects.filter(person=person, removed_at__isnull=True).defer("known")
    return mine.select_related("person", "club").order_by("name", "pk")


def named_of(person: Person | None) -> QuerySet[SavedSearch]:
    """The same with name and question alone."""
    return searches_of(person).select_related(None).defer(None).only("name", "asked")


def asked_in(search: SavedSearch) -> Asked:
    """The question that was kept; filters of an older house that this one does not know ask for nothing."""
    return filters.read(QueryDict(search.asked))


def due(*, now: datetime) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(due_at__lte=now, removed_at__isnull=True).order_by("due_at", "pk")


def reader_of(search: SavedSearch, *, today: date) -> Viewer | None:
    """The owner as she would stand before the page today; None where nobody would: no sign-in, or out of the club.

    Without the club its members alone were looked for; the whole network instead would be another question.
    """
    account = search.person.account
    if account is None or not account.is_active or search.person.is_deceased:
        return None
    return placed(viewer_of(account, today=today), search)


def placed(viewer: Viewer, search: SavedSearch) -> Viewer | None:
    """The owner, looking from where she kept the search; None where she is not a member any more."""
    tie = viewer.ties.get(search.club_id) if search.club_id is not None else None
    club = tie.club if tie is not None and tie.is_member else None
    if club is None and search.club_id is not None and not asked_in(search).filters.is_everywhere:
        return None
    return viewer.looking_from(club)


def writes_to(viewer: Viewer) -> Club | None:
    """The club in whose name letters about searches go out: the one she looks from, else her first."""
    return viewer.club or next(iter(viewer.clubs), None)


ORDERED = 2_000  # people put in order for a letter; who comes after them is only counted in it


@dataclass(frozen=True)
class Looking:
    """One question as one reader asks it of the index as it is now."""

    viewer: Viewer
    asked: Asked
    opened: Opened
    question: Question
    clubs: list[Club]
    is_narrow: bool

    @property
    @answered
    def count(self) -> int:
        """As the page of people says it."""
        return finding.count(self.opened.searcher, self.question)

    @property
    def of_members(self) -> Question:
        return replace(self.question, scope=replace(self.question.scope, recorded_in=None))

    @answered
    def nearest_first(self, person_ids: set[int], *, most: int) -> list[int]:
        """So many of the people at most, in the order of the page as far as that is worth making."""
        searcher, asked, language = self.opened.searcher, self.of_members, sorted_for_reader()
        found = finding.matching(searcher, asked, None)
        limit = min(ORDERED, found.count)
        ordered = finding.by_nearness(searcher, asked, found, language=language, offset=0, limit=limit) if limit else []
        first = [number for number in ordered if number in person_ids]
        return [*first, *sorted(person_ids - set(first), reverse=True)][:most]

    @answered
    def members(self) -> set[int]:
        """Numbers of all members who fit, but for the reader. Some milliseconds a thousand people.

        Records that nobody took up are not among them, though the page of a club may show them: nobody is announced
        by mail who is not here.
        """
        searcher, asked = self.opened.searcher, self.of_members
        found: set[int] = set()
        for half in finding.halves(asked.scope):
            within = finding.narrowed(asked, half)
            if count := store.how_many(searcher, within):
                found.update(people_of(searcher, searcher.search(within, count, count=False)))
        return found - {self.viewer.person_id or 0}

    def rows(self, person_ids: Iterable[int]) -> list[Row]:
        """Those of the people who still fit as the database says at this moment, as the reader sees them."""
        made = rows(
            viewer=self.viewer,
            ids=list(person_ids),
            words=self.question.words,
            filters=self.asked.filters,
            clubs=self.clubs,
            is_narrow=self.is_narrow,
            places=self.opened.places,
            mine=self.question.mine,
        )
        return [row for row in made if not row.is_unclaimed]


@answered
def looking(viewer: Viewer, asked: Asked, *, years: set[int] | None = None) -> Looking:
    """`years` are the viewer's own classes, where somebody has read them or only counts. Raises NoIndex."""
    opened = store.reader()
    clubs, is_narrow = access.clubs_searched(viewer, is_everywhere=asked.filters.is_everywhere)
    as_asked = asked_of_index(viewer, asked.words, asked.filters, clubs, is_narrow=is_narrow, years=years)
    question, _spelt = finding.as_spelt(opened.searcher, as_asked)
    return Looking(viewer, asked, opened, question, clubs, is_narrow)


def count(search: SavedSearch, reader: Viewer) -> int | None:
    """How many its owner finds now; None where nobody can say. Asks the index alone."""
    viewer = placed(reader, search)
    if viewer is None:
        return None
    try:
        return looking(viewer, asked_in(search), years=set()).count
    except NoIndex:
        return None


def known_by_another_record(person_ids: set[int], known: set[int]) -> set[int]:
    """Those of the people who had a second record that was known, before the two became one."""
    merged = Person.objects.filter(merged_into__in=person_ids).values_list("pk", "merged_into_id")
    return {kept for gone, kept in merged if gone in known and kept is not None}
