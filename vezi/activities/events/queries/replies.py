"""What guests wrote to the organisers, as these read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max

from vezi.activities.events.models import Event, Reply
from vezi.activities.events.queries.coming import signed_by
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person

A_PAGE = 30


@dataclass(frozen=True)
class Thread:
    """Between one guest and the organisers, in order."""

    person: Person
    who: Who
    said: Sequence[Reply]

    @property
    def waits(self) -> bool:
        return not self.said[-1].is_answer


def threads(viewer: Viewer, event: Event, *, after: int = 0) -> tuple[list[Thread], bool]:
    """The one in which was written last comes first; whether there are more. Of nobody apart from the reader."""
    all_of = event.replies.exclude(person__in=viewer.apart)
    latest = all_of.values("person").annotate(last=Max("at")).order_by("-last", "person")
    page = [row["person"] for row in latest[after : after + A_PAGE + 1]]
    shown = page[:A_PAGE]
    said: dict[int, list[Reply]] = {}
    for reply in all_of.filter(person__in=shown).order_by("at", "pk"):
        said.setdefault(reply.person_id, []).append(reply)
    people = signed_by(viewer, shown)
    return [Thread(*people[one], said[one]) for one in shown if one in people], len(page) > A_PAGE


def words_of(notices: Sequence[Notice], _readers: object) -> dict[int, str]:
    """What stands in the letter of each: nothing where it is gone by now."""
    names = {one.pk: one.once.rpartition(":")[2] for one in notices}
    texts = dict(Reply.objects.filter(public_id__in=set(names.values())).values_list("public_id", "text"))
    return {pk: texts.get(name, "") for pk, name in names.items()}


def people_who_wrote(event: Event) -> Iterable[int]:
    return event.replies.filter(is_answer=False).values_list("person", flat=True)
