"""What becomes of notices when people turn out to be one, or are erased."""

import pytest

from vezi.network.memberships.tests.factories import client_of, make_record
from vezi.network.notices import choosing, rounds, services
from vezi.network.notices.models import Notice, Rhythm, Round, WayChoice
from vezi.network.notices.tests.factories import ASKED, POSTED, choose, tell
from vezi.network.people import erasing, merging
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db


def told() -> set[tuple[str, str, str]]:
    rows = Notice.objects.select_related("person", "by")
    return {(one.person.given, one.by.given if one.by else "", one.about) for one in rows}


def test_two_who_are_one_are_told_as_one_and_as_before_when_it_is_undone(ada, maja, club) -> None:
    again = make_record(club, "Majka", "Kovač")
    tell(again, by=ada, about="1")
    tell(ada, by=again, about="2")
    tell(maja, by=again, about="3")
    tell(again, POSTED, about="4", once="deed")
    tell(maja, POSTED, about="4", once="deed")
    before = told()
    assert len(before) == 5

    merge = merging.merge(kept=maja, gone=again, by=None, now=NOW)

    # Nobody is told of her own doings, or of one deed twice.
    assert told() == {("Maja", "Ada", "1"), ("Ada", "Maja", "2"), ("Maja", "", "4")}
    assert tell(again, by=ada, about="5") is not None
    assert Notice.objects.get(about="5").person == maja
    merging.undo(merge=merge, by=None, now=NOW)
    assert told() == before | {("Maja", "Ada", "5")}


def test_erased_she_is_told_nothing_and_nobody_is_told_of_her(ada, maja, ziga) -> None:
    tell(ada, by=maja, about="1")
    tell(maja, by=ada, about="2")
    tell(ziga, by=maja, about="3")
    choose(ada, ASKED, "week")
    choosing.keep_rhythm(person=ada, hour=9, now=NOW)
    services.tell_many(kind=POSTED.name, person_ids=[ziga.pk], once="x", about="4", path="/", by=ada, now=NOW)

    erasing.erase(person=ada, by=ada.account, why=erasing.OWN_WORD, now=NOW)
    rounds.tell_all(now=NOW)

    assert told() == {("Žiga", "Maja", "3")}
    assert (WayChoice.objects.count(), Rhythm.objects.count()) == (0, 0)


def test_what_is_held_is_said_in_words(ada, maja, club) -> None:
    tell(maja, by=ada, club=club)
    choose(maja, POSTED, "week", club)

    page = client_of(maja).get("/me/held/").content.decode()

    assert "Ada Lovelace would like to connect with you" in page
    assert f"Posts, {club}: in a weekly digest" in page
    assert "tests.asked" not in page
    assert "tests.asked" in client_of(maja).get("/me/held.json").content.decode()


def test_old_notices_are_cleared_but_not_what_still_waits(ada, maja) -> None:
    tell(maja, by=ada, about="waits")
    tell(maja, POSTED, by=ada, about="old")
    tell(maja, POSTED, by=ada, about="young", now=NOW + services.KEPT_FOR)

    services.clear(now=NOW + services.KEPT_FOR * 1.5)

    assert set(Notice.objects.values_list("about", flat=True)) == {"waits", "young"}


def test_who_is_erased_is_named_in_no_words_told_to_others(ada, maja, ziga) -> None:
    tell(maja, POSTED, by=ziga, words={"group": "Farewell to ada lovelace", "title": "Sailing"})
    for once, by in (("of", ziga), ("by", ada)):
        services.tell_many(
            kind=POSTED.name, person_ids=[maja.pk], once=once, about="x", path="/", by=by,
            words={"group": "Ada Lovelace at sea"}, now=NOW,
        )  # fmt: skip

    erasing.erase(person=ada, by=ada.account, why=erasing.OWN_WORD, now=NOW)

    assert Notice.objects.get(person=maja).words == {"group": "Farewell to …", "title": "Sailing"}
    assert Round.objects.get(once="of").told["words"] == {"group": "… at sea"}
    assert Round.objects.get(once="by").told["words"] == {}
