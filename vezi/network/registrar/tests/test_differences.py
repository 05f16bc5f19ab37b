"""What a file would change in people we know, why, and what of it is proposed to be taken."""

from datetime import timedelta

import pytest

from vezi.network.clubs.tests.factories import make_club
from vezi.network.people import services as people
from vezi.network.people.models import Affiliation, ContactValue, Person, Residence, Source
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_position, make_residence
from vezi.network.registrar.services import imports
from vezi.network.registrar.tests.factories import NOW, applied, apply, counts, previewed
from vezi.network.registrar.tests.snapshots import meaning

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=30)
ADA = {"student_number": "11", "family": "Lovelace", "given": "Ada"}


def told(stored) -> list[tuple]:
    found = stored.differences.order_by("field", "pk")
    return [(one.field, one.was, one.becomes, one.why, one.take) for one in found]


def second(club, **row):
    return previewed(club, [{**ADA, **row}], now=LATER)


def ada_of(club, **row) -> Person:
    applied(club, [{**ADA, **row}])
    return Person.objects.get()


def test_what_was_missing_is_taken():
    club = make_club()
    ada_of(club)

    stored = second(
        club, title="dr.", born_on="1975-12-10", mail="ada@example.org", city="Koper", former_family="Byron"
    )

    assert told(stored) == [
        ("contact.mail", None, "ada@example.org", "missing", True),
        ("name.former", None, "Byron", "missing", True),
        ("person.born_on", None, "1975-12-10", "missing", True),
        ("person.title", "", "dr.", "missing", True),
        ("residence", None, {"city": "Koper", "country": ""}, "missing", True),
    ]
    assert counts(stored) == (1, 0, 1, 0, 0)


def test_what_the_registrar_said_before_is_brought_up_to_date():
    club = make_club()
    ada_of(
        club,
        mail="ada@old.example",
        city="Koper",
        employer="Luka",
        job_title="Clerk",
        degree="BSc",
        programme="Law",
        class_year=1998,
    )

    stored = second(
        club, family="King", mail="ada@new.example", city="Izola", employer="Luka", job_title="Head", degree="BSc",
        programme="Law", class_year=1999,
    )  # fmt: skip

    assert told(stored) == [
        ("affiliation.class_year", 1998, 1999, "newer", True),
        ("contact.mail", "ada@old.example", "ada@new.example", "newer", True),
        ("person.family", "Lovelace", "King", "newer", True),
        (
            "position",
            {"title": "Clerk", "employer": "Luka", "trade": ""},
            {"title": "Head", "employer": "Luka", "trade": ""},
            "newer",
            True,
        ),
        ("residence", {"city": "Koper", "country": ""}, {"city": "Izola", "country": ""}, "newer", True),
    ]


def test_taking_it_changes_it_in_place_and_says_who_said_it():
    club = make_club()
    ada = ada_of(club, mail="ada@old.example", city="Koper")

    stored = apply(second(club, family="King", mail="ada@new.example", city="Izola"), now=LATER)

    ada.refresh_from_db()
    mail = ada.contacts.get()
    assert (mail.value, mail.key, mail.is_primary) == ("ada@new.example", "ada@new.example", True)
    assert (mail.source, mail.club, mail.recorded_at) == (Source.REGISTRAR, club, LATER)
    assert (ada.family, ada.folded, ada.recorded_at) == ("King", "king ada", LATER)
    assert [(name.kind, name.family) for name in ada.other_names.all()] == [("former", "Lovelace")]
    assert stored.applied["changed"] == {"person.family": 1, "contact.mail": 1, "residence": 1}
    assert set(stored.differences.values_list("applied", flat=True)) == {True}


def test_spelling():
    club = make_club()
    ada_of(club, family="Dordevic", city="Ljubljana", post="Kidriceva 4")

    stored = second(club, family="Đorđević", city="LJUBLJANA", post="Kidričeva ulica 4", postcode="1000")

    assert [(field, why, take) for field, _, _, why, take in told(stored)] == [
        ("contact.post", "better_written", True),
        ("person.family", "spelling", True),
        ("residence", "plainer", False),
    ]
    apply(stored, now=LATER)
    assert Person.objects.get().other_names.count() == 0


