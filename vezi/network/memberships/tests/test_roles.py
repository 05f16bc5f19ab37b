"""Nobody gives rights they do not hold, and a club never loses its last keeper of roles."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from vezi.core.models import AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import access, services
from vezi.network.memberships.models import Officer, Role
from vezi.network.memberships.services import roles
from vezi.network.memberships.tests.factories import make_member, make_officer, make_record


@pytest.fixture
def club(db) -> Club:
    return make_club("economics")


def rights(officer: Officer) -> frozenset[str]:
    return access.rights_of(officer.person.account, officer.role.club, today=NOW.date())


def test_an_officer_appoints_with_rights_of_her_own(club: Club) -> None:
    grace = make_officer(club, capabilities=["manage_roles", "office"])
    ada = make_member(club)
    role = services.make_role(club=club, name="Host", capabilities=["office"], by=grace.person.account, now=NOW)

    officer = services.appoint(person=ada, role=role, by=grace.person.account, now=NOW)

    assert rights(officer) == {"office"}
    assert AuditEntry.objects.filter(deed="memberships.appoint", by_id=grace.person.account.pk).count() == 1


def test_appointing_twice_is_appointing_once(club: Club) -> None:
    ada = make_member(club)
    role = services.make_role(club=club, name="Host", capabilities=["office"], by=None, now=NOW)

    first = services.appoint(person=ada, role=role, by=None, now=NOW)
    second = services.appoint(person=ada, role=role, by=None, now=NOW)

    assert first == second


@pytest.mark.parametrize("deed", ["make", "change", "appoint"])
def test_rights_one_does_not_hold_are_not_given(club: Club, deed: str) -> None:
    grace = make_officer(club, capabilities=["manage_roles", "office"])
    export = services.make_role(club=club, name="Export", capabilities=["export"], by=None, now=NOW)
    plain = services.make_role(club=club, name="Plain", capabilities=["office"], by=None, now=NOW)
    by, both = {"by": grace.person.account, "now": NOW}, ["office", "export"]
    give = {
        "make": lambda: services.make_role(club=club, name="Mine", capabilities=both, **by),
        "change": lambda: services.change_role(role=plain, name="Plain", capabilities=both, **by),
        "appoint": lambda: services.appoint(person=grace.person, role=export, **by),
    }[deed]

    with pytest.raises(services.RightsNotHeld):
        give()

    assert rights(grace) == {"manage_roles", "office"}


def test_rights_held_in_another_club_count_for_nothing(club: Club) -> None:
    grace = make_officer(make_club("law"))

    with pytest.raises(services.RightsNotHeld):
        services.make_role(club=club, name="Mine", capabilities=["office"], by=grace.person.account, now=NOW)


def test_rights_that_were_there_may_stay_when_a_role_is_changed(club: Club) -> None:
    grace = make_officer(club, capabilities=["manage_roles"])
    export = services.make_role(club=club, name="Export", capabilities=["export", "office"], by=None, now=NOW)

    changed = services.change_role(role=export, name="Lists", capabilities=["export"], by=grace.person.account, now=NOW)

    assert (changed.name, changed.capabilities) == ("Lists", ["export"])


def test_officers_appoint_only_members(club: Club) -> None:
    grace = make_officer(club)
    edsger = make_record(club)

    with pytest.raises(roles.NotOfTheClub):
        services.appoint(person=edsger, role=grace.role, by=grace.person.account, now=NOW)


@pytest.mark.parametrize("deed", ["make", "change"])
@pytest.mark.parametrize(
    ("refusal", "name", "capabilities"),
    [(services.UnknownCapability, "New", ["fly"]), (roles.RoleNameTaken, "Guest", [])],
)
def test_unknown_rights_and_names_taken_are_refused(club: Club, deed, refusal, name, capabilities) -> None:
    role = services.make_role(club=club, name="Host", capabilities=[], by=None, now=NOW)
    services.make_role(club=club, name="Guest", capabilities=[], by=None, now=NOW)
    said = {"name": name, "capabilities": capabilities, "by": None, "now": NOW}
    do = services.make_role if deed == "make" else services.change_role

    with pytest.raises(refusal):
        do(**({"club": club} if deed == "make" else {"role": role}), **said)

    assert set(Role.objects.values_list("name", flat=True)) == {"Host", "Guest"}


@pytest.mark.parametrize("way", ["dismiss", "change", "leave"])
def test_the_last_keeper_of_roles_stays(club: Club, way: str) -> None:
    grace = make_officer(club)
    end = {
        "dismiss": lambda: services.dismiss(officer=grace, by=None, now=NOW),
        "change": lambda: services.change_role(role=grace.role, name="Less", capabilities=["office"], by=None, now=NOW),
        "leave": lambda: services.leave(person=grace.person, club=club, by=None, now=NOW),
    }[way]

    with pytest.raises(services.LastKeeper):
        end()

    assert "manage_roles" in rights(grace)


def test_a_keeper_may_go_when_another_can_sign_in(club: Club) -> None:
    grace = make_officer(club, capabilities=["manage_roles"])
    make_officer(club, make_member(club), capabilities=["manage_roles", "office"])

    services.dismiss(officer=grace, by=None, now=NOW)

    assert rights(grace) == frozenset()


def test_a_keeper_who_cannot_sign_in_is_no_keeper(club: Club) -> None:
    grace = make_officer(club, capabilities=["manage_roles"])
    edsger = make_officer(club, make_record(club), capabilities=["manage_roles", "office"])

    with pytest.raises(services.LastKeeper):
        services.dismiss(officer=grace, by=None, now=NOW)
    services.dismiss(officer=edsger, by=None, now=NOW)

    assert list(access.keepers_of(club, today=NOW.date())) == [grace]


def test_rights_end_at_once(club: Club) -> None:
    ada = make_officer(club, make_member(club), capabilities=["office"])

    services.dismiss(officer=ada, by=None, now=NOW)

    assert rights(ada) == frozenset()
    assert ada.until_on == (NOW - timedelta(days=1)).date()


@pytest.mark.django_db(transaction=True)
def test_two_keepers_who_dismiss_each_other_at_one_moment_leave_one() -> None:
    club = make_club("economics")
    grace = make_officer(club, capabilities=["manage_roles"])
    ada = make_officer(club, make_member(club), capabilities=["manage_roles", "office"])
    start, refused = Barrier(2), []

    def dismiss(officer: Officer) -> None:
        try:
            start.wait()
            services.dismiss(officer=officer, by=None, now=NOW)
        except services.LastKeeper:
            refused.append(officer)
        finally:
            connections.close_all()

    threads = [Thread(target=dismiss, args=[officer]) for officer in (grace, ada)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert access.keepers_of(club, today=NOW.date()).count() == 1
