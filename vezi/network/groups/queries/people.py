"""People of groups as one reader sees them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.core.wording.markdown import Named
from vezi.network.memberships.queries.seeing import named_to
from vezi.network.people.models import Person
from vezi.network.people.who import who_of


@dataclass(frozen=True)
class Faces:
    """The people a page speaks of. Who is not seen by name is “a member”; who was erased, “former member”."""

    by_id: dict[int, Who] = field(default_factory=dict)
    by_public_id: dict[str, int] = field(default_factory=dict)

    def of(self, person_id: int | None) -> Who:
        if person_id is None:
            return Who(name=_("Former member"), letters="·")
        return self.by_id.get(person_id) or Who(name=_("A member"), letters="·")

    def sees(self, person_id: int | None) -> bool:
        return person_id in self.by_id

    @property
    def named(self) -> dict[str, Named]:
        """For names in texts: those the reader does not see have none."""
        return {
            public_id: Named(self.by_id[pk].name, self.by_id[pk].url)
            for public_id, pk in self.by_public_id.items()
            if pk in self.by_id
        }


def faces(
    viewer: Viewer,
    person_ids: Iterable[int | None],
    public_ids: Iterable[str] = (),
    *,
    ties: dict[int, str] | None = None,
) -> Faces:
    """A fixed number of queries."""
    ids = {pk for pk in person_ids if pk is not None}
    named: dict[str, int] = {}
    if wanted := list(dict.fromkeys(public_ids)):
        rows = Person.objects.filter(public_id__in=wanted).values_list("public_id", "pk", "merged_into")
        named = {public_id: merged_into or pk for public_id, pk, merged_into in rows}
        ids |= set(named.values())
    ties = ties or {}
    return Faces({pk: who_of(one, tie=ties.get(pk, "")) for pk, one in named_to(viewer, ids).items()}, named)
