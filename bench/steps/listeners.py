"""People who sign in, each with a session: their cookies and their numbers."""

from typing import Any

from django.utils import timezone

from bench.steps.sessions import cookie_of
from vezi.network.people.models import Person


def run(count: int = 200) -> dict[str, Any]:
    now = timezone.now()
    people = Person.objects.filter(merged_into=None, erased_at=None).select_related("account").order_by("pk")[:count]
    found = [(person.pk, cookie_of(person, now=now)) for person in people]
    return {"people": [pk for pk, _cookie in found], "cookies": [cookie for _pk, cookie in found]}
