"""A file handed over with notice: who is held back is nowhere, is told, may object, and else goes onto the books."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from vezi.core.models import MailState, OutgoingMail
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import books
from vezi.network.memberships.services.members import OthersThanSeen
from vezi.network.memberships.tests.factories import make_member, make_record
from vezi.network.people import merging
from vezi.network.people.models import ContactKind, ContactValue, Identifier, Person
from vezi.network.people.tests.factories import make_contact
from vezi.network.registrar.claiming import services as claiming
from vezi.network.registrar.handover import queries, services
from vezi.network.registrar.handover.models import Handover, HeldRecord, ToldBy
from vezi.network.registrar.handover.queries import Numbers
from vezi.network.registrar.handover.tests.factories import (
    GIVER,
    NIKA,
    PETRA,
    ZVEZDA,
    handed_over,
    held_of,
    record_of,
)
from vezi.network.registrar.models import Duplicate, Import, ImportState, Invitation, Verdict, WrongTry
from vezi.network.registrar.passing import queries as passing
from vezi.network.registrar.reaching import services as reaching
from vezi.network.registrar.services import imports
from vezi.network.registrar.tests.factories import NOW, applied, previewed, table, undone
from vezi.network.registrar.tests.snapshots import everything
from vezi.network.registrar.tests.test_importing import ADA

pytestmark = pytest.mark.django_db

EVERYBODY = [ZVEZDA, PETRA, NIKA]
IN_TIME, TOO_LATE = NOW + timedelta(days=29), NOW + timedelta(days=31)


@pytest.fixture
def handover(club: Club) -> Handover:
    return handed_over(club, EVERYBODY)


def tell_everybody(handover: Handover, *, now=NOW) -> None:
    behind: int | None = 0
    while behind is not None:
        behind = services.next_chunk(handover_id=handover.pk, behind=behind, now=now)


def notices() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind="registrar.handover").order_by("pk"))


def standing_of(person: Person, club: Club) -> str:
    return Membership.with_held.get(person=person, club=club).state


# Holding back


def test_the_new_people_are_held_back_and_what_is_known_of_others_is_written(club: Club) -> None:
    applied(club, [ADA])

    handover = handed_over(club, [{**ADA, "phone": "+386 40 555 200"}, *EVERYBODY])

    assert handover.people == 3
    assert {standing_of(record_of(row), club) for row in EVERYBODY} == {State.HELD}
    ada = Person.objects.get(family="Lovelace")
    assert standing_of(ada, club) == State.RECORDED
    assert ada.contacts.filter(kind=ContactKind.PHONE).exists()
    assert queries.numbers(handover) == Numbers(mail=1, letter=1, nowhere=1, people=3)


def test_the_dead_are_not_held_back(club: Club) -> None:
    columns = ("family", "given", "student_number", "deceased_on")
    rows = [{**NIKA, "deceased_on": "2. 11. 2023"}, {**ZVEZDA, "deceased_on": ""}]
    stored = previewed(club, table([{name: row[name] for name in columns} for row in rows], columns=columns))
    imports.apply(registrar_import=stored, by=None, now=NOW, giver=GIVER, days=30)
    assert imports.do_applying(import_id=stored.pk, by_id=None, now=NOW)

    assert standing_of(record_of(NIKA), club) == State.RECORDED
    assert standing_of(record_of(ZVEZDA), club) == State.HELD


def test_who_is_held_back_is_in_no_number(club: Club) -> None:
    applied(club, [ADA])
    before = books.standing(club, now=NOW)

    handed_over(club, EVERYBODY)

    assert books.standing(club, now=NOW) == before
    assert books.on_the_books(club).count() == 1
    assert Membership.objects.filter(club=club).count() == 1
    assert passing.not_here_yet(club, 1999) == 0


def test_an_import_without_notice_holds_nobody_back(club: Club) -> None:
    applied(club, EVERYBODY)

    assert Membership.objects.filter(club=club, state=State.RECORDED).count() == 3
    assert not Handover.objects.exists()


def test_a_try_that_failed_leaves_no_handover_behind_for_the_next(club: Club) -> None:
    stored = previewed(club, EVERYBODY)
    imports.apply(registrar_import=stored, by=None, now=NOW, giver=GIVER, days=30)
    Import.objects.filter(pk=stored.pk).update(state=ImportState.READY)

    imports.apply(registrar_import=stored, by=None, now=NOW)
    imports.do_applying(import_id=stored.pk, by_id=None, now=NOW)

    assert Membership.objects.filter(club=club, state=State.RECORDED).count() == 3


def test_undoing_the_import_leaves_nothing(club: Club) -> None:
    before = everything(club)
    handover = handed_over(club, EVERYBODY)
    tell_everybody(handover)
    services.print_letters(handover=handover, by=make_account(), now=NOW)

    undone(handover.registrar_import)

    assert everything(club) == before
    assert Person.objects.count() == 0
    assert HeldRecord.objects.count() == 0
    assert not queries.to_be_told(club)
    assert services.activate_due(now=TOO_LATE) == 0


def test_the_next_file_finds_who_is_held_back(club: Club, handover: Handover) -> None:
    stored = applied(club, [{**ZVEZDA, "phone": "+386 40 555 201"}])

    assert (stored.new, stored.changed) == (0, 1)
    assert Person.objects.filter(family="Zvezdnik").count() == 1
    assert standing_of(record_of(ZVEZDA), club) == State.HELD


# Telling


def test_a_mail_tells_each_once_and_starts_the_days(club: Club, handover: Handover) -> None:
    tell_everybody(handover)
    tell_everybody(handover, now=NOW + timedelta(days=3))

    [mail] = notices()
    assert (mail.to, mail.state) == ("tinkara@example.org", MailState.WAITING)
    assert GIVER in mail.text
    assert "mail address" in mail.text
    assert "1976" not in mail.text  # kinds of things, never the things themselves
    held = held_of(ZVEZDA)
    assert (held.told_by, held.told_at, held.objects_until) == (ToldBy.MAIL, NOW, NOW + timedelta(days=30))
    assert queries.numbers(handover) == Numbers(letter=1, nowhere=1, told=1, people=3)


def test_an_officer_tells_as_many_as_she_saw(club: Club, handover: Handover) -> None:
    grace = make_account()

    with pytest.raises(OthersThanSeen):
        services.tell_by_mail(handover=handover, expected=7, by=grace, now=NOW)

    assert services.tell_by_mail(handover=handover, expected=1, by=grace, now=NOW) == 1
    tell_everybody(handover)
    handover.refresh_from_db()
    assert handover.telling_since is None
    with pytest.raises(services.NobodyToTell):
        services.tell_by_mail(handover=handover, expected=None, by=grace, now=NOW)


def test_letters_are_printed_anew_without_those_who_objected(club: Club, handover: Handover) -> None:
    grace = make_account()
    assert services.print_letters(handover=handover, by=grace, now=NOW) == 1
    with pytest.raises(services.NobodyToTell):
        services.print_letters(handover=handover, by=grace, now=NOW)

    assert services.take_letters(handover=handover, bundle=1, by=grace, now=NOW).startswith(b"%PDF")
    held = held_of(PETRA)
    assert held.objects_until == NOW + timedelta(days=35)  # five on the way
    services.object_to(held=held, by=grace, now=NOW)
    with pytest.raises(services.NobodyToTell):
        services.take_letters(handover=handover, bundle=1, by=grace, now=NOW)


def test_the_page_tells_those_whom_nothing_reaches(club: Club, handover: Handover) -> None:
    assert services.tell_on_the_page(handover=handover, expected=1, by=make_account(), now=NOW) == 1

    assert held_of(NIKA).told_by == ToldBy.PAGE
    assert queries.on_the_page(club, now=IN_TIME).get().page_until == NOW + timedelta(days=30)
    assert not queries.on_the_page(club, now=TOO_LATE).exists()


def test_a_notice_that_came_back_told_nobody_and_goes_to_the_next_address(club: Club, handover: Handover) -> None:
    make_contact(record_of(ZVEZDA), "tinkara@second.example")
    tell_everybody(handover)
    [mail] = notices()

    reaching.mail_came_back(mail=mail, now=IN_TIME)
    services.mail_came_back(mail=mail, now=IN_TIME)

    assert queries.numbers(handover).told == 0
    assert services.activate_due(now=TOO_LATE) == 0
    tell_everybody(handover, now=TOO_LATE)
    assert [one.to for one in notices()] == ["tinkara@example.org", "tinkara@second.example"]
    assert held_of(ZVEZDA).objects_until == TOO_LATE + timedelta(days=30)


def test_without_another_address_it_is_a_letter_s_turn_or_the_page_s(club: Club, handover: Handover) -> None:
    tell_everybody(handover)
    [mail] = notices()

    reaching.mail_came_back(mail=mail, now=IN_TIME)
    services.mail_came_back(mail=mail, now=IN_TIME)

    assert queries.numbers(handover) == Numbers(letter=1, nowhere=2, people=3)


def test_a_letter_the_post_brought_back_told_nobody(club: Club, handover: Handover) -> None:
    from vezi.network.registrar.inviting import keys

    grace = make_account()
    services.print_letters(handover=handover, by=grace, now=NOW)
    invitation = held_of(PETRA).invitation
    assert invitation is not None

    reaching.letter_came_back(club=club, code=keys.code_of(invitation.seed), by=grace, now=IN_TIME)

    assert queries.numbers(handover) == Numbers(mail=1, nowhere=2, people=3)
    assert services.activate_due(now=NOW + timedelta(days=99)) == 0


def test_who_may_be_somebody_the_club_has_is_not_told_before_it_is_decided(club: Club, handover: Handover) -> None:
    older = make_record(club, "Tina", "Zvezdnik")
    one, other = sorted((older, record_of(ZVEZDA)), key=lambda person: person.pk)
    doubt = Duplicate.objects.create(club=club, one=one, other=other, probability=0.9, version="1", found_at=NOW)

    tell_everybody(handover)
    assert notices() == []
    assert queries.numbers(handover).doubted == 1

    doubt.verdict = Verdict.DIFFERENT
    doubt.save()
    tell_everybody(handover)
    assert len(notices()) == 1


# Objecting


def test_who_objects_is_erased_and_no_later_file_brings_her_back(club: Club, handover: Handover) -> None:
    tell_everybody(handover)

    services.object_to(held=held_of(ZVEZDA), by=None, now=IN_TIME)

    assert not Person.objects.filter(family="Zvezdnik").exists()
    assert queries.numbers(Handover.objects.get(pk=handover.pk)) == Numbers(letter=1, nowhere=1, objected=1, people=3)
    later = previewed(club, [{**ZVEZDA, "student_number": "", "mail": "new@example.org"}, {**ZVEZDA, "born_on": ""}])
    assert (later.new, later.rejected) == (0, 2)
    again = handed_over(club, [ZVEZDA, {**NIKA, "student_number": "9", "family": "Druga"}])
    assert again.people == 1


def test_an_objection_comes_too_late_for_who_is_on_the_books(club: Club, handover: Handover) -> None:
    tell_everybody(handover)
    held = held_of(ZVEZDA)
    assert services.activate_due(now=TOO_LATE) == 1

    with pytest.raises(services.TooLate):
        services.object_to(held=held, by=None, now=TOO_LATE)
    assert Handover.objects.get(pk=handover.pk).objected == 0


def test_who_is_somebody_elsewhere_in_the_house_stays_there(club: Club, handover: Handover) -> None:
    tell_everybody(handover)
    elsewhere = make_club("law")
    person = record_of(ZVEZDA)
    make_contact(person, "mine@example.org", club=None, source="self")
    person.account = make_account("tinkara@home.example")
    person.save()
    memberships.admit(person=person, club=elsewhere, by=None, now=NOW)

    services.object_to(held=held_of(ZVEZDA), by=None, now=IN_TIME)

    person.refresh_from_db()
    assert person.account is not None
    assert not Membership.with_held.filter(person=person, club=club).exists()
    assert not Identifier.objects.filter(person=person, club=club).exists()
    assert list(ContactValue.objects.filter(person=person).values_list("value", flat=True)) == ["mine@example.org"]
    rows = handover.registrar_import.source_rows.filter(cells__contains=["Zvezdnik"])
    assert not rows.exists()
    assert previewed(club, [ZVEZDA]).new == 0


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ({"born_on": "1976-05-14", "student_number": ""}, True),
        ({"born_on": None, "student_number": " 2001 "}, True),
        ({"born_on": "1976-05-15", "student_number": ""}, False),
        ({"born_on": None, "student_number": "2002"}, False),
    ],
)
def test_one_objects_without_a_letter_by_what_only_she_knows(club: Club, handover: Handover, said, fits: bool) -> None:
    born_on = date.fromisoformat(said["born_on"]) if said["born_on"] else None
    services.object_by_proof(
        club=club, given="tinkara", family="ZVEZDNIK", born_on=born_on, student_number=said["student_number"],
        origin="here", now=IN_TIME,
    )  # fmt: skip

    assert Person.objects.filter(family="Zvezdnik").exists() is not fits
    assert WrongTry.objects.count() == 1  # the right and the wrong alike


def test_guessing_comes_to_an_end(club: Club, handover: Handover) -> None:
    said = {"club": club, "given": "A", "family": "B", "born_on": None, "student_number": "1", "origin": "here"}
    for _try in range(10):
        services.object_by_proof(**said, now=NOW)

    with pytest.raises(claiming.TooManyTries):
        services.object_by_proof(**said, now=NOW)


def test_a_record_on_the_books_is_no_objection_s_to_take(club: Club) -> None:
    applied(club, [ZVEZDA])

    services.object_by_proof(
        club=club, given="Tinkara", family="Zvezdnik", born_on=record_of(ZVEZDA).born_on, student_number="",
        origin="here", now=NOW,
    )  # fmt: skip

    assert Person.objects.filter(family="Zvezdnik").exists()


# Onto the books


def test_who_says_nothing_in_time_goes_onto_the_books(club: Club, handover: Handover) -> None:
    tell_everybody(handover)
    services.print_letters(handover=handover, by=make_account(), now=NOW)

    assert services.activate_due(now=IN_TIME) == 0
    assert services.activate_due(now=TOO_LATE) == 1
    assert services.activate_due(now=TOO_LATE) == 0
    assert standing_of(record_of(ZVEZDA), club) == State.RECORDED
    assert Membership.objects.get(person=record_of(ZVEZDA)).since == TOO_LATE
    assert services.activate_due(now=NOW + timedelta(days=36)) == 1  # the letter's
    assert queries.numbers(handover) == Numbers(nowhere=1, activated=2, people=3)


def test_who_was_never_told_is_never_put_on_the_books(club: Club, handover: Handover) -> None:
    assert services.activate_due(now=NOW + timedelta(days=9999)) == 0
    assert queries.numbers(handover).held == 3


def test_who_takes_the_record_up_before_is_a_member_and_is_counted_apart(club: Club, handover: Handover) -> None:
    tell_everybody(handover)
    invitation = held_of(ZVEZDA).invitation
    assert invitation is not None

    claiming.take_up(invitation=invitation, account=make_account("tinkara@home.example"), now=IN_TIME)

    assert standing_of(record_of(ZVEZDA), club) == State.MEMBER
    assert queries.numbers(handover).otherwise == 1
    assert services.activate_due(now=TOO_LATE) == 0
    with pytest.raises(services.TooLate):
        services.object_to(held=held_of(ZVEZDA), by=None, now=TOO_LATE)


def test_merging_with_somebody_the_club_has_ends_it_and_undoing_holds_her_back_again(
    club: Club, handover: Handover
) -> None:
    tell_everybody(handover)
    ada = make_member(club)
    held = record_of(ZVEZDA)

    merge = merging.merge(kept=ada, gone=held, by=None, now=IN_TIME, club=club, because={"how": "review"})
    assert standing_of(ada, club) == State.MEMBER
    assert services.activate_due(now=TOO_LATE) == 0

    merging.undo(merge=merge, by=None, now=TOO_LATE)
    assert standing_of(held, club) == State.HELD
    assert held_of(ZVEZDA).told_by == ToldBy.MAIL
    assert services.activate_due(now=TOO_LATE) == 1


def test_two_held_records_that_are_one_stay_held_back(club: Club, handover: Handover) -> None:
    tell_everybody(handover)
    kept, gone = record_of(ZVEZDA), record_of(NIKA)

    merging.merge(kept=kept, gone=gone, by=None, now=IN_TIME, club=club, because={"how": "review"})

    assert standing_of(kept, club) == State.HELD
    assert queries.numbers(handover).held == 2
    assert services.activate_due(now=TOO_LATE) == 1


def test_of_an_older_held_and_a_younger_record_on_the_books_one_is_on_the_books(club: Club, handover: Handover) -> None:
    held, younger = record_of(ZVEZDA), make_record(club, "Tina", "Zvezdnik")

    merge = merging.merge(kept=held, gone=younger, by=None, now=IN_TIME, club=club, because={"how": "review"})

    assert standing_of(held, club) == State.RECORDED
    merging.undo(merge=merge, by=None, now=TOO_LATE)
    assert standing_of(held, club) == State.HELD
    assert standing_of(younger, club) == State.RECORDED


def test_who_was_admitted_after_such_a_merge_stays_a_member_when_it_is_undone(club: Club, handover: Handover) -> None:
    held, younger = record_of(ZVEZDA), make_record(club, "Tina", "Zvezdnik")
    merge = merging.merge(kept=held, gone=younger, by=None, now=IN_TIME, club=club, because={"how": "review"})
    memberships.admit(person=held, club=club, by=None, now=IN_TIME)

    merging.undo(merge=merge, by=None, now=TOO_LATE)

    assert standing_of(held, club) == State.MEMBER


def test_an_invitation_of_the_notice_is_nobody_s_to_see_but_hers(club: Club, handover: Handover) -> None:
    tell_everybody(handover)

    assert Invitation.objects.filter(club=club).count() == 1
    from vezi.network.registrar.inviting import queries as inviting

    assert not inviting.unclaimed(club).exists()
    assert inviting.numbers(club).invited == 0


# From the shell


def test_the_shell_holds_back_too(club: Club, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "graduates.csv"
    file.write_bytes(table(EVERYBODY))

    call_command("import", str(file), club=club.slug, tell_first=GIVER, days=14)

    assert Handover.objects.get().days == 14
    assert Membership.with_held.filter(state=State.HELD).count() == 3


def test_the_shell_wants_a_sane_number_of_days(club: Club, tmp_path: Path) -> None:
    file = tmp_path / "graduates.csv"
    file.write_bytes(table(EVERYBODY))

    with pytest.raises(SystemExit):
        call_command("import", str(file), club=club.slug, tell_first=GIVER, days=3)

    assert not Import.objects.exists()
