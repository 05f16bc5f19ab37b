"""The way of a file into a club: new people, the same again, several rows of one person, institutions."""

import pytest

from vezi.network.clubs.models import Institution, Programme
from vezi.network.clubs.tests.factories import make_club, make_institution
from vezi.network.memberships.models import Membership
from vezi.network.people.models import ContactValue, Person
from vezi.network.registrar.models import ImportState, SourceRow
from vezi.network.registrar.tests.factories import applied, apply, counts, previewed
from vezi.network.registrar.tests.snapshots import everything, meaning

pytestmark = pytest.mark.django_db

ADA = {
    "student_number": "11", "family": "Lovelace", "given": "Ada", "preferred": "Ada", "title": "dr.",
    "born_on": "1975-12-10", "mail": "Ada@Example.org", "mail_2": "ada@work.example", "phone": "+386 40 555 199",
    "post": "Kidričeva ulica 4", "postcode": "6000", "city": "Koper", "country": "Slovenia", "programme": "Mathematics",
    "degree": "BSc", "class_year": "1999", "employer": "Luka Jadran", "job_title": "Analyst", "trade": "Transport and logistics",
    "former_family": "Byron",
}  # fmt: skip
GRACE = {"student_number": "12", "family": "Hopper", "given": "Grace", "programme": "Physics", "class_year": "2001"}
ZIGA = {"family": "Čuček", "given": "Žiga", "born_on": "1980-02-29", "class_year": "2004"}


def test_a_new_person_brings_all_that_the_file_says():
    club = make_club(institution=make_institution("University of Koper", country="SI"))

    stored = applied(club, [ADA])

    assert meaning(club) == [
        (
            ("Lovelace", "Ada", "Ada", "dr.", "1975-12-10", 1975),
            (("former", "Byron"),),
            ("11",),
            (("University of Koper", "Mathematics", "BSc", "alum", 1999, None, None),),
            (("Luka Jadran", "Analyst"),),
            (("Koper", "SI"),),
            (
                ("mail", "Ada@example.org", True),
                ("mail", "ada@work.example", False),
                ("phone", "+38640555199", True),
                ("post", "Kidričeva ulica 4, 6000 Koper", True),
            ),
        )
    ]
    assert counts(stored) == (1, 1, 0, 0, 0)


def test_everything_new_knows_its_source_and_nobody_chose_an_audience():
    club = make_club()

    stored = applied(club, [ADA])

    found = everything(club)
    kinds = ("Person", "OtherName", "Identifier", "Affiliation", "Position", "Residence", "ContactValue")
    rows = [row for kind in kinds for row in found[kind]]
    assert {(row["source"], row["club_id"], row["batch"], row["recorded_at"], row["confirmed_at"]) for row in rows} == {
        ("registrar", club.pk, stored.pk, stored.applied_at, None)
    }
    assert {row[name] for row in rows for name in row if name.endswith("audience")} == {None}
    assert [(one.state, one.batch) for one in Membership.objects.all()] == [("recorded", stored.pk)]


def test_a_name_is_kept_with_its_keys():
    club = make_club()

    applied(club, [ZIGA])

    person = Person.objects.get()
    assert person.folded == "cucek ziga"
    assert (len(bytes(person.sort_en)) > 5, len(bytes(person.sort_sl)) > 5) == (True, True)


def test_every_record_leads_to_its_rows():
    club = make_club()

    applied(club, [ADA, GRACE, {**ADA, "degree": "MSc", "class_year": "2002"}])

    ada = Person.objects.get(given="Ada")
    assert [row.number for row in ada.source_rows.order_by("number")] == [2, 4]
    assert SourceRow.objects.filter(person__isnull=True).count() == 0
    assert ada.source_rows.get(number=2).cells[:2] == ["11", "Lovelace"]


def test_several_rows_of_one_person_become_several_affiliations():
    club = make_club()

    stored = applied(club, [ADA, {**ADA, "degree": "MSc", "class_year": "2002"}, {**ADA}])

    ada = Person.objects.get()
    assert sorted((one.degree, one.class_year) for one in ada.affiliations.all()) == [("BSc", 1999), ("MSc", 2002)]
    assert ada.contacts.count() == 4
    assert stored.people == 1


def test_the_same_file_again_changes_nothing():
    club = make_club()
    applied(club, [ADA, GRACE, ZIGA])
    before = everything(club)

    again = previewed(club, [ADA, GRACE, ZIGA])
    assert counts(again) == (3, 0, 0, 3, 0)
    apply(again)

    assert everything(club) == before
    assert again.differences.count() == 0


