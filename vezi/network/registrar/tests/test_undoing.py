"""An import taken back: what it added goes, what it changed goes back, what others built on it stays."""

from datetime import timedelta

import pytest

from vezi.core.audience import Audience
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Institution, Programme
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.models import Membership
from vezi.network.people import services as people
from vezi.network.people.models import Person, Source
from vezi.network.people.tests.factories import make_contact, make_position
from vezi.network.registrar.models import ImportState
from vezi.network.registrar.services import imports
from vezi.network.registrar.tests.factories import NOW, applied, apply, counts, previewed, undone
from vezi.network.registrar.tests.snapshots import everything, meaning
from vezi.network.registrar.tests.test_importing import ADA, GRACE, ZIGA

pytestmark = pytest.mark.django_db

LATER, LATEST = NOW + timedelta(days=30), NOW + timedelta(days=60)
CHANGED = {
    **ADA, "family": "King", "preferred": "Augusta", "title": "prof.", "born_on": "1975-10-12", "mail": "ada@new.example",
    "mail_2": "", "phone": "+386 40 555 200", "post": "Kidričeva ulica 44", "city": "Izola", "class_year": "2000",
    "started_year": "1995", "employer": "Rokava", "job_title": "Head",
}  # fmt: skip


def test_nothing_is_left_of_an_import_that_nobody_built_on():
    club = make_club()
    before = everything(club)

    stored = undone(
        applied(club, [ADA, GRACE, ZIGA, {**ADA, "institution": "Elsewhere", "faculty": "Law", "degree": "MA"}])
    )

    assert everything(club) == before
    assert Person.objects.count() == 0
    assert stored.undone == {
        "removed": {
            "people": 3, "memberships": 3, "identifiers": 2, "names": 1, "affiliations": 4, "positions": 1, "residences": 1,
            "contacts": 4, "institutions": 2, "programmes": 3,
        },
        "restored": {},
        "kept": {},
    }  # fmt: skip
    assert (stored.state, stored.undone_at) == (ImportState.UNDONE, NOW)
    assert set(stored.source_rows.values_list("person", flat=True)) == {None}


def test_what_was_changed_is_again_what_it_was_to_the_letter():
    club = make_club()
    applied(club, [{**ADA, "mail_2": ""}, GRACE])
    before = everything(club)

    stored = apply(previewed(club, [CHANGED, ZIGA], now=LATER), now=LATER)
    changed = meaning(club)
    undone(stored, now=LATEST)

    assert changed != meaning(club)
    assert everything(club) == before
    assert stored.undone["kept"] == {}
    assert stored.undone["restored"] == {
        "affiliation.class_year": 1, "affiliation.started_year": 1, "contact.mail": 1, "contact.phone": 1, "contact.post": 1,
        "person.born_on": 1, "person.family": 1, "person.preferred": 1, "person.title": 1, "position": 1, "residence": 1,
    }  # fmt: skip


def test_values_that_filled_a_gap_are_gaps_again_and_the_rest_keeps_its_source():
    club = make_club()
    ada = Person.objects.get(pk=applied(club, [{**GRACE, "programme": ""}]).source_rows.get().person_id)
    people.change_name(
        person=ada, given="Grace", family="Hopper", preferred="", title="", source=Source.SELF, by=None, now=NOW
    )
    before = everything(club)

    stored = apply(
        previewed(club, [{**GRACE, "preferred": "Amazing", "degree": "PhD", "born_on": "1976-12-09"}], now=LATER),
        now=LATER,
    )
    ada.refresh_from_db()
    filled = (ada.preferred, ada.source, ada.born_on.year, ada.birth_year)
    undone(stored, now=LATEST)

    assert filled == ("Amazing", Source.SELF, 1976, 1976)
    assert everything(club) == before


