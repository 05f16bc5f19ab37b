"""The shape of the index.

One document a person. Fields that end in `_p`, `_n`, `_c`, `_t` hold what everybody, the network, a club of the person,
her connections may find, each cumulative, the last only where it is more than the club's; a query reads fields of one
tier alone, so no hit, count, facet or order comes from a value outside its audience. `tier` says at which tiers the
person is found at all, `more` at which of them more is found than at the one before. Records that nobody took up are
documents of their own, one a club (`recorded_in`), without `club`.
"""

from functools import lru_cache
from importlib.metadata import version

import tantivy
from tantivy import SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from vezi.core import collation
from vezi.network.directory.index.entries import TIERS
from vezi.network.directory.index.pieces import COUNTED, FIELDS, GROUP, TEXTS, YEAR

FORM = 11  # raise it with every change of fields, words or pieces: each index is then made anew
VERSION = f"{FORM}.{collation.VERSION}.{version('tantivy')}"
WORDS = "vezi_words"
PERSON = "person"  # her number once more, as people are looked up


def numeral(person_id: int) -> str:
    """Her number as it is looked up: in octal.

    A set of numbers is sought byte after byte, and of each all that may follow are gone through: 256 in a number as the
    index writes it, eight here. 2,800 of 320,000 people are found in 3 ms instead of 11.
    """
    return f"{person_id:o}"


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    builder = SchemaBuilder()
    builder.add_integer_field("id", stored=True, fast=True)
    builder.add_text_field(PERSON, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("club", indexed=True, fast=True)
    builder.add_integer_field("recorded_in", indexed=True, fast=True)
    builder.add_integer_field("tier", indexed=True)
    builder.add_integer_field("more", indexed=True)
    builder.add_integer_field(GROUP, indexed=True)
    for language in ("en", "sl"):
        builder.add_text_field(f"sort_{language}", fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_integer_field(f"rank_{language}", fast=True)
    for tier in TIERS:
        for kind in TEXTS:
            builder.add_text_field(f"{kind}_{tier}", tokenizer_name=WORDS, index_option="basic")
        for facet in FIELDS:
            if facet == YEAR:
                builder.add_integer_field(f"{facet}_{tier}", indexed=True, fast=True)
            else:
                is_counted = facet in COUNTED
                builder.add_text_field(f"{facet}_{tier}", fast=is_counted, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("meta", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facts", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def analyzer() -> TextAnalyzer:
    """Words come folded and apart from index.words: only blanks are left to do."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()