def test_lost_letters_are_not_taken():
    club = make_club()
    ada_of(club, family="Đorđević")

    stored = second(club, family="Dordevic")

    assert told(stored) == [("person.family", "Đorđević", "Dordevic", "plainer", False)]
    assert counts(stored) == (1, 0, 0, 1, 0)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"source": Source.SELF, "club": None}, "own_word"),
        ({"source": Source.SELF, "club": None, "confirmed_at": NOW + timedelta(days=2)}, "confirmed"),
        ({"source": Source.REGISTRAR, "confirmed_at": NOW}, "confirmed"),
        ({"source": Source.OFFICER, "club": None}, "officer"),
    ],
)
def test_what_somebody_here_said_or_confirmed_is_kept(facts, why):
    club = make_club()
    ada = ada_of(club)
    facts = {"club": club, **facts}
    make_contact(ada, "ada@home.example", is_primary=True, **facts)
    make_position(ada, "Poet", "Herself", **facts)
    make_residence(ada, "London", "GB", **facts)
    Person.objects.update(**facts)

    stored = second(club, family="King", mail="ada@new.example", city="Izola", employer="Luka")
    apply(stored, now=LATER)

    assert {(field, reason, take) for field, _, _, reason, take in told(stored)} == {
        (field, why, False) for field in ("contact.mail", "person.family", "position", "residence")
    }
    assert counts(stored) == (1, 0, 0, 1, 0)
    assert ContactValue.objects.get().value == "ada@home.example"


def test_an_officer_may_take_it_all_the_same():
    club = make_club()
    ada = ada_of(club)
    make_contact(ada, "ada@home.example", source=Source.SELF, is_primary=True)
    stored = second(club, mail="ada@new.example")

    imports.decide(registrar_import=stored, differences=stored.differences.all(), take=True, by=None, now=LATER)
    assert counts(stored) == (1, 0, 1, 0, 0)
    apply(stored, now=LATER)

    assert [(one.value, one.source) for one in ada.contacts.all()] == [("ada@new.example", Source.REGISTRAR)]


def test_the_name_another_club_gave_is_kept():
    club, other = make_club(), make_club()
    ada = ada_of(club)
    Person.objects.filter(pk=ada.pk).update(club=other)

    stored = second(club, given="Augusta")

    assert [(why, take) for *_, why, take in told(stored)] == [("other_club", False)]


def test_the_town_another_club_gave_is_neither_shown_nor_changed():
    club, other = make_club(), make_club()
    ada = ada_of(club)
    make_residence(ada, "Vienna", "AT", club=other)

    assert told(second(club, city="Izola")) == []


def test_a_file_that_was_uploaded_before_what_we_have_is_not_newer():
    club = make_club()
    ada_of(club, city="Koper")
    old = previewed(club, [{**ADA, "city": "Izola"}], now=NOW)
    apply(second(club, city="Piran"), now=LATER)

    again = previewed(club, [{**ADA, "city": "Izola"}], now=NOW)

    assert [why for *_, why, _ in told(old)] == ["newer"]
    assert [(was["city"], why, take) for _, was, _, why, take in told(again)] == [("Piran", "older", False)]


def test_what_was_kept_once_is_kept_when_the_same_comes_again():
    club = make_club()
    ada_of(club, city="Koper")
    stored = second(club, city="Izola")
    imports.decide(registrar_import=stored, differences=stored.differences.all(), take=False, by=None, now=LATER)
    apply(stored, now=LATER)

    again = second(club, city="Izola")

    assert [(why, take) for *_, why, take in told(again)] == [("kept_before", False)]
    assert Residence.objects.get().city == "Koper"


