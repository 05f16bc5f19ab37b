"""The indexer as it really runs: a process that may be killed, beside transactions that commit as they like."""

import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection, connections
from tantivy import Query

from vezi.core.audience import Audience
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory import indexer as indexing
from vezi.network.directory.index import changes, documents, store, writing
from vezi.network.directory.index.documents import count
from vezi.network.directory.index.schema import PERSON, numeral, schema
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.indexer import Indexer
from vezi.network.memberships.tests.factories import make_member, make_record
from vezi.network.people.models import ContactValue, Person
from vezi.network.people.tests.factories import make_contact, make_position

pytestmark = pytest.mark.django_db(transaction=True)
CHECKOUT = Path(__file__).resolve().parents[4]


def finds(word: str, field: str = "text_c") -> int:
    try:
        return store.reader().searcher.search(Query.term_query(schema(), field, word)).count
    except NoIndex:
        return 0


def seconds_until(true: Callable[[], object], *, patience: float = 60.0) -> float:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < patience, "it never came true"
        time.sleep(0.01)
    return time.monotonic() - begun


def start(home: Path) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "vezi.network.directory.tests.indexer_process"]
    with said_in(home).open("ab") as said:
        return subprocess.Popen(
            [*program, str(connection.settings_dict["NAME"]), str(home)],
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)}, stderr=said,
        )  # fmt: skip


def said_in(home: Path) -> Path:
    return home / "indexers.log"


@contextmanager
def at_work(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = start(home)
    try:
        yield process
    except AssertionError as error:
        error.add_note(
            f"The indexer (ended with {process.poll()}), and those before it, said: {said_in(home).read_text()}"
        )
        raise
    finally:
        process.kill()
        process.wait()


@contextmanager
def another_connection() -> Iterator[psycopg.Connection]:
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:  # type: ignore[arg-type]
        yield other


@contextmanager
def never_collecting() -> Iterator[None]:
    """As between two collections of the garbage."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def as_in_the_database() -> bool:
    """Every person is found by her own word, and nobody else is there."""
    searcher = store.reader().searcher
    titles = Person.objects.filter(memberships__state="member").values_list("pk", "positions__title")
    right = all(
        [searcher.doc(a)["id"] for _s, a in searcher.search(Query.term_query(schema(), "text_c", word)).hits] == [[pk]]
        for pk, word in titles
        if word
    )
    return right and store.documents_in(searcher) == count()


def test_an_edit_is_found_within_a_second(node) -> None:
    ada = make_member(make_club())
    with at_work(node):
        seconds_until(lambda: finds("lovelace", "name_c"))
        waited = []
        for number in range(5):
            make_position(ada, f"engineer{number}")
            waited.append(seconds_until(lambda word=f"engineer{number}": finds(word)))

    assert sorted(waited)[2] < 1.0


def test_a_mail_address_is_found_and_forgotten_as_it_is_shown_and_hidden(node) -> None:
    ada = make_member(make_club())
    indexer = Indexer()
    indexer.step()
    mail = make_contact(ada, "ada@posta.example", audience=Audience.CLUB)
    indexer.step()
    shown = (finds("ada@posta.example", "mail_c"), finds("ada@posta.example", "mail_n"))
    ContactValue.objects.filter(pk=mail.pk).update(audience=Audience.NOBODY)
    indexer.step()
    hidden = finds("ada@posta.example", "mail_c")
    ContactValue.objects.filter(pk=mail.pk).update(audience=Audience.NETWORK)
    indexer.step()
    mail.delete()
    indexer.step()

    assert (shown, hidden, finds("ada@posta.example", "mail_n")) == ((1, 0), 0, 0)


def test_nothing_is_lost_when_it_is_killed_at_any_moment(node) -> None:
    club, chance = make_club(), random.Random(7)
    people = [make_member(club, f"Given{number}") for number in range(6)]
    process = start(node)
    seconds_until(lambda: finds("lovelace", "name_c"))
    for round_ in range(5):
        for number, person in enumerate(people):
            person.positions.all().delete()
            make_position(person, f"work{round_}x{number}")
            time.sleep(chance.random() * 0.03)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process = start(node)
        time.sleep(chance.random() * 1.5)
    process.send_signal(signal.SIGKILL)
    process.wait()

    with at_work(node):
        seconds_until(as_in_the_database)


def test_it_survives_the_end_of_its_connection(node) -> None:
    ada = make_member(make_club())
    with at_work(node) as process:
        seconds_until(lambda: finds("lovelace", "name_c"))
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where query ilike '%directory_c%'"
                           " and pid <> pg_backend_pid() and datname = current_database()")  # fmt: skip
        make_position(ada, "afterwards")
        seconds_until(lambda: finds("afterwards"))

        assert process.poll() is None


@pytest.mark.parametrize(
    ("module", "question"), [(documents, "streamed"), (changes, "origin"), (changes, "read"), (changes, "here")]
)
def test_it_goes_on_when_its_connection_ends_at(node, monkeypatch, module, question) -> None:
    ada = make_member(make_club())
    if question != "here":
        Indexer().step()
    make_position(ada, "afterwards")
    answer, times = getattr(module, question), []

    def broken_at_first(*about: object) -> object:
        if not times:
            times.append(question)
            error = OperationalError("the connection is gone")
            raise error  # this frame and the error hold each other, as in Django's own
        return answer(*about)

    monkeypatch.setattr(module, question, broken_at_first)
    monkeypatch.setattr(indexing, "REST", 0.01)
    monkeypatch.setattr(Indexer, "wait", lambda _self: None)
    with never_collecting():
        Indexer().run(is_stopping=iter([False] * 8 + [True] * 4).__next__)

    assert (times, finds("afterwards")) == ([question], 1)


def test_a_kill_between_the_files_of_a_commit_and_its_record_does_no_harm(node) -> None:
    """What was deleted is written into a file of the commit's number, which the next try has again."""
    club = make_club()
    ada, _another = make_member(club, "Ada"), make_member(club, "Another")
    indexer = Indexer()
    indexer.step()
    generation, before = store.folder() / store.current(), node / "before"
    shutil.copytree(generation, before)
    make_position(ada, "afterwards")
    indexer.step()
    indexer.forget()
    shutil.copytree(before, generation, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".managed.json"))
    Indexer().step()

    assert finds("afterwards") == 1
    assert store.documents_in(store.reader().searcher) == 2


