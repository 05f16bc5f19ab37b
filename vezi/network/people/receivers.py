"""What the core asks about people: nobody writes to who has died, and to who was erased; who is behind an account."""

from collections.abc import Iterable

from vezi.core.live import seats
from vezi.core.mail import gate
from vezi.network.people.models import Person


@gate.bars
def the_dead_and_the_erased(person_id: int) -> str:
    found = Person.objects.filter(pk=person_id).values_list("is_deceased", "deceased_on", "erased_at").first()
    if found is None:
        return ""
    if found[2] is not None:
        return "the person was erased"
    return "the person has died" if found[0] or found[1] else ""


@seats.asks
def people_behind(account_ids: Iterable[int]) -> dict[int, int]:
    """Whom an account's open pages tell of what happens to her."""
    found = Person.objects.filter(account__in=list(account_ids), erased_at=None)
    return dict(found.values_list("account_id", "pk"))
