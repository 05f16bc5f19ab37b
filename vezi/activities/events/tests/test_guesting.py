"""Coming to a public event without an account: a letter, a press, and being forgotten."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from vezi.activities.events import answers, letters, services
from vezi.activities.events.models import Event, Guest, Openness, Registration, Seat, Standing, WalkIn
from vezi.activities.events.queries import arriving, door, guests, lists
from vezi.activities.events.services.answering import YES, Said
from vezi.activities.events.services.arriving import HERE
from vezi.activities.events.services.arriving import Said as Fact
from vezi.activities.events.services.guesting import CHUNK, Name
from vezi.activities.events.services.planning import Plan, Words
from vezi.activities.events.tests.factories import make_event, says, seeing
from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.access import people_visible_to
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.notices.models import Notice
from vezi.network.people.models import ContactValue, Person, Tombstone
from vezi.network.people.tests.factories import NOW, make_contact

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TYPED = {"given": "Zala", "family": "Pogačnik", "mail": "zala@example.org"}


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    cache.clear()


@pytest.fixture
def event(club: Club) -> Event:
    soon = timezone.now() + 30 * DAY
    return make_event(club, openness=Openness.PUBLIC, starts_at=soon, most_companions=2, now=timezone.now())


def asks(event: Event, **typed: str) -> OutgoingMail | None:
    """On the page; the letter that was written, as the worker does."""
    answer = client_of(None).post(reverse("events:guest", args=[event.public_id]), TYPED | typed)
    assert (answer.status_code, answer["Location"].endswith("?asked")) == (302, True)
    return services.write_to_guest(guest_id=event.guests.order_by("asked_at").last().pk, now=timezone.now())


def link_of(event: Event) -> str:
    return answers.address_of_guest(Guest.objects.select_related("event").get(event=event, person=None))


def test_the_public_page_offers_a_letter_and_says_what_is_kept(event) -> None:
    page = client_of(None).get(event.get_absolute_url()).content.decode()

    assert all(words in page for words in ("Send me the letter", "are thrown away", 'autocomplete="given-name"'))


@pytest.mark.parametrize("openness", [Openness.CLUB, Openness.NETWORK, Openness.INVITED])
def test_what_is_not_public_takes_no_guests(event, openness: str) -> None:
    Event.objects.filter(pk=event.pk).update(openness=openness)

    assert client_of(None).post(reverse("events:guest", args=[event.public_id]), TYPED).status_code == 404
    assert not Guest.objects.exists()


def test_a_letter_goes_and_until_it_is_answered_nothing_counts(event) -> None:
    letter = asks(event)

    assert letter is not None
    assert (letter.to, letter.person_id, link_of(event) in letter.text) == ("zala@example.org", None, True)
    assert "Zala" not in letter.text + letter.html + letter.subject
    assert (Registration.objects.count(), Person.objects.count()) == (0, 0)


def test_opening_the_letter_answers_nothing_and_one_press_does(event) -> None:
    asks(event)
    link = link_of(event)

    page = client_of(None).get(f"{link}?say=yes").content.decode()

    assert ("data-presses-itself" in page, "Zala Pogačnik" in page, Registration.objects.exists()) == (
        True,
        True,
        False,
    )
    assert client_of(None).post(link, {"press": "1", "answer": "yes"}).status_code == 302
    mine = Registration.objects.get()
    assert (mine.standing, mine.person.name, mine.is_shown, mine.people.count()) == (
        "coming",
        "Zala Pogačnik",
        False,
        1,
    )
    assert "You are coming." in client_of(None).get(link).content.decode()
    guest = Guest.objects.get()
    assert (guest.person, guest.mail, guest.given) == (mine.person, "", "")


def test_from_then_on_she_answers_as_an_invited_member_does(event) -> None:
    asks(event)
    link = link_of(event)
    client_of(None).post(link, {"press": "1", "answer": "yes"})

    client_of(None).post(link, {"answer": "yes", "companion_1": "Bor", "words": "By train."})

    mine = Registration.objects.get()
    assert (mine.seats, mine.words, [one.name for one in mine.people.all()]) == (2, "By train.", ["", "Bor"])
    file = client_of(None).get(f"{link}event.ics")
    assert (file.status_code, file["Content-Type"].split(";")[0]) == (200, "text/calendar")
    assert "To show at the door" in client_of(None).get(link).content.decode()
    client_of(None).post(link, {"answer": "no"})
    assert Registration.objects.get().standing == Standing.NO


def test_she_is_told_by_letters_and_stands_on_the_list_and_at_the_door(event, club) -> None:
    grace = make_officer(club, capabilities=["keep_events"]).person
    asks(event)
    client_of(None).post(link_of(event), {"press": "1", "answer": "yes"})
    mine = Registration.objects.select_related("person", "event").get()

    confirmed = letters.confirm(mine, now=timezone.now())

    assert confirmed is not None
    assert (confirmed.to, confirmed.enclosed) == ("zala@example.org", f"events.calendar:{event.public_id}")
    assert [head.name for head in lists.heads(seeing(grace), event)] == ["Zala Pogačnik"]
    assert [row.name for row in door.taken_along(seeing(grace), event).rows] == ["Zala Pogačnik"]


def test_who_waits_as_a_guest_is_offered_a_seat_like_anybody(club) -> None:
    event = make_event(
        club, openness=Openness.PUBLIC, capacity=1, starts_at=timezone.now() + 30 * DAY, now=timezone.now()
    )
    ada = make_member(club, "Ada", "Lovelace")
    says(event, ada, now=timezone.now())
    asks(event)
    client_of(None).post(link_of(event), {"press": "1", "answer": "yes"})
    assert Registration.objects.exclude(person=ada).get().standing == Standing.WAITING

    says(event, ada, "no", now=timezone.now())

    assert Registration.objects.exclude(person=ada).get().standing == Standing.OFFERED
    assert OutgoingMail.objects.filter(kind="events.kept", to="zala@example.org").count() == 1


def test_no_member_finds_a_guest(event, club) -> None:
    ada, grace = (
        make_member(club, "Ada", "Lovelace"),
        make_officer(club, capabilities=["see_records", "keep_events"]).person,
    )
    asks(event)
    client_of(None).post(link_of(event), {"press": "1", "answer": "yes"})
    zala = Registration.objects.get().person

    assert [zala in people_visible_to(seeing(one)) for one in (ada, grace)] == [False, False]
    assert "Zala" not in client_of(ada).get(event.get_absolute_url()).content.decode()


# Whose address it is, is nobody's business


def test_the_same_is_said_and_done_whether_or_not_the_address_is_known(event, club) -> None:
    make_member(club, "Ada", "Lovelace", email="ada@example.org")
    url = reverse("events:guest", args=[event.public_id])

    said = [client_of(None).post(url, TYPED | {"mail": one}) for one in ("ada@example.org", "nobody@example.org")]
    pages = [client_of(None).get(one["Location"]).content for one in said]

    assert [(one.status_code, one["Location"]) for one in said] == [(302, f"{url}?asked")] * 2
    assert b"ada@example.org" not in pages[0]
    assert Guest.objects.filter(person=None, letters=1).count() == 2


def test_a_member_is_led_to_her_own_answer(event, club) -> None:
    ada = make_member(club, "Ada", "Lovelace", email="ada@example.org")

    letter = asks(event, mail=" ADA@example.org ")

    assert letter is not None
    assert (letter.person_id, answers.address_of(event, ada) in letter.text) == (ada.pk, True)


def test_somebody_on_record_is_led_to_her_own_answer_where_the_club_writes_to_her(event, club) -> None:
    maja = make_record(club, "Maja", "Novak")
    make_contact(maja, "maja@old.example", bounced_at=NOW)
    make_contact(maja, "maja@example.org", is_primary=True)

    written = [asks(event, mail=one) for one in ("maja@example.org", "maja@old.example")]

    assert [one.person_id if one else 0 for one in written] == [maja.pk, None]


def test_who_has_answered_as_a_guest_is_led_to_that_answer(event) -> None:
    asks(event)
    client_of(None).post(link_of(event), {"press": "1", "answer": "yes"})

    letter = asks(event, given="Somebody")

    assert letter is not None
    assert answers.address_of(event, Registration.objects.get().person) in letter.text


def test_three_letters_a_day_go_to_one_address(event) -> None:
    written = [asks(event) for _time in range(5)]

    assert (Guest.objects.get().letters, len(written)) == (3, 5)


def test_one_place_asks_thirty_times_an_hour(event) -> None:
    url = reverse("events:guest", args=[event.public_id])

    codes = [client_of(None).post(url, TYPED | {"mail": f"zala{n}@example.org"}).status_code for n in range(32)]

    assert codes == [302] * 30 + [422] * 2


@pytest.mark.parametrize(
    "typed",
    [
        {"given": "  "}, {"given": "\u202e\u200b"}, {"given": "https://spam.example/"}, {"family": "www.spam.example"},
        {"mail": "zala"}, {"mail": "zala@example.org\nBcc: x@y.z"}, {"given": "a" * 101}, {"mail": ""},
    ],
)  # fmt: skip
def test_what_is_no_name_or_no_address_stays_in_the_form(event, typed) -> None:
    answer = client_of(None).post(reverse("events:guest", args=[event.public_id]), TYPED | typed)

    assert (answer.status_code, Guest.objects.count()) == (422, 0)


@pytest.mark.parametrize("token", ["", "x", "WyJhIl0:x:y"])
def test_a_forged_link_leads_nowhere(event, token: str) -> None:
    asks(event)
    assert client_of(None).get(f"/events/answer/{token or 'nothing'}/").status_code == 404


def test_a_link_of_one_event_opens_no_other(event, club) -> None:
    asks(event)
    guest = Guest.objects.get()
    other = make_event(club, openness=Openness.PUBLIC, starts_at=event.starts_at, now=timezone.now())
    guest.event = other

    assert client_of(None).get(answers.address_of_guest(guest)).status_code == 404


def test_what_is_public_no_more_takes_no_new_guests_and_keeps_those_it_has(event) -> None:
    asks(event)
    first = link_of(event)
    client_of(None).post(first, {"press": "1", "answer": "yes"})
    asks(event, mail="second@example.org")
    second = link_of(event)
    Event.objects.filter(pk=event.pk).update(openness=Openness.CLUB)

    answer = client_of(None).post(second, {"press": "1", "answer": "yes"})
    client_of(None).post(first, {"answer": "yes", "companion_1": "Bor"})

    assert (answer.status_code, "not open to everybody" in answer.content.decode()) == (422, True)
    assert Registration.objects.get().seats == 2


# Forgotten


def come(event: Event, **typed: str) -> Registration:
    asks(event, **typed)
    client_of(None).post(link_of(event), {"press": "1", "answer": "yes"})
    return Registration.objects.filter(event=event).order_by("-pk")[0]


def test_who_asked_and_never_answered_is_forgotten_after_a_week(event) -> None:
    asks(event)

    counts = [services.forget_overdue(now=timezone.now() + days * DAY) for days in (6, 8)]

    assert (counts, Guest.objects.count(), OutgoingMail.objects.filter(kind="events.guest").count()) == ([0, 1], 0, 0)


def test_some_days_after_the_event_guests_are_forgotten_and_heads_are_left(event, club) -> None:
    ada, mine = make_member(club, "Ada", "Lovelace"), come(event)
    says(event, ada, now=timezone.now())
    seat = mine.people.get()
    services.hear(
        event=event, facts=[Fact("a" * 12, HERE, place=seat.public_id)], door="", by=None, now=event.starts_at
    )
    zala = mine.person_id
    over = event.ends_at + 30 * DAY

    counts = [services.forget_overdue(now=over + step) for step in (-DAY, DAY)]

    assert counts == [0, 1]
    assert not Person.objects.filter(pk=zala).exists()
    assert (ContactValue.objects.filter(value="zala@example.org").count(), Tombstone.objects.count()) == (0, 0)
    assert not OutgoingMail.objects.filter(to="zala@example.org").exists()
    assert Registration.objects.get().person == ada
    assert (arriving.attendance(event).heads, WalkIn.objects.get().name) == (1, "")


def test_a_guest_who_was_taken_onto_the_books_stays(event, club) -> None:
    mine = come(event)
    Membership.objects.create(person=mine.person, club=club, state=State.RECORDED, since=NOW, recorded_at=NOW)

    services.forget_overdue(now=event.ends_at + 31 * DAY)

    assert (Registration.objects.get(), Guest.objects.count()) == (mine, 0)


def test_names_of_those_who_walked_in_go_with_them_and_their_heads_stay(event) -> None:
    services.hear(
        event=event, facts=[Fact("w" * 12, "walk_in", place="p" * 13, name="Alan", mail="alan@example.org")],
        door="", by=None, now=event.starts_at,
    )  # fmt: skip

    services.forget_overdue(now=event.ends_at + 31 * DAY)

    one = WalkIn.objects.get()
    assert (one.name, one.mail, arriving.attendance(event).heads) == ("", "", 1)


def test_many_are_forgotten_a_part_at_a_time(event) -> None:
    for number in range(CHUNK + 3):
        guest = services.ask_to_come(
            event=event, name=Name("Zala"), mail=f"z{number}@example.org", language="en", now=timezone.now()
        )
        services.answer_as_guest(guest=guest, said=Said(YES), now=timezone.now())

    assert services.forget_overdue(now=event.ends_at + 31 * DAY) == CHUNK + 3
    assert (Guest.objects.count(), Person.objects.count(), Seat.objects.count()) == (0, 0, 0)


def test_an_organiser_hands_out_and_forgets_a_guest_and_her_seat_goes_on(club) -> None:
    event = make_event(
        club, openness=Openness.PUBLIC, capacity=1, starts_at=timezone.now() + 30 * DAY, now=timezone.now()
    )
    grace, ada = make_officer(club, capabilities=["keep_events"]).person, make_member(club, "Ada", "Lovelace")
    zala = come(event)
    waiting = says(event, ada, now=timezone.now())
    guest = Guest.objects.get()

    listed = client_of(grace).get(reverse("events:guests", args=[event.public_id])).content.decode()
    file = client_of(grace).post(reverse("events:guest_taken", args=[event.public_id, guest.public_id]))
    client_of(grace).post(reverse("events:guest_forget", args=[event.public_id, guest.public_id]))

    assert ("Zala Pogačnik" in listed, "zala@example.org" in listed) == (True, True)
    assert file.json()["records"]["events.Registration"][0]["standing"] == "coming"
    assert not Person.objects.filter(pk=zala.person_id).exists()
    waiting.refresh_from_db()
    assert waiting.standing == Standing.OFFERED


def test_of_a_guest_who_is_on_the_books_by_now_organisers_take_nothing_and_forget_nothing(event, club) -> None:
    grace, mine = make_officer(club, capabilities=["keep_events"]).person, come(event)
    Membership.objects.create(
        person=mine.person, club=make_club("law"), state=State.RECORDED, since=NOW, recorded_at=NOW
    )
    guest, client = Guest.objects.get(), client_of(grace)

    listed = client.get(reverse("events:guests", args=[event.public_id])).content.decode()
    codes = [
        client.post(reverse(f"events:{name}", args=[event.public_id, guest.public_id])).status_code
        for name in ("guest_taken", "guest_forget")
    ]

    assert (codes, "zala@example.org" in listed, Registration.objects.get()) == ([404] * 2, False, mine)


@pytest.mark.parametrize(
    ("openness", "came", "leads"), [("public", False, True), ("club", True, True), ("club", False, False)]
)
def test_organisers_find_their_guests_also_when_the_event_was_narrowed(event, club, openness, came, leads) -> None:
    grace = make_officer(club, capabilities=["keep_events"]).person
    if came:
        come(event)
    Event.objects.update(openness=openness)

    said = client_of(grace).get(event.get_absolute_url()).content.decode()

    assert (reverse("events:guests", args=[event.public_id]) in said) == leads


def test_who_keeps_the_event_not_neither_reads_nor_forgets_guests(event, club) -> None:
    come(event)
    ada, guest = make_member(club, "Ada", "Lovelace"), Guest.objects.get()

    codes = [
        client_of(ada).get(reverse("events:guests", args=[event.public_id])).status_code,
        client_of(ada).post(reverse("events:guest_taken", args=[event.public_id, guest.public_id])).status_code,
        client_of(ada).post(reverse("events:guest_forget", args=[event.public_id, guest.public_id])).status_code,
    ]

    assert (codes, Registration.objects.count()) == ([403] * 3, 1)


# Members who came without a ticket


def test_a_member_matched_at_the_door_is_told_and_takes_it_back(event, club) -> None:
    ada = make_member(club, "Ada", "Lovelace")
    fact = Fact("w" * 12, "walk_in", place="p" * 13, name="Ada", mail="ada@typed.example", person=ada)
    services.hear(event=event, facts=[fact], door="", by=None, now=event.starts_at)
    url = reverse("events:walked_in", args=[event.public_id])

    assert [one.path for one in Notice.objects.filter(person=ada, kind="events.walked_in")] == [url]
    assert "without a ticket" in client_of(ada).get(url).content.decode()
    client_of(ada).post(url)

    one = WalkIn.objects.get()
    assert (one.person, one.name, one.mail, arriving.attendance(event).heads) == (None, "", "", 1)
    assert client_of(ada).get(url).status_code == 404


def test_nobody_takes_back_that_somebody_else_came(event, club) -> None:
    ada, maja = make_member(club, "Ada", "Lovelace"), make_member(club, "Maja", "Novak")
    fact = Fact("w" * 12, "walk_in", place="p" * 13, name="Ada", person=ada)
    services.hear(event=event, facts=[fact], door="", by=None, now=event.starts_at)

    assert client_of(maja).post(reverse("events:walked_in", args=[event.public_id])).status_code == 404
    assert WalkIn.objects.get().person == ada


def moves(event: Event, by: timedelta) -> None:
    facts = {"starts_at": event.starts_at + by, "ends_at": event.ends_at + by}
    services.change(event=event, plan=Plan(facts=facts, words={"en": Words("Supper")}), by=None, now=timezone.now())
    event.refresh_from_db()


def test_who_comes_is_told_until_when_she_is_kept_when_it_moves_to_a_later_day(event) -> None:
    mine, told = come(event), guests.goes_at(event)

    moves(event, 10 * DAY)

    letter = OutgoingMail.objects.get(kind="events.moved")
    day = date_format(guests.goes_on(event), "DATE_FORMAT")
    assert (f"kept for it until {day}" in letter.text, Guest.objects.get().goes_at) == (True, told + 10 * DAY)
    assert services.forget_overdue(now=told + DAY) == 0
    assert Registration.objects.get() == mine


def test_whom_no_letter_reaches_when_it_moves_is_forgotten_on_the_day_she_was_told(event) -> None:
    mine, told = come(event), guests.goes_at(event)
    services.give_back(registration=mine, by=None, now=timezone.now())

    moves(event, 10 * DAY)

    assert [services.forget_overdue(now=told + days * DAY) for days in (-2, 0)] == [0, 1]
    assert (Guest.objects.count(), Registration.objects.count()) == (0, 0)


def test_what_moves_to_a_sooner_day_is_forgotten_sooner(event) -> None:
    come(event)

    moves(event, -10 * DAY)

    assert Guest.objects.get().goes_at == guests.goes_at(event)


def test_names_typed_at_the_door_are_kept_no_longer_than_stood_there(event) -> None:
    fact = Fact("w" * 12, "walk_in", place="p" * 13, name="Alan")
    services.hear(event=event, facts=[fact], door="", by=None, now=event.starts_at)
    told = guests.goes_at(event)

    moves(event, 10 * DAY)
    services.forget_overdue(now=told)

    assert WalkIn.objects.get().name == ""


def test_who_is_on_the_books_by_now_is_not_told_that_she_is_forgotten(event, club) -> None:
    mine = come(event)
    link = answers.address_of_guest(Guest.objects.select_related("event").get())
    assert "Kept for this event alone" in client_of(None).get(link).content.decode()
    Membership.objects.create(person=mine.person, club=club, state=State.RECORDED, since=NOW, recorded_at=NOW)

    assert "Kept for this event alone" not in client_of(None).get(link).content.decode()


def test_a_visitor_reads_the_page_under_the_name_and_in_the_colour_of_the_club(client, event) -> None:
    page = client.get(event.get_absolute_url())

    assert page.context["house"].nameplate == (event.club.short_name or str(event.club))
    assert page.context["house"].palette_url == event.club.palette_url
