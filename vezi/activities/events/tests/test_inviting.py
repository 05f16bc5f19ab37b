"""Whom invitations reach, whom not and why; what the letter says; nudging who is silent."""

import re
from datetime import timedelta
from html import escape

import pytest

from vezi.activities.events import answers, services, tasks
from vezi.activities.events.models import Circle, CircleKind, Event, Invitation, Openness, Posting
from vezi.activities.events.queries import whom
from vezi.activities.events.services.answering import CalledOff, NotOpen
from vezi.activities.events.services.inviting import NobodyToWriteTo, OthersNow
from vezi.activities.events.tests.factories import SOON, make_club_that_invites, make_event, says
from vezi.core.models import MailState, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import stopping
from vezi.network.consent.models import Basis, Channel, Decision, Purpose
from vezi.network.consent.services import publish_notice, say
from vezi.network.groups.tests.factories import make_group, put_in
from vezi.network.memberships.models import KeptView, Membership, State
from vezi.network.memberships.queries.segments import NotYourSegment
from vezi.network.memberships.tests.factories import make_member, make_officer, make_record
from vezi.network.notices.models import Notice, Way, WayChoice
from vezi.network.people.models import ContactValue, Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact
from vezi.network.ties import services as ties

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def club() -> Club:
    return make_club_that_invites()


@pytest.fixture
def grace(club: Club) -> Person:
    """An officer, who sends the invitations."""
    return make_officer(club).person


def of_class(club: Club, given: str, family: str = "Novak", *, mail: str = "") -> Person:
    """On record, of the class of 1999."""
    person = make_record(club, given, family)
    make_affiliation(person)
    if mail:
        make_contact(person, mail)
    return person


def member(club: Club, given: str, family: str = "Novak") -> Person:
    person = make_member(club, given, family)
    make_affiliation(person)
    return person


def reunion(club: Club, **facts: object) -> Event:
    return make_event(club, openness=Openness.INVITED, years=[1999], **facts)


def invites(event: Event, by: Person, *, people: list[Person] = (), expected: int | None = None, now=NOW) -> Posting:
    posting = services.invite(
        event=event, circles=list(event.circles.all()), people=[one.pk for one in people], expected=expected,
        by=by.account, now=now,
    )  # fmt: skip
    services.write_all(now=now)
    return Posting.objects.get(pk=posting.pk)


def written_to(kind: str = "events.invite") -> list[str]:
    return sorted(OutgoingMail.objects.filter(kind=kind).values_list("to_name", flat=True))


def preview(event: Event, by: Person) -> whom.Preview:
    from vezi.activities.events.services import inviting

    people = inviting.of_circles_and(event, list(event.circles.all()), (), by=by.account, now=NOW)
    return whom.preview(people, event=event, kind="invite", now=NOW)


def test_an_invitation_reaches_members_and_people_on_record(club, grace) -> None:
    event = reunion(club)
    member(club, "Ada"), of_class(club, "Maja", mail="maja@example.org"), of_class(club, "Žiga")

    posting = invites(event, grace)

    assert written_to() == ["Ada Novak", "Maja Novak"]
    assert (posting.wanted, posting.done, posting.letters, posting.ended_at) == (2, 2, 2, NOW)
    assert Invitation.objects.filter(event=event).count() == 2


def test_the_preview_says_how_many_it_reaches_and_why_not_the_others(club, grace) -> None:
    event = reunion(club)
    of_class(club, "Maja", mail="maja@example.org"), of_class(club, "Žiga")
    dead = of_class(club, "Edsger", mail="edsger@example.org")
    Person.objects.filter(pk=dead.pk).update(is_deceased=True)
    objects = of_class(club, "Alan", mail="alan@example.org")
    say(person=objects, club=club, purpose=Purpose.EVENTS, channel=Channel.MAIL, decision=Decision.OBJECTED,
        source="page", by=None, now=NOW)  # fmt: skip
    says(event, member(club, "Ada"))
    tired = of_class(club, "Joan", mail="joan@example.org")
    for number in range(5):
        OutgoingMail.objects.create(
            key=f"news:{number}", kind="news", purpose=Purpose.NEWS, club_id=club.pk, person_id=tired.pk, to="joan@example.org",
            language="en", subject="News", text="News", state=MailState.SENT, written_at=NOW - DAY,
        )  # fmt: skip

    found = preview(event, grace)

    assert found == whom.Preview(1, {"deceased": 1, "here": 1, "no_address": 1, "objected": 1, "enough": 1})
    assert invites(event, grace, expected=1).letters == 1
    assert written_to() == ["Maja Novak"]