def test_a_birthday_that_was_changed_here_stays():
    club = make_club()
    ada = ada_of(club, born_on="1975-12-10")
    people.change_birth(person=ada, born_on=NOW.date().replace(year=1976), birth_year=None, by=None, now=NOW)

    stored = second(club, born_on="1975-12-10")

    assert [(field, why, take) for field, _, _, why, take in told(stored)] == [
        ("person.born_on", "changed_here", False)
    ]


def test_a_birthday_the_registrar_mends_is_taken():
    club = make_club()
    ada_of(club, born_on="1975-12-10")

    apply(second(club, born_on="1975-10-12"), now=LATER)

    ada = Person.objects.get()
    assert (str(ada.born_on), ada.birth_year) == ("1975-10-12", 1975)


def test_what_a_file_lacks_is_never_deleted():
    club = make_club()
    ada_of(
        club, born_on="1975-12-10", mail="ada@example.org", city="Koper", employer="Luka", class_year=1999, title="dr."
    )
    before = meaning(club)

    stored = apply(second(club), now=LATER)

    assert meaning(club) == before
    assert told(stored) == []


def test_one_mail_of_several_is_added():
    club = make_club()
    ada_of(club, mail="a@example.org", mail_2="b@example.org")

    stored = second(club, mail="c@example.org")
    apply(stored, now=LATER)

    assert told(stored) == [("contact.mail", None, "c@example.org", "another", True)]
    assert sorted((one.value, one.is_primary) for one in ContactValue.objects.all()) == [
        ("a@example.org", True),
        ("b@example.org", False),
        ("c@example.org", False),
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        # the same, or less than we know
        ({"degree": "BSc", "class_year": 1999}, {"degree": "BSc", "class_year": 1999}, []),
        ({"degree": "BSc", "class_year": 1999}, {"class_year": 1999}, []),
        ({"degree": "B.Sc.", "class_year": 1999}, {"degree": "BSc", "class_year": 1999}, []),
        # one more thing known
        ({"class_year": 1999}, {"degree": "BSc", "class_year": 1999}, [("affiliation.degree", None, "BSc")]),
        ({"degree": "BSc"}, {"degree": "BSc", "class_year": 1999}, [("affiliation.class_year", None, 1999)]),
        # clearly the same, mended
        ({"degree": "BSc", "class_year": 1998}, {"degree": "BSc", "class_year": 1999}, [("affiliation.class_year", 1998, 1999)]),
        ({"started_year": 1995, "ended_year": 1998}, {"started_year": 1995, "ended_year": 2001}, [("affiliation.ended_year", 1998, 2001)]),
        (
            {"kind": "student", "started_year": 1995},
            {"affiliation_kind": "alum", "started_year": 1995, "class_year": 1999},
            [("affiliation.class_year", None, 1999), ("affiliation.kind", "student", "alum")],
        ),
        # another one
        ({"degree": "BSc", "class_year": 1999}, {"degree": "MSc", "class_year": 2001}, [("affiliation", None, ("MSc", 2001))]),
        ({"degree": "BSc", "class_year": 1999}, {"degree": "MSc", "class_year": 1999}, [("affiliation", None, ("MSc", 1999))]),
        ({"degree": "BSc", "class_year": 1999}, {"degree": "BSc", "class_year": 2005}, [("affiliation", None, ("BSc", 2005))]),
        ({"started_year": 1995, "ended_year": 1998}, {"started_year": 2000, "ended_year": 2001}, [("affiliation", None, (None, None))]),
        ({"class_year": 1999, "kind": "alum"}, {"class_year": 1999, "affiliation_kind": "staff"}, [("affiliation", None, (None, 1999))]),
    ],
)  # fmt: skip
def test_affiliations(ours, theirs, expected):
    club = make_club()
    ada = ada_of(club)
    make_affiliation(ada, **{"class_year": None, "institution": club.institution, "club": club, **ours})

    stored = second(club, **theirs)

    found = [
        (field, was, (becomes.get("degree"), becomes.get("class_year")) if field == "affiliation" else becomes)
        for field, was, becomes, _, _ in told(stored)
    ]
    assert found == expected


