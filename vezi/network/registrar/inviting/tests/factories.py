"""Clubs that invite, and invitations, for tests."""

from datetime import timedelta

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, Purpose
from vezi.network.memberships.tests.factories import make_record
from vezi.network.people.models import ContactKind, Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact
from vezi.network.registrar.inviting import keys
from vezi.network.registrar.models import Invitation, InvitationChannel

POST = "Pot na Šmarno goro 12\n1000 Ljubljana"


def make_inviting_club(slug: str = "economists", **facts) -> Club:
    """A club that may invite its graduates unless they object."""
    club = make_club(
        slug, contact_mail="office@economists.example", postal_address="Kardeljeva 17\n1000 Ljubljana", **facts
    )
    allow_inviting(club)
    return club


def allow_inviting(club: Club, basis: str = Basis.LEGITIMATE_INTEREST) -> None:
    consent.publish_notice(club=club, purpose=Purpose.INVITATION, basis=basis, text={"en": "."}, by=None, now=NOW)


def make_graduate(
    club: Club,
    given: str = "Edsger",
    family: str = "Dijkstra",
    *,
    mail: str = "",
    post: str = "",
    year: int = 1999,
    **facts,
) -> Person:
    """An unclaimed record with a class, and what addresses are given."""
    person = make_record(club, given, family, **facts)
    make_affiliation(person, year)
    if mail:
        make_contact(person, mail, is_primary=True)
    if post:
        make_contact(person, post, kind=ContactKind.POST, key=post.lower())
    return person


def make_invitation(
    person: Person, club: Club, channel: str = InvitationChannel.MAIL, *, days: int = 60, **facts
) -> tuple[Invitation, str]:
    """An invitation and its secret: the token of a link, or the code of a letter."""
    now = facts.pop("now", NOW)
    invitation = Invitation(
        person=person, club=club, channel=channel, made_at=now, expires_at=now + timedelta(days=days)
    )
    secret = keys.token_of(invitation.seed) if channel == InvitationChannel.MAIL else keys.code_of(invitation.seed)
    plain = secret if channel == InvitationChannel.MAIL else keys.plain(secret)
    invitation.secret_hash = keys.hash_of(plain)
    for field, value in facts.items():
        setattr(invitation, field, value)
    invitation.save()
    return invitation, secret
