"""Nobody writes to who has died, and to who was erased."""

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
