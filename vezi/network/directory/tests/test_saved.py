"""Searches under a name, and letters when somebody new fits."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vezi.core.audience import Audience
from vezi.core.models import MailState
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.models import Every, SavedSearch
from vezi.network.directory.saved import services
from vezi.network.directory.tests.saving import KEEP, LATER, LIST, PEOPLE, keep, letters, look, treasurer
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import client_of, make_member, make_record
from vezi.network.people.tests.factories import make_affiliation, make_position, make_residence

pytestmark = pytest.mark.django_db


def test_a_search_is_kept_under_the_name_that_is_suggested(adas, economics, index_now) -> None:
    index_now()

    page = adas.get(f"{KEEP}?q=treasurer&city=Koper&from=1998&to=2002")
    answer = keep(adas, "q=treasurer&city=Koper&from=1998&to=2002&sort=name&page=3")

    assert page.context["form"].initial["name"] == "Treasurer, Class of 1998 to 2002, Koper"
    search = SavedSearch.objects.get()
    assert (search.asked, search.club) == ("q=treasurer&from=1998&to=2002&city=Koper", economics)
    assert answer["Location"] == f"{PEOPLE}?{search.asked}"


def test_the_page_of_people_leads_to_it(adas, index_now) -> None:
    index_now()
    before = adas.get(PEOPLE, {"q": "treasurer"}).content.decode()
    keep(adas)

    same, empty = (adas.get(PEOPLE, asked).content.decode() for asked in ({"q": "treasurer"}, {}))

    assert "/searches/keep/?q=treasurer" in before
    assert "Kept as “Treasurers”" in same
    assert '<a class="chip" href="/people/?q=treasurer">Treasurers</a>' in empty


def test_a_letter_comes_when_somebody_new_fits_and_says_why(adas, ada, economics, index_now) -> None:
    treasurer(economics, "Old")
    index_now()
    keep(adas)
    maja = treasurer(economics, "Maja")
    make_affiliation(maja, 1999)
    make_residence(maja, "Koper")
    index_now()

    look()

    [letter] = letters()
    assert (letter.subject, letter.to, letter.state) == (
        "Maja Kovač fits “Treasurers”", "ada@example.org", MailState.WAITING,
    )  # fmt: skip
    assert "Maja Kovač ’99\nTreasurer, Luka Koper · Koper\n" in letter.text
    assert f"http://testserver/people/{maja.public_id}/" in letter.text or maja.public_id in letter.text
    assert "Old" not in letter.text
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nobody_is_announced_twice(adas, economics, index_now) -> None:
    index_now()
    keep(adas)
    treasurer(economics, "Maja")
    index_now()

    look(8), look(9), look(30)

    assert len(letters()) == 1


def test_who_comes_to_fit_by_a_change_is_new(adas, economics, index_now) -> None:
    maja = make_member(economics, "Maja", "Kovač")
    index_now()
    keep(adas)
    make_position(maja, "Treasurer", "Sava")
    index_now()

    look()

    assert [letter.subject for letter in letters()] == ["Maja Kovač fits “Treasurers”"]


def test_who_hides_between_finding_and_writing_is_not_in_the_letter(adas, economics, index_now) -> None:
    index_now()
    keep(adas)
    maja, ana = treasurer(economics, "Maja"), treasurer(economics, "Ana", "Novak")
    index_now()
    maja.positions.update(audience=Audience.NOBODY)

    look(2)
    maja.positions.update(audience=Audience.CLUB)
    look(4)

    assert [letter.subject for letter in letters()] == ["Ana Novak fits “Treasurers”", "Maja Kovač fits “Treasurers”"]
    assert "Maja" not in letters()[0].text + letters()[0].html
    assert ana.name not in letters()[1].text


def test_oneself_is_never_new(adas, ada, index_now) -> None:
    index_now()
    keep(adas)
    make_position(ada, "Treasurer", "Sava")
    index_now()

    look()

    assert letters() == []


def test_a_record_nobody_took_up_is_announced_when_she_is_here(adas, economics, index_now) -> None:
    economics.shows_unclaimed, economics.unclaimed_basis = True, "decided by the board"
    economics.save()
    index_now()
    keep(adas, "q=kovac", "Kovač")
    record = make_record(economics, "Maja", "Kovač")
    index_now()
    look(2)
    before = len(letters())
    memberships.admit(person=record, club=economics, by=None, now=LATER)
    index_now()

    look(4)

    assert (before, len(letters())) == (0, 1)


def test_a_search_within_a_club_one_has_left_rests(adas, ada, economics, index_now) -> None:
    law = make_club("law")
    memberships.admit(person=ada, club=law, by=None, now=LATER)
    index_now()
    keep(adas)
    memberships.leave(person=ada, club=economics, by=None, now=LATER)
    treasurer(economics, "Maja"), treasurer(law, "Ana")
    index_now()

    look()

    assert letters() == []
    assert "It rests" in adas.get(LIST).content.decode()


def test_one_press_in_the_mail_program_stops_this_search_alone(adas, economics, index_now) -> None:
    index_now()
    keep(adas)
    keep(adas, "q=kovac", "Kovač")
    treasurer(economics, "Maja")
    index_now()
    look(2)
    [about] = [letter for letter in letters() if "Treasurers" in letter.subject]
    address = about.headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")

    assert Client().post(address).status_code == 200

    treasurer(economics, "Ana")
    index_now()
    look(4)
    assert [letter.subject for letter in letters()][2:] == ["Ana Kovač fits “Kovač”"]
    assert dict(SavedSearch.objects.values_list("name", "every")) == {"Treasurers": "never", "Kovač": "day"}


def test_the_link_in_a_letter_asks_once_before_it_stops(adas, economics, index_now) -> None:
    index_now()
    keep(adas)
    treasurer(economics, "Maja")
    index_now()
    look()
    address = next(word for word in letters()[0].text.split() if "/searches/stop/" in word)

    page = Client().get(address).content.decode()
    every = SavedSearch.objects.get().every
    after = Client().post(address, follow=True).content.decode()

    assert ("Stop these letters?" in page, every) == (True, Every.DAY)
    assert "It is stopped" in after
    assert SavedSearch.objects.get().every == Every.NEVER


def test_who_wants_nothing_from_the_club_gets_no_letter(adas, ada, economics, index_now) -> None:
    from vezi.network.consent import stopping

    index_now()
    keep(adas)
    treasurer(economics, "Maja")
    index_now()
    everything = stopping.Stopping(ada, economics, stopping.EVERYTHING)
    stopping.stop(everything, source="mail link", now=datetime.now(UTC))

    look()

    assert letters() == []


def test_killed_in_the_middle_nothing_is_doubled_and_nothing_lost(adas, economics, index_now, monkeypatch) -> None:
    index_now()
    keep(adas)
    keep(adas, "q=kovac", "Kovač")
    treasurer(economics, "Maja")
    index_now()

    class Killed(BaseException):
        pass

    def killed(*_given, **_more):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(services, "packed", killed)  # the letter is written, what she was told of is not
        with pytest.raises(Killed):
            look()
    between = len(letters())
    look(), look()

    assert between == 0
    assert sorted(letter.subject for letter in letters()) == ["Maja Kovač fits “Kovač”", "Maja Kovač fits “Treasurers”"]


def test_a_run_has_a_budget_and_says_that_some_are_left(adas, economics, index_now) -> None:
    index_now()
    for number in range(3):
        keep(adas, "q=treasurer", f"Treasurers {number}")

    assert services.look_at_all(now=LATER, seconds=-1) is True
    assert services.look_at_all(now=LATER) is False


def test_one_that_fails_does_not_keep_the_others_from_their_letters(adas, economics, index_now, monkeypatch) -> None:
    index_now()
    keep(adas, "q=treasurer", "A")
    keep(adas, "q=treasurer", "B")
    treasurer(economics, "Maja")
    index_now()
    broken, answers = SavedSearch.objects.get(name="A").pk, services.look

    def look_at(*, search_id, now):
        if search_id == broken:
            raise ValueError
        return answers(search_id=search_id, now=now)

    monkeypatch.setattr(services, "look", look_at)
    look()

    assert [letter.subject for letter in letters()] == ["Maja Kovač fits “B”"]
    assert SavedSearch.objects.get(name="A").due_at > LATER - timedelta(minutes=1)


def test_many_at_once_are_named_as_far_as_a_letter_goes(adas, economics, index_now) -> None:
    index_now()
    keep(adas)
    for number in range(15):
        treasurer(economics, "Maja", f"Kovač{chr(97 + number)}")
    index_now()

    look()

    [letter] = letters()
    assert letter.subject == "15 new people fit “Treasurers”"
    assert "and 3 more" in letter.text
    assert letter.text.count("Treasurer, Luka Koper") == 12


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "Give it a name."), (" ", "Give it a name."), ("x" * 61, "At most 60 letters, please."),
     ("Treasurers", "You keep a search of this name already.")],
)  # fmt: skip
def test_a_name_is_needed_short_and_one_s_own(adas, index_now, name, sentence) -> None:
    index_now()
    keep(adas)

    answer = keep(adas, "q=other", name)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert SavedSearch.objects.count() == 1


def test_under_a_name_that_is_taken_the_new_search_can_stand_in(adas, economics, index_now) -> None:
    treasurer(economics, "Maja")
    index_now()
    keep(adas, "q=nobody")

    offered = keep(adas, "q=treasurer")
    keep(adas, "q=treasurer", deed="instead")
    look()

    assert "Keep it instead of “Treasurers”" in offered.content.decode()
    assert SavedSearch.objects.get().asked == "q=treasurer"
    assert letters() == []  # who fits it already is not new


def test_fifty_are_enough(adas, ada, index_now) -> None:
    index_now()
    for number in range(50):
        SavedSearch.objects.create(person=ada, name=str(number), kept_at=LATER, every=Every.NEVER)

    assert "You keep fifty searches." in keep(adas).content.decode()


def test_a_search_that_is_too_long_is_refused_politely(adas, index_now) -> None:
    index_now()

    answer = keep(adas, "&".join(f"city={'x' * 200}{number}" for number in range(50)))

    assert answer.status_code == 422
    assert "too long to be kept" in answer.content.decode()


def test_filters_that_are_no_more_ask_for_nothing_or_say_so(adas, ada, index_now) -> None:
    index_now()
    SavedSearch.objects.create(person=ada, name="Old", asked="q=ada&colour=red&programme=gone", kept_at=LATER)

    page = adas.get(LIST)

    assert "“ada”, something that is no more" in page.content.decode()
    assert adas.get(PEOPLE + "?q=ada&colour=red&programme=gone").status_code == 200


def test_a_search_is_renamed_removed_and_taken_back(adas, ada, index_now) -> None:
    index_now()
    keep(adas)
    here = f"{LIST}{SavedSearch.objects.get().public_id}/"

    adas.post(here, {"name": "Money", "every": "week"})
    named = SavedSearch.objects.get()
    adas.post(f"{here}remove/")
    gone = adas.get(LIST).content.decode()
    adas.post(f"{here}again/")

    assert (named.name, named.every) == ("Money", Every.WEEK)
    assert "“Money” was removed." in gone
    assert [one.search.name for one in adas.get(LIST).context["searches"]] == ["Money"]


def test_a_removed_search_is_gone_after_a_day(adas, index_now) -> None:
    index_now()
    keep(adas)
    services.remove(search=SavedSearch.objects.get(), now=LATER)

    assert services.clear(now=LATER + timedelta(hours=20)) == 0
    assert services.clear(now=LATER + timedelta(hours=25)) == 1


def test_nobody_reaches_the_searches_of_others(adas, economics, index_now) -> None:
    index_now()
    keep(adas)
    other = client_of(make_member(economics, "Maja", "Kovač"))
    here = f"{LIST}{SavedSearch.objects.get().public_id}/"

    assert [other.post(f"{here}{deed}").status_code for deed in ("", "remove/", "again/")] == [404] * 3
    assert other.get(LIST).context["searches"] == []


def test_letters_come_in_the_owner_s_language(adas, ada, economics, index_now) -> None:
    ada.account.language = "sl"
    ada.account.save()
    index_now()
    keep(adas)
    treasurer(economics, "Maja")
    index_now()

    look()

    assert letters()[0].language == "sl"


def test_the_list_says_how_many_fit_now(adas, economics, index_now) -> None:
    treasurer(economics, "Maja"), treasurer(economics, "Ana", audience=Audience.NOBODY)
    index_now()
    keep(adas)

    assert [one.count for one in adas.get(LIST).context["searches"]] == [1]


@pytest.mark.parametrize(
    ("every", "after", "due"),
    [
        (Every.DAY, datetime(2024, 4, 18, 9, tzinfo=UTC), datetime(2024, 4, 19, 3, tzinfo=UTC)),
        (Every.WEEK, datetime(2024, 4, 18, 9, tzinfo=UTC), datetime(2024, 4, 22, 3, tzinfo=UTC)),
        (Every.WEEK, datetime(2024, 4, 22, 3, 1, tzinfo=UTC), datetime(2024, 4, 29, 3, tzinfo=UTC)),
        (Every.NEVER, datetime(2024, 4, 18, 9, tzinfo=UTC), None),
    ],
)
def test_letters_come_in_the_early_morning(every, after, due) -> None:
    assert services.due_next(every, after=after) == due


def test_one_search_in_the_list_costs_as_many_queries_as_many(adas, index_now, django_assert_num_queries) -> None:
    programme = programme_named("Economics", institution=None)
    index_now()
    keep(adas, f"q=treasurer&programme={programme.public_id}", "0")
    adas.get(LIST), adas.get(LIST)
    with CaptureQueriesContext(connection) as one:
        adas.get(LIST)
    for number in range(1, 12):
        SavedSearch.objects.create(
            person=SavedSearch.objects.first().person, name=str(number), kept_at=LATER, every=Every.WEEK,
            asked=f"q=treasurer&programme={programme.public_id}&in=network",
        )  # fmt: skip

    with django_assert_num_queries(len(one)):
        assert len(adas.get(LIST).context["searches"]) == 12
