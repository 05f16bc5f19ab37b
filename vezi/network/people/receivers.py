"""What the core asks about people: nobody writes to who has died, and to who was erased; who is behind an account, and
who may answer by mail.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection

from vezi.core.live import seats
from vezi.core.mail import gate, inbound
from vezi.network.accounts.queries import confirmed_addresses
from vezi.network.people.models import Person
from vezi.network.people.queries import record_now


@gate.bars
def the_dead_and_the_erased(person_id: int) -> str:
    with connection.cursor() as cursor:  # asked of every letter that leaves
        cursor.execute("select is_deceased, deceased_on, erased_at from people_person where id = %s", [person_id])
        found = cursor.fetchone()
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


@inbound.knows
def who_answers(public_id: str) -> inbound.Sender | None:
    """By the record she has by now. Who does not sign in any more answers nothing."""
    number = Person.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    person = record_now(number)
    account = person.account if person is not None else None
    if person is None or account is None or not account.is_active or person.is_deceased or person.deceased_on:
        return None
    wanted = (account.language, person.language)
    language = next((one for one in wanted if one in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)
    return inbound.Sender(
        person_id=person.pk, name=person.name, language=language, to=account.email,
        addresses=confirmed_addresses(account),
    )  # fmt: skip
