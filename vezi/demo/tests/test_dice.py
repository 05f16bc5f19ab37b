import pytest

from vezi.demo.synth.dice import Dice, Weighted, by_rank


def test_the_same_seed_throws_the_same_dice() -> None:
    one, other = Dice("seed 7"), Dice("seed 7")

    assert [one.between(1, 6) for _ in range(50)] == [other.between(1, 6) for _ in range(50)]


def test_between_reaches_both_ends_and_nothing_beyond() -> None:
    dice = Dice(1)

    assert {dice.between(1, 6) for _ in range(500)} == {1, 2, 3, 4, 5, 6}


def test_some_are_all_different_and_never_more_than_there_are() -> None:
    dice = Dice(1)

    assert sorted(dice.some(["a", "b", "c"], 5)) == ["a", "b", "c"]


def test_weighted_things_come_as_often_as_they_weigh() -> None:
    dice, things = Dice(3), Weighted([("often", 8), ("now and then", 2), ("never", 0)])

    drawn = [things.draw(dice) for _ in range(20_000)]

    assert drawn.count("often") == pytest.approx(16_000, abs=300)
    assert drawn.count("never") == 0
    assert things.share_of("now and then") == pytest.approx(0.2)


def test_luck_at_either_end_still_draws_something() -> None:
    things = Weighted([("first", 1), ("last", 1)])

    assert (things.at(0.0), things.at(0.999999999)) == ("first", "last")


def test_rank_gives_the_first_the_most() -> None:
    shares = dict(by_rank(["first", "second", "third"], offset=0, steepness=1))

    assert shares == {"first": 1.0, "second": 0.5, "third": pytest.approx(1 / 3)}
