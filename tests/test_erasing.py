"""After a person was erased, nothing that was hers is found anywhere: in no column of no table, in no stored file.

She is made as rich as the house can make anybody; each of her values is one that nobody else has.
"""

from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.somebody import BORN, OTHERS, ROW, erase, files, found, letters_of, make_account_of_officer, rich
from vezi.core import features
from vezi.core.models import AccessEntry, AuditEntry
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Purpose
from vezi.network.directory.index import writing
from vezi.network.memberships.models import JoinRequest, Membership
from vezi.network.memberships.services import joining
from vezi.network.memberships.services.joining import Answers
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people import merging, services, tombstones
from vezi.network.people.erasing import CannotErase
from vezi.network.people.models import (
    ContactKind,
    Person,
    Tombstone,
)
from vezi.network.people.tests.factories import (
    NOW,
    make_contact,
)
from vezi.network.registrar.importing import openings
from vezi.network.registrar.inviting import services as inviting
from vezi.network.registrar.models import Import, InvitationRun, SourceRow
from vezi.network.registrar.tests.factories import applied, previewed, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_house(settings) -> None:
    """Letters leave the house; no file of another test lies about."""
    settings.MAIL_TRANSPORT = "memory"
    for name in [name for name, _text in files()]:
        default_storage.delete(name)


@pytest.fixture
def club() -> Club:
    club = make_club("economics", name="Economics", contact_mail="office@economics.example")
    consent.publish_notice(club=club, purpose=Purpose.NEWS, basis="consent", text={"en": "News"}, by=None, now=NOW)
    return club


@pytest.fixture
def her(club: Club) -> Person:
    """With a row in a file, a second record that was merged into hers, an account, letters, requests, the lot."""
    stored = applied(club, [*OTHERS, ROW])
    from_file = Person.objects.get(family="Kolobarnik")
    uploaded(make_club("law", name="Law"), OTHERS)
    assert stored.file
    account = Account.objects.create_user("zvezdana.kolobarnik@example.org", "correct horse battery")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    EmailAddress.objects.create(user=account, email="drugi.naslov@example.org", verified=True)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "Zvezdana"})
    person = services.tie_account(person=from_file, account=account, by=account, now=NOW)
    rich(person, club)
    gone = make_record(club, "Zvezdana", "Tulipanova", preferred="Zvezdi", born_on=BORN)
    make_contact(gone, "stara.zvezda2@example.org")
    merging.merge(kept=person, gone=gone, by=None, now=NOW)
    person.refresh_from_db()
    letters_of(person, club)
    return person


def test_nothing_of_her_is_left_anywhere(
    her: Person, club: Club, django_capture_on_commit_callbacks, mailoutbox
) -> None:
    opening = Import.objects.get(club=club)
    openings.keep(opening, Rows())
    before = set(found())

    gone = erase(her, django_capture_on_commit_callbacks)

    assert {
        "people_person.given",
        "registrar_sourcerow.cells",
        "core_outgoingmail.text",
        "account_emailaddress.email",
    } <= before
    assert found() == {}
    assert cache.get(openings.name_of(opening)) is None
    assert (gone.name, gone.erased_at is not None, gone.account_id) == ("", True, None)
    assert [mail.to for mail in mailoutbox if "erased" in mail.subject.lower()] == [["zvezdana.kolobarnik@example.org"]]


class Rows:
    """The first rows of a file, as they are kept at hand."""

    columns = ("family", "given")

    def first_rows(self, _count: int) -> list[Any]:
        return []


def test_what_was_done_is_still_told_without_words(her: Person, django_capture_on_commit_callbacks) -> None:
    deeds = set(AuditEntry.objects.filter(person_id=her.pk).values_list("deed", flat=True))
    looks = AccessEntry.objects.count()

    erase(her, django_capture_on_commit_callbacks)

    entries = AuditEntry.objects.filter(person_id=her.pk)
    assert deeds < set(entries.values_list("deed", flat=True))
    assert {str(entry.details) for entry in entries.exclude(deed="people.erase")} == {"{}"}
    assert entries.get(deed="people.erase").details == {"why": "own_word"}
    assert AccessEntry.objects.count() == looks


