"""A club begins: with the roles a club needs, each with no more rights than its work, and a notice for each purpose."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core import features
from vezi.network.accounts.models import Account
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import Club, Institution
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, Notice, Purpose
from vezi.network.memberships.models import Officer, Role
from vezi.network.memberships.services.members import admit
from vezi.network.memberships.services.roles import appoint, make_role
from vezi.network.people import services as people
from vezi.network.people.models import Person, Source


@dataclass(frozen=True)
class StandardRole:
    code: str
    name: Promise
    capabilities: tuple[str, ...]


#: Export is a role apart: who leads the club gives it to whom it needs, for as long as it is needed.
STANDARD_ROLES = (
    StandardRole(
        "chair",
        pgettext_lazy("role", "Chair"),
        ("office", "see_records", "admit", "manage_roles", "edit_club", "erase", "keep_events"),
    ),
    StandardRole(
        "registrar", pgettext_lazy("role", "Registrar"), ("office", "see_records", "admit", "import", "merge", "invite")
    ),
    StandardRole("treasurer", pgettext_lazy("role", "Treasurer"), ("office",)),
    StandardRole("editor", pgettext_lazy("role", "Editor"), ("office", "edit_club")),
    StandardRole("events", pgettext_lazy("role", "Events"), ("office", "keep_events")),
    StandardRole("export", pgettext_lazy("role", "Export of lists"), ("export",)),
)
#: Who begins a club holds these, so that every right can be handed on by somebody.
FOUNDERS_ROLES = ("chair", "registrar", "export")

DEFAULT_NOTICES = (
    (
        Purpose.SERVICE, Basis.CONTRACT,
        _(
            "Your mail address, password and sign-ins, so that you can use your account and nobody else can. "
            "Kept as long as you have the account."
        ),
    ),
    (
        Purpose.MEMBERSHIP, Basis.LEGITIMATE_INTEREST,
        _(
            "Your name, studies and class year from the registrar’s records and what you add yourself, so that "
            "graduates find each other and the club knows who its people are. Others see what your choices of audience "
            "allow; a record nobody has claimed is seen by the club’s officers alone, and each look is written down. "
            "Kept while the club exists, until you object or ask for erasure."
        ),
    ),
    (
        Purpose.INVITATION, Basis.LEGITIMATE_INTEREST,
        _(
            "Your mail or postal address from the registrar’s records, to invite you to take up your record. "
            "Every invitation says how to stop them; one word is enough."
        ),
    ),
    (
        Purpose.NEWS, Basis.CONSENT,
        _(
            "Your mail address, to send you news of the club. "
            "Only if you agreed; you can take that back in every letter."
        ),
    ),
    (
        Purpose.EVENTS, Basis.CONSENT,
        _(
            "Your mail address, class year and city, to invite you to reunions and evenings that fit you. "
            "Only if you agreed; you can take that back in every letter."
        ),
    ),
    (
        Purpose.GIVING, Basis.CONSENT,
        _(
            "Your mail or postal address, to ask for your support. "
            "Only if you agreed; you can take that back at any time."
        ),
    ),
    (
        Purpose.SEARCHES, Basis.CONSENT,
        _(
            "Your mail address, to write to you when somebody new fits a search you keep. "
            "Only if you asked for such letters; each of them says how to stop it."
        ),
    ),
)  # fmt: skip


@transaction.atomic
def found(
    *, slug: str, name: str, institution: Institution, by: Account | None, now: datetime,
    languages: list[str] | None = None, **facts: Any,
) -> Club:  # fmt: skip
    """Found a club that can work: with roles and notices. Raises BadSlug, SlugTaken, BadColour of `clubs`."""
    club = clubs.found_club(slug=slug, name=name, institution=institution, by=by, now=now, languages=languages, **facts)
    give_standard_roles(club=club, now=now)
    publish_default_notices(club=club, now=now)
    return club


@transaction.atomic
def give_standard_roles(*, club: Club, now: datetime) -> list[Role]:
    """The roles a club starts with, named in every language of the house. Safe to repeat."""
    known = {capability.code for capability in features.capabilities()}
    existing = {role.name: role for role in Role.objects.filter(club=club)}
    roles = []
    for order, standard in enumerate(STANDARD_ROLES, start=1):
        names = in_every_language(standard.name)
        own = names.get(club.language) or names[settings.LANGUAGE_CODE]
        roles.append(
            existing.get(own)
            or make_role(
                club=club, name=own, names=names, order=order * 10, by=None, now=now,
                capabilities=[code for code in standard.capabilities if code in known],
            )
        )  # fmt: skip
    return roles


@transaction.atomic
def publish_default_notices(*, club: Club, now: datetime) -> None:
    """A careful basis for each purpose the club has written nothing on: consent, or an interest one can object to."""
    written = set(Notice.objects.filter(club=club).values_list("purpose", flat=True))
    for purpose, basis, text in DEFAULT_NOTICES:
        if purpose in written:
            continue
        consent.publish_notice(club=club, purpose=purpose, basis=basis, text=in_every_language(text), by=None, now=now)


@transaction.atomic
def give_office(*, club: Club, account: Account, given: str, family: str, now: datetime) -> list[Officer]:
    """Make the account's person the first officer of a new club; without a record yet one is made from the name."""
    person = Person.objects.filter(account=account).first()
    if person is None:
        person = people.record_person(given=given, family=family, source=Source.OFFICER, by=None, now=now, club=club)
        person = people.tie_account(person=person, account=account, by=None, now=now)
    admit(person=person, club=club, by=None, now=now)
    roles = give_standard_roles(club=club, now=now)
    by_code = dict(zip((standard.code for standard in STANDARD_ROLES), roles, strict=True))
    return [appoint(person=person, role=by_code[code], by=None, now=now) for code in FOUNDERS_ROLES]


def in_every_language(words: Promise) -> dict[str, str]:
    """The words as they stand in each language of the house."""
    said = {}
    for language, _title in settings.LANGUAGES:
        with translation.override(language):
            said[language] = str(words)
    return said