@pytest.mark.parametrize("state", [State.HELD, State.LEFT])
def test_who_is_held_back_or_left_is_in_no_number(club, grace, state: str) -> None:
    event = reunion(club)
    person = of_class(club, "Maja", mail="maja@example.org")
    Membership.objects.filter(person=person).update(state=state)

    assert preview(event, grace) == whom.Preview()
    with pytest.raises(NobodyToWriteTo):
        invites(event, grace, people=[person])


@pytest.mark.parametrize("blocks", ["grace", "maja"])
def test_who_is_apart_from_the_organiser_is_in_no_number_and_not_invited(club, grace, blocks: str) -> None:
    event, maja = reunion(club), member(club, "Maja")
    pair = {"person": grace, "whom": maja} if blocks == "grace" else {"person": maja, "whom": grace}
    ties.block(**pair, by=None, now=NOW)

    assert preview(event, grace) == whom.Preview()
    with pytest.raises(NobodyToWriteTo):
        invites(event, grace, people=[maja])


def test_without_a_notice_of_the_club_nobody_is_written_to_who_did_not_agree(grace, club) -> None:
    publish_notice(club=club, purpose=Purpose.EVENTS, basis=Basis.CONSENT, text={}, by=None, now=NOW)
    event = reunion(club)
    of_class(club, "Maja", mail="maja@example.org")
    agrees = of_class(club, "Žiga", mail="ziga@example.org")
    say(person=agrees, club=club, purpose=Purpose.EVENTS, channel=Channel.MAIL, decision=Decision.GIVEN,
        source="page", by=None, now=NOW)  # fmt: skip

    invites(event, grace)

    assert written_to() == ["Žiga Novak"]


def test_an_address_that_came_back_or_that_another_club_holds_is_none(club, grace) -> None:
    event = reunion(club)
    came_back, others = of_class(club, "Maja", mail="maja@example.org"), of_class(club, "Žiga")
    ContactValue.objects.filter(person=came_back).update(bounced_at=NOW)
    make_contact(others, "ziga@example.org", club=make_club("law"), source="registrar")

    assert preview(event, grace) == whom.Preview(0, {"no_address": 2})


def test_a_record_nobody_of_the_club_took_up_is_not_reached_by_an_account_of_elsewhere(club, grace) -> None:
    event = reunion(club)
    maja = make_member(make_club("law"), "Maja", "Novak")
    make_affiliation(maja)
    Membership.objects.create(person=maja, club=club, state=State.RECORDED, since=NOW, recorded_at=NOW)

    assert preview(event, grace) == whom.Preview(0, {"no_address": 1})


def test_two_presses_write_one_letter_each(club, grace) -> None:
    event = reunion(club)
    of_class(club, "Maja", mail="maja@example.org")
    invites(event, grace)

    with pytest.raises(NobodyToWriteTo):
        invites(event, grace)
    assert written_to() == ["Maja Novak"]


def test_who_came_since_the_preview_was_seen_is_not_written_to_unseen(club, grace) -> None:
    event = reunion(club)
    of_class(club, "Maja", mail="maja@example.org"), of_class(club, "Žiga", mail="ziga@example.org")

    with pytest.raises(OthersNow):
        invites(event, grace, expected=1)
    assert Posting.objects.count() == Invitation.objects.count() == 0


def asks(event: Event, by: Person) -> Posting:
    return services.invite(event=event, circles=list(event.circles.all()), expected=None, by=by.account, now=NOW)


def test_who_objects_before_her_letter_is_written_gets_none_and_was_not_invited(club, grace) -> None:
    event = reunion(club)
    maja, ziga = of_class(club, "Maja", mail="maja@example.org"), of_class(club, "Žiga", mail="ziga@example.org")
    posting = asks(event, grace)
    say(person=maja, club=club, purpose=Purpose.EVENTS, channel=Channel.MAIL, decision=Decision.OBJECTED,
        source="page", by=None, now=NOW)  # fmt: skip

    services.write_all(now=NOW)

    posting.refresh_from_db()
    assert (posting.done, posting.left_out, posting.letters) == (2, {"objected": 1}, 1)
    assert [one.person_id for one in Invitation.objects.all()] == [ziga.pk]
    assert written_to() == ["Žiga Novak"]


def test_who_answers_before_her_letter_is_written_gets_none(club, grace) -> None:
    event = reunion(club)
    ada = member(club, "Ada")
    asks(event, grace)
    says(event, ada)

    services.write_all(now=NOW)

    assert written_to() == []
    assert Invitation.objects.filter(person=ada).exists()