def test_what_was_edited_since_stays():
    club = make_club()
    stored = applied(club, [ADA, GRACE])
    ada = Person.objects.get(given="Ada")
    mail = ada.contacts.get(value="ada@work.example")
    people.change_contact(contact=mail, value="ada@own.example", source=Source.SELF, by=None, now=LATER)
    make_position(ada, "Poet", "Herself", source=Source.OFFICER)

    undone(stored, now=LATEST)

    assert meaning(club) == [
        (
            ("Lovelace", "Ada", "Ada", "dr.", "1975-12-10", 1975), (), (), (), (("Herself", "Poet"),), (),
            (("mail", "ada@own.example", True),),
        )
    ]  # fmt: skip
    assert stored.undone["kept"] == {"built_on": 1}
    assert stored.undone["removed"]["people"] == 1


def test_a_value_that_was_confirmed_or_given_an_audience_stays():
    club = make_club()
    stored = applied(club, [ADA])
    ada = Person.objects.get()
    people.confirm(ada.contacts.get(kind="phone"), by=None, now=LATER)
    people.choose_audience_of(value=ada.positions.get(), audience=Audience.CLUB, by=None, now=LATER)

    undone(stored, now=LATEST)

    assert (ada.contacts.count(), ada.positions.count(), ada.affiliations.count()) == (1, 1, 0)
    assert stored.undone["kept"] == {"built_on": 1, "edited": 2}


def test_a_claimed_person_stays_with_what_the_account_said():
    club = make_club()
    stored = applied(club, [ADA, GRACE])
    ada = Person.objects.get(given="Ada")
    people.tie_account(person=ada, account=make_account("ada@example.org"), by=None, now=LATER)
    memberships.admit(person=ada, club=club, by=None, now=LATER)
    make_contact(ada, "ada@home.example", source=Source.SELF)

    undone(stored, now=LATEST)

    ada.refresh_from_db()
    assert ada.name == "Ada Lovelace"
    assert [one.value for one in ada.contacts.all()] == ["ada@home.example"]
    assert (ada.affiliations.count(), Membership.objects.get().state) == (0, "member")
    assert stored.undone["kept"] == {"claimed": 1}
    assert Person.objects.count() == 1


def test_who_belongs_to_another_club_by_now_stays():
    club, other = make_club(), make_club()
    stored = applied(club, [GRACE])
    Membership.objects.create(person=Person.objects.get(), club=other, state="recorded", since=NOW, recorded_at=NOW)

    undone(stored, now=LATEST)

    assert (Person.objects.count(), stored.undone["kept"]) == (1, {"built_on": 1})


def test_a_corrected_birthday_or_name_keeps_the_person():
    club = make_club()
    stored = applied(club, [ADA, GRACE, ZIGA])
    ada, grace = Person.objects.get(given="Ada"), Person.objects.get(given="Grace")
    people.change_birth(person=ada, born_on=NOW.date().replace(year=1976), birth_year=None, by=None, now=LATER)
    people.change_name(
        person=grace, given="Grace", family="Murray", preferred="", title="", source=Source.OFFICER, by=None, now=LATER
    )

    undone(stored, now=LATEST)

    assert sorted(Person.objects.values_list("family", flat=True)) == ["Lovelace", "Murray"]


def test_what_was_changed_again_since_stays():
    club = make_club()
    applied(club, [ADA])
    stored = apply(previewed(club, [CHANGED], now=LATER), now=LATER)
    ada = Person.objects.get()
    people.move_to(person=ada, city="London", country="GB", source=Source.SELF, by=None, now=LATEST)
    people.change_name(
        person=ada, given="Ada", family="Noel", preferred="", title="", source=Source.SELF, by=None, now=LATEST
    )

    undone(stored, now=LATEST)

    ada.refresh_from_db()
    assert (ada.family, ada.residence.city, str(ada.born_on)) == ("Noel", "London", "1975-12-10")
    assert stored.undone["kept"] == {"changed_since": 4}


def test_the_next_primary_value_takes_the_place_of_one_that_went():
    club = make_club()
    stored = applied(club, [ADA])
    make_contact(Person.objects.get(), "ada@home.example", source=Source.SELF)

    undone(stored, now=LATEST)

    assert [(one.value, one.is_primary) for one in Person.objects.get().contacts.all()] == [("ada@home.example", True)]