def test_of_two_studies_that_could_be_meant_neither_is_changed():
    club = make_club()
    ada = ada_of(club)
    for year in (1998, 2000):
        make_affiliation(ada, year, institution=club.institution, club=club, degree="BSc")

    stored = second(club, degree="BSc", class_year=1999)

    assert [field for field, *_ in told(stored)] == ["affiliation"]


def test_a_programme_that_was_missing_is_made_when_taken():
    club = make_club()
    ada = ada_of(club)
    make_affiliation(ada, 1999, institution=club.institution, club=club)

    apply(second(club, class_year=1999, programme="Economics"), now=LATER)

    assert str(Affiliation.objects.get().programme) == "Economics"


def test_an_edit_between_preview_and_applying_is_not_overwritten():
    club = make_club()
    ada = ada_of(club, mail="ada@old.example", city="Koper", class_year=1999)
    stored = second(club, family="King", mail="ada@new.example", city="Izola", born_on="1975-12-10")
    people.change_contact(contact=ada.contacts.get(), value="ada@own.example", source=Source.SELF, by=None, now=LATER)
    people.move_to(person=ada, city="London", country="GB", source=Source.SELF, by=None, now=LATER)
    people.change_name(
        person=ada, given="Ada", family="Noel", preferred="", title="", source=Source.SELF, by=None, now=LATER
    )
    people.change_birth(person=ada, born_on=NOW.date().replace(year=1976), birth_year=None, by=None, now=LATER)
    before = meaning(club)

    apply(stored, now=LATER)

    assert meaning(club) == before
    assert stored.applied == {"added": {}, "changed": {}, "left": {"changed_since": 4}}
    assert stored.differences.filter(applied=True).count() == 0


def test_people_who_came_between_preview_and_applying_are_met_not_doubled():
    club = make_club()
    rows = [{**ADA, "born_on": "1975-12-10", "mail": "ada@example.org"}]
    stored = previewed(club, rows)
    applied(club, [{**ADA, "city": "Koper"}])

    apply(stored)

    assert Person.objects.count() == 1
    assert stored.source_rows.get().person == Person.objects.get()
    assert stored.applied == {"added": {}, "changed": {}, "left": {"met_since": 2}}
    assert {(why, take) for *_, why, take in told(stored)} == {("met_since", False)}


def test_somebody_who_left_the_books_between_is_left_alone():
    club = make_club()
    ada = ada_of(club, city="Koper")
    stored = second(club, city="Izola")
    ada.delete()

    apply(stored, now=LATER)

    assert Person.objects.count() == 0
    assert stored.applied["left"] == {"gone": 1}


def test_the_value_that_came_in_between_is_not_added_twice():
    club = make_club()
    ada = ada_of(club)
    stored = second(club, mail="ada@example.org", degree="BSc", employer="Luka", student_number="11")
    make_contact(ada, "ada@example.org", source=Source.SELF, is_primary=True)
    make_affiliation(ada, None, degree="BSc", institution=club.institution, source=Source.SELF)
    make_position(ada, "", "Luka", source=Source.SELF)

    apply(stored, now=LATER)

    assert (ada.contacts.count(), ada.affiliations.count(), ada.positions.count()) == (1, 1, 1)
    assert stored.applied["left"] == {"changed_since": 3}


def test_deciding_counts_people_anew():
    club = make_club()
    applied(club, [ADA, {**ADA, "student_number": "12", "given": "Grace"}])
    stored = previewed(
        club, [{**ADA, "city": "Koper", "mail": "a@example.org"}, {**ADA, "student_number": "12", "given": "Grace", "city": "Koper"}]
    )  # fmt: skip

    imports.decide(
        registrar_import=stored,
        differences=stored.differences.filter(field="residence"),
        take=False,
        by=None,
        now=LATER,
    )

    assert counts(stored) == (2, 0, 1, 1, 0)
    assert list(stored.source_rows.order_by("number").values_list("state", flat=True)) == ["changed", "unchanged"]