def test_called_off_meanwhile_no_more_letters_are_written(club, grace) -> None:
    event = reunion(club)
    of_class(club, "Maja", mail="maja@example.org")
    posting = asks(event, grace)
    services.call_off(event=event, why="The river has come.", by=None, now=NOW)

    services.write_all(now=NOW)

    posting.refresh_from_db()
    assert (posting.done, posting.left_out, posting.ended_at) == (1, {"over": 1}, NOW)
    assert (written_to(), Invitation.objects.count()) == ([], 0)
    with pytest.raises(CalledOff):
        asks(event, grace)


def test_called_off_meanwhile_letters_that_have_not_left_stay_here(club, grace) -> None:
    event = reunion(club)
    of_class(club, "Maja", mail="maja@example.org"), of_class(club, "Zala", mail="zala@example.org")
    asks(event, grace)
    services.write_all(now=NOW)
    OutgoingMail.objects.filter(to="maja@example.org").update(state=MailState.SENT, sent_at=NOW)

    services.call_off(event=event, why="The river has come.", by=None, now=NOW)

    assert (written_to(), Invitation.objects.get().person.given) == (["Maja Novak"], "Maja")


def test_a_draft_and_what_takes_no_answers_invite_nobody(club, grace) -> None:
    of_class(club, "Maja", mail="maja@example.org")

    for event in (reunion(club, draft=True), reunion(club, answers_until=NOW - DAY)):
        with pytest.raises(NotOpen):
            asks(event, grace)


def test_the_letter_of_a_hidden_group_says_nothing_of_the_group(club, grace) -> None:
    group = make_group(club, name="Society of the Silver Key", joining="hidden")
    ada = member(club, "Ada")
    put_in(group, ada)
    event = make_event(club, openness=Openness.INVITED, years=[1980])
    event.circles.all().delete()
    Circle.objects.create(event=event, kind=CircleKind.GROUP, group=group)

    invites(event, grace)

    letter = OutgoingMail.objects.get(kind="events.invite")
    assert letter.person_id == ada.pk
    assert "Silver" not in letter.subject + letter.text + letter.html + str(letter.headers)


def test_the_letter_answers_in_one_press_and_can_be_stopped_in_one(club, grace) -> None:
    event = reunion(club, answers_until=SOON - 3 * DAY)
    maja = of_class(club, "Maja", mail="maja@example.org")

    invites(event, grace)

    letter = OutgoingMail.objects.get(kind="events.invite")
    links = re.findall(r"/events/answer/([^/\s]+)/\?say=(\w+)", letter.text)
    assert [said for _token, said in links] == ["yes", "maybe", "no"]
    assert {answers.read(token) for token, _said in links} == {answers.Asked(event, maja)}
    assert (letter.to, letter.purpose, letter.person_id) == ("maja@example.org", Purpose.EVENTS, maja.pk)
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert ("Križanke" in letter.text, "Dear Maja," in letter.text, "Grace Hopper" in letter.text) == (True, True, True)


def test_the_letter_is_in_the_readers_language(club, grace) -> None:
    event = reunion(club)
    maja = of_class(club, "Maja", mail="maja@example.org")
    Person.objects.filter(pk=maja.pk).update(language="sl")

    invites(event, grace)

    assert OutgoingMail.objects.get(kind="events.invite").language == "sl"


@pytest.mark.parametrize(
    ("way", "letters", "notices"), [("", 1, 1), (Way.NOW, 1, 1), (Way.DAY, 0, 1), (Way.PAGE, 0, 1), (Way.NONE, 0, 0)]
)
def test_members_are_told_as_they_chose(club, grace, way: str, letters: int, notices: int) -> None:
    event, ada = reunion(club), member(club, "Ada")
    if way:
        WayChoice.objects.create(person=ada, kind="events.invited", club=club, way=way)

    if way == Way.NONE:
        with pytest.raises(NobodyToWriteTo):
            asks(event, grace)
    else:
        invites(event, grace)

    mails = OutgoingMail.objects.filter(person_id=ada.pk)
    assert (mails.count(), Notice.objects.filter(person=ada).count()) == (letters, notices)


def test_what_waits_in_the_page_is_settled_by_the_answer(club, grace) -> None:
    event, ada = reunion(club), member(club, "Ada")
    invites(event, grace)

    says(event, ada, "no")

    assert Notice.objects.get(person=ada, kind="events.invited").settled_at == NOW


