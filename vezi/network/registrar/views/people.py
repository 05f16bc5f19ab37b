"""People of an import as its pages draw them."""

from django.urls import reverse

from vezi.core import faces
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.registrar.importing.entries import Entry
from vezi.network.registrar.queries.previews import class_year


def who_of_entry(entry: Entry) -> Who:
    """A person of the file who has no record yet."""
    return Who(name=entry.name, given=entry.given, family=entry.family, year=entry.year)


def who_of_person(person: Person, club: Club, *, linked: bool) -> Who:
    """A person of the club's books; `linked` to the record for those who may open it. Nobody opens what is held back."""
    opens = linked and not getattr(person, "is_held_back", False)  # asked by queries.previews.people_by_id
    url = reverse("memberships:office_member", args=[club.slug, person.public_id]) if opens else ""
    return Who(
        name=person.name, given=person.called, family=person.family, year=class_year(person),
        face=faces.address(person.face), url=url,
    )  # fmt: skip