def test_of_others_nothing_is_lost(her: Person, club: Club, django_capture_on_commit_callbacks) -> None:
    people = set(
        Person.objects.exclude(pk=her.pk).exclude(merged_into=her).values_list("pk", "given", "family", "folded")
    )
    rows = SourceRow.objects.exclude(person=her).count()

    erase(her, django_capture_on_commit_callbacks)

    assert set(Person.objects.filter(erased_at=None).values_list("pk", "given", "family", "folded")) == people
    assert SourceRow.objects.exclude(cells=[]).count() == rows
    assert Membership.objects.filter(club=club).count() == len(OTHERS) + 1  # and the officer


def test_each_area_that_ties_something_to_a_person_is_followed(her: Person, django_capture_on_commit_callbacks) -> None:
    ties = [tie for tie in features.person_ties() if tie.on_erase is not features.OnErase.KEEP]

    erase(her, django_capture_on_commit_callbacks)

    left = [tie for tie in ties if tie.model != "people.Person" and of(tie, her).exists()]
    assert left == []


def of(tie: features.PersonTie, person: Person) -> Any:
    return features.model_of(tie)._base_manager.filter(**{tie.field: person})


def test_who_is_gone_cannot_be_erased_twice(her: Person, django_capture_on_commit_callbacks) -> None:
    gone = erase(her, django_capture_on_commit_callbacks)

    with pytest.raises(CannotErase):
        erase(gone, django_capture_on_commit_callbacks)


def test_a_record_merged_into_another_is_erased_with_that_one_alone(
    her: Person, django_capture_on_commit_callbacks
) -> None:
    merged = Person.objects.get(merged_into=her)

    with pytest.raises(CannotErase):
        erase(merged, django_capture_on_commit_callbacks)


def test_a_stone_does_not_tell_who_lies_there(her: Person, django_capture_on_commit_callbacks) -> None:
    erase(her, django_capture_on_commit_callbacks)

    assert Tombstone.objects.exists()
    assert all(len(stone.mark) == 64 and stone.club_id is None for stone in Tombstone.objects.all())


def test_a_letter_of_letters_is_printed_without_hers(club: Club, django_capture_on_commit_callbacks) -> None:
    grace = make_officer(club)
    club.country = "SI"
    her = make_record(club, "Zvezdana", "Kolobarnik")
    make_contact(her, "Pot na Mravljišče 7", kind=ContactKind.POST)
    run = InvitationRun.objects.create(
        club=club, channel="letter", by=grace.person.account, people=[her.pk], asked_at=NOW
    )
    run.file.save("letters.pdf", ContentFile(b"Zvezdana"))
    inviting.invite(her, run=run, address="", now=NOW)

    erase(her, django_capture_on_commit_callbacks, by=grace.person.account, why="A letter of 3 May", club=club)

    run.refresh_from_db()
    assert (bool(run.file), run.ended_at) == (False, None)
    assert found() == {}


def test_rows_that_were_left_out_are_emptied_too(club: Club, django_capture_on_commit_callbacks) -> None:
    stored = applied(club, [{**ROW, "born_on": "31. 2. 1961"}, *OTHERS])
    her = make_record(club, "Zvezdana", "Kolobarnik")
    before = SourceRow.objects.filter(registrar_import=stored, state="rejected").count()

    erase(her, django_capture_on_commit_callbacks, by=None, why="A letter", club=club)

    assert (before, found()) == (1, {})
    assert SourceRow.objects.exclude(cells=[]).count() == len(OTHERS)


