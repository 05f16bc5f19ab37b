"""The member's home as she finds it: in order, calm, never empty, and at the same cost for everybody."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club, Programme
from vezi.network.clubs.tests.factories import make_club
from vezi.network.groups.models import Joining, Kind, Member
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in
from vezi.network.memberships import at_home
from vezi.network.memberships.models import Membership
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.memberships.tests.pages import cost, text
from vezi.network.news import near, queries
from vezi.network.news.models import Less
from vezi.network.news.tests.factories import busy, just_come, member, new_work, news_of, reader_of, said_to, tell
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_position, make_residence
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db
HOME, NEWS = "/home/", "/home/news/"
MOST = 15


@pytest.fixture
def club(settings, tmp_path) -> Club:
    settings.VEZI_HOME = tmp_path
    return make_club("economics", name="Economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return member(club, "Ada", "Lovelace", ask_about="Engines", name_audience=Audience.CLUB)


def people(page: str) -> str:
    """What stands under “Your people”."""
    return page.partition("Your people</h2>")[2].partition("Fits you</h2>")[0].partition("Your club</h2>")[0]


def test_the_lead_is_set_large_with_face_year_reason_and_day(ada, club) -> None:
    maja = member(club, "Maja", face="face-16")
    new_work(maja, at=timezone.now())

    page = people(text(client_of(ada), HOME))

    assert "New work · Today · Of your class" in page.replace("</p>", "")
    assert "is now Head of Treasury at Luka Jadran" in page
    assert "’99" in page
    assert "See Maja’s page" in page


def test_a_connection_stands_before_a_classmate_and_a_classmate_before_who_shares_a_group(ada, club) -> None:
    for given, days in (("Fellow", 1), ("Mate", 2), ("Friend", 3)):
        person = member(club, given, "X", year=1999 if given == "Mate" else 1980)
        tell(make_residence(person), at=timezone.now() - timedelta(days=days))
        if given == "Fellow":
            put_in(make_group(club), ada, person)
        if given == "Friend":
            make_connection(ada, person)

    gathered = queries.gathered(news_of(ada), now=timezone.now(), most=9)

    assert [(one.person.given, one.why) for one in gathered] == [
        ("Friend", "Your connection"),
        ("Mate", "Of your class"),
        ("Fellow", "You are both in Hedging"),
    ]


def test_nobody_is_shown_twice(ada, club) -> None:
    maja = member(club, "Maja")
    new_work(maja)
    tell(make_residence(maja, "Vienna"))
    tell(Membership.objects.get(person=maja))

    page = people(text(client_of(ada), HOME))

    assert ("Luka Jadran" in page, "Vienna" in page, "joined" in page) == (True, False, False)
    assert [place for place in ("Luka Jadran", "Vienna", "joined") if place in text(client_of(ada), NEWS)] == [
        "Luka Jadran",
        "Vienna",
        "joined",
    ]


def test_who_came_in_alike_stands_in_one_line(ada, club) -> None:
    for given in ("Ana", "Bor", "Cene", "Dora"):
        tell(Membership.objects.get(person=member(club, given)))
    new_work(member(club, "Maja"))

    page = people(text(client_of(ada), HOME))

    assert page.count("have joined Economics") == 1
    assert "and 3 others" in page
    assert "Of your class" in page


def test_a_birthday_is_told_to_whom_it_is_shown_and_never_the_age(ada, club) -> None:
    today = timezone.localdate()
    born = {"born_on": today.replace(year=1976, day=min(today.day, 28)), "birth_year": 1976}
    for given, audience in (("Maja", Audience.CLUB), ("Vida", Audience.CONNECTIONS), ("Zora", None)):
        member(club, given, birth_audience=audience, **born)

    page = people(text(client_of(ada), HOME))

    assert (page.count("has a birthday"), "Maja" in page) == (1, True)
    assert "1976" not in page


def test_a_leap_day_is_kept_on_the_last_of_february() -> None:
    from datetime import date

    assert (2, 29) in queries.birthday_days(date(2027, 2, 28))
    assert queries.birthday_days(date(2028, 2, 28))[2, 29] == date(2028, 2, 29)


def test_nobody_apart_dead_hidden_or_gone_is_told_of(ada, club) -> None:
    made = {given: member(club, given) for given in ("Apart", "Dead", "Hidden", "Gone", "Maja")}
    for person in made.values():
        new_work(person)
    make_block(made["Apart"], ada)
    Person.objects.filter(pk=made["Dead"].pk).update(is_deceased=True)
    Person.objects.filter(pk=made["Hidden"].pk).update(name_audience=Audience.NOBODY)
    Membership.objects.filter(person=made["Gone"]).update(state="left")

    page, news = text(client_of(ada), HOME), text(client_of(ada), NEWS)

    assert [given for given in made if given in page] == ["Maja"]
    assert [given for given in made if given in news] == ["Maja"]


def test_who_came_into_a_small_group_after_me_is_news_and_into_a_large_one_is_not(ada, club, monkeypatch) -> None:
    monkeypatch.setattr("vezi.network.news.near.SMALL", 3)
    now = timezone.now()
    small, large = make_group(club, name="Small"), make_group(club, name="Large")
    for group, others in ((small, ("Maja",)), (large, ("Vida", "Zora", "Tina"))):
        put_in(group, ada, now=now - timedelta(days=9))
        put_in(group, *(member(club, given, year=None) for given in others), now=now - timedelta(days=1))
    put_in(small, member(club, "Before", year=None), now=now - timedelta(days=20))

    page = people(text(client_of(ada), HOME))

    assert "is now in the group Small" in page
    assert "Large" not in page
    assert {one.person.given for one in news_of(ada)} == {"Maja"}


def test_what_was_said_in_my_groups_is_one_line_each_since_i_looked(ada, club) -> None:
    maja, now = member(club, "Maja"), timezone.now()
    group, hidden = make_group(club), make_group(club, name="Board", joining=Joining.HIDDEN)
    put_in(group, ada, maja, now=now - timedelta(days=9))
    put_in(hidden, maja)
    opening = open_discussion(group, ada, title="Cash in June", now=now - timedelta(days=2))
    open_discussion(hidden, maja, title="Secret", now=now - timedelta(days=1))
    assert "In your groups" not in text(client_of(ada), HOME)

    answer(opening, maja, now=now - timedelta(hours=1))

    assert "Maja Kovač answered in Hedging" in text(client_of(ada), HOME)
    assert "Secret" not in text(client_of(ada), HOME)
    Member.objects.filter(person=ada).update(read_at=now)
    assert "In your groups" not in text(client_of(ada), HOME)


def test_words_of_who_is_apart_move_no_discussion(ada, club) -> None:
    alan, now = member(club, "Alan", "Turing"), timezone.now()
    group = make_group(club)
    put_in(group, ada, alan, now=now - timedelta(days=9))
    opening = open_discussion(group, ada, title="Cash in June", now=now - timedelta(days=2))
    answer(opening, alan, now=now - timedelta(hours=1))
    assert "Cash in June" in text(client_of(ada), HOME)

    make_block(ada, alan)

    assert "Cash in June" not in text(client_of(ada), HOME)


# The first day


def test_the_first_day_offers_three_steps_with_faces(club, ada) -> None:
    maja, city = member(club, "Maja"), make_group(club, kind=Kind.TRADE, name="Bankers", trade="banking")
    make_position(ada, trade="banking")
    put_in(city, maja)

    page = text(client_of(just_come(ada)), HOME)
    steps = page.partition("Begin here</h2>")[2].partition("Your people</h2>")[0]

    assert [step for step in ("Find your class.", "Come into a group.", "Say what you can be asked about.") if step in steps] == [
        "Find your class.",
        "Come into a group.",
        "Say what you can be asked about.",
    ]  # fmt: skip
    assert steps.count('<li class="who who-deed">') == 3
    assert "Maja" in steps


def steps_of(person: Person) -> list[tuple[str, set[str]]]:
    """Each step by its first words, and whose faces it shows, by their letters."""
    page = text(client_of(person), HOME).partition("Begin here</h2>")[2].partition("Your people</h2>")[0]
    return [
        (
            re.findall(r"<b>(.*?)</b>", step)[0],
            {*re.findall(r'<span class="av[^>]*>(?:<[^>]*>)*\s*([A-ZČŠŽ]{1,2})\b', step)},
        )
        for step in page.split("<li")[1:]
    ]


def test_without_a_class_or_a_group_there_are_three_steps_with_faces_all_the_same(club) -> None:
    """Of nobody twice, and of nobody whom she does not see."""
    for given in ("Maja", "Vida", "Ema", "Iva"):  # the first to come is the example
        member(club, given, ask_about="Ships", ask_audience=Audience.CLUB, year=None)
    for given, more in (("Zora", {}), ("Tina", {}), ("Hana", {"name_audience": Audience.NOBODY})):
        member(club, given, year=None, **more)
    apart = member(club, "Olga", "Apart", year=None)
    nova = just_come(make_member(club, "Nova", "Prva"))
    make_block(apart, nova)

    steps = steps_of(nova)

    assert [words for words, _faces in steps] == [
        "Say what you can be asked about.", "Say hello to somebody.", "Ask the network something.",
    ]  # fmt: skip
    assert all(faces for _words, faces in steps), steps
    shown = [face for _words, faces in steps for face in faces]
    assert len(shown) == len(set(shown))
    assert {"HK", "OA"} & set(shown) == set()
    assert "Maja Kovač says: “Ships”" in text(client_of(nova), HOME)


def test_what_is_done_gives_way_to_the_next_step(club) -> None:
    for number in range(8):
        member(club, f"P{number}", "Čuček", year=None, ask_about="Ships", ask_audience=Audience.CLUB)
    nova = just_come(make_member(club, "Nova", "Prva"))
    Person.objects.filter(pk=nova.pk).update(ask_about="Engines", confirmed_at=timezone.now())
    assert [words for words, _faces in steps_of(nova)] == [
        "Say hello to somebody.", "Ask the network something.", "Find your people.",
    ]  # fmt: skip

    Person.objects.filter(pk=nova.pk).update(claimed_at=timezone.now() - at_home.FIRST_DAYS)

    assert steps_of(nova) == []


def test_the_first_of_a_new_club_finds_a_room_that_says_what_it_will_hold() -> None:
    nova = just_come(make_member(make_club("new"), "Nova", "Prva"))

    page = text(client_of(nova), HOME)

    assert "You are the first of yours here" in page
    assert page.partition("Begin here</h2>")[2].partition("Your people</h2>")[0].count('class="who who-deed"') == 3


def test_a_newcomer_of_no_class_sees_who_came_to_the_club_last(club) -> None:
    member(club, "Maja", year=None)

    page = people(text(client_of(make_member(club, "Nova", "Prva")), HOME))

    assert "has joined Economics" in page


# What fits


def test_groups_of_my_town_and_trade_are_offered_with_the_reason(ada, club) -> None:
    make_position(ada, trade="banking")
    put_in(make_group(club, kind=Kind.TRADE, name="Bankers", trade="banking"), member(club, "Maja"))
    put_in(make_group(club, kind=Kind.TRADE, name="Lawyers", trade="law"), member(club, "Vida"))

    fits = text(client_of(ada), HOME).partition("Fits you</h2>")[2]

    assert ("Bankers" in fits, "It is your trade." in fits, "Lawyers" in fits) == (True, True, False)


@pytest.mark.parametrize("joining", [Joining.HIDDEN, Joining.INVITATION])
def test_a_group_one_cannot_ask_for_is_offered_to_nobody(ada, club, joining: str) -> None:
    make_position(ada, trade="banking")
    group = make_group(club, kind=Kind.TRADE, name="Bankers", trade="banking", joining=joining)
    put_in(group, member(club, "Maja"))

    assert "Bankers" not in text(client_of(ada), HOME)


# The page of news


def test_the_page_of_news_costs_the_same_for_one_and_for_many(club, ada) -> None:
    new_work(member(club, "Maja"))
    one = cost(client_of(ada), NEWS)

    busy(club, ada)

    assert cost(client_of(ada), NEWS) == one


def test_the_page_of_news_goes_back_page_by_page_and_ends(ada, club, monkeypatch) -> None:
    monkeypatch.setattr(queries, "A_PAGE", 3)
    now, at_once = timezone.now(), timezone.now() - timedelta(days=40)
    for number in range(7):
        person = member(club, f"P{number}x", "Y")
        tell(make_residence(person), at=at_once if number > 2 else now - timedelta(days=number + 1))
    tell(make_residence(member(club, "Old")), at=now - timedelta(days=100))
    client, address, found = client_of(ada), NEWS, []

    for _page in range(3):
        page = text(client, address)
        found.append({f"P{number}x" for number in range(7) if f"P{number}x" in page})
        address = NEWS + page.partition('rel="next" href="')[2].partition('"')[0]

    assert [len(one) for one in found] == [3, 3, 1]
    assert len(set.union(*found)) == 7
    assert "That is all of the last three months." in page
    assert "Old" not in page


@pytest.mark.parametrize("token", ["nothing", "\0", "W10:1:2", "ž"])
def test_a_place_that_was_not_made_here_is_the_beginning(ada, club, token: str) -> None:
    new_work(member(club, "Maja"))

    assert "Luka Jadran" in client_of(ada).get(NEWS, {"before": token}).content.decode()


def test_an_empty_page_of_news_says_what_it_will_hold(ada) -> None:
    assert "Quiet just now" in text(client_of(ada), NEWS)


def test_less_of_somebody_is_none_of_her_and_can_be_taken_back(ada, club) -> None:
    maja = member(club, "Maja")
    new_work(maja)
    client = client_of(ada)
    assert "Less of this" in text(client, NEWS)

    client.post(f"/home/news/less/{maja.public_id}/")
    client.post(f"/home/news/less/{maja.public_id}/")
    assert ("Luka Jadran" in text(client, NEWS), "Luka Jadran" in people(text(client, HOME))) == (False, False)
    assert "Maja Kovač" in text(client, "/home/news/less/")
    client.post("/home/news/less/", {"again": maja.pk})

    assert "Luka Jadran" in text(client, NEWS)


def test_a_kind_of_news_can_be_left_out(ada, club) -> None:
    maja = member(club, "Maja")
    new_work(maja)
    tell(make_residence(maja, "Vienna"))

    client_of(ada).post("/home/news/less/", {"kinds": ["town", "joined", "group", "birthday"]})

    assert [place for place in ("Luka Jadran", "Vienna") if place in text(client_of(ada), NEWS)] == ["Vienna"]
    client_of(ada).post("/home/news/less/", {"kinds": ["work", "town"]})
    assert set(Less.objects.values_list("kind", flat=True)) == {"joined", "group", "birthday"}


def test_nobody_is_left_out_who_is_not_seen_and_what_is_another_readers_stays(ada, club) -> None:
    hidden, maja = member(club, "Hidden", name_audience=Audience.NOBODY), member(club, "Maja")
    client_of(maja).post(f"/home/news/less/{ada.public_id}/")

    assert client_of(ada).post(f"/home/news/less/{hidden.public_id}/").status_code == 404
    assert client_of(ada).post(f"/home/news/less/{ada.public_id}/").status_code == 404
    assert client_of(ada).post("/home/news/less/", {"again": ada.pk}).status_code == 404
    assert Less.objects.count() == 1


def test_a_reader_of_no_club_has_no_news(ada, club) -> None:
    new_work(member(club, "Maja"))
    Membership.objects.filter(person=ada).update(state="left")

    assert queries.lately(reader_of(ada), now=timezone.now()).new == []


def test_of_a_class_of_thousands_those_beside_me_are_my_people(club, monkeypatch) -> None:
    """And whoever is a connection, wherever she stands."""
    monkeypatch.setattr(near, "BESIDE", 1)
    people = [member(club, given) for given in ("Ana", "Bor", "Ada", "Cene", "Darja")]
    for person in people:
        new_work(person)

    alone = said_to(people[2])
    make_connection(people[2], people[4])

    assert (alone, said_to(people[2])) == (
        [("Bor", "work"), ("Cene", "work")],
        [("Bor", "work"), ("Cene", "work"), ("Darja", "work")],
    )


def test_those_of_my_programme_come_before_the_others_of_my_year(club, monkeypatch) -> None:
    monkeypatch.setattr(near, "CLASSMATES", 1)
    programme = Programme.objects.create(institution=club.institution, name="Economics")
    ada, beside, mate = (member(club, given, year=None) for given in ("Ada", "Bor", "Cene"))
    for person, studied in ((ada, programme), (beside, None), (mate, programme)):
        make_affiliation(person, 1999, institution=club.institution, programme=studied)
        new_work(person)

    assert said_to(ada) == [("Cene", "work")]