def test_what_another_file_says_too_stays_until_that_one_is_undone():
    club = make_club()
    before = everything(club)
    first = applied(club, [ADA, GRACE])
    said = meaning(club)
    second = apply(previewed(club, [ADA, GRACE, ZIGA], now=LATER), now=LATER)

    undone(first, now=LATEST)
    between = [one for one in meaning(club) if one[0][1] != "Žiga"]
    second.refresh_from_db()
    undone(second, now=LATEST)

    assert between == said
    assert first.undone["stay_with"] == {str(second.pk): 2}
    assert everything(club) == before
    assert (Institution.objects.count(), Programme.objects.count()) == (1, 0)


def test_only_what_the_other_file_says_too_stays():
    club = make_club()
    first = applied(club, [ADA])
    lesser = {
        name: ADA[name] for name in ("student_number", "family", "given", "born_on", "phone", "degree", "class_year")
    }
    apply(previewed(club, [lesser, GRACE], now=LATER), now=LATER)

    undone(first, now=LATEST)

    assert [one for one in meaning(club) if one[0][1] == "Ada"] == [
        (
            ("Lovelace", "Ada", "", "", "1975-12-10", 1975), (), ("11",),
            ((str(club.institution), "Mathematics", "BSc", "alum", 1999, None, None),), (), (),
            (("phone", "+38640555199", True),),
        )
    ]  # fmt: skip


def test_an_import_that_changed_nothing_holds_nobody():
    club = make_club()
    before = everything(club)
    first = applied(club, [ADA, GRACE])
    again = apply(previewed(club, [ADA, GRACE], now=LATER), now=LATER)
    assert counts(again) == (2, 0, 0, 2, 0)

    undone(first, now=LATEST)

    assert everything(club) == before
    assert (Person.objects.count(), first.undone["kept"]) == (0, {})
    again.refresh_from_db()
    undone(again, now=LATEST)
    assert everything(club) == before
    assert (again.state, again.undone) == (ImportState.UNDONE, {"removed": {}, "restored": {}, "kept": {}})


def test_undoing_an_import_that_changed_nothing_takes_nothing_away():
    club = make_club()
    before = everything(club)
    first = applied(club, [ADA, GRACE])
    brought = everything(club)
    again = apply(previewed(club, [ADA, GRACE], now=LATER), now=LATER)

    undone(again, now=LATEST)
    assert everything(club) == brought
    first.refresh_from_db()
    undone(first, now=LATEST)
    assert everything(club) == before


def test_a_former_name_goes_with_the_file_that_alone_knew_it():
    club = make_club()
    number, family, given = {"student_number": "11"}, "family", {"given": "Ada"}
    first = applied(club, [{**number, **given, family: "Byron"}])
    apply(previewed(club, [{**number, **given, family: "King"}], now=LATER), now=LATER)

    undone(first, now=LATEST)

    assert [one[:2] for one in meaning(club)] == [(("King", "Ada", "", "", "None", None), ())]


def test_a_name_left_behind_by_an_undone_change_stays_left_behind_by_the_next():
    club = make_club()
    number, family, given = {"student_number": "11"}, "family", {"given": "Ada"}
    applied(club, [{**number, **given, family: "Byron"}])
    before = everything(club)
    second = apply(previewed(club, [{**number, **given, family: "King"}], now=LATER), now=LATER)
    third = apply(previewed(club, [{**number, **given, family: "Noel"}], now=LATER), now=LATER)

    undone(second, now=LATEST)
    between = [one[:2] for one in meaning(club)]
    third.refresh_from_db()
    undone(third, now=LATEST)

    assert between == [(("Noel", "Ada", "", "", "None", None), (("former", "Byron"),))]
    assert everything(club) == before


