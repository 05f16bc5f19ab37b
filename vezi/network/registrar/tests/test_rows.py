"""Source rows as JSON that PostgreSQL takes, whatever stands in a cell."""

import json

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from vezi.network.registrar.importing.rows import dumped

# Text as files bring it, with what JSON and PostgreSQL stumble over: nul, strokes, halves of a pair.
TEXTS = st.lists(
    st.sampled_from(["\0", "\\", "u0000", '"', "\ud800", "\udc00", "ž", "Ж", "😀", "\n", "a"]) | st.characters()
)


def storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


@given(st.lists(TEXTS.map("".join)))
def test_cells_lose_nul_and_halves_of_pairs_and_nothing_else(cells: list[str]) -> None:
    assert json.loads(dumped(cells)) == [storable(cell) for cell in cells]


@pytest.mark.django_db
def test_postgresql_takes_it() -> None:
    cells = ["\\u0000", "\0", "\\\0", "\ud83d", "Đorđe"]

    with connection.cursor() as cursor:
        cursor.execute("select (%s::jsonb)::text", [dumped(cells)])
        assert json.loads(cursor.fetchone()[0]) == ["\\u0000", "", "\\", "", "Đorđe"]
