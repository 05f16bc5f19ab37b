"""Planning on the page: whatever is wrong is said at its field, and nothing of what was typed is lost."""

import io
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from vezi.activities.events import moments, services
from vezi.activities.events.forms.planning import PlanForm, as_written
from vezi.activities.events.forms.usual import usual
from vezi.activities.events.models import Event, Organiser, Template
from vezi.activities.events.services.committee import NotAMember
from vezi.activities.events.services.planning import ForNobody, Plan, ToldSooner, Words
from vezi.activities.events.tests.factories import SOON, make_event, says, seeing
from vezi.core.cities import known
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Club:
    return make_club("economics", languages=["en", "sl"])


@pytest.fixture
def grace(club: Club) -> Person:
    return make_officer(club).person


TYPED = {
    "template": "lecture", "title_en": "A lecture", "day": "2027-06-12", "begins": "18:00", "ends": "20:00",
    "zone": "Europe/Ljubljana", "place": "here", "venue": "Križanke", "openness": "club", "most_companions": "0",
}  # fmt: skip


def errors(club: Club, grace: Person, **typed: str) -> dict[str, list[str]]:
    form = PlanForm(TYPED | typed, club=club, viewer=seeing(grace))
    return {name: list(said) for name, said in form.errors.items()}


def as_sent(begun: dict[str, Any]) -> dict[str, Any]:
    """By a browser: of a box that is not ticked nothing."""
    return {name: value for name, value in begun.items() if value is not None and value is not False}


def picture(colour: str) -> "ContentFile[bytes]":
    held = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(held, "PNG")
    return ContentFile(held.getvalue(), "cover.png")


