"""A single pair is weighed as Splink weighs it, to the bit."""

import datetime
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from splink import DuckDBAPI

from vezi.network.registrar.linkage import (
    MATCH,
    Evidence,
    Model,
    OutdatedModel,
    Record,
    Scales,
    Weighed,
    link,
    usual_model,
    weigh,
)
from vezi.network.registrar.linkage.comparisons import COMPARISONS, OTHERWISE
from vezi.network.registrar.linkage.conditions import edits_between, likeness
from vezi.network.registrar.linkage.families import more_than_a_family_has
from vezi.network.registrar.linkage.linking import predicted, working_room
from vezi.network.registrar.linkage.model import Frequencies, usual
from vezi.network.registrar.linkage.tables import table_of, without_placeholders
from vezi.network.registrar.linkage.tests.odd_records import VALUES, records
from vezi.network.registrar.linkage.tests.people import people

#: Made up, with something of everything: values that are common, rare and never counted, and values that mean nothing.
MODEL = replace(
    usual_model(people=5_000),
    matches=900.0,
    frequencies={
        "given_first": Frequencies(4_000, {"ana": 90, "ivan": 7}),
        "family": Frequencies(5_000, {"novak": 55, "kos": 2}),
        "birth_date": Frequencies(4_900, {"19700309": 3}),
        "birth_year": Frequencies(5_000, {"1970": 140}),
        "email": Frequencies(2_000_000, {"ana@x.org": 2}),
        "phone": Frequencies(300, {}, others=3),
        "city": Frequencies(3_000, {"ljubljana": 1_200}),
    },
    placeholders={"birth_date": ["19000101"], "email": ["info@x.org"], "phone": ["000000"]},
)


def by_splink(
    left: list[Record], right: list[Record], model: Model
) -> Iterator[tuple[int, int, float, dict[str, float]]]:
    """Of every pair its places, its bits, and those of each comparison that there is something to compare in."""
    names = [comparison.name for comparison in model.comparisons]
    rare = {one.name for one in model.comparisons if any(level.rare for level in one.levels)}
    weights = ", ".join(f"mw_{one}, mw_{one} + {f'mw_tf_adj_{one}' if one in rare else '0'}" for one in names)
    tables, _placeholders = without_placeholders([table_of(left), table_of(right)], known=model.placeholders)
    with working_room() as connection:
        api = DuckDBAPI(connection)
        frames = [
            api.register(table, dataset_display_name=name) for table, name in zip(tables, ("one", "two"), strict=True)
        ]
        found = predicted(api, frames, model, rules=["1=1"])
        total = f"match_weight - {more_than_a_family_has(model)}"
        rows = connection.execute(f"select unique_id_l, unique_id_r, {total}, {weights} from {found}").fetchall()
    for one, other, bits, *of_each in rows:
        pairs = zip(names, of_each[::2], of_each[1::2], strict=True)
        yield one, other, bits, {name: weight for name, plain, weight in pairs if plain}


def assert_all_as_splink(left: list[Record], right: list[Record], model: Model) -> list[Weighed]:
    scales, all_weighed = Scales(model), []
    ready = [[scales.ready(record) for record in side] for side in (left, right)]
    for one, other, bits, of_each in by_splink(left, right, model):
        weighed = scales.weigh(ready[0][one], ready[1][other])
        found = {
            evidence.comparison: evidence.bits for evidence in weighed.comparisons if evidence.comparison != "family"
        }
        assert found == pytest.approx(of_each, abs=1e-6), (left[one], right[other])
        assert weighed.bits == pytest.approx(min(bits, 60.0), abs=1e-6), (left[one], right[other])
        assert weighed.probability == pytest.approx(1 / (1 + 2.0 ** -min(bits, 60.0)), abs=1e-9)
        all_weighed.append(weighed)
    assert len(all_weighed) == len(left) * len(right)
    return all_weighed


def test_every_level_is_reached_and_weighs_what_splink_says() -> None:
    chance = random.Random(7)
    left, right = ([made_up(chance) for _ in range(120)] for _ in range(2))
    again = [vary(record, chance) for record in left]

    weighed = assert_all_as_splink(left, [*right, *again], MODEL)

    reached = {(one.comparison, one.level) for pair in weighed for one in pair.comparisons}
    levels = {(one.name, level.name) for one in COMPARISONS for level in one.levels}
    assert reached == levels | {(one.name, OTHERWISE) for one in COMPARISONS} | {
        ("family", "twins"),
        ("family", "namesakes"),
    }


def made_up(chance: random.Random) -> Record:
    return Record("", **{name: chance.choice(values) for name, values in VALUES.items()})


def vary(record: Record, chance: random.Random) -> Record:
    """The same but for a few fields."""
    return replace(record, **{name: chance.choice(VALUES[name]) for name in chance.sample(sorted(VALUES), 4)})


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(some.lists(records(), min_size=1, max_size=20), some.lists(records(), min_size=1, max_size=20))
def test_any_two_records_weigh_what_splink_says(left: list[Record], right: list[Record]) -> None:
    assert_all_as_splink(left, right, MODEL)


def test_a_model_without_frequencies_and_with_few_comparisons_weighs_what_splink_says() -> None:
    chance = random.Random(3)
    few = {name: MODEL.shares[name] for name in ("given_name", "birth_date", "email")}
    plain = replace(MODEL, frequencies={}, placeholders={}, shares=few)

    assert_all_as_splink([made_up(chance) for _ in range(30)], [made_up(chance) for _ in range(30)], plain)


