"""What comes by mail, when, and how it stops."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as sent
from django.test import Client

from vezi.core.mail import delivery
from vezi.core.models import OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import client_of
from vezi.network.notices import choosing, letters, rounds, runs, services
from vezi.network.notices.models import Notice, Round, WayChoice
from vezi.network.notices.tests.factories import ASKED, GREETED, POSTED, TOLD, choose, tell
from vezi.network.people.models import Person
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Ljubljana")
#: A Wednesday noon; the next digests come on Thursday at seven, and on Monday.
NOON = datetime(2026, 3, 11, 12, 0, tzinfo=HERE)
THURSDAY, FRIDAY, MONDAY = (datetime(2026, 3, day, 7, 0, tzinfo=HERE) for day in (12, 13, 16))
SAILING = {"group": "Sailing"}


def written() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind__regex="^(tests|notices)").order_by("pk"))


def subjects() -> list[str]:
    return [mail.subject for mail in written()]


def digests_until(moment: datetime) -> list[str]:
    runs.write_all(now=moment, alone=False)
    return [mail.subject for mail in written() if mail.kind == "notices.digest"]


def one_press(mail: OutgoingMail) -> str:
    return re.sub(r"^<https?://[^/]+|>$", "", mail.headers["List-Unsubscribe"])


def test_what_comes_at_once_is_a_letter_of_its_own(ada, maja) -> None:
    tell(maja, by=ada, path="/me/", mail_path="/r/secret/", now=NOON)

    (mail,) = written()
    assert (mail.subject, mail.to) == ("Ada Lovelace would like to connect with you", maja.account.email)
    assert "Answer:\nhttp://testserver/r/secret/" in mail.text
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    assert "No more mail of this kind" in mail.text
    assert Notice.objects.get().mailed_at == NOON


def test_a_digest_gathers_what_is_new_at_the_hour_chosen(ada, maja, ziga, club) -> None:
    tell(ziga, POSTED, by=ada, club=club, words=SAILING, now=NOON)
    tell(ziga, POSTED, by=maja, club=club, words=SAILING, now=NOON + timedelta(minutes=5))
    tell(ziga, POSTED, by=maja, club=club, about="x", words={"group": "Chess"}, now=NOON + timedelta(minutes=6))

    assert digests_until(THURSDAY - timedelta(minutes=1)) == []
    assert digests_until(THURSDAY) == ["Maja Kovač and Ada Lovelace: 2 posts in Sailing, and 1 more"]
    assert digests_until(FRIDAY) == ["Maja Kovač and Ada Lovelace: 2 posts in Sailing, and 1 more"]
    (mail,) = written()
    assert "Maja Kovač wrote in Chess" in mail.text
    assert "<mjml" not in mail.html
    assert "List-Unsubscribe" in mail.headers


def test_a_weekly_digest_comes_on_its_day(ada, maja) -> None:
    tell(maja, GREETED, by=ada, now=NOON)

    assert [digests_until(day) for day in (THURSDAY, MONDAY - timedelta(minutes=1))] == [[], []]
    assert digests_until(MONDAY) == ["Ada Lovelace has an anniversary"]


def test_without_news_there_is_no_digest(ada, maja, ziga) -> None:
    tell(ziga, POSTED, by=ada, words=SAILING, about="read", now=NOON)
    tell(ziga, POSTED, by=ada, words=SAILING, about="settled", now=NOON)
    tell(ziga, POSTED, by=maja, words=SAILING, about="apart", now=NOON)
    services.read(person=ziga, about="read", now=NOON)
    services.settle_all(about="settled", now=NOON)
    make_block(maja, ziga)

    assert digests_until(MONDAY) == []


def test_the_letter_speaks_the_reader_s_language(ada, maja) -> None:
    Account.objects.filter(pk=maja.account_id).update(language="sl")
    maja.refresh_from_db()

    tell(maja, by=None, now=NOON)
    tell(maja, POSTED, by=ada, words=SAILING, now=NOON)
    digests_until(THURSDAY)

    alone, gathered = written()
    assert alone.subject == "Nekdo would like to connect with you"  # the kind of the tests speaks English
    assert "Ne pošiljajte več takih pisem" in alone.text
    assert ("Novo za vas" in gathered.text, "Vaši ljudje" in gathered.text) == (True, True)


def test_the_hour_is_that_of_the_reader_s_own_clock(ada, maja) -> None:
    choosing.keep_rhythm(person=maja, hour=18, time_zone="Australia/Sydney", now=NOON)

    tell(maja, POSTED, by=ada, words=SAILING, now=NOON)

    assert Notice.objects.get().due_at == datetime(2026, 3, 12, 18, tzinfo=ZoneInfo("Australia/Sydney"))


def test_who_chose_no_clock_reads_that_of_her_first_club(ada, maja, club) -> None:
    memberships.admit(person=maja, club=make_club("law", time_zone="Asia/Tokyo"), by=None, now=NOON)
    Club.objects.filter(pk=club.pk).update(time_zone="Australia/Sydney")

    tell(maja, POSTED, by=ada, words=SAILING, now=NOON)

    assert Notice.objects.get().due_at == datetime(2026, 3, 12, 7, tzinfo=ZoneInfo("Australia/Sydney"))
    page = client_of(maja).get("/notices/settings/").content.decode()
    assert '<option value="Australia/Sydney" selected>' in page


def test_in_a_quiet_holiday_nothing_comes_and_nothing_is_lost(ada, maja) -> None:
    choosing.keep_rhythm(person=maja, away_from=date(2026, 3, 11), away_until=date(2026, 3, 12), now=NOON)

    tell(maja, by=ada, now=NOON)
    tell(maja, POSTED, by=ada, words=SAILING, now=NOON)

    assert (written(), digests_until(THURSDAY)) == ([], [])
    assert digests_until(FRIDAY) == ["Ada Lovelace would like to connect with you, and 1 more"]


def test_a_holiday_said_later_holds_what_waits_already(ada, maja) -> None:
    tell(maja, POSTED, by=ada, words=SAILING, now=NOON)

    choosing.keep_rhythm(person=maja, away_from=date(2026, 3, 12), away_until=date(2026, 3, 12), now=NOON)

    assert digests_until(THURSDAY) == []
    assert len(digests_until(FRIDAY)) == 1


@pytest.mark.parametrize(("said", "sentence"), [
    ({"away_from": date(2026, 3, 12), "away_until": date(2026, 3, 11)}, "before it begins"),
    ({"away_from": date(2026, 3, 12), "away_until": date(2028, 3, 11)}, "a year at most"),
    ({"away_from": date(2026, 3, 12)}, "before it begins"),
    ({"time_zone": "Europe/Atlantis"}, "no such time zone"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(maja, said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(choosing.Refused, match=sentence):
        choosing.keep_rhythm(person=maja, now=NOON, **said)


def test_a_club_cannot_flood_its_members(ada, maja, club) -> None:
    other = make_club("law")
    memberships.admit(person=maja, club=other, by=None, now=NOON)
    choosing.keep_rhythm(person=maja, letters_a_week=2, now=NOON)

    for number in range(4):
        tell(
            maja, TOLD, club=club, words={"word": str(number)}, about=f"t:{number}", now=NOON + timedelta(hours=number)
        )
    tell(maja, TOLD, club=other, words={"word": "of the other"}, now=NOON)
    tell(maja, by=ada, now=NOON)

    assert subjects() == [
        *("Your club says: 0", "Your club says: 1"),
        *("Your club says: of the other", "Ada Lovelace would like to connect with you"),
    ]
    assert digests_until(THURSDAY) == ["Your club says: 2, and 1 more"]
    tell(maja, TOLD, club=club, words={"word": "later"}, about="t:9", now=NOON + timedelta(days=8))
    assert subjects()[-1] == "Your club says: later"


def test_one_press_stops_that_kind_from_that_club_and_nothing_else(ada, maja, club) -> None:
    other = make_club("law")
    memberships.admit(person=maja, club=other, by=None, now=NOON)
    tell(maja, TOLD, club=club, words={"word": "a"}, now=NOON)
    (mail,) = written()

    answer = Client(enforce_csrf_checks=True).post(one_press(mail), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    mail.refresh_from_db()
    assert mail.state == "held_back"  # written, but not gone yet
    tell(maja, TOLD, club=club, words={"word": "b"}, now=NOON)
    tell(maja, TOLD, club=other, words={"word": "c"}, now=NOON)
    tell(maja, by=ada, now=NOON)
    assert subjects() == ["Your club says: a", "Your club says: c", "Ada Lovelace would like to connect with you"]
    assert Notice.objects.filter(club=club).count() == 2  # in the page it stands


def test_what_was_chosen_for_one_thing_yields_to_what_was_stopped(maja, club) -> None:
    tell(maja, POSTED, club=club, way="now", words=SAILING, now=NOON)
    (mail,) = written()
    Client().post(one_press(mail))

    tell(maja, POSTED, club=club, way="now", words=SAILING, now=NOON)

    assert len(written()) == 1


def test_the_link_asks_before_it_stops_and_can_be_taken_back(ada, maja) -> None:
    tell(maja, by=ada, now=NOON)
    (mail,) = written()
    page = one_press(mail).removesuffix("now/")
    stranger = Client()

    asked = stranger.get(page).content.decode()
    assert "Stop these letters?" in asked
    assert choosing.chosen(person=maja, kind=ASKED.name, club=None) == "now"
    back = {"deed": "take_back", "was": stopped(stranger, page)}
    assert choosing.chosen(person=maja, kind=ASKED.name, club=None) == "page"
    assert "As before" in stranger.post(page, back, follow=True).content.decode()
    assert choosing.chosen(person=maja, kind=ASKED.name, club=None) == "now"
    assert stranger.post(page.replace("stop/", "stop/x")).status_code == 404
    assert stranger.post(f"{page}x/now/").status_code == 404


def stopped(stranger: Client, page: str) -> str:
    """Stopped by the link; what takes it back."""
    shown = stranger.post(page, follow=True).content.decode()
    assert "It is stopped" in shown
    return re.findall(r'name="was" value="([^"]+)"', shown)[0]


def test_taking_back_restores_what_was_there_and_undoes_no_later_choice(ada, maja) -> None:
    tell(maja, by=ada, now=NOON)
    (mail,) = written()
    page, stranger = one_press(mail).removesuffix("now/"), Client()
    for before in ("", "day"):
        choosing.choose(person=maja, kind=ASKED.name, way=before, now=NOON)
        back = {"deed": "take_back", "was": stopped(stranger, page)}
        for made_up in ("", "made-up"):
            stranger.post(page, {**back, "was": made_up})
            assert choosing.chosen(person=maja, kind=ASKED.name, club=None) == "page"
        stranger.post(page, back)
        assert list(WayChoice.objects.values_list("way", flat=True)) == [before] * bool(before)
        for since in ("none", "week"):
            choosing.choose(person=maja, kind=ASKED.name, way=since, now=NOON)
            stranger.post(page, back)
            assert choosing.chosen(person=maja, kind=ASKED.name, club=None) == since


def test_digests_stop_by_one_press_too(ada, maja) -> None:
    tell(maja, POSTED, by=ada, words=SAILING, now=NOON)
    digests_until(THURSDAY)
    (mail,) = written()
    tell(maja, POSTED, by=ada, words=SAILING, now=THURSDAY)

    Client().post(one_press(mail))

    assert len(digests_until(FRIDAY)) == 1
    assert not choosing.rhythm_of(maja).has_digests


def test_the_letter_leaves_with_its_headers(ada, maja, settings) -> None:
    settings.MAIL_TRANSPORT = "memory"
    tell(maja, by=ada, now=NOON)
    (mail,) = written()

    delivery.deliver(mail_id=mail.pk, now=NOON)

    (message,) = sent.outbox
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [kind for _body, kind in message.alternatives] == ["text/html"]


def test_choices_are_kept_by_kind_and_club(ada, maja, club) -> None:
    other = make_club("law")
    memberships.admit(person=maja, club=other, by=None, now=NOON)
    client = client_of(maja)
    page = client.get("/notices/settings/").content.decode()
    assert ("Requests" in page, "Otherwise from one of your clubs" in page) == (True, True)
    said = {kind.name: kind.way for kind in (ASKED, POSTED, GREETED, TOLD)} | {"tests.looked": "none"}

    answer = client.post(
        "/notices/settings/", {"part": "ways", **said, "tests.posted": "week", "tests.told:law": "page"}
    )

    assert answer.status_code == 302
    assert choosing.chosen(person=maja, kind=POSTED.name, club=club) == "week"
    assert [choosing.chosen(person=maja, kind=TOLD.name, club=one) for one in (club, other)] == ["now", "page"]
    assert client.post("/notices/settings/", {"part": "ways", **said, "tests.posted": "pigeon"}).status_code == 422


def test_rhythm_and_holiday_are_kept_and_nonsense_is_said_at_its_place(maja) -> None:
    client = client_of(maja)
    said = {
        "part": "rhythm",
        "hour": "20",
        "weekday": "4",
        "time_zone": "Asia/Tokyo",
        "letters_a_week": "3",
        "has_digests": "on",
    }

    assert client.post("/notices/settings/", said).status_code == 302
    rhythm = choosing.rhythm_of(maja)
    assert (rhythm.hour, rhythm.weekday, rhythm.letters_a_week) == (20, 4, 3)
    assert client.post("/notices/settings/", {**said, "hour": "24"}).status_code == 422
    half = client.post("/notices/settings/", {"part": "holiday", "away_from": "2026-08-01"})
    assert (half.status_code, "Say the first day and the last" in half.content.decode()) == (422, True)
    wrong = {"part": "holiday", "away_from": "2026-08-02", "away_until": "2026-08-01"}
    assert "ends before it begins" in client.post("/notices/settings/", wrong).content.decode()
    assert client.post("/notices/settings/", {**wrong, "away_until": "2026-08-09"}).status_code == 302
    assert choosing.rhythm_of(maja).away_until == date(2026, 8, 9)


def test_many_are_told_in_the_background_each_as_she_wants_and_once(ada, maja, ziga, club) -> None:
    choose(maja, POSTED, "now")
    people = [person.pk for person in (ada, maja, ziga)]

    def post() -> None:
        services.tell_many(
            kind=POSTED.name, person_ids=people, once="tests.post:1", about="t:1", path="/me/", by=ada, club=club,
            words=SAILING, now=NOON,
        )  # fmt: skip

    post()
    assert Notice.objects.count() == 0
    assert rounds.tell_all(now=NOON) is False
    post()
    rounds.tell_all(now=NOON)

    assert set(Notice.objects.values_list("person_id", "alone")) == {(maja.pk, True), (ziga.pk, False)}
    runs.write_all(now=NOON, alone=True)
    assert subjects() == ["Ada Lovelace wrote in Sailing"]
    assert (Round.objects.get().done, Round.objects.get().people) == (3, [])


def test_who_was_blocked_or_erased_meanwhile_is_told_nothing(ada, maja, ziga) -> None:
    people = [person.pk for person in (maja, ziga)]
    services.tell_many(kind=POSTED.name, person_ids=people, once="x", about="t:1", path="/", by=ada, now=NOON)
    make_block(maja, ada)

    rounds.tell_all(now=NOON)

    assert list(Notice.objects.values_list("person_id", flat=True)) == [ziga.pk]


def test_a_letter_that_cannot_be_written_keeps_no_other_from_it(ada, maja, ziga, monkeypatch) -> None:
    for person in (maja, ziga):
        tell(person, POSTED, by=ada, words=SAILING, now=NOON)
    right = letters.write_due

    def fails_for_maja(*, person_ids: list[int], **rest: Any) -> int:
        if maja.pk in person_ids:
            raise RuntimeError
        return right(person_ids=person_ids, **rest)

    monkeypatch.setattr(runs.letters, "write_due", fails_for_maja)
    digests_until(THURSDAY)

    assert [mail.to for mail in written()] == [ziga.account.email]
    assert Notice.objects.get(person=maja).due_at == THURSDAY + runs.AGAIN_AFTER


def test_nobody_without_a_sign_in_gets_mail(ada, maja) -> None:
    Account.objects.filter(pk=maja.account_id).update(is_active=False)

    tell(maja, by=ada, now=NOON)
    tell(maja, POSTED, by=ada, now=NOON)

    assert (written(), digests_until(THURSDAY)) == ([], [])
    Person.objects.filter(pk=ada.pk).update(is_deceased=True)
    assert tell(ada, by=maja, now=NOON) is None
