"""Who of the club's people is meant, and when we say that we cannot tell."""

import pytest

from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_record
from vezi.network.people import services as people
from vezi.network.people.models import Identifier, Person, Source
from vezi.network.people.tests.factories import make_contact, make_person
from vezi.network.registrar.tests.factories import NOW, applied, counts, previewed, undone

pytestmark = pytest.mark.django_db

ADA = {"family": "Lovelace", "given": "Ada", "class_year": "1999"}


def number(person: Person, value: str, club) -> Identifier:
    return Identifier.objects.create(person=person, value=value, club=club, source=Source.REGISTRAR, recorded_at=NOW)


def matched(stored) -> list[int | None]:
    return list(stored.source_rows.order_by("number").values_list("matched_id", flat=True))


def reasons(stored) -> list[tuple[int, str, dict]]:
    rejected = stored.source_rows.filter(state="rejected").order_by("number")
    return [(row.number, row.problems[-1]["code"], row.problems[-1]["params"]) for row in rejected]


def test_by_student_number():
    club = make_club()
    ada = make_record(club, "Ada", "Lovelace")
    number(ada, "A-11", club)

    stored = previewed(club, [{**ADA, "student_number": "a-11"}])

    assert matched(stored) == [ada.pk]


def test_by_name_and_birth_date_in_whatever_writing():
    club = make_club()
    ziga = make_record(club, "Žiga", "Čuček", born_on="1980-02-29", preferred="Žigi")

    stored = previewed(club, [{"family": "CUCEK", "given": "ziga", "born_on": "29. 2. 1980"}])

    assert matched(stored) == [ziga.pk]


def test_a_longer_given_name_is_another_name_unless_everything_else_speaks_for_her():
    club = make_club()
    ana = make_record(club, "Ana Marija", "Novak", born_on="1980-02-29", preferred="Mari")

    stored = previewed(club, [{"family": "Novak", "given": "Ana", "born_on": "1980-02-29"}])

    assert matched(stored) == [ana.pk]
    assert stored.source_rows.get().likeness["is_sure"]


def test_by_mail_and_name():
    club = make_club()
    ada = make_record(club, "Ada", "Lovelace")
    make_contact(ada, "ada@example.org", source=Source.SELF)

    stored = previewed(
        club, [{**ADA, "mail": "ADA@example.org"}, {"family": "Byron", "given": "Anne", "mail": "ada@example.org"}]
    )

    assert matched(stored) == [ada.pk, None]


def test_never_by_name_alone():
    club = make_club()
    make_record(club, "Ada", "Lovelace")

    stored = previewed(club, [ADA])

    assert counts(stored) == (1, 1, 0, 0, 0)


def test_never_somebody_of_another_club():
    club, other = make_club(), make_club()
    theirs = make_record(other, "Ada", "Lovelace", born_on="1975-12-10")
    number(theirs, "11", other)
    make_contact(theirs, "ada@example.org")

    stored = previewed(club, [{**ADA, "student_number": "11", "born_on": "1975-12-10", "mail": "ada@example.org"}])

    assert counts(stored) == (1, 1, 0, 0, 0)


def test_never_a_merged_record():
    club = make_club()
    stays = make_record(club, "Augusta", "King")
    make_record(club, "Ada", "Lovelace", born_on="1975-12-10", merged_into=stays)

    stored = previewed(club, [{**ADA, "born_on": "1975-12-10"}])

    assert counts(stored) == (1, 1, 0, 0, 0)


def test_two_who_fit_are_not_guessed():
    club = make_club()
    make_record(club, "Ada", "Lovelace", born_on="1975-12-10")
    make_record(club, "Ada", "Lovelace", born_on="1975-12-10")

    stored = applied(club, [{**ADA, "born_on": "1975-12-10"}])

    assert reasons(stored) == [(2, "ambiguous", {"count": 2})]
    assert counts(stored) == (0, 0, 0, 0, 1)


def test_two_rows_of_the_file_that_fit_are_not_guessed():
    club = make_club()
    rows = [{**ADA, "student_number": n, "born_on": "1975-12-10"} for n in ("11", "12")]

    stored = previewed(club, [*rows, {**ADA, "born_on": "1975-12-10"}])

    assert reasons(stored) == [(4, "ambiguous", {"count": 2})]
    assert counts(stored) == (2, 2, 0, 0, 1)


