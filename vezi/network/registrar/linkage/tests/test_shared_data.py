"""The bars of linking on real files with known answers, where they lie beside the checkout."""

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest

from vezi.network.registrar.linkage import Record, link
from vezi.network.registrar.linkage.files import records_of
from vezi.network.registrar.linkage.tests.people import pairs
from vezi.network.registrar.reading import open_sheet
from vezi.network.registrar.reading.tests.test_shared_data import SHARED

FILES = SHARED / "linkage"
TODAY = datetime.date(2026, 11, 22)
Pairs = set[frozenset[str]]
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="no shared data beside this checkout")


def rows(name: str) -> Iterator[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column.strip(): cell.strip() for column, cell in row.items()}


def read(name: str) -> list[Record]:
    return records_of(open_sheet(FILES / name), today=TODAY)


def within(groups: dict[str, list[str]]) -> Pairs:
    return {frozenset(pair) for ids in groups.values() for pair in combinations(ids, 2)}


def measured(found: Pairs, truth: Pairs) -> tuple[float, float]:
    """Precision and F1."""
    right = len(found & truth)
    return right / len(found), 2 * right / (len(found) + len(truth))


def test_ball_players_as_a_registrar_and_a_club_know_them() -> None:
    found = pairs(link(read("chadwick_task_dev_registrar.csv"), read("chadwick_task_dev_members.csv"), one_to_one=True))
    truth = {frozenset((row["student_no"], row["member_id"])) for row in rows("chadwick_task_dev_truth.csv")}
    precision, f1 = measured(found, truth)

    assert precision >= 0.98
    assert f1 >= 0.96


@pytest.mark.parametrize("name", ["febrl1.csv", "febrl2.csv"])
def test_duplicates_of_the_febrl_files_are_found_without_the_national_number(name: str) -> None:
    groups = defaultdict(list)
    for row in rows(name):
        groups[row["rec_id"].split("-")[1]].append(row["rec_id"])
    records = read(name)
    _precision, f1 = measured(pairs(link(records)), within(groups))

    assert not any(record.national_number for record in records)
    assert f1 >= 0.99


def test_a_thousand_noisy_records_of_250_people_are_grouped() -> None:
    groups = defaultdict(list)
    for row in rows("fake_1000.csv"):
        groups[row["cluster"]].append(row["unique_id"])
    precision, f1 = measured(pairs(link(read("fake_1000.csv"))), within(groups))

    assert precision >= 0.98
    assert f1 >= 0.9