def test_a_name_that_went_to_and_fro_goes_back_step_by_step():
    club = make_club()
    number, given = {"student_number": "11"}, {"given": "Ada"}
    names = ("Byron", "King", "Byron", "King", "Noel")
    before = everything(club)
    all_of_them = [apply(previewed(club, [{**number, **given, "family": name, "mail": f"{place}@example.org"}],
                                   now=NOW + timedelta(days=place)), now=NOW + timedelta(days=place))
                   for place, name in enumerate(names)]  # fmt: skip

    told = []
    for place in (2, 1, 0, 4, 3):
        all_of_them[place].refresh_from_db()
        undone(all_of_them[place], now=LATEST)
        told.append([(one[0][0], [name for _kind, name in one[1]]) for one in meaning(club)])

    assert told == [
        [("Noel", ["Byron", "King"])], [("Noel", ["Byron", "King"])], [("Noel", ["King"])], [("King", [])], [],
    ]  # fmt: skip
    assert everything(club) == before


def test_an_address_that_a_later_file_brought_again_does_not_stand_there_twice():
    club = make_club()
    number = {"student_number": "11", "family": "Lovelace", "given": "Ada"}
    applied(club, [{**number, "mail": "a@example.org"}])
    before = everything(club)
    second = apply(previewed(club, [{**number, "mail": "b@example.org"}], now=LATER), now=LATER)
    third_rows = [{**number, "mail": "a@example.org", "mail_2": "c@example.org"}]
    third = apply(previewed(club, third_rows, now=LATER), now=LATER)

    undone(second, now=LATEST)
    between = sorted(one.value for one in Person.objects.get().contacts.all())
    third.refresh_from_db()
    undone(third, now=LATEST)

    assert between == ["a@example.org", "c@example.org"]
    assert everything(club) == before


@pytest.mark.parametrize("first_to_go", [0, 1])
def test_two_imports_are_undone_in_either_order(first_to_go):
    club = make_club()
    applied(club, [{**ADA, "mail_2": ""}])
    before = everything(club)
    third = {"family": "Noel", "city": "Piran", "mail": "a@third.example", "class_year": "2001", "employer": "Third"}
    rows = ((CHANGED, LATER), ({**CHANGED, **third}, LATEST))
    both = [apply(previewed(club, [row], now=at), now=at) for row, at in rows]

    undone(both[first_to_go], now=LATEST)
    both[1 - first_to_go].refresh_from_db()
    undone(both[1 - first_to_go], now=LATEST)

    assert everything(club) == before


def test_a_later_import_that_changed_what_this_one_added_keeps_its_word():
    club = make_club()
    before = everything(club)
    first = applied(club, [ADA])
    second = apply(previewed(club, [{**CHANGED, "mail_2": "b@example.org"}], now=LATER), now=LATER)

    undone(first, now=LATEST)
    ada = Person.objects.get()
    assert (ada.family, ada.residence.city, ada.positions.get().employer) == ("King", "Izola", "Rokava")
    second.refresh_from_db()
    undone(second, now=LATEST)

    assert everything(club) == before


def test_a_file_that_was_undone_can_come_again():
    club = make_club()
    first = applied(club, [ADA, GRACE])
    said = meaning(club)
    undone(first, now=LATER)

    again = apply(previewed(club, [ADA, GRACE], now=LATEST), now=LATEST)

    assert meaning(club) == said
    assert counts(again) == (2, 2, 0, 0, 0)


def test_only_an_applied_import_can_be_undone():
    club = make_club()
    stored = previewed(club, [ADA])

    with pytest.raises(imports.NotNow):
        imports.undo(registrar_import=stored, by=None, now=NOW)


def test_the_import_of_another_club_is_not_touched():
    club, other = make_club(), make_club()
    applied(other, [ADA])
    before = everything(other)

    undone(applied(club, [ADA]), now=LATER)

    after = everything(other)
    assert {kind: rows for kind, rows in after.items() if kind not in ("Institution", "Programme")} == {
        kind: rows for kind, rows in before.items() if kind not in ("Institution", "Programme")
    }
