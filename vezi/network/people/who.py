"""A person as pages draw one, made of what the reader sees and nothing else."""

from django.urls import reverse

from vezi.core import faces
from vezi.core.who import Who
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen


def who_of(seen: Seen, *, tie: str = "", found: str = "", linked: bool = True) -> Who:
    """`tie` says how the reader knows the person, `found` why a search found her."""
    work = seen.current
    return Who(
        name=seen.name,
        given=seen.person.called,
        family=seen.person.family,
        url=reverse("profiles:person", args=[seen.person.public_id]) if linked else "",
        year=seen.class_year,
        face=faces.address(seen.person.face),
        what=str(work) if work else "",
        where=seen.residence.city if seen.residence else "",
        tie=tie,
        found=found,
    )


def signature(person: Person) -> Who:
    """Of somebody who shows her name by what she did, and nothing besides."""
    return Who(name=person.name, given=person.called, family=person.family)


def seen_or_signed(seen: Seen) -> Who:
    """As the reader sees her; where her name is not seen, as she signed it."""
    return who_of(seen) if seen.name else signature(seen.person)
