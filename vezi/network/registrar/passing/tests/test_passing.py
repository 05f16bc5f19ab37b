"""Sealed invitations: who makes them, whom they open for, and what nobody learns."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from vezi.network.accounts.tests.factories import PASSWORD
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import books
from vezi.network.memberships.tests.factories import client_of, make_member, make_record
from vezi.network.people.models import Identifier, NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import NOW, make_affiliation
from vezi.network.registrar.inviting import keys
from vezi.network.registrar.inviting.tests.factories import make_inviting_club
from vezi.network.registrar.models import Claim, Invitation, InvitationChannel, PassedInvitation, WrongTry
from vezi.network.registrar.passing import queries, services
from vezi.network.registrar.passing.queries import Said

pytestmark = pytest.mark.django_db
BORN = date(1976, 5, 14)
PAGE = "/c/economists/pass-on/"
NEJC = {"given": "Nejc", "family": "Žagar", "born_on": "14. 5. 1976"}


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def club() -> Club:
    return make_inviting_club(languages=["en"])


@pytest.fixture
def ada(club: Club) -> Person:
    person = make_member(club)
    make_affiliation(person, 1999)
    return person


@pytest.fixture
def nejc(club: Club) -> Person:
    return make_classmate(club)


def make_classmate(club: Club, given: str = "Nejc", family: str = "Žagar", year: int = 1999, **facts: Any) -> Person:
    person = make_record(club, given, family, **{"born_on": BORN, **facts})
    make_affiliation(person, year)
    return person


def make_sealed(ada: Person, club: Club, **facts: Any) -> tuple[PassedInvitation, str]:
    """An invitation of the class of 1999, and its address."""
    now = facts.pop("now", timezone.now())
    passed = services.make(person=ada, club=club, class_year=1999, by=ada.account, now=now)
    PassedInvitation.objects.filter(pk=passed.pk).update(**facts)
    passed.refresh_from_db()
    return passed, f"/sealed/{keys.token_of(passed.seed)}/"


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# Making one


def test_a_member_makes_one_and_writes_nothing_about_anybody(club: Club, ada: Person) -> None:
    me = client_of(ada)

    page = me.post(PAGE, {"class_year": "1999"}, follow=True)

    passed = PassedInvitation.objects.get()
    assert (passed.passer, passed.club, passed.class_year) == (ada, club, 1999)
    assert passed.expires_at - passed.made_at == queries.HOLDS_FOR
    assert f"/sealed/{keys.token_of(passed.seed)}/" in words(page)
    assert "data:image/svg+xml" in words(page)


def test_nobody_makes_one_for_a_class_that_is_not_hers(club: Club, ada: Person) -> None:
    make_affiliation(ada, 2004, club=make_club("law"))  # another club holds it
    me = client_of(ada)

    answers = [words(me.post(PAGE, {"class_year": year}, follow=True)) for year in ("2004", "1998", "", "x")]

    assert PassedInvitation.objects.count() == 0
    assert all("You can pass invitations on to your own classes." in page for page in answers)


def test_there_are_only_so_many(club: Club, ada: Person) -> None:
    me = client_of(ada)
    for _number in range(queries.MOST_MADE):
        me.post(PAGE, {"class_year": "1999"})
    me.post(f"{PAGE}{PassedInvitation.objects.first().public_id}/withdraw/")

    page = me.post(PAGE, {"class_year": "1999"}, follow=True)

    assert PassedInvitation.objects.count() == queries.MOST_MADE, "withdrawing makes no room for more guesses"
    assert "You have made as many invitations as there are for now." in words(page)


def test_who_has_no_class_is_told_so(club: Club) -> None:
    assert "The club knows no class of yours" in words(client_of(make_member(club)).get(PAGE))


def test_only_its_maker_withdraws_it(club: Club, ada: Person) -> None:
    passed, address = make_sealed(ada, club)
    withdraw = f"{PAGE}{passed.public_id}/withdraw/"

    other = client_of(make_member(club, "Grace", "Hopper")).post(withdraw)
    before = Client().get(address).status_code
    client_of(ada).post(withdraw)
    client_of(ada).post(withdraw)

    assert (other.status_code, before, Client().get(address).status_code) == (404, 200, 410)


@pytest.mark.parametrize("missing", [0, books.FEW - 1, books.FEW])
def test_how_many_are_missing_is_told_of_many_alone(club: Club, ada: Person, missing: int) -> None:
    for number in range(missing):
        make_classmate(club, f"P{number}")
    make_classmate(club, "Emil", year=1989)
    make_classmate(club, "Kurt", is_deceased=True)
    me = client_of(ada)

    home, page = words(me.get("/home/")), words(me.get(PAGE))

    is_told = missing >= books.FEW
    assert (f"About {books.FEW} of your class of 1999 are not here yet." in home) is is_told
    assert ("Perhaps not everybody of your class of 1999 is here yet." in home) is not is_told
    assert (f"About {books.FEW} are not here yet." in page) is is_told
    assert "Žagar" not in home + page


# Opening one


def test_a_classmate_who_proves_it_takes_up_her_record(club: Club, ada: Person, nejc: Person) -> None:
    _passed, address = make_sealed(ada, club)
    visitor = Client()

    answer = visitor.post(address, NEJC)
    visitor.post("/accounts/signup/", {"email": "nejc@example.org", "password1": PASSWORD})

    invitation = Invitation.objects.get()
    assert answer.url == "/accounts/signup/"
    assert (invitation.person, invitation.channel) == (nejc, InvitationChannel.PASSED)
    assert Claim.objects.count() == 0, "the mail address is proved first"


def claim_by(passed: PassedInvitation, account, now=NOW) -> Claim:
    from vezi.network.registrar.claiming import services as claiming

    invitation = services.open_by(passed=passed, said=Said("Nejc", "Žagar", "", BORN), origin="here", now=now)
    return claiming.take_up(invitation=invitation, account=account, now=now)


def test_the_passer_is_told_a_number_and_nobody_can_look_up_who(club: Club, ada: Person, nejc: Person) -> None:
    from vezi.network.accounts.tests.factories import make_account

    passed, _address = make_sealed(ada, club, now=NOW)
    services.open_by(passed=passed, said=Said("Nejc", "Žagar", "", BORN), origin="here", now=NOW)

    claim_by(passed, make_account("nejc@example.org"))

    passed.refresh_from_db()
    page = words(client_of(ada).get(PAGE))
    assert passed.taken_up == 1, "opened twice, taken up once"
    assert list(Invitation.objects.values_list("passed", flat=True)) == [None, None]
    assert "1 of your invitations was taken up." in page
    assert "Žagar" not in page
    assert Membership.objects.get(person=nejc).state == State.MEMBER
    assert Claim.objects.get().channel == InvitationChannel.PASSED


def test_a_claim_by_another_way_is_not_counted(club: Club, ada: Person, nejc: Person) -> None:
    from vezi.network.accounts.tests.factories import make_account
    from vezi.network.registrar.claiming import services as claiming
    from vezi.network.registrar.inviting.tests.factories import make_invitation

    passed, _address = make_sealed(ada, club, now=NOW)
    services.open_by(passed=passed, said=Said("Nejc", "Žagar", "", BORN), origin="here", now=NOW)
    by_mail, _token = make_invitation(nejc, club)

    claiming.take_up(invitation=by_mail, account=make_account("nejc@example.org"), now=NOW)

    passed.refresh_from_db()
    assert passed.taken_up == 0
    assert list(Invitation.objects.filter(passed__isnull=False)) == []


@pytest.mark.parametrize(
    "said",
    [
        {"family": "Novak", "former_family": "Žagar"},
        {"family": "zagar", "given": "nejc"},
        {"born_on": "", "student_number": "19 203 456"},
    ],
)
def test_names_of_then_and_student_numbers_prove_as_much(club: Club, ada: Person, nejc: Person, said: dict) -> None:
    Identifier.objects.create(person=nejc, club=club, value="19203456", source=Source.REGISTRAR, recorded_at=NOW)
    _passed, address = make_sealed(ada, club)
    if said.get("student_number"):
        said = {**said, "student_number": "19203456"}

    assert Client().post(address, {**NEJC, **said}).url == "/accounts/signup/"


def test_a_name_she_had_is_known(club: Club, ada: Person) -> None:
    maja = make_classmate(club, "Maja", "Novak")
    OtherName.objects.create(
        person=maja, kind=NameKind.GRADUATION, given="Maja", family="Kovač", source=Source.REGISTRAR, recorded_at=NOW
    )
    _passed, address = make_sealed(ada, club)

    assert Client().post(address, {**NEJC, "given": "Maja", "family": "Kovač"}).url == "/accounts/signup/"


def unlike(name: str, club: Club, nejc: Person) -> dict[str, str]:
    """Something that does not fit, and how it came to be."""
    if name == "another day":
        return {"born_on": "15. 5. 1976"}
    if name == "another name":
        return {"family": "Kovač"}
    if name == "nobody of the class":
        nejc.affiliations.update(class_year=2000)
    elif name == "claimed already":
        nejc.account = make_member(club, "Alan", "Turing").account
        Person.objects.filter(account=nejc.account).update(account=None)
        nejc.save()
    elif name == "deceased":
        Person.objects.filter(pk=nejc.pk).update(is_deceased=True)
    elif name == "erased":
        Person.objects.filter(pk=nejc.pk).update(erased_at=NOW)
    elif name == "two of one name and day":
        make_classmate(club)
    elif name == "of another club":
        Membership.objects.filter(person=nejc).update(club=make_club("law"))
    elif name == "the club holds no birth date":
        Person.objects.filter(pk=nejc.pk).update(born_on=None)
    elif name == "nobody at all":
        nejc.delete()
    return {}


@pytest.mark.parametrize(
    "name",
    [
        "another day",
        "another name",
        "nobody of the class",
        "claimed already",
        "deceased",
        "erased",
        "two of one name and day",
        "of another club",
        "the club holds no birth date",
        "nobody at all",
    ],
)
def test_whatever_does_not_fit_is_answered_alike(club: Club, ada: Person, nejc: Person, name: str) -> None:
    passed, address = make_sealed(ada, club)
    said = {**NEJC, **unlike(name, club, nejc)}

    page = Client().post(address, said)

    passed.refresh_from_db()
    assert page.status_code == 422
    assert str(services.NothingFits.sentence) in page.context["form"].non_field_errors()
    assert (Invitation.objects.count(), WrongTry.objects.count(), passed.wrong_tries) == (0, 1, 1)


def test_the_answer_is_the_same_to_the_letter(club: Club, ada: Person, nejc: Person) -> None:
    _passed, address = make_sealed(ada, club)

    def page() -> str:
        return re.sub(
            r'(value="[\w-]{64}"|nonce-\w+)', "", words(Client().post(address, {**NEJC, "born_on": "1. 1. 1970"}))
        )

    with_record = page()
    nejc.delete()

    assert page() == with_record


def test_guessing_comes_to_an_end(club: Club, ada: Person, nejc: Person) -> None:
    passed, address = make_sealed(ada, club)
    visitor = Client()
    answers = [visitor.post(address, {**NEJC, "born_on": f"{day}. 1. 1970"}).status_code for day in range(1, 12)]

    assert answers == [422] * 10 + [429]
    passed.refresh_from_db()
    assert passed.wrong_tries == 10


def test_an_invitation_that_was_guessed_with_opens_no_more(club: Club, ada: Person, nejc: Person) -> None:
    _passed, address = make_sealed(ada, club, wrong_tries=queries.MOST_WRONG_TRIES - 1)

    Client().post(address, {**NEJC, "born_on": "1. 1. 1970"})

    assert Client().post(address, NEJC).status_code == 410


@pytest.mark.parametrize(
    "facts",
    [
        {"withdrawn_at": NOW},
        {"expires_at": NOW},
        {"taken_up": queries.MOST_TAKEN_UP},
    ],
)
def test_what_opens_no_more_says_what_to_do(club: Club, ada: Person, nejc: Person, facts: dict) -> None:
    _passed, address = make_sealed(ada, club, **facts)

    page, tried = Client().get(address), Client().post(address, NEJC)

    assert (page.status_code, tried.status_code) == (410, 410)
    assert "ask the club to let you in" in words(page)
    assert Invitation.objects.count() == 0


def test_one_thing_only_she_knows_is_asked_for(club: Club, ada: Person) -> None:
    _passed, address = make_sealed(ada, club)

    page = Client().post(address, {**NEJC, "born_on": ""})

    assert page.status_code == 422
    assert "Give one of the two." in words(page)
    assert WrongTry.objects.count() == 0


def test_the_page_tells_neither_who_passed_it_on_nor_who_is_in_the_class(club: Club, ada: Person, nejc: Person) -> None:
    _passed, address = make_sealed(ada, club)

    page = words(Client().get(address))

    assert "For the class of 1999" in page
    assert [name in page for name in ("Lovelace", "Žagar", "Nejc", ada.public_id)] == [False] * 4


def test_an_invitation_made_up_leads_nowhere() -> None:
    assert Client().get("/sealed/made-up/").status_code == 404


def test_the_way_in_is_open_for_two_hours(club: Club, ada: Person, nejc: Person) -> None:
    passed, _address = make_sealed(ada, club, now=NOW)

    invitation = services.open_by(passed=passed, said=Said("Nejc", "Žagar", "", BORN), origin="here", now=NOW)

    assert invitation.expires_at - NOW == timedelta(hours=2)