def test_who_has_but_one_name_is_erased(club: Club, django_capture_on_commit_callbacks) -> None:
    her = make_record(club, "", "Kolobarnik")
    applied(club, OTHERS)

    erase(her, django_capture_on_commit_callbacks, by=None, why="A letter", club=club)

    assert found() == {}
    assert SourceRow.objects.exclude(cells=[]).count() == len(OTHERS)


def test_who_is_erased_while_a_preview_waits_leaves_no_row_in_it(
    club: Club, django_capture_on_commit_callbacks
) -> None:
    """Even where the preview found her, and forgetting its rows came a moment too early to see it."""
    from vezi.network.registrar.tests.factories import apply

    her = make_record(club, "Zvezdana", "Kolobarnik", born_on=BORN)
    waiting = previewed(club, [*OTHERS, ROW])
    kept = SourceRow.objects.filter(registrar_import=waiting, matched_id=her.pk).values().get()
    erase(her, django_capture_on_commit_callbacks, by=None, why="A letter", club=club)
    SourceRow.objects.filter(pk=kept["id"]).update(**kept)

    apply(waiting)

    assert found() == {}


# She is not brought back


def test_no_file_brings_her_back(her: Person, club: Club, django_capture_on_commit_callbacks) -> None:
    erase(her, django_capture_on_commit_callbacks)
    by_number = {"family": "Nekdo", "given": "Drug", "student_number": "zk-778899"}
    by_birth = {"family": "Mrakic", "given": "ZVEZDANA", "born_on": "28. 2. 1961"}
    by_mail = {"family": "Tulipanova", "given": "Zvezdana", "mail": "Stara.Zvezda@example.org"}
    namesake = {"family": "Kolobarnik", "given": "Zvezdana", "born_on": "1. 3. 1990"}

    again = previewed(club, [by_number, by_birth, by_mail, namesake])

    left_out = SourceRow.objects.filter(registrar_import=again, state="rejected").order_by("number")
    assert [(row.number, row.cells, row.read, row.problems[0]["code"]) for row in left_out] == [
        (number, [], {}, "erased") for number in (2, 3, 4)
    ]
    assert (again.new, again.rejected) == (1, 3)


def test_who_is_erased_between_preview_and_applying_is_not_written_down(
    club: Club, django_capture_on_commit_callbacks
) -> None:
    from vezi.network.registrar.tests.factories import apply

    her = make_member(club, "Zvezdana", "Kolobarnik", born_on=BORN)
    law = make_club("law", name="Law")
    waiting = previewed(law, [*OTHERS, ROW])

    erase(her, django_capture_on_commit_callbacks)
    apply(waiting)

    assert not Person.objects.filter(family="Kolobarnik").exists()
    assert SourceRow.objects.get(registrar_import=waiting, state="rejected").cells == []


def test_an_officer_cannot_type_her_in(her: Person, club: Club, django_capture_on_commit_callbacks) -> None:
    from vezi.network.memberships.services.adding import Added, add_member

    officer = make_account_of_officer(club)
    erase(her, django_capture_on_commit_callbacks)

    with pytest.raises(tombstones.AskedToBeErased, match="asked to be erased on"):
        add_member(
            club=club, added=Added(given="Zvezdana", family="Kolobarnik", born_on=BORN), by=officer, now=timezone.now()
        )


def test_she_herself_may_come_back(her: Person, club: Club, django_capture_on_commit_callbacks) -> None:
    erase(her, django_capture_on_commit_callbacks)
    club.joining = "open"
    club.save()
    account = Account.objects.create_user("nova@example.org", "correct horse battery")

    joining.ask_to_join(
        club=club, account=account, now=timezone.now(),
        answers=Answers(given="Zvezdana", family="Kolobarnik", born_on=BORN),
    )  # fmt: skip

    assert Person.objects.get(account=account).name == "Zvezdana Kolobarnik"
    assert not Tombstone.objects.exists()
    assert JoinRequest.objects.get(account=account).state == "admitted"


