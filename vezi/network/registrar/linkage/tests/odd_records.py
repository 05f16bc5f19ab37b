"""Records in which every level of every comparison comes about, by chance or by hypothesis."""

import datetime
from typing import Any

from hypothesis import strategies as some

from vezi.network.registrar.linkage import Record

DAYS = [datetime.date(*day) for day in [
    (1970, 3, 9), (1970, 9, 3), (1970, 3, 8), (1970, 3, 30), (1970, 11, 20), (1971, 3, 9), (1988, 3, 9), (1900, 1, 1)
]]  # fmt: skip
#: A few values of each field that differ in little.
VALUES: dict[str, list[Any]] = {
    "given_name": [
        "Ana", "Anna", "Ana Marija", "Marija Ana", "A.", "A. M.", "M", "Elizabeta", "Špela", "Elizabeth", "Elise",
        "Bill", "William", "Willem", "Novak", "Žiga", "Иван", "Ivan", "",
    ],
    "family_name": [
        "Novak", "Nowak", "Novakovič", "Novaković", "Kos", "Kos Novak", "Novak-Kos", "Kozovelec", "Kosovelc",
        "van der Berg", "Ana", "Marija", "Петров", "Petrov", "O’Brien", "",
    ],
    "known_as": ["", "", "", "Beti", "Ana", "Bill"],
    "former_name": ["", "", "Novak", "Kos", "Zupan"],
    "birth_date": [*DAYS, *DAYS[:3], None],
    "birth_year": [None, 1970, 1971, 1990],
    "email": [
        "ana@x.org", "ana@y.org", "anna@x.org", "ana1@x.org", "ana2@x.org", "novak.a@x.org", "novak.a@y.org", "info@x.org",
        "čas@x.org", "@x.org", "ana", "",
    ],
    "phone": ["+386 41 123 456", "041 123 456", "041 123 457", "01 555 12 12", "000000", ""],
    "street": ["Trg 5", "Trg 15", "Cankarjeva cesta 12", "Cankarjeva cesta 1", "Cankarjeva c. 12", ""],
    "city": ["Ljubljana", "Ljubljanna", "Koper", "Koper - Capodistria", ""],
    "postcode": ["1000", "1001", "6000", ""],
    "birth_place": ["Maribor", "Marribor", "Celje", ""],
    "programme": ["Economics", "Law", ""],
    "class_year": [1994, 1995, None],
    "national_number": ["0903970505123", "0903970505124", "2", ""],
}  # fmt: skip
texts = some.text(max_size=12)
days = some.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2020, 12, 31))
years = some.integers(1900, 2020)
ANYTHING: dict[str, some.SearchStrategy[Any]] = {"birth_date": days, "birth_year": years, "class_year": years}


def records() -> some.SearchStrategy[Record]:
    """Mostly of the values above, at times of anything at all."""
    fields = {
        name: some.sampled_from(values) | ANYTHING.get(name, texts)
        if name != "birth_year"
        else some.sampled_from(values)
        for name, values in VALUES.items()
    }
    return some.builds(Record, id=some.just(""), **fields)
