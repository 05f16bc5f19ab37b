"""Institutions and clubs of the demo."""

from datetime import datetime

from vezi.core import features
from vezi.demo.clubs import EXTRA_ROLES, INSTITUTIONS, DemoClub
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import Club, Institution
from vezi.network.memberships import services as memberships

EVERY = "*"


def institutions() -> dict[str, Institution]:
    """Of the story, by its keys; parents stand before their children."""
    made: dict[str, Institution] = {}
    for told in INSTITUTIONS:
        made[told.key] = clubs.institution_named(
            told.names["en"], parent=made.get(told.parent), kind=told.kind, names=dict(told.names), city=told.city,
            country=told.country, founded_year=told.founded,
        )  # fmt: skip
    return made


def club(told: DemoClub, institution: Institution, *, now: datetime) -> Club:
    """A club that can work, with the roles of the story beside the standard ones."""
    own = told.languages[0]
    made = memberships.found(
        slug=told.slug, name=told.names[own], institution=institution, by=None, now=now,
        languages=list(told.languages), names=dict(told.names), short_name=told.short_name, city=told.city,
        founded_year=told.founded, colour=told.colour, crest_shape=told.crest_shape, crest_letters=told.crest_letters,
        lede=dict(told.lede), about=dict(told.about), joining=told.joining,
        default_audience=audience(told.default_audience),
        legal_name=told.legal_name, postal_address=told.postal_address, contact_mail=told.contact_mail,
        iban=told.iban, payee_name=told.legal_name[:70] if told.iban else "", payee_street=told.payee_street,
        payee_town=told.payee_town,
        time_zone=told.time_zone, shows_unclaimed=bool(told.unclaimed_basis), unclaimed_basis=told.unclaimed_basis,
    )  # fmt: skip
    for order, (names, rights) in enumerate(EXTRA_ROLES.values()):
        every = [capability.code for capability in features.capabilities()]
        memberships.make_role(
            club=made, name=names[own], names=dict(names), capabilities=every if EVERY in rights else list(rights),
            order=70 + order, by=None, now=now,
        )  # fmt: skip
    return made


AUDIENCES = {"": None, "nobody": 0, "connections": 10, "club": 20, "network": 30, "public": 40}


def audience(word: str) -> int | None:
    """The story's word for an audience as the records have it; no word is no choice."""
    return AUDIENCES[word]