def test_two_uploads_of_one_file_applied_one_after_the_other_add_it_once():
    club = make_club()
    first, second = previewed(club, [ADA, GRACE, ZIGA]), previewed(club, [ADA, GRACE, ZIGA])
    apply(first)
    before = everything(club)

    apply(second)

    assert everything(club) == before
    assert counts(second) == (3, 0, 0, 3, 0)
    assert second.applied == {"added": {}, "changed": {}, "left": {}}
    assert {row.person.family for row in second.source_rows.all()} == {"Lovelace", "Hopper", "Čuček"}


def test_a_row_that_names_nobody_is_left_out_and_the_others_come_in():
    club = make_club()

    stored = applied(club, [ADA, {"class_year": "1999"}, {**GRACE, "born_on": "31.2.1978"}, ZIGA])

    assert counts(stored) == (2, 2, 0, 0, 2)
    assert [
        (row.number, row.problems[0]["code"]) for row in stored.source_rows.filter(state="rejected").order_by("number")
    ] == [
        (3, "no_name"),
        (4, "no_such_day"),
    ]


def test_institutions_are_found_in_the_clubs_own_house_first():
    university = make_institution("University of Koper")
    ours = Institution.objects.create(name="Faculty of Law", folded="faculty of law", parent=university)
    elsewhere = make_institution("University of Vipava")
    Institution.objects.create(name="Faculty of Law", folded="faculty of law", parent=elsewhere)
    club = make_club(institution=ours)

    applied(
        club,
        [
            {**GRACE, "faculty": "Faculty of LAW"},
            {**ADA, "institution": "University of Vipava", "faculty": "Faculty of Law"},
        ],
    )

    assert Person.objects.get(given="Grace").affiliations.get().institution == ours
    assert Person.objects.get(given="Ada").affiliations.get().institution.parent == elsewhere


def test_institutions_and_programmes_are_made_once_however_they_are_written():
    club = make_club(institution=make_institution("Home"))
    rows = [
        {
            **GRACE,
            "student_number": str(n),
            "given": f"Grace{n}",
            "institution": name,
            "faculty": faculty,
            "programme": programme,
        }
        for n, (name, faculty, programme) in enumerate(
            [
                ("Pravna šola", "", "Pravo"),
                ("PRAVNA SOLA", "", "pravo"),
                ("Univerza", "Fakulteta", "Pravo"),
                ("univerza", "fakulteta", "PRAVO"),
            ]
        )
    ]

    stored = applied(club, rows)

    made = Institution.objects.exclude(name="Home")
    assert sorted((one.name, one.kind, str(one.parent or "")) for one in made) == [
        ("Fakulteta", "faculty", "Univerza"),
        ("Pravna šola", "school", ""),
        ("Univerza", "university", ""),
    ]
    assert Programme.objects.count() == 2
    assert {kind: len(numbers) for kind, numbers in stored.made.items()} == {"institutions": 3, "programmes": 2}


def test_an_institution_that_no_person_needs_is_not_made():
    club = make_club()
    applied(club, [{**GRACE, "institution": "Old School"}])
    second = previewed(club, [{**GRACE, "institution": "New School"}])
    second.differences.update(take=False)

    apply(second)

    assert not Institution.objects.filter(name="New School").exists()


def test_a_value_said_twice_is_kept_once():
    club = make_club()

    applied(club, [{**ADA, "mail_2": "ADA@example.org"}, {**ADA, "mail": "ada@EXAMPLE.org", "phone": "040 555 199"}])

    assert sorted(ContactValue.objects.values_list("kind", flat=True)) == ["mail", "mail", "phone", "post"]


def test_rows_without_a_number_join_the_one_person_of_the_file_with_that_name_and_birth():
    club = make_club()

    stored = applied(
        club,
        [
            ADA,
            {"family": "LOVELACE", "given": "Ada", "born_on": "1975-12-10", "mail": "ada@home.example"},
            {"family": "Lovelace", "given": "Ada", "mail": "ada@home.example", "phone": "+386 40 111 222"},
        ],
    )

    assert counts(stored) == (1, 1, 0, 0, 0)
    assert Person.objects.get().contacts.filter(kind="mail").count() == 3


def test_a_country_abroad_stands_in_the_address_in_the_clubs_language():
    club = make_club(institution=make_institution("Koper", country="SI"), languages=["sl"])

    applied(club, [{**ADA, "country": "Germany", "city": "Köln", "postcode": "50667", "post": "Domstraße 1"}])

    assert ContactValue.objects.get(kind="post").value == "Domstraße 1, 50667 Köln, Nemčija"


def test_an_import_that_was_applied_cannot_be_applied_again():
    club = make_club()
    stored = applied(club, [ADA])

    assert stored.state == ImportState.APPLIED
    with pytest.raises(Exception, match="cannot be done"):
        apply(stored)
