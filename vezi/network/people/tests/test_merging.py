"""Two records of one person become one."""

import pytest

from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.tests.factories import NOW
from vezi.network.people import merging, signals
from vezi.network.people.models import ContactValue, OtherName, Person
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_person, make_residence

pytestmark = pytest.mark.django_db


def merge(kept: Person, gone: Person) -> Person:
    return merging.merge(kept=kept, gone=gone, by=None, now=NOW).kept


def test_what_belongs_to_the_record_that_ends_moves_to_the_one_that_stays() -> None:
    kept, gone = make_person(account=make_account()), make_person("Augusta Ada", "Byron", born_on="1815-12-10")
    studied = make_affiliation(gone, 1999)
    make_contact(gone, "byron@example.org", is_primary=True)

    merge(kept, gone)

    studied.refresh_from_db()
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert studied.person == kept
    assert [contact.value for contact in kept.contacts.all()] == ["byron@example.org"]
    assert str(kept.born_on) == "1815-12-10"
    assert gone.merged_into == kept


def test_what_both_have_is_kept_once_and_the_first_address_stays_first() -> None:
    kept, gone = make_person(account=make_account()), make_person()
    make_contact(kept, "ada@example.org", is_primary=True)
    make_contact(gone, "ada@example.org")
    make_contact(gone, "second@example.org", is_primary=True)
    make_residence(kept, "London", "GB")
    make_residence(gone, "Paris", "FR")

    merge(kept, gone)

    assert set(ContactValue.objects.values_list("person_id", "value", "is_primary")) == {
        (kept.pk, "ada@example.org", True),
        (kept.pk, "second@example.org", False),
    }
    assert Person.objects.get(pk=kept.pk).residence.city == "London"


@pytest.mark.parametrize("why", ["claimed", "merged before", "one and the same"])
def test_records_that_must_stay_apart_are_refused(why: str) -> None:
    kept, gone = make_person(account=make_account()), make_person()
    if why == "claimed":
        gone.account = make_account()
    elif why == "merged before":
        gone.merged_into = make_person()
    else:
        gone = kept
    gone.save()
    OtherName.objects.create(person=gone, kind="former", family="Byron", source="self", recorded_at=NOW)

    with pytest.raises(merging.CannotMerge):
        merge(kept, gone)

    assert OtherName.objects.get().person_id == gone.pk


def test_it_is_announced() -> None:
    kept, gone = make_person(account=make_account()), make_person()
    heard = []

    def listen(sender, *, kept, gone, now, **_):
        heard.append((kept.pk, gone.pk, now))

    signals.person_merged.connect(listen)
    merge(kept, gone)
    signals.person_merged.disconnect(listen)

    assert heard == [(kept.pk, gone.pk, NOW)]


@pytest.fixture
def two_merges() -> tuple[Person, Person, Person]:
    """Who is kept, who came first and has nothing, and who came last: with the same address, a title and another name."""
    kept, first, last = make_person(), make_person("Ada", "King"), make_person("Ada", "Byron", title="Countess")
    make_contact(kept, "ada@example.org", is_primary=True)
    make_contact(last, "ada@example.org", is_primary=True)
    return kept, first, last


def test_undoing_an_earlier_merge_leaves_what_was_changed_by_hand_since(
    two_merges: tuple[Person, Person, Person],
) -> None:
    kept, first, last = two_merges
    earlier = merging.merge(kept=kept, gone=first, by=None, now=NOW)
    merge(kept, last)
    assert Person.objects.get(pk=kept.pk).title == "Countess"
    ContactValue.objects.filter(person=kept).delete()
    OtherName.objects.filter(person=kept, family="Byron").delete()
    Person.objects.filter(pk=kept.pk).update(title="")

    merging.undo(merge=earlier, by=None, now=NOW)

    assert not kept.contacts.exists()
    assert not kept.other_names.exists()
    assert Person.objects.get(pk=kept.pk).title == ""
    assert Person.objects.get(pk=last.pk).merged_into == kept
    assert Person.objects.get(pk=first.pk).merged_into is None


def test_a_name_changed_by_hand_since_is_not_carried_over_again(two_merges: tuple[Person, Person, Person]) -> None:
    kept, first, last = two_merges
    earlier = merging.merge(kept=kept, gone=first, by=None, now=NOW)
    merging.merge(kept=kept, gone=last, by=None, now=NOW, carry=["name"])
    assert Person.objects.get(pk=kept.pk).family == "Byron"
    Person.objects.filter(pk=kept.pk).update(family="Milbanke")

    merging.undo(merge=earlier, by=None, now=NOW)

    assert Person.objects.get(pk=kept.pk).family == "Milbanke"


def test_undone_at_last_everything_is_back_but_what_was_taken_away(two_merges: tuple[Person, Person, Person]) -> None:
    kept, first, last = two_merges
    merges = [merging.merge(kept=kept, gone=gone, by=None, now=NOW) for gone in (first, last)]
    ContactValue.objects.filter(person=kept).delete()

    for one in merges:
        merging.undo(merge=one, by=None, now=NOW)

    assert [contact.value for contact in last.contacts.all()] == ["ada@example.org"]
    assert not kept.contacts.exists()
