"""The database made and one club founded, whose records nobody took up may be found by its members."""

from typing import Any

from django.core.management import call_command
from django.utils import timezone

from vezi.network.clubs.services import institution_named
from vezi.network.memberships.services.founding import found

BASIS = "Measured here; everybody is made up."


def run(slug: str, name: str, university: str) -> dict[str, Any]:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    now = timezone.now()
    institution = institution_named(university, kind="university", country="SI")
    club = found(slug=slug, name=name, institution=institution, by=None, now=now, languages=["en", "sl"])
    club.shows_unclaimed, club.unclaimed_basis = True, BASIS
    club.save()
    return {"club": club.pk}
