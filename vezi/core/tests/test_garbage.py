"""How often the house looks for garbage."""

import gc

from vezi.core.garbage import LESS_OFTEN, SELDOM, collecting_seldom


def test_a_program_looks_less_often_than_python_would() -> None:
    assert gc.get_threshold()[0] == LESS_OFTEN


def test_rows_by_the_million_are_looked_through_seldom_and_only_while_they_are_made() -> None:
    with collecting_seldom():
        assert gc.get_threshold()[0] == SELDOM

    assert gc.get_threshold()[0] == LESS_OFTEN
