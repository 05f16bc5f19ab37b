"""Numbers of people in few bytes."""

import random

from hypothesis import given
from hypothesis import strategies as st

from vezi.network.directory.saved.known import packed, unpacked


@given(st.sets(st.integers(1, 2**31)))
def test_what_is_packed_comes_out_again(person_ids: set[int]) -> None:
    assert unpacked(packed(person_ids)) == person_ids


def test_everybody_takes_little_room() -> None:
    some = random.Random(1).sample(range(1, 320_001), 32_000)

    assert len(packed(range(1, 320_001))) < 2_000
    assert len(packed(some)) < 40_000