@given(some.lists(some.tuples(some.text(max_size=20), some.text(max_size=20)), max_size=50))
@settings(max_examples=50, deadline=None)
def test_letters_are_compared_as_duckdb_compares_them(pairs: list[tuple[str, str]]) -> None:
    pairs = [(one.replace("\0", ""), other.replace("\0", "")) for one, other in pairs]
    with duckdb.connect() as connection:
        said = [
            connection.execute("select jaro_winkler_similarity($1, $2), damerau_levenshtein($1, $2)", pair).fetchone()
            for pair in pairs
        ]

    # A sum of three thirds may round otherwise in its last digit.
    assert [(pytest.approx(likeness(*pair), abs=1e-12), edits_between(*pair)) for pair in pairs] == said


def test_the_order_of_the_two_does_not_matter() -> None:
    chance = random.Random(11)
    for _ in range(300):
        one, other = made_up(chance), made_up(chance)
        assert weigh(one, other, model=MODEL) == weigh(other, one, model=MODEL)


def test_a_value_that_stands_for_nothing_known_has_no_weight() -> None:
    one, other = (Record(name, "Ana", "Novak", email="info@x.org", phone="000 000") for name in "ab")

    assert [evidence.comparison for evidence in weigh(one, other, model=MODEL).comparisons] == [
        "given_name",
        "family_name",
    ]


def test_a_rare_surname_says_more_than_a_common_one() -> None:
    def bits(surname: str) -> tuple[float, float]:
        [evidence] = weigh(Record("1", "", surname), Record("2", "", surname), model=MODEL).comparisons
        return evidence.bits, evidence.rarity

    (common, less), (rare, more) = bits("Novak"), bits("Xylander")
    assert common < rare
    assert less < 0 < more
    assert common - less == pytest.approx(rare - more)


@pytest.mark.parametrize(
    ("one", "other", "note"),
    [
        (("Novak", ""), ("Kos Novak", ""), ""),
        (("Novak", ""), ("Kos", "Novak"), "former"),
        (("Kos", "Novak"), ("Novak", ""), "former"),
        (("Kos", "Novak"), ("Zupan", "Novak"), "both_former"),
    ],
)
def test_which_of_several_surnames_agree_is_noted(one: tuple[str, str], other: tuple[str, str], note: str) -> None:
    left, right = (Record("", family_name=family, former_name=former) for family, former in (one, other))
    [evidence] = weigh(left, right, model=MODEL).comparisons

    assert (evidence.level, evidence.note) == ("a_surname_of_several", note)


def test_a_newcomer_is_one_of_a_club_without_duplicates_as_often_as_not() -> None:
    """Such a club teaches that hardly any two records are one person; of a newcomer that says nothing."""
    club = people(600)
    model = link(club).model
    prior = model.prior_of_a_newcomer
    again = replace(club[7], id="again", email="", street="", postcode="")
    sister = replace(again, given_name="Xenia", birth_date=datetime.date(1999, 12, 31))

    scales = Scales(model, prior=prior)
    known, stranger = (scales.weigh(scales.ready(club[7]), scales.ready(one)) for one in (again, sister))
    [pair] = link(club, [again], model=model, prior=prior).pairs

    assert model.prior < prior == 1 / 1200
    assert (known.band, stranger.band) == (MATCH, "")
    assert (pair.left, pair.probability) == ("p7", pytest.approx(known.probability, abs=1e-9))


def test_what_was_weighed_and_its_model_are_kept_and_read_again() -> None:
    weighed = weigh(Record("1", "Ana", "Novak"), Record("2", "Ana", "Novak Kos"), model=MODEL)

    assert Weighed.from_json(weighed.as_json()) == weighed
    assert Model.from_json(MODEL.as_json()) == MODEL
    assert Model.from_json(MODEL.as_json()).version == MODEL.version


def test_a_model_of_another_form_is_not_taken() -> None:
    with pytest.raises(OutdatedModel):
        Model.from_json({**MODEL.as_json(), "form": 2})


def test_the_version_tells_models_apart() -> None:
    other = replace(MODEL, frequencies={**MODEL.frequencies, "family": Frequencies(5_000, {"novak": 56})})

    assert MODEL.version != other.version


def test_to_weigh_a_pair_neither_splink_nor_duckdb_is_loaded() -> None:
    asked = "import sys, vezi.network.registrar.linkage; print(*{'splink', 'duckdb', 'pyarrow', 'django.db'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == ""


def test_the_usual_model_has_a_share_for_every_level() -> None:
    model = usual_model(people=300)

    for comparison in COMPARISONS:
        shares = model.shares[comparison.name]
        assert len(shares.u) == len(shares.m) == len(usual(comparison))
        assert sum(shares.u) == pytest.approx(1)
        assert min(shares.u) > 0


def test_nobody_is_sure_of_who_has_nothing_to_compare() -> None:
    assert weigh(Record("1"), Record("2"), model=MODEL) == Weighed(
        pytest.approx(-13.287568), pytest.approx(1 / 10_000), (), pytest.approx(-13.287568)
    )
    assert Evidence("a", "b", 1.0).note == ""
