"""The indexer: one a node, it keeps the index up to date for as long as the house runs.

It may be killed at any moment: each commit says how far had been read, and the next indexer reads on from there.
"""

import logging
import os
import subprocess
import sys
import time
from array import array
from collections.abc import Callable
from contextlib import suppress

import psycopg
from django.db import InterfaceError, OperationalError, connection

from vezi.network.directory.index import changes, store, writing
from vezi.network.directory.index.changes import Place, TooOld
from vezi.network.directory.index.documents import count
from vezi.network.directory.index.soundness import is_panic, unsound
from vezi.network.directory.index.store import Facts, Held, NoIndex
from vezi.network.directory.index.writing import Writer

log = logging.getLogger(__name__)

LISTEN_FOR = 0.8  # seconds; then one looks at the table too, in case a word was lost
REST = 0.5  # seconds before another try
AT_ONCE = 4_000  # people written before those that changed meanwhile are read
SIFTED_AT_ONCE = 20_000  # people of an import of whom one asks whether they concern the index at all
NOTE_EVERY = 600.0  # seconds between commits when nothing changes, so that the watermark does not grow old
COMPARE_EVERY = 600.0  # seconds between comparisons of the counts


class Indexer:
    def __init__(self) -> None:
        self.writer: Writer | None = None
        self.facts: Facts | None = None  # of the last commit
        self.place: Place | None = None  # how far has been read
        self.unsifted: array[int] = array("q")  # people of a large change, as read
        self.behind: array[int] = array("q")  # those of them whom the index has or should have, not written yet
        self.noted_at = self.compared_at = time.monotonic()
        self.has_read = False  # something since the last commit that said so
        self.said = ""  # the last trouble
        self.making: subprocess.Popen[bytes] | None = None

    def run(self, *, is_stopping: Callable[[], bool]) -> None:
        """Go on until told to stop. Raises Held when another indexer is at work."""
        with store.held("writer.lock", patience=1.0):  # `vezi status` tries it for a moment
            while not is_stopping():
                try:
                    self.work(is_stopping=is_stopping)
                except (OperationalError, InterfaceError, psycopg.Error) as error:
                    self.say(f"The database is away: {error}")
                    connection.close()
                except Held:
                    self.say("Another program is making the index anew.")
                except (ValueError, OSError, NoIndex) as error:
                    self.say(f"The index cannot be written: {error}")  # a full disk, say; readers go on
                except BaseException as error:
                    if not is_panic(error):
                        raise
                    self.say(f"The index gave up: {error}")
                self.forget()
                if not is_stopping():
                    time.sleep(REST)

    def work(self, *, is_stopping: Callable[[], bool]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"listen {changes.CHANNEL}")
        while not is_stopping():
            if not self.step():
                self.said = ""
                self.wait()

    def say(self, what: str) -> None:
        """Once, however often it is tried again."""
        if what != self.said:
            log.warning("%s", what.strip())
        self.said = what

    def wait(self) -> None:
        """Until a change is announced, or for a while."""
        for _told in connection.connection.notifies(timeout=LISTEN_FOR, stop_after=1):
            pass

    def step(self) -> bool:
        """Write what has changed. Whether there is more to do at once."""
        writer, place = self.settle()
        try:
            found = changes.read(place)
        except TooOld:
            log.warning("Changes this node had not read are gone: its index is made anew.")
            self.make_anew()
            return True
        self.place = found.place
        self.has_read |= bool(found.person_ids)
        self.write(writer, self.some_of(found.person_ids, writer))
        if not self.has_more:
            self.compare()
        return self.has_more

    @property
    def has_more(self) -> bool:
        return bool(self.behind or self.unsifted)

    def some_of(self, fresh: "array[int]", writer: Writer) -> "array[int]":
        """An import is written in slices, so that what is edited meanwhile need not wait for its end.

        Most of a registrar's file are records that nobody may find yet: they are sifted out first.
        """
        if len(fresh) > AT_ONCE:
            self.unsifted += fresh
            fresh = array("q")
        if self.unsifted and not self.behind:
            sifted, self.unsifted = self.unsifted[:SIFTED_AT_ONCE], self.unsifted[SIFTED_AT_ONCE:]
            self.behind = writer.concerned(sifted)
        some, self.behind = fresh + self.behind[:AT_ONCE], self.behind[AT_ONCE:]
        return some

    def write(self, writer: Writer, person_ids: "array[int]") -> None:
        assert self.facts is not None
        assert self.place is not None
        # While some are behind, a next indexer has to read from where these were read.
        place = Place(self.facts.watermark, self.facts.cleared) if self.has_more else self.place
        is_old = time.monotonic() - self.noted_at > NOTE_EVERY or self.has_read
        if not person_ids and (self.has_more or not is_old or place.watermark == self.facts.watermark):
            return
        writer.look_again(person_ids)
        self.facts = writer.commit(place, self.facts.origin)
        self.noted_at, self.has_read = time.monotonic(), self.has_more

    def settle(self) -> tuple[Writer, Place]:
        """Have the generation in use open, and know how far it is."""
        is_settled = self.writer is not None and self.place is not None and self.writer.name == store.current()
        if not is_settled or not store.is_there(store.current()) or store.is_damaged(store.current()):
            self.forget()
            while not self.open():
                self.make_anew()
            self.clear_away(patience=0.5)
        assert self.writer is not None
        assert self.place is not None
        return self.writer, self.place

    def clear_away(self, *, patience: float = 0.0) -> None:
        """Unless one is being made just now; then later."""
        with suppress(Held), store.held("rebuild.lock", patience=patience):
            store.clear_away()

    def open(self) -> bool:
        """Whether there is a generation of this form, made from this database."""
        name = store.current()
        if not store.is_of_this_form(name):
            return False
        if store.is_there(name) and (why := unsound(name)):
            log.error("The index %s is damaged: %s", name, why)
            store.mark_damaged(name)
            return False
        try:
            self.writer = Writer(name)
        except NoIndex as error:
            log.error("The index cannot be opened: %s", error)
            return False
        facts = self.writer.facts()
        if facts is None or facts.origin != changes.origin():
            self.forget()
            return False
        self.facts, self.place = facts, Place(facts.watermark, facts.cleared)
        return True

    def make_anew(self) -> None:
        self.forget()
        begun = time.monotonic()
        name = writing.make_anew()
        log.info("Made the index %s in %.1f s.", name, time.monotonic() - begun)

    def forget(self) -> None:
        """Leave what is not committed; the next `settle` reads on from what is."""
        if self.writer is not None:
            self.writer.let_go()
        self.writer = self.facts = self.place = None
        self.behind, self.unsifted = array("q"), array("q")

    def compare(self) -> None:
        """The index does not notice damage by itself. Where the counts part, have it made anew beside this one."""
        if time.monotonic() - self.compared_at < COMPARE_EVERY or (self.making and self.making.poll() is None):
            return
        self.compared_at = time.monotonic()
        self.clear_away()
        if why := unsound(store.current()):
            log.error("The index %s is damaged: %s", store.current(), why)
            store.mark_damaged(store.current())
            return
        held, should = store.documents_in(store.reader().searcher), count()
        if held != should and not changes.read(self.place or changes.here()).person_ids:
            log.error("The index holds %s documents, the database %s: it is made anew.", held, should)
            self.making = subprocess.Popen(
                [sys.executable, "-m", "django", "reindex"], env=os.environ | settings_name()
            )


def settings_name() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "vezi.config.settings")}
