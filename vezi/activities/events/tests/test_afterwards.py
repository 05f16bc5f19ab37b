"""Photographs of an event, a word to all who come, and what they thought of it."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from vezi.activities.events import services
from vezi.activities.events.access import KEEP_EVENTS
from vezi.activities.events.models import Event, Opinion, Photograph
from vezi.activities.events.services.answering import MAYBE, NO
from vezi.activities.events.services.remembering import NoPhotograph, TooManyPhotographs
from vezi.activities.events.services.writing import EnoughToday, NothingSaid
from vezi.activities.events.tests.factories import make_event, organise, says
from vezi.core.pictures import NoPicture
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.notices import rounds
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import services as ties

pytestmark = pytest.mark.django_db


@pytest.fixture
def grace(club: Club) -> Person:
    return make_member(club, "Grace", "Hopper")


@pytest.fixture
def event(club: Club, ada: Person, grace: Person) -> Event:
    """A week ago; Ada was there, Grace organised it."""
    last_week = timezone.now() - timedelta(days=7)
    made = make_event(club, starts_at=last_week, now=last_week - timedelta(days=30), openness="public")
    organise(made, grace)
    says(made, ada, now=last_week - timedelta(days=20))
    return made


def picture(name: str = "us.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera of Ada"
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def bring(event: Event, person: Person, count: int = 1) -> list[Photograph]:
    files = [picture() for _one in range(count)]
    return services.bring(event=event, files=files, says="Us", person=person, by=None, now=NOW)


def opens(person: Person | None, photograph: Photograph) -> int:
    return client_of(person).get(reverse("events:photograph", args=[photograph.public_id])).status_code


def test_nothing_but_the_picture_is_kept_of_the_file(event, ada) -> None:
    (photograph,) = bring(event, ada)

    kept = photograph.file.read()
    assert (b"camera" in kept, Image.open(io.BytesIO(kept)).format) == (False, "WEBP")


def test_members_who_learn_of_the_event_see_them_and_strangers_do_not(event, ada) -> None:
    (photograph,) = bring(event, ada)
    alan = make_member(make_club("law"), "Alan", "Turing")

    assert [opens(one, photograph) for one in (ada, alan, None)] == [200, 200, 302]


def test_who_is_kept_apart_from_who_brought_it_does_not_see_it(event, ada, club) -> None:
    (photograph,) = bring(event, ada)
    edith = make_member(club, "Edith", "Clarke")
    ties.block(person=edith, whom=ada, by=None, now=NOW)

    assert opens(edith, photograph) == 404


@pytest.mark.parametrize(("count", "wrong"), [(0, NoPhotograph), (21, TooManyPhotographs)])
def test_none_and_too_many_are_refused(event, ada, count: int, wrong: type[Exception]) -> None:
    with pytest.raises(wrong):
        bring(event, ada, count)
    assert Photograph.objects.count() == 0


def test_what_is_no_picture_is_refused_with_all_that_came_with_it(event, ada) -> None:
    files = [picture(), SimpleUploadedFile("x.jpg", b"<script>alert(1)</script>")]

    with pytest.raises(NoPicture):
        services.bring(event=event, files=files, says="", person=ada, by=None, now=NOW)
    assert Photograph.objects.count() == 0


def test_those_who_were_not_there_bring_none(event, club) -> None:
    edith = make_member(club, "Edith", "Clarke")

    answer = client_of(edith).post(reverse("events:photographs", args=[event.public_id]), {"brought": picture()})

    assert (answer.status_code, Photograph.objects.count()) == (403, 0)


def test_one_press_hides_a_photograph_and_its_organisers_hear_of_it(event, ada, grace, club) -> None:
    (photograph,) = bring(event, ada)
    edith = make_member(club, "Edith", "Clarke")

    client_of(edith).post(reverse("events:take_down", args=[photograph.public_id]), {"words": "Not my best side."})

    assert [opens(one, photograph) for one in (edith, ada, grace)] == [404, 404, 200]
    assert list(Notice.objects.filter(kind="events.take_down").values_list("person", flat=True)) == [grace.pk]


def test_where_nobody_organises_it_officers_hear_who_asks_to_take_a_photograph_down(event, ada, grace, club) -> None:
    (photograph,) = bring(event, ada)
    event.organisers.all().delete()
    officer = make_officer(club, grace, capabilities=[KEEP_EVENTS])

    services.ask_to_take_down(photograph=photograph, person=ada, words="", by=None, now=NOW)

    assert list(Notice.objects.filter(kind="events.take_down").values_list("person", flat=True)) == [officer.person_id]


def test_an_organiser_takes_it_down_for_good(event, ada, grace, club, django_capture_on_commit_callbacks) -> None:
    (photograph,) = bring(event, ada)
    services.ask_to_take_down(
        photograph=photograph, person=make_member(club, "Edith", "Clarke"), words="", by=None, now=NOW
    )
    name = photograph.file.name

    with django_capture_on_commit_callbacks(execute=True):
        client_of(grace).post(reverse("events:decide", args=[photograph.public_id]), {"take_down": "1"})

    assert (Photograph.objects.count(), default_storage.exists(name)) == (0, False)
    assert Notice.objects.get(kind="events.take_down").settled_at is not None


def test_what_was_looked_at_and_kept_is_not_hidden_again_by_the_same(event, ada, grace, club) -> None:
    (photograph,) = bring(event, ada)
    edith = make_member(club, "Edith", "Clarke")
    wish = {"photograph": photograph, "person": edith, "words": "", "by": None}
    services.ask_to_take_down(**wish, now=NOW)
    services.keep(photograph=photograph, by=None, now=NOW)

    services.ask_to_take_down(**wish, now=NOW)

    assert opens(edith, photograph) == 200


def test_only_an_organiser_decides(event, ada, club) -> None:
    (photograph,) = bring(event, ada)

    assert client_of(ada).post(reverse("events:decide", args=[photograph.public_id])).status_code == 403


def test_ones_own_photograph_goes_for_good(event, ada) -> None:
    (photograph,) = bring(event, ada)

    client_of(ada).post(reverse("events:take_down", args=[photograph.public_id]), {"sure": "1"})

    assert Photograph.objects.count() == 0


def test_who_was_there_says_how_it_was_once(event, ada) -> None:
    page, client = reverse("events:opinion", args=[event.public_id]), client_of(ada)

    client.post(page, {"liked": "4", "words": "The band."}), client.post(page, {"liked": "5", "words": "The band!"})

    assert [(one.liked, one.words) for one in Opinion.objects.all()] == [(5, "The band!")]


def test_who_was_not_there_says_nothing(event, grace, club) -> None:
    page = reverse("events:opinion", args=[event.public_id])

    assert [client_of(one).get(page).status_code for one in (grace, make_member(club, "Edith", "Clarke"))] == [403, 403]


def test_opinions_stand_without_names_from_three_on(event, ada, grace, club) -> None:
    page, client = reverse("events:opinions", args=[event.public_id]), client_of(grace)
    people = [ada, make_member(club, "Edith", "Clarke"), make_member(club, "Joan", "Ball")]
    seen = []
    for person in people:
        services.think(event=event, person=person, liked=5, words="The band.", by=None, now=NOW)
        seen.append("The band." in client.get(page).content.decode())

    assert seen == [False, False, True]
    assert "Lovelace" not in client.get(page).content.decode()


def test_a_word_reaches_those_who_come_wait_or_may_come(club) -> None:
    event = make_event(club, capacity=1)
    people = [make_member(club, given, "Novak") for given in ("Ada", "Maja", "Žiga", "Edith")]
    says(event, people[0]), says(event, people[1]), says(event, people[2], MAYBE), says(event, people[3], NO)

    count = services.write_to_all(event=event, text="Bring a photograph.", person=None, by=None, now=NOW)

    rounds.tell_all(now=NOW)
    told = Notice.objects.filter(kind="events.word")
    assert count == 3
    assert {(one.person, one.words["more"]) for one in told} == {(one, "Bring a photograph.") for one in people[:3]}


def test_three_words_a_day_are_enough_and_none_is_nothing(club) -> None:
    event = make_event(club)
    with pytest.raises(NothingSaid):
        services.write_to_all(event=event, text=" \u200b ", person=None, by=None, now=NOW)
    for text in ("One", "Two", "Three"):
        services.write_to_all(event=event, text=text, person=None, by=None, now=NOW)

    with pytest.raises(EnoughToday):
        services.write_to_all(event=event, text="Four", person=None, by=None, now=NOW)
