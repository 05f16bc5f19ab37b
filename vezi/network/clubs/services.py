"""Deeds on clubs and institutions."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, palette
from vezi.core.bank import iban
from vezi.core.errors import Refused
from vezi.core.folding import fold
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club, Institution, InstitutionKind, Programme

SLUG = re.compile(r"^[a-z0-9][a-z0-9-]{1,39}$")


class SlugTaken(Refused):
    sentence = _("Another club has this address already.")


class BadSlug(Refused):
    sentence = _("An address has 2 to 40 small letters, digits and hyphens.")


class BadColour(Refused):
    sentence = _("A colour is written as a hash and six digits or letters a to f, such as #1f3a6e.")


class NameMissing(Refused):
    sentence = _("A club needs a name.")


class LanguageMissing(Refused):
    sentence = _("A club speaks at least one language.")


class BasisMissing(Refused):
    sentence = _("Write down on which basis the names of unclaimed graduates are shown.")


class BadAccount(Refused):
    sentence = _("That is no account number: compare each group of four with the bank’s.")


class HolderMissing(Refused):
    sentence = _("Say whose account it is, as the bank knows the holder.")


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
    """Found a club. `facts` are further fields of `Club`. Raises BadSlug, SlugTaken, BadColour, NameMissing."""
    if not SLUG.match(slug):
        raise BadSlug
    if Club.objects.filter(slug=slug).exists():
        raise SlugTaken
    club = Club(slug=slug, name=name, institution=institution, languages=languages or ["en"], **facts)
    must_make_sense(club)
    paint(club, colour=colour)
    club.save()
    audit.record("clubs.found", by=by, at=now, subject=club, club_id=club.pk, slug=slug)
    return club


@transaction.atomic
def change_club(*, club: Club, by: Account, now: datetime, **becomes: Any) -> Club:
    """Change fields of `Club`, all but the address. Raises BadColour, BasisMissing, LanguageMissing,
    NameMissing, BadAccount, HolderMissing."""
    club = Club.objects.select_for_update(of=("self",)).select_related("institution").get(pk=club.pk)
    was = {field: getattr(club, field) for field in becomes}
    changed = {field: value for field, value in becomes.items() if value != was[field]}
    if not changed:
        return club
    for field, value in changed.items():
        setattr(club, field, value)
    must_make_sense(club)
    if "colour" in changed:
        paint(club, colour=changed["colour"])
    club.save()
    audit.record(
        "clubs.change", by=by, at=now, subject=club, club_id=club.pk,
        was={field: was[field] for field in changed}, becomes=changed,
    )  # fmt: skip
    return club


def must_make_sense(club: Club) -> None:
    if not club.name.strip():
        raise NameMissing
    if not club.languages:
        raise LanguageMissing
    if club.shows_unclaimed and not club.unclaimed_basis.strip():
        raise BasisMissing
    if club.iban and iban.read(club.iban) != club.iban:
        raise BadAccount
    if club.iban and not club.payee_name.strip():
        raise HolderMissing


def paint(club: Club, *, colour: str) -> None:
    """Give an unsaved or changed club its colour and the palette worked out from it. Raises BadColour."""
    try:
        shades = palette.palette_of(colour.lower())
    except palette.NotAColour:
        raise BadColour from None
    club.colour, club.palette = colour.lower(), shades.to_dict()
