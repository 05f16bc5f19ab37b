"""Members, records and officers for tests."""

from django.test import Client

from vezi.core import features
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.memberships import services
from vezi.network.memberships.models import Membership, Officer, State
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_person


def make_record(club: Club, given: str = "Edsger", family: str = "Dijkstra", **facts) -> Person:
    """A person of the registrar's file whom nobody has claimed."""
    person = make_person(given, family, club=club, **facts)
    Membership.objects.create(person=person, club=club, state=State.RECORDED, since=NOW, recorded_at=NOW)
    return person


def make_member(club: Club, given: str = "Ada", family: str = "Lovelace", email: str = "", **facts) -> Person:
    """A member with an account of her own."""
    account = make_account(email or f"{given}.{family}.{club.slug}@example.org".lower().replace(" ", ""))
    person = make_person(given, family, account=account, claimed_at=NOW, **facts)
    services.admit(person=person, club=club, by=None, now=NOW)
    return person


def make_officer(club: Club, person: Person | None = None, capabilities: list[str] | None = None, **facts) -> Officer:
    """A member who holds a role with the capabilities, all there are unless named."""
    person = person or make_member(club, **{"given": "Grace", "family": "Hopper", **facts})
    every = [capability.code for capability in features.capabilities()]
    wanted = every if capabilities is None else capabilities
    role = services.make_role(club=club, name="+".join(wanted)[:80] or "none", capabilities=wanted, by=None, now=NOW)
    return services.appoint(person=person, role=role, by=None, now=NOW)


def client_of(person: Person | None, language: str = "en") -> Client:
    """A browser the person is signed in with; nobody: a stranger's."""
    client = Client(headers={"accept-language": language})
    if person is not None:
        client.force_login(person.account)
    return client