def test_whom_the_registrar_knows_by_another_number_is_another_person():
    club = make_club()
    ada = make_record(club, "Ada", "Lovelace", born_on="1975-12-10")
    number(ada, "11", club)

    stored = previewed(club, [{**ADA, "student_number": "12", "born_on": "1975-12-10"}])

    assert counts(stored) == (1, 1, 0, 0, 0)


def test_a_number_of_somebody_quite_different_is_a_slip():
    club = make_club()
    marko = make_record(club, "Marko", "Zupan", born_on="1970-01-02")
    number(marko, "11", club)

    stored = previewed(club, [{**ADA, "student_number": "11", "born_on": "1975-12-10"}])

    assert reasons(stored) == [(2, "number_of_another", {"student_number": "11"})]


def test_a_number_that_the_registrar_gives_to_somebody_else_is_a_slip_too():
    club = make_club()
    applied(club, [{"family": "Zupan", "given": "Marko", "student_number": "11"}])

    stored = previewed(club, [{**ADA, "student_number": "11"}])

    assert reasons(stored) == [(2, "number_of_another", {"student_number": "11"})]


def test_a_married_name_under_the_same_number_is_the_same_person():
    club = make_club()
    ada = make_record(club, "Ada", "Byron", born_on="1975-12-10")
    number(ada, "11", club)

    stored = previewed(club, [{**ADA, "student_number": "11", "born_on": "1975-12-10"}])

    assert matched(stored) == [ada.pk]


def test_two_numbers_of_one_person_stay_one_person():
    club = make_club()
    ada = make_record(club, "Ada", "Lovelace")
    number(ada, "11", club)
    number(ada, "12", club)

    stored = applied(club, [{**ADA, "student_number": "11"}, {**ADA, "student_number": "12", "class_year": "2001"}])

    assert counts(stored) == (1, 0, 1, 0, 0)
    assert sorted(one.class_year for one in ada.affiliations.all()) == [1999, 2001]


def test_the_same_entry_is_the_same_person_though_she_has_another_name_now():
    club = make_club()
    rows = [{**ADA, "born_on": "1975-12-10"}]
    applied(club, rows)
    ada = Person.objects.get()
    people.change_name(
        person=ada, given="Augusta", family="King", preferred="", title="", source=Source.SELF, by=None, now=NOW
    )

    again = previewed(club, rows)

    assert matched(again) == [ada.pk]
    assert counts(again) == (1, 0, 0, 1, 0)
    assert {one.why for one in again.differences.all()} == {"own_word"}


def test_a_row_of_name_and_class_alone_is_found_again_by_being_the_same():
    club = make_club()
    rows = [ADA, {"family": "Novak", "given": "Ana"}, {"family": "Novak", "given": "Ana", "phone": "040 555 199"}]
    first = applied(club, rows)

    again = previewed(club, rows)

    assert counts(first) == (3, 3, 0, 0, 0)
    assert counts(again) == (3, 0, 0, 3, 0)


def test_namesakes_of_one_class_stay_apart():
    club = make_club()
    rows = [{**ADA, "phone": "040 555 199"}, {**ADA, "phone": "040 555 200"}]
    first = applied(club, rows)
    one_of_them = previewed(club, [{**ADA, "phone": "040 555 201"}])

    assert counts(first) == (2, 2, 0, 0, 0)
    assert counts(previewed(club, rows)) == (2, 0, 0, 2, 0)
    assert reasons(one_of_them) == [(2, "ambiguous", {"count": 2})]


def test_one_who_was_undone_is_new_again():
    club = make_club()
    rows = [{**ADA, "born_on": "1975-12-10"}]
    undone(applied(club, rows))

    assert counts(previewed(club, rows)) == (1, 1, 0, 0, 0)


def test_who_left_the_club_is_still_on_its_books():
    club = make_club()
    ada = make_record(club, "Ada", "Lovelace", born_on="1975-12-10")
    ada.memberships.update(state="left")

    stored = applied(club, [{**ADA, "born_on": "1975-12-10"}])

    assert matched(stored) == [ada.pk]
    assert ada.memberships.get().state == "left"


def test_nobody_outside_a_club_is_touched():
    club = make_club()
    stranger = make_person("Ada", "Lovelace", born_on="1975-12-10")

    applied(club, [{**ADA, "born_on": "1975-12-10"}])

    assert (Person.objects.count(), stranger.affiliations.count()) == (2, 0)
