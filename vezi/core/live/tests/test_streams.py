import time

import pytest

from vezi.core.live.recent import SLACK, Recent
from vezi.core.live.streams import MOST_WAITING, RESYNC, Seat, Streams, TooMany, marked

ADA, MAJA = Seat(1, 11), Seat(2, 22)


def test_a_stream_hears_what_is_said_to_its_person_and_the_same_once() -> None:
    streams = Streams(most=9, most_each=3)
    ada, maja = streams.open("a", ADA), streams.open("m", MAJA)

    for about in ("x", "y", "x"):
        streams.say([11], "notices", about)

    assert ada.take() == [("notices", "x"), ("notices", "y")]
    assert maja.take() == ada.take() == []


def test_who_reads_too_slowly_is_told_to_look_for_herself() -> None:
    streams = Streams(most=9, most_each=3)
    ada = streams.open("a", ADA)

    for number in range(MOST_WAITING + 5):
        streams.say([11], "notices", str(number))

    assert ada.take() == [RESYNC]


def test_one_person_and_all_people_open_so_many_and_a_closed_one_makes_room() -> None:
    streams = Streams(most=3, most_each=2)
    first = streams.open("a", ADA)
    streams.open("a", ADA)

    with pytest.raises(TooMany) as of_one:
        streams.open("a", ADA)
    streams.open("m", MAJA)
    with pytest.raises(TooMany) as of_all:
        streams.open("m", MAJA)
    streams.close(first)
    streams.close(first)
    streams.open("a", ADA)

    assert (of_one.value.of_all, of_all.value.of_all, streams.number) == (False, True, 3)


def test_who_became_another_record_listens_as_that_one() -> None:
    streams = Streams(most=9, most_each=3)
    ada = streams.open("a", ADA)

    streams.move(ada, Seat(1, 33))
    streams.say([11], "notices", "to the old one")
    streams.say([33], "notices", "to the new one")

    assert ada.take() == [("notices", "to the new one")]
    assert streams.number == 1


def test_a_session_is_known_by_its_mark_alone() -> None:
    streams = Streams(most=9, most_each=3)
    ada = streams.open("secret", ADA)

    assert streams.of_session(marked("secret")) == [ada]
    assert streams.of_session("secret") == []


def test_what_was_said_since_a_page_was_made_is_told_to_its_person_alone() -> None:
    recent = Recent()
    recent.begun -= 10
    recent.add([11, 22], "notices", "x")

    told = [recent.since(time.time(), number) for number in (11, 33)]

    assert [list(one or ()) for one in told] == [[("notices", "x")], []]
    assert recent.since(recent.begun + SLACK - 0.1, 11) is None
    recent.begin_anew()
    assert recent.since(time.time(), 11) is None