def test_it_stops_when_told_to(node) -> None:
    make_member(make_club())
    with at_work(node) as process:
        seconds_until(lambda: finds("lovelace", "name_c"))
        process.terminate()

        assert process.wait(timeout=10) == 0


def test_transactions_that_commit_out_of_order_are_all_seen(node) -> None:
    club = make_club()
    early, late = make_member(club, "Early"), make_member(club, "Late")
    indexer = Indexer()
    indexer.step()
    with another_connection() as other:
        other.execute("update people_person set title = 'slowly' where id = %s", [early.pk])
        Person.objects.filter(pk=late.pk).update(title="quickly")
        indexer.step()
        between = (finds("slowly"), finds("quickly"))
        other.commit()
        indexer.step()

    assert between == (0, 1)
    assert (finds("slowly"), finds("quickly")) == (1, 1)


def test_what_was_seen_above_the_watermark_is_not_written_twice(node) -> None:
    ada = make_member(make_club())
    indexer = Indexer()
    indexer.step()
    with another_connection() as other:
        other.execute("update people_person set title = 'open' where id = %s", [ada.pk])
        Person.objects.filter(pk=ada.pk + 1_000_000).update(title="nobody")
        indexer.step()
        place = indexer.place

        assert changes.read(place).person_ids.tolist() == []


