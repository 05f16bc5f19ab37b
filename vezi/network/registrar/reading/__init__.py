"""Reading a registrar's file: pure thinking, without the database.

    sheet = open_sheet(path)                          # how it is written; raises Unreadable
    proposals = propose(sheet, today=today)           # which column is what, and why
    for row in Reading(sheet, proposals.mapping, today=today):
        row.fields, row.person_key, row.problems      # one row, normalised and checked

Problems are codes and facts; `sentence` words them in the reader's language. Why it is made so: docs/decisions/0003.
"""

from vezi.network.registrar.reading.columns import Proposal, Proposals, propose
from vezi.network.registrar.reading.fields import FIELDS, IGNORED, SOURCE_ONLY
from vezi.network.registrar.reading.files import Choices, Row, Sheet, open_sheet
from vezi.network.registrar.reading.mapping import ColumnUse, Mapping, fingerprint_of
from vezi.network.registrar.reading.problems import NOTE, REJECTED, WARNING, Problem, Unreadable
from vezi.network.registrar.reading.records import Reading, RowRead
from vezi.network.registrar.reading.wording import message, place, sentence

__all__ = [
    "FIELDS",
    "IGNORED",
    "NOTE",
    "REJECTED",
    "SOURCE_ONLY",
    "WARNING",
    "Choices",
    "ColumnUse",
    "Mapping",
    "Problem",
    "Proposal",
    "Proposals",
    "Reading",
    "Row",
    "RowRead",
    "Sheet",
    "Unreadable",
    "fingerprint_of",
    "message",
    "open_sheet",
    "place",
    "propose",
    "sentence",
]
