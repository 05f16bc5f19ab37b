"""From pairs to people."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from vezi.network.registrar.linkage.grouping import Tie, best_of_each, joined

RECORDS = [(0, place) for place in range(7)]
TIES = st.dictionaries(
    st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0.05, 1.0),
).map(lambda found: [Tie(*pair, probability) for pair, probability in found.items()])


def tie(one: int, other: int, probability: float) -> Tie:
    return Tie((0, one), (0, other), probability)


@given(TIES)
def test_nobody_has_two_best_ties_and_no_better_one_is_passed_over(ties: list[Tie]) -> None:
    chosen = list(best_of_each(ties))
    taken = {record: one.probability for one in chosen for record in one[:2]}

    assert all(count == 1 for count in Counter(record for one in chosen for record in one[:2]).values())
    for one in ties:
        assert one in chosen or max(taken.get(one.left, 0), taken.get(one.right, 0)) >= one.probability


@given(TIES)
def test_a_record_is_in_one_group_and_each_pair_of_a_group_is_tied(ties: list[Tie]) -> None:
    groups, following = joined(ties, sure=0.6)
    sure = {(one.left, one.right) for one in ties if one.probability >= 0.6}
    followed = {(one.left, one.right) for one in following}

    assert all(count == 1 for count in Counter(record for group in groups for record in group).values())
    assert sure.isdisjoint(followed)
    assert all(one.probability >= 0.6 for one in following)
    for group in groups:
        inside = {(one, other) for one in group for other in group if one < other}
        assert inside <= sure | followed


def test_a_record_joins_through_another_as_surely_as_the_weaker_tie() -> None:
    groups, following = joined([tie(1, 2, 0.9), tie(2, 3, 0.8), tie(1, 3, 0.3)], sure=0.6)

    assert groups == [[(0, 1), (0, 2), (0, 3)]]
    assert following == [tie(1, 3, 0.8)]


def test_of_two_files_one_record_may_have_many_in_the_other() -> None:
    ties = [Tie((0, 1), (1, place), 0.9) for place in range(6)]

    assert joined(ties, sure=0.6) == ([[(0, 1), *((1, place) for place in range(6))]], [])


def test_of_two_files_what_follows_is_of_both() -> None:
    ties = [Tie((0, 1), (1, 1), 0.9), Tie((0, 2), (1, 1), 0.8), Tie((0, 2), (1, 2), 0.7)]
    _groups, following = joined(ties, sure=0.6)

    assert following == [Tie((0, 1), (1, 2), 0.7)]


def test_one_tie_does_not_make_one_of_two_groups() -> None:
    inside = [tie(1, 2, 1.0), tie(2, 3, 1.0), tie(1, 3, 1.0), tie(4, 5, 1.0), tie(5, 6, 1.0), tie(4, 6, 1.0)]
    groups, _following = joined([*inside, tie(3, 4, 0.7)], sure=0.6)

    assert groups == [[(0, 1), (0, 2), (0, 3)], [(0, 4), (0, 5), (0, 6)]]