@pytest.mark.parametrize("is_copied", [False, True])
def test_a_cover_that_was_replaced_is_thrown_away_unless_another_event_has_it(
    club, is_copied: bool, django_capture_on_commit_callbacks
) -> None:
    words = {"en": Words("A reunion")}
    event = make_event(club)
    services.change(event=event, plan=Plan(facts={}, words=words, cover=picture("red")), by=None, now=NOW)
    event.refresh_from_db()
    storage, first = event.cover.storage, event.cover.name
    if is_copied:
        services.copy(event=event, starts_at=SOON + timedelta(days=364), organiser=None, by=None, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        services.change(event=event, plan=Plan(facts={}, words=words, cover=picture("blue")), by=None, now=NOW)

    event.refresh_from_db()
    assert (storage.exists(first), storage.exists(event.cover.name)) == (is_copied, True)


def test_a_plan_is_read(club, grace) -> None:
    assert errors(club, grace) == {}


@pytest.mark.parametrize(
    ("typed", "where", "said"),
    [
        ({"title_en": " \u200b "}, "title_en", "Write something that can be read."),
        ({"last_day": "2027-06-11"}, "last_day", "It ends before it begins."),
        ({"day": "2027-03-28", "begins": "02:30"}, "begins",
         "The clocks go forward that night, and this hour is left out. Say 03.30 instead."),
        ({"day": "2027-10-31", "begins": "02:30", "ends": "05:00"}, "which", "Say which of the two."),
        ({"zone": "Mars/Olympus"}, "zone", None),
        ({"venue": ""}, "venue", "Say where, or choose “online”."),
        ({"town": "Nowherecity"}, "town", "No city is known by that name. Write it as on a map, such as Ljubljana."),
        ({"years": "ninety-nine"}, "years", "Write years, such as 1999, or 1995–1999."),
        ({"years": "1900-1999"}, "years", "That is more than twenty classes. Open it to all members instead."),
        ({"capacity": "0"}, "capacity", None), ({"capacity": "-4"}, "capacity", None), ({"capacity": "many"}, "capacity", None),
        ({"answers_day": "2027-06-13"}, "answers_day", "That is after it begins."),
        ({"programme": "Doors open"}, "programme", "Line 1 begins with no hour: write it as “18.00 Doors open”."),
        ({"programme": "18.00 Doors\n25.00 Never"}, "programme", "Line 2 begins with no hour: write it as “18.00 Doors open”."),
        ({"link": "javascript:alert(1)"}, "link", None), ({"story_en": "x" * 10_001}, "story_en", None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(club, grace, typed: dict[str, str], where: str, said: str | None) -> None:
    found = errors(club, grace, **typed)

    assert list(found) == [where]
    assert said is None or found[where] == [said]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ({"town": "Reykjavík, Iceland"}, "Atlantic/Reykjavik"),
        ({"town": ""}, "Europe/Ljubljana"),
        ({"town": "Reykjavík, Iceland", "zone": "Asia/Tokyo"}, "Asia/Tokyo"),
    ],
    ids=["of the city", "of the club where there is no city", "the one that was chosen"],
)
def test_a_plan_is_read_by_the_clock_of_its_city_unless_another_is_chosen(
    club, grace, typed: dict[str, str], zone: str
) -> None:
    form = PlanForm(TYPED | {"zone": ""} | typed, club=club, viewer=seeing(grace))

    assert form.is_valid(), form.errors
    assert form.plan().facts["zone"] == zone
    assert moments.read(date(2027, 6, 12), time(18), zone) == form.plan().facts["starts_at"]


@pytest.mark.parametrize(
    ("town", "first"),
    [
        ("Reykjavík, Iceland", "Atlantic/Reykjavik, as in the city"),
        ("", "Europe/Ljubljana, as in the club"),
        ("Nowherecity", "As in the city"),
    ],
)
def test_the_first_clock_says_which_it_is(club, grace, town: str, first: str) -> None:
    form = PlanForm(TYPED | {"town": town}, club=club, viewer=seeing(grace))

    assert form.fields["zone"].choices[0] == ("", first)


def test_a_clock_of_its_own_stays_chosen_where_the_event_is_changed(club) -> None:
    with_its_city = make_event(club, city=known.typed("Ljubljana").id)
    apart = make_event(club, city=known.typed("Ljubljana").id, zone="Asia/Tokyo")

    assert (as_written(with_its_city)["zone"], as_written(apart)["zone"]) == ("", "Asia/Tokyo")


def test_an_hour_that_comes_twice_is_taken_as_it_was_chosen(club, grace) -> None:
    typed = TYPED | {"day": "2027-10-31", "begins": "02:30", "ends": "05:00", "which": "second"}
    form = PlanForm(typed, club=club, viewer=seeing(grace))

    assert form.is_valid()
    assert form.cleaned_data["starts_at"].isoformat() == "2027-10-31T01:30:00+00:00"


def test_a_programme_goes_on_past_midnight_and_to_other_days(club, grace) -> None:
    typed = TYPED | {"ends": "02:00", "programme": "18.00 Doors\n00:30 Last song\n13. 6. 10.00 A walk"}
    form = PlanForm(typed, club=club, viewer=seeing(grace))

    assert form.is_valid()
    lines = [(f"{line.starts_at:%d %H.%M}", line.title) for line in form.cleaned_data["lines"]]
    assert lines == [("12 16.00", "Doors"), ("12 22.30", "Last song"), ("13 08.00", "A walk")]


def test_what_was_kept_is_what_the_form_begins_with(club, grace) -> None:
    client = client_of(grace)
    client.post(reverse("events:event_new") + "?template=lecture", TYPED | {
        "title_sl": "Predavanje", "years": "1999, 2001-2003", "programme": "18.00 Doors\n00.30 Last song", "ends": "01:00",
        "capacity": "80", "answers_day": "2027-06-01", "town": "Ljubljana", "asks_meal": "on",
    })  # fmt: skip
    event = Event.objects.get()
    begun = as_written(event)

    again = PlanForm(as_sent(begun), club=club,
                     viewer=seeing(grace), event=event)  # fmt: skip
    assert again.is_valid(), again.errors
    plan = again.plan()

    assert {name: getattr(event, name) for name in plan.facts} == dict(plan.facts)
    assert {one.language: one.title for one in event.written.all()} == {
        one: words.title for one, words in plan.words.items()
    }
    assert [(part.title, part.starts_at) for part in event.parts.all()] == [
        (line.title, line.starts_at) for line in plan.programme
    ]
    assert [one.class_years for one in event.circles.all()] == [[1999, 2001, 2002, 2003]]


@pytest.mark.parametrize("template", Template.values)
def test_each_template_begins_with_a_form_that_needs_a_title_and_a_place_alone(club, grace, template: str) -> None:
    begun = usual(template, club=club, today=NOW.date())
    given = as_sent(begun)

    form = PlanForm(given | {"title_en": "A", "venue": "Križanke"}, club=club, viewer=seeing(grace))

    assert form.is_valid(), form.errors


def test_who_plans_it_organises_it_and_may_ask_members_of_the_club(club, grace) -> None:
    client_of(grace).post(reverse("events:event_new") + "?template=lecture", TYPED)
    event, edith = Event.objects.get(), make_member(club, "Edith", "Clarke")

    client_of(grace).post(reverse("events:organisers", args=[event.public_id]), {"add": edith.public_id})

    assert list(Organiser.objects.values_list("person", flat=True)) == [grace.pk, edith.pk]
    outsider = make_member(make_club("law"), "Alan", "Turing")
    with pytest.raises(NotAMember):
        services.add_organiser(event=event, person=outsider, by=None, now=NOW)


def test_an_event_for_those_invited_must_say_who_they_are(club) -> None:
    event = make_event(club, openness="invited", draft=True)

    with pytest.raises(ForNobody):
        services.publish(event=event, by=None, now=NOW)


def test_last_years_is_copied_with_the_hours_the_clock_showed(club, grace) -> None:
    event = make_event(club, years=[1999])
    says(event, grace)
    page = reverse("events:event_copy", args=[event.public_id])

    client_of(grace).post(page)

    copy = Event.objects.exclude(pk=event.pk).get()
    assert (copy.state, copy.title, copy.registrations.count()) == ("draft", event.title, 0)
    assert (copy.starts_there - event.starts_there).days == 364
    assert [one.class_years for one in copy.circles.all()] == [[1999]]


@pytest.mark.parametrize(("typed", "kept"), [("", 30), ("14", 14), ("365", 365)])
def test_how_long_guests_are_kept_is_planned(club, grace, typed: str, kept: int) -> None:
    client = client_of(grace)

    client.post(
        reverse("events:event_new") + "?template=lecture", TYPED | {"openness": "public", "keeps_guests": typed}
    )

    event = Event.objects.get()
    assert (event.keeps_guests, as_written(event)["keeps_guests"]) == (kept, kept)


@pytest.mark.parametrize("typed", ["13", "366", "ever"])
def test_guests_are_kept_for_two_weeks_at_least_and_a_year_at_most(club, grace, typed: str) -> None:
    assert list(errors(club, grace, openness="public", keeps_guests=typed)) == ["keeps_guests"]


def test_what_guests_were_told_is_not_made_longer(club) -> None:
    event = make_event(club, openness="public")
    ask = services.guesting.ask
    ask(event=event, name=services.guesting.Name("Zala"), mail="zala@example.org", language="en", now=NOW)

    with pytest.raises(ToldSooner, match="30 days"):
        services.change(event=event, plan=Plan(facts={"keeps_guests": 31}, words={"en": Words("A")}), by=None, now=NOW)

    sooner = Plan(facts={"keeps_guests": 14}, words={"en": Words("A")})
    assert services.change(event=event, plan=sooner, by=None, now=NOW).keeps_guests == 14
