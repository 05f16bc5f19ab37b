"""Which records are of one person: pure thinking, without the database.

    found = link(records)                       # who stands twice in a file
    found = link(registrar, members)            # who of the one is who of the other
    for pair in found.pairs:
        pair.left, pair.right, pair.probability, pair.band, pair.cluster

    weighed = weigh(record, other, model=found.model)   # a single pair, in less than a millisecond
    weighed.probability
    for evidence in weighed.comparisons:
        evidence.bits, wording.sentence(evidence)

The method is Fellegi and Sunter's (A Theory for Record Linkage, JASA 1969), with parameters estimated from the data
by expectation maximisation, both by Splink on DuckDB. Why it is made so: docs/decisions/0009.
"""

from typing import TYPE_CHECKING, Any

from vezi.network.registrar.linkage.bands import MATCH, REVIEW
from vezi.network.registrar.linkage.model import Model, OutdatedModel
from vezi.network.registrar.linkage.records import FIELDS, Record
from vezi.network.registrar.linkage.usually import usual_model
from vezi.network.registrar.linkage.weighing import Evidence, Scales, Weighed, weigh

if TYPE_CHECKING:
    from vezi.network.registrar.linkage.linking import Linked, Pair, link

__all__ = [
    "FIELDS",
    "MATCH",
    "REVIEW",
    "Evidence",
    "Linked",
    "Model",
    "OutdatedModel",
    "Pair",
    "Record",
    "Scales",
    "Weighed",
    "link",
    "usual_model",
    "weigh",
]


def __getattr__(name: str) -> Any:
    """What links whole files is loaded by whoever does: Splink and DuckDB take a second, a single pair needs neither."""
    if name in ("Linked", "Pair", "link"):
        from vezi.network.registrar.linkage import linking

        return getattr(linking, name)
    raise AttributeError(f"module {__name__} has no attribute {name}")
