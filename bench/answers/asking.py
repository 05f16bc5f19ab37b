"""The judged questions put to the house, as one who types into the field at the head of each page."""

import time
from dataclasses import dataclass, field

from bench.answers import by_hand, kinds
from bench.answers.judging import DEEP, Judged, Verdict, rank, verdict, verdicts
from bench.answers.truth import Truth
from vezi.core.viewer import Viewer
from vezi.network.directory import queries
from vezi.network.directory.filters import Filters

SEED = 3


@dataclass
class Report:
    by_kind: list[Verdict]
    whole: Verdict
    seconds: list[float] = field(default_factory=list)
    missed: list[tuple[str, str, int | None]] = field(default_factory=list)  # kind, question, place


def questions(truth: Truth, *, each: int = kinds.EACH) -> list[Judged]:
    return [*kinds.judged(truth, seed=SEED, each=each), *by_hand.judged(truth)]


def ask(viewer: Viewer, asked: list[Judged]) -> Report:
    ranks, seconds, missed = [], [], []
    for one in asked:
        began = time.perf_counter()
        answer = queries.search(
            viewer=viewer, words=one.query, filters=Filters(is_everywhere=True), per_page=DEEP, with_facets=False
        )
        seconds.append(time.perf_counter() - began)
        place = rank([row.seen.person.pk for row in answer.results], one.right)
        ranks.append((one.kind, place))
        if place != 1:
            missed.append((one.kind, one.query, place))
    return Report(verdicts(ranks), verdict("all", [place for _kind, place in ranks]), seconds, missed)
