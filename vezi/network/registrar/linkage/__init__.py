"""Which records are of one person: pure thinking, without the database.

    found = link(records)                       # who stands twice in a file
    found = link(registrar, members)            # who of the one is who of the other
    for pair in found.pairs:
        pair.left, pair.right, pair.probability, pair.band, pair.cluster

The method is Fellegi and Sunter's (A Theory for Record Linkage, JASA 1969), with parameters estimated from the data
by expectation maximisation, both by Splink on DuckDB. Why it is made so: docs/decisions/0009.
"""

from vezi.network.registrar.linkage.linking import MATCH, REVIEW, Linked, Pair, link
from vezi.network.registrar.linkage.model import Model
from vezi.network.registrar.linkage.records import FIELDS, Record

__all__ = ["FIELDS", "MATCH", "REVIEW", "Linked", "Model", "Pair", "Record", "link"]
