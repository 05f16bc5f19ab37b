"""Deeds on clubs and institutions."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, palette
from vezi.core.errors import Refused
from vezi.core.folding import fold
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club, Institution, InstitutionKind, Programme

SLUG = re.compile(r"^[a-z0-9][a-z0-9-]{1,39}$")


class SlugTaken(Refused):
    sentence = _("Another club has this address already.")


class BadSlug(Refused):
    sentence = _("An address has 2 to 40 small letters, digits and hyphens.")


def institution_named(
    name: str, *, parent: Institution | None = None, kind: str = InstitutionKind.SCHOOL, **facts: object
) -> Institution:
    """The institution of this name under the parent; made if there is none yet."""
    institution, _made = Institution.objects.get_or_create(
        parent=parent, folded=fold(name), defaults={"name": name, "kind": kind, **facts}
    )
    return institution


def programme_named(name: str, *, institution: Institution | None) -> Programme:
    programme, _made = Programme.objects.get_or_create(
        institution=institution, folded=fold(name), defaults={"name": name}
    )
    return programme


@transaction.atomic
def found_club(
    *, slug: str, name: str, institution: Institution, by: Account | None, now: datetime,
    languages: list[str] | None = None, colour: str = "#1f3a6e", **facts: object,
) -> Club:  # fmt: skip
    """Found a club. `facts` are further fields of `Club`. Raises BadSlug, SlugTaken."""
    if not SLUG.match(slug):
        raise BadSlug
    if Club.objects.filter(slug=slug).exists():
        raise SlugTaken
    club = Club(slug=slug, name=name, institution=institution, languages=languages or ["en"], **facts)
    paint(club, colour=colour)
    club.save()
    audit.record("clubs.found", by=by, at=now, subject=club, club_id=club.pk, slug=slug)
    return club


def paint(club: Club, *, colour: str) -> None:
    """Give an unsaved or changed club its colour and the palette worked out from it."""
    club.colour = colour.lower()
    club.palette = palette.palette_of(club.colour).to_dict()