def test_an_officer_erases_for_the_own_club_alone(club: Club, django_capture_on_commit_callbacks) -> None:
    grace = make_officer(club)
    her = make_record(club, "Zvezdana", "Kolobarnik", born_on=BORN)
    erase(her, django_capture_on_commit_callbacks, by=grace.person.account, why="A letter of 3 May", club=club)

    here, there = previewed(club, [ROW]), previewed(make_club("law", name="Law"), [ROW])

    assert (here.rejected, there.rejected) == (1, 0)


def test_a_class_is_a_mark_only_for_who_had_nothing_better() -> None:
    said = {"names": [("Kolobarnik", "Zvezdana")], "classes": [(1, 1985)]}

    assert tombstones.texts_of(tombstones.Described(**said)) == ["class:1:kolobarnik zvezdana:1985"]
    assert tombstones.texts_of(tombstones.Described(**said, born_on=BORN)) == ["born:kolobarnik zvezdana:1961-02-28"]


def test_a_former_key_of_the_house_still_knows_her(
    settings, her: Person, club: Club, django_capture_on_commit_callbacks
) -> None:
    erase(her, django_capture_on_commit_callbacks)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"

    assert tombstones.met(tombstones.Described(names=[("Kolobarnik", "Zvezdana")], born_on=BORN), club_id=club.pk)


# Files lie no longer than they are needed


def test_files_go_once_they_are_applied_or_left_lying(club: Club) -> None:
    from datetime import timedelta

    from vezi.network.registrar.services import imports

    done, waiting, fresh = applied(club, OTHERS), uploaded(club, OTHERS), uploaded(club, [ROW], now=timezone.now())

    imports.clear_files_away(now=NOW + timedelta(days=31))

    for one in (done, waiting, fresh):
        one.refresh_from_db()
    assert (bool(done.file), done.state) == (False, "applied")
    assert (bool(waiting.file), waiting.state) == (False, "dropped")
    assert bool(fresh.file)


def test_a_preview_whose_file_was_erased_can_be_applied_and_says_why_it_cannot_be_read_anew(
    her: Person, club: Club, django_capture_on_commit_callbacks
) -> None:
    from vezi.network.registrar.services import imports
    from vezi.network.registrar.tests.factories import apply

    waiting = previewed(club, [*OTHERS, ROW])
    erase(her, django_capture_on_commit_callbacks)
    waiting.refresh_from_db()

    assert (waiting.people, waiting.rejected) == (len(OTHERS), 1)
    with pytest.raises(imports.FileUnreadable, match="somebody in it asked to be erased"):
        imports.propose(registrar_import=waiting, now=NOW)
    apply(waiting)
    assert Person.objects.filter(family="Kolobarnik").count() == 0


# The index


def test_the_search_forgets_her(club: Club, settings, tmp_path, django_capture_on_commit_callbacks) -> None:
    settings.VEZI_HOME = tmp_path
    her = make_member(club, "Zvezdana", "Kolobarnik", "zvezdana@example.org")
    reader = client_of(make_member(club, "Ada", "Lovelace"))
    name = writing.make_anew()
    before = reader.get("/people/", {"q": "kolobarnik"}).content.decode()

    erase(her, django_capture_on_commit_callbacks)
    writing.catch_up(name)

    assert "Zvezdana" in before
    assert "Zvezdana" not in reader.get("/people/", {"q": "kolobarnik"}).content.decode()


# The operator


def test_the_operator_erases_whom_no_club_can_erase_alone(her: Person, django_capture_on_commit_callbacks) -> None:
    said = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("erase", her.public_id, "--because", "a letter of 3 May", "--yes", stdout=said)

    assert said.getvalue().startswith("Erased")
    assert Person.objects.get(pk=her.pk).erased_at is not None
    with pytest.raises(CommandError, match="gone already"):
        call_command("erase", str(her.pk), "--because", "a letter", "--yes")
    with pytest.raises(CommandError, match="There is no person"):
        call_command("erase", "nobody", "--because", "a letter", "--yes")
