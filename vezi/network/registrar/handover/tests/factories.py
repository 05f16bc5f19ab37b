"""Files handed over with notice, for tests."""

from datetime import datetime
from typing import Any

from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.registrar.handover.models import Handover, HeldRecord
from vezi.network.registrar.models import Import
from vezi.network.registrar.services import imports
from vezi.network.registrar.tests.factories import NOW, previewed

GIVER = "The student office"
ZVEZDA: dict[str, Any] = {
    "student_number": "2001", "family": "Zvezdnik", "given": "Tinkara", "born_on": "1976-05-14",
    "mail": "tinkara@example.org", "programme": "Economics", "class_year": "1999",
}  # fmt: skip
PETRA: dict[str, Any] = {
    "student_number": "2002", "family": "Poštar", "given": "Petra", "born_on": "1977-01-02",
    "post": "Pot na Šmarno goro 12", "postcode": "1000", "city": "Ljubljana", "programme": "Economics",
    "class_year": "2000",
}  # fmt: skip
NIKA: dict[str, Any] = {
    "student_number": "2003", "family": "Nikjer", "given": "Nika", "born_on": "1978-03-04", "programme": "Law",
    "class_year": "2001",
}  # fmt: skip


def handed_over(
    club: Club, rows: list[dict[str, Any]], *, days: int = 30, by: Account | None = None, now: datetime = NOW
) -> Handover:
    """The file is applied, its new people are held back."""
    stored = previewed(club, rows, now=now)
    imports.apply(registrar_import=stored, by=by, now=now, giver=GIVER, days=days)
    assert imports.do_applying(import_id=stored.pk, by_id=None, now=now), Import.objects.get(pk=stored.pk).failure
    return Handover.objects.select_related("club__institution", "registrar_import").get(registrar_import=stored)


def record_of(row: dict[str, Any]) -> Person:
    return Person.objects.get(family=row["family"], given=row["given"], erased_at=None)


def held_of(row: dict[str, Any]) -> HeldRecord:
    return HeldRecord.objects.select_related("handover__club", "person", "invitation").get(person=record_of(row))