def test_a_nudge_goes_to_the_silent_once_in_seven_days(club, grace) -> None:
    event = reunion(club)
    of_class(club, "Maja", mail="maja@example.org")
    invites(event, grace)
    says(event, member(club, "Ada"))

    with pytest.raises(NobodyToWriteTo):
        services.nudge(event=event, expected=None, by=grace.account, now=NOW + 6 * DAY)
    services.nudge(event=event, expected=1, by=grace.account, now=NOW + 8 * DAY)
    services.write_all(now=NOW + 8 * DAY)

    assert written_to("events.nudge") == ["Maja Novak"]
    with pytest.raises(NobodyToWriteTo):
        services.nudge(event=event, expected=None, by=grace.account, now=NOW + 14 * DAY)


def test_a_yes_is_confirmed_with_the_file_for_the_calendar(club, grace) -> None:
    event = reunion(club)
    maja = of_class(club, "Maja", mail="maja@example.org")
    invites(event, grace)

    mine = says(event, maja, "yes")
    tasks.tell(mine.pk, mine.standing), tasks.tell(mine.pk, mine.standing)  # a job may run twice

    letter = OutgoingMail.objects.get(kind="events.confirmed")
    assert (letter.to, letter.enclosed, letter.purpose) == (
        "maja@example.org", f"events.calendar:{event.public_id}", "service",
    )  # fmt: skip
    from icalendar import Calendar

    from vezi.core.mail import delivery

    (file,) = delivery.message_of(letter).attachments
    (entry,) = Calendar.from_ical(file[1]).walk("VEVENT")
    assert (file[0], file[2], entry["summary"], entry.decoded("dtstart")) == (
        "event.ics", "text/calendar", event.title, event.starts_at,
    )  # fmt: skip


def in_class(event: Event, club: Club) -> list[Circle]:
    return [Circle(event=event, kind=CircleKind.CLASS, class_years=[1999])]


def in_club(event: Event, club: Club) -> list[Circle]:
    return [Circle(event=event, kind=CircleKind.CLUB)]


def in_both(event: Event, club: Club) -> list[Circle]:
    return in_class(event, club) + in_club(event, club)


@pytest.mark.parametrize(
    ("circles", "reached"),
    [(in_class, {"Maja"}), (in_club, {"Maja", "Žiga", "Grace"}), (in_both, {"Maja", "Žiga", "Grace"})],
)
def test_circles_reach_those_who_are_in_one_of_them(club, grace, circles, reached: set[str]) -> None:
    event = reunion(club)
    of_class(club, "Maja", mail="maja@example.org")
    make_contact(make_record(club, "Žiga", "Novak"), "ziga@example.org")
    make_contact(make_record(make_club("law"), "Alan", "Novak"), "alan@example.org")

    found = whom.of_circles(circles(event, club), event=event, by=grace.account, now=NOW)

    assert set(found.values_list("given", flat=True)) == reached


def test_a_segment_reaches_who_is_in_it_for_officers_alone(club, grace) -> None:
    event, edith = reunion(club), member(club, "Edith")
    segment = KeptView.objects.create(club=club, by=grace.account, name="All", is_shared=True, kept_at=NOW)
    circles = [Circle(event=event, kind=CircleKind.SEGMENT, segment=segment)]

    found = whom.of_circles(circles, event=event, by=grace.account, now=NOW)

    assert set(found.values_list("given", flat=True)) == {"Edith", "Grace"}
    with pytest.raises(NotYourSegment):
        whom.of_circles(circles, event=event, by=edith.account, now=NOW)


def test_letters_set_once_and_filled_are_those_set_for_each(club, grace) -> None:
    """Names that are markup stay text, and nobody reads what was filled in for another."""
    event = reunion(club)
    names = ["Maja", "<b>Žiga</b> & Co", "Ana 'Anka'"]
    people = [of_class(club, one, mail=f"m{number}@example.org") for number, one in enumerate(names)]

    invites(event, grace)

    for person in people:
        letter = OutgoingMail.objects.get(kind="events.invite", person_id=person.pk)
        assert f"Dear {person.given}," in letter.text
        assert f"Dear {escape(person.given)}," in letter.html
        assert "zqx" not in letter.subject + letter.text + letter.html
        tokens = set(re.findall(r"/events/answer/([^/?\s]+)/", letter.text + letter.html))
        assert {answers.read(token).person for token in tokens} == {person}
        stops = set(re.findall(r"/stop/([^/\s\"]+)/", letter.text + letter.html))
        assert {stopping.read(token).person for token in stops} == {person}
