"""A club that is founded can work: roles, notices, and from the shell."""

import json

import pytest
from django.core.management import call_command

from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club, make_institution
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, Notice, Purpose
from vezi.network.memberships import access, services
from vezi.network.memberships.models import Officer, Role
from vezi.network.memberships.services.founding import STANDARD_ROLES
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db

FACTS = ["--slug", "economics", "--name", "Alumni of Economics", "--institution", "University of Emona"]


def found(**facts) -> Club:
    facts = {"slug": "economics", "name": "Economics", "institution": make_institution(), "by": None, **facts}
    return services.found(now=NOW, **facts)


def test_each_role_has_what_its_work_needs_and_export_is_apart() -> None:
    club = found()

    roles = {role.name: set(role.capabilities) for role in Role.objects.filter(club=club)}

    assert roles == {
        "Chair": {"office", "see_records", "admit", "manage_roles", "edit_club", "erase", "keep_events"},
        "Registrar": {"office", "see_records", "admit", "import", "merge", "invite"},
        "Treasurer": {"office"},
        "Editor": {"office", "edit_club"},
        "Events": {"office", "keep_events"},
        "Export of lists": {"export"},
    }


def test_each_purpose_has_a_notice_and_none_but_the_needed_goes_without_consent() -> None:
    club = found()

    bases = dict(Notice.objects.filter(club=club).values_list("purpose", "basis"))

    assert set(bases) == set(Purpose.values)
    assert {purpose for purpose, basis in bases.items() if basis == Basis.CONSENT} == {
        "news", "events", "giving", "searches",
    }  # fmt: skip
    assert all(set(notice.text) == {"en", "sl"} for notice in Notice.objects.filter(club=club))


def test_doing_it_twice_changes_nothing_and_a_notice_of_the_club_stays() -> None:
    club = found()
    consent.publish_notice(club=club, purpose="news", basis=Basis.CONSENT, text={"en": "Ours."}, by=None, now=NOW)

    services.give_standard_roles(club=club, now=NOW)
    services.publish_default_notices(club=club, now=NOW)

    assert Role.objects.filter(club=club).count() == len(STANDARD_ROLES)
    assert Notice.objects.filter(club=club, purpose="news").order_by("-version").first().text == {"en": "Ours."}


def test_the_first_officer_holds_every_right_there_is_to_hand_on() -> None:
    club, account = found(), make_account()

    services.give_office(club=club, account=account, given="Grace", family="Hopper", now=NOW)

    assert access.rights_of(account, club, today=NOW.date()) == {
        *(
            "office",
            "see_records",
            "admit",
            "manage_roles",
            "edit_club",
            "erase",
            "import",
            "merge",
            "invite",
            "export",
            "keep_events",
        )
    }
    assert Person.objects.get(account=account).name == "Grace Hopper"


def test_from_the_shell(capsys) -> None:
    call_command("club", "create", *FACTS, "--founded", "1946", "--language", "sl", "--language", "en", "--json")

    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    club = Club.objects.get()
    assert told == {
        "club": "economics",
        "name": "Alumni of Economics",
        "institution": "University of Emona",
        "languages": ["sl", "en"],
        "address": "http://testserver/c/economics/",
    }
    assert (club.founded_year, club.language, club.institution.name) == (1946, "sl", "University of Emona")
    assert club.palette_url


def test_from_the_shell_with_an_officer_who_is_new() -> None:
    call_command("club", "create", *FACTS, "--officer", "grace@example.org", "--officer-name", "Grace Hopper")

    account = Account.objects.get()
    assert (account.email, account.has_usable_password()) == ("grace@example.org", False)
    assert Officer.objects.filter(person__account=account).count() == 3


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (["--slug", "No Blanks"], "An address has 2 to 40 small letters, digits and hyphens."),
        (["--slug", "taken"], "Another club has this address already."),
        (["--name", "  "], "A club needs a name."),
        (["--institution", " "], "A club belongs to an institution."),
        (["--founded", "19999"], "The year of founding lies between 1088 and"),
        (["--founded", "soon"], "not “soon”."),
        (["--language", "tlh"], "There is no language “tlh” here; there are en, sl."),
        (["--joining", "never"], "Who may join is one of open, approval, proof, not “never”."),
        (["--colour", "blue"], "A colour is written as a hash"),
        (["--officer", "grace@example.org"], "give --officer-name"),
        (["--officer", "grace", "--officer-name", "Grace Hopper"], "“grace” is not a mail address."),
    ],
)
def test_bad_input_ends_with_one_line_and_nothing_made(capsys, changed, line) -> None:
    make_club("taken")

    with pytest.raises(SystemExit) as ended:
        call_command("club", "create", *FACTS, *changed)

    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert line in said
    assert said.count("\n") == 1
    assert Club.objects.count() == 1


def test_what_is_missing_is_said_in_one_line(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("club", "create", "--slug", "economics")

    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
