"""The floor of a linkage: Splink by itself on columns made ready beforehand, with the same comparisons and rules.

It learns as its manual says (prior, u by sampling, a session of expectation maximisation for each rule) and predicts;
the reading of files, the folding of names and all that is done with the pairs are not in its time.
"""

import time
from pathlib import Path
from typing import Any

from django.utils import timezone
from splink import DuckDBAPI, Linker

from bench.processes import peak_memory
from vezi.network.registrar.linkage import estimating, linking
from vezi.network.registrar.linkage.blocking import rules_for
from vezi.network.registrar.linkage.comparisons import to_compare
from vezi.network.registrar.linkage.files import records_of
from vezi.network.registrar.linkage.splinked import settings_of
from vezi.network.registrar.linkage.tables import table_of
from vezi.network.registrar.reading import open_sheet


def run(left: str, right: str) -> dict[str, Any]:
    tables = [table_of(records_of(open_sheet(Path(path)), today=timezone.localdate())) for path in (left, right)]
    began = time.perf_counter()
    columns = [linking.filled(table) for table in tables]
    everywhere = frozenset.intersection(*columns)
    with linking.working_room() as connection:
        api = DuckDBAPI(connection)
        frames = [
            api.register(table, dataset_display_name=name) for table, name in zip(tables, linking.FILES, strict=True)
        ]
        rules = rules_for([frame.physical_name for frame in frames], everywhere, connection)
        linker = estimating.linker_of(frames, settings_of(to_compare(columns)), rules=rules)
        learn(linker, everywhere)
        found = linker.inference.predict(threshold_match_probability=linking.WORTH_A_LOOK)
        pairs = connection.execute(f"select count(*) from {found.physical_name}").fetchall()[0][0]
    return {"seconds": time.perf_counter() - began, "peak": peak_memory(), "pairs": pairs}


def learn(linker: Linker, columns: frozenset[str]) -> None:
    surely = list(estimating.rules(estimating.SURELY, columns))
    linker.training.estimate_probability_two_random_records_match(surely, recall=estimating.RECALL)
    linker.training.estimate_u_using_random_sampling(max_pairs=estimating.PAIRS_TO_ESTIMATE_BY, seed=1)
    for rule in estimating.rules(estimating.sessions(columns), columns):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, max_pairs=estimating.PAIRS_TO_ESTIMATE_BY
        )
