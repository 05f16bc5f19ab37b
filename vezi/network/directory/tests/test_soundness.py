"""An index that is deleted, damaged, or on a full disk while pages are served: people are found, and it is made anew."""

import random
import resource
import shutil
import time
from pathlib import Path

import pytest
from django.test import Client

from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory import indexer as indexing
from vezi.network.directory.index import soundness, store, writing
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.indexer import Indexer
from vezi.network.directory.tests.test_indexer import as_in_the_database, at_work, finds, seconds_until
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.tests.factories import make_affiliation, make_position, make_residence

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = (
    "/people/?q=ada", "/people/?q=engineer3&city=Koper&from=1990", "/people/?sort=name", "/people/?q=zzzz",
    "/people/typeahead?q=ada", "/people/typeahead?q=99", "/classes/economics/", "/classes/economics/1999/", "/",
)  # fmt: skip
SUFFIXES = (".term", ".idx", ".fast", ".fieldnorm", ".pos", ".store")


@pytest.fixture
def adas(node) -> Client:
    economics = make_club("economics", name="Economics Alumni")
    ada = make_member(economics, "Ada", "Lovelace", email="ada@example.org")
    for number in range(30):
        one = make_member(economics, f"Given{number}", "engineer")
        make_affiliation(one, 1990 + number % 20, institution=economics.institution)
        make_position(one, f"engineer{number}", "Works", city="Koper")
        make_residence(one, "Koper", "SI")
    make_affiliation(ada, 1999, institution=economics.institution)
    client = Client()
    client.force_login(ada.account)
    return client


def generation() -> Path:
    return store.folder() / store.current()


def all_answer(adas: Client) -> bool:
    """At worst a page asks to come back in a moment, as that of a class does."""
    said = {page: adas.get(page, follow=True).status_code for page in PAGES}
    return {page: status for page, status in said.items() if status != 200 and not page.startswith("/classes/")} == {}


def flip(file: Path, chance: random.Random, *, bytes_flipped: int = 40) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(bytes_flipped):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    file.unlink()  # whoever has it open reads on in the old one
    file.write_bytes(data)


def test_a_sound_index_is_said_to_be_sound(adas) -> None:
    indexer = Indexer()
    indexer.step()
    for number in range(3):  # several segments, and people deleted from them
        make_position(make_member(make_club(f"club{number}")), "engineer")
        indexer.step()

    assert soundness.unsound(store.current()) == ""


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damage_is_seen_whatever_file_it_is_in(adas, suffix) -> None:
    Indexer().step()
    [file, *_] = sorted(generation().glob(f"*{suffix}"))
    flip(file, random.Random(suffix), bytes_flipped=1)

    assert soundness.unsound(store.current())


@pytest.mark.parametrize("seed", range(12))
def test_pages_answer_from_a_damaged_index_and_the_indexer_makes_it_anew(adas, seed) -> None:
    Indexer().step()
    chance = random.Random(seed)
    before = store.current()
    for file in chance.sample(sorted(one for one in generation().iterdir() if one.suffix in SUFFIXES), 2):
        flip(file, chance)
    store._opened.clear()  # as in a web process that has just begun

    assert all_answer(adas)
    Indexer().step()  # as an indexer that has just begun
    assert (store.current() != before, soundness.unsound(store.current()), as_in_the_database()) == (True, "", True)
    assert [row.who.name for row in adas.get(PAGES[0]).context["rows"]] == ["Ada Lovelace"]


def test_damage_that_a_question_meets_is_told_to_the_indexer_at_work(adas) -> None:
    indexer = Indexer()
    indexer.step()
    before = store.current()
    for file in generation().glob("*.fast"):
        flip(file, random.Random(3), bytes_flipped=2_000)
    store._opened.clear()

    assert all_answer(adas)
    assert store.is_damaged(before)
    with pytest.raises(NoIndex):
        store.reader()
    indexer.step()
    assert (store.is_damaged(store.current()), as_in_the_database()) == (False, True)


def test_damage_that_no_question_meets_is_found_when_counts_are_compared(adas) -> None:
    indexer = Indexer()
    indexer.step()
    before = store.current()
    [file, *_] = generation().glob("*.fieldnorm")
    flip(file, random.Random(1))
    indexer.compared_at -= indexing.COMPARE_EVERY + 1
    indexer.step()
    indexer.step()

    assert (store.current() != before, as_in_the_database()) == (True, True)


@pytest.mark.parametrize("gone", ["", "current", "meta.json", "*.term", "*"])
def test_an_index_that_is_deleted_while_serving_is_made_anew(adas, gone) -> None:
    with at_work(store.folder().parent):
        seconds_until(lambda: finds("lovelace", "name_c"))
        assert all_answer(adas)
        if not gone:
            shutil.rmtree(store.folder())
        else:
            for file in [*store.folder().glob(gone), *generation().glob(gone)]:
                shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
        store._opened.clear()
        assert all_answer(adas)
        make_position(make_member(make_club("law")), "judge")
        seconds_until(lambda: finds("judge"))

    store._opened.clear()
    assert (as_in_the_database(), soundness.unsound(store.current())) == (True, "")


def test_on_a_full_disk_searches_are_answered_and_nothing_is_lost(adas) -> None:
    with at_work(store.folder().parent) as process:
        seconds_until(lambda: finds("lovelace", "name_c"))
        _soft, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, hard))
        make_position(make_member(make_club("law")), "judge")
        time.sleep(3)
        assert (all_answer(adas), finds("judge"), process.poll()) == (True, 0, None)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        seconds_until(lambda: finds("judge"))

    assert as_in_the_database()


def test_a_making_that_fails_leaves_nothing_behind(adas, monkeypatch) -> None:
    Indexer().step()
    before = sorted(store.folder().iterdir())
    monkeypatch.setattr(writing, "catch_up", lambda _name: (_ for _ in ()).throw(OSError("No space left on device")))
    for _ in range(3):
        with pytest.raises(OSError, match="No space"):
            writing.make_anew()

    assert {path.name for path in store.folder().iterdir()} == {*(path.name for path in before), "rebuild.lock"}
    assert all_answer(adas)
