"""People of conversations as one reader sees them.

Who writes shows her name by it, as in a letter; who has not said a word there is “a member” to whom does not see her,
and who was erased is “former member”.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.groups.queries.people import Faces, faces
from vezi.network.messages.models import Kind, Message
from vezi.network.people.models import Person
from vezi.network.people.who import signature


@dataclass(frozen=True)
class Cast:
    seen: Faces = field(default_factory=Faces)
    signed: dict[int, Who] = field(default_factory=dict)

    def of(self, person_id: int | None) -> Who:
        return self.signed.get(person_id or 0) or self.seen.of(person_id)

    def knows(self, person_id: int | None) -> bool:
        return self.seen.sees(person_id) or person_id in self.signed


def cast(viewer: Viewer, person_ids: Iterable[int | None], *, have_written: Iterable[int | None] = ()) -> Cast:
    """`have_written` are those whose words the reader reads; one query more where she does not see one of them."""
    wrote = {number for number in have_written if number is not None}
    drawn = faces(viewer, [*person_ids, *wrote])
    unseen = {number for number in wrote if not drawn.sees(number)}
    people = Person.objects.filter(pk__in=unseen, erased_at__isnull=True) if unseen else ()
    return Cast(drawn, {one.pk: signature(one) for one in people})


def writers_in(conversation_ids: Iterable[int], person_ids: Iterable[int]) -> set[int]:
    """Those of the people who have said something in one of these conversations."""
    said = Message.objects.filter(author__in=set(person_ids), conversation__in=set(conversation_ids), kind=Kind.SAID)
    return set(said.order_by().values_list("author_id", flat=True).distinct())


def listed(names: list[str], more: int) -> str:
    """“Ana, Marko and 3 others”."""
    told = ", ".join(names)
    return _("%(names)s and %(count)s more") % {"names": told, "count": more} if more > 0 else told