def test_an_import_is_written_in_slices_and_read_again_after_a_kill(node, monkeypatch) -> None:
    monkeypatch.setattr(indexing, "AT_ONCE", 3)
    club = make_club()
    indexer = Indexer()
    indexer.step()
    for number in range(8):
        make_member(club, f"Given{number}")
    with another_connection() as other:
        other.execute("update people_person set title = 'together'")
        other.commit()
    first = indexer.step()
    found_at_first = finds("together")
    another = Indexer()
    indexer.forget()  # as if it had been killed
    while another.step():
        pass

    assert (first, found_at_first) == (True, 3)
    assert finds("together") == 8


def test_an_index_that_missed_cleared_changes_is_made_anew(node) -> None:
    ada = make_member(make_club())
    indexer = Indexer()
    indexer.step()
    indexer.forget()
    Person.objects.filter(pk=ada.pk).update(title="missed")
    with connection.cursor() as cursor:
        cursor.execute("update directory_change set at = at - interval '10 days'")
    cleared = changes.clear()
    before = store.current()
    Indexer().step()

    assert cleared > 0
    assert (finds("missed"), store.current() != before) == (1, True)


def test_an_index_of_another_database_is_not_believed(node, monkeypatch) -> None:
    make_member(make_club())
    monkeypatch.setattr(changes, "origin", lambda: "another database")
    writing.make_anew()
    monkeypatch.undo()
    before = store.current()
    Indexer().step()

    assert store.current() != before


def test_it_is_made_anew_beside_the_one_in_use(node) -> None:
    club = make_club()
    people = [make_member(club, f"Given{number}") for number in range(5)]
    unanswered: list[str] = []
    done = threading.Event()

    def keep_asking() -> None:
        while not done.is_set():
            if finds("lovelace", "name_c") != 5:
                unanswered.append("!")

    with at_work(node):
        seconds_until(lambda: finds("lovelace", "name_c") == 5)
        asking = threading.Thread(target=keep_asking)
        asking.start()
        before = store.current()
        try:
            for number, person in enumerate(people):
                make_position(person, f"beside{number}")
                if number % 2:
                    writing.make_anew()
            seconds_until(as_in_the_database)
        finally:
            done.set()
            asking.join()

        assert store.current() != before
        seconds_until(lambda: not (store.folder() / before).exists())
    connections.close_all()
    assert unanswered == []


def test_counts_that_part_have_the_index_made_anew(node, monkeypatch) -> None:
    ada = make_member(make_club())
    started = []
    monkeypatch.setattr(indexing.subprocess, "Popen", lambda *args, **_kw: started.append(args[0]))
    indexer = Indexer()
    indexer.step()
    indexer.writer.writer.delete_documents_by_term(PERSON, numeral(ada.pk))
    indexer.writer.commit(indexer.place, indexer.facts.origin)
    indexer.compared_at -= indexing.COMPARE_EVERY + 1
    indexer.step()

    assert [program[-1] for program in started] == ["reindex"]


def test_an_index_that_cannot_be_opened_is_made_anew(node) -> None:
    make_member(make_club())
    Indexer().step()
    (store.folder() / store.current() / "meta.json").write_text("broken")
    Indexer().step()

    assert finds("lovelace", "name_c") == 1


def test_records_that_nobody_may_find_are_sifted_out_of_an_import(node, monkeypatch) -> None:
    monkeypatch.setattr(indexing, "AT_ONCE", 3)
    club = make_club()
    indexer = Indexer()
    indexer.step()
    for number in range(6):
        make_record(club, f"Record{number}")
    make_member(club, "Leaving")
    while indexer.step():
        pass
    before = (finds("lovelace", "name_c"), store.documents_in(store.reader().searcher))
    make_record(club, "Another")
    indexer.step()
    noted = indexer.facts.watermark == indexer.place.watermark
    with another_connection() as other:
        other.execute("update memberships_membership set state = 'left' where state = 'member'")
        other.execute("update people_person set title = 'dr.'")
        other.commit()
    while indexer.step():
        pass

    assert before == (1, 1)
    assert (finds("lovelace", "name_c"), store.documents_in(store.reader().searcher)) == (0, count())
    assert noted
