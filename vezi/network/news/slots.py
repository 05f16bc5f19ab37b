"""What news brings to the member's home."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from vezi.core import kept
from vezi.core.together import Question
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.groups.models import Group
from vezi.network.groups.queries import lately as groups
from vezi.network.memberships import at_home
from vezi.network.memberships.at_home import Faces, Part, Place, Step
from vezi.network.news import queries
from vezi.network.news.queries import News
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of

ROWS = 7  # on home, the lead among them
FACES, GREETED = 5, 8


@kept.question
def my_groups(viewer: Viewer, numbers: set[int]) -> list[QuerySet[Group]]:
    return [groups.my_groups(viewer, numbers)]


@at_home.part
class MyPeople(Part):
    """Who moved, has new work, came, has a birthday: of connections, classmates and small groups, the nearest first."""

    place, order = Place.PEOPLE, 10

    def looks(self) -> None:
        found = queries.lately(self.viewer, now=self.now, with_mates=self.has_just_come)
        self.found = found.worth_reading(now=self.now)
        self.here = [row.person_id for row in found.new][:GREETED] if self.has_just_come else []

    def asks_again(self) -> Sequence[Question]:
        return my_groups(self.viewer, self.found.group_ids)

    def hears_again(self, *found: list[Group]) -> None:
        self.groups = {group.pk: group for group in found[0]}

    def shows(self) -> list[int]:
        return [*(row.person_id for row in self.found.rows), *self.found.mates, *self.here]

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:
        seen = queries.seen_of(self.found.rows, self.viewer, faces, self.groups, now=self.now)
        news = queries.of_home(seen, now=self.now, most=ROWS)
        lead = lead_of(news)
        others = [one for one in news if one is not lead]
        return drawn(request, "home_people", lead=lead, others=others, now=self.now) if news else None

    def steps(self, request: HttpRequest, faces: Faces) -> Iterator[Step]:
        """Faces of one's class, and of those who came to one's clubs last."""
        if not self.has_just_come:
            return
        me = faces.seen.get(self.viewer.person_id or 0)
        own = queries.of_class(me) if me is not None else set()
        mates = [seen for number in self.found.mates if (seen := faces.living(number)) is not None]
        shown = [seen for seen in mates if queries.of_class(seen) & own][:FACES]
        years = sorted(year for _kind, _place, year in own)
        if shown:
            yield Step(
                10, lambda people: drawn(request, "home_step", mates=as_who(people), year=years[0]), shown, most=FACES
            )
        here = [seen for number in self.here if (seen := faces.living(number)) is not None]
        yield Step(
            50, lambda people: drawn(request, "home_greet", people=as_who(people)), here, most=2, needs_people=True
        )

    def note(self) -> str:
        count = self.found.connected
        return ngettext("%(count)s connection.", "%(count)s connections.", count) % {"count": count} if count else ""


def as_who(people: list[Seen]) -> list[Who]:
    return [who_of(seen) for seen in people]


def lead_of(news: list[News]) -> News | None:
    """What is set large: the first that is of one person, rather of what she did than of her coming."""
    single = [one for one in news if not one.others]
    return min(single, key=lambda one: queries.WORTH[one.kind] > 1, default=None)


def drawn(request: HttpRequest, template: str, **context: Any) -> SafeString:
    return render_to_string(f"news/slots/{template}.html", context, request=request)
