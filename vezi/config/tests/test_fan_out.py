"""A whole house in which all members are told, while its database, its worker and its web server are killed in turn."""

import os
import signal
from collections import Counter
from functools import partial

import psycopg
import pytest

from vezi.config.tests.test_up import House, house, prepared
from vezi.core.database import embedded
from vezi.core.database.cluster import Cluster
from vezi.core.tests import processes

__all__ = ["house", "prepared"]

pytestmark = pytest.mark.enable_socket
MANY = 3_000
until = partial(
    processes.until, seconds=400
)  # of whatever a killed worker had at hand another hears after half a minute
MEMBERS = f"""
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
accounts = Account.objects.bulk_create([Account(email=f"of{{number}}@example.org") for number in range({MANY})])
Person.objects.bulk_create([
    Person(
        given="Ada", family=f"Of {{one.pk}}", sort_en=b"", sort_sl=b"", account=one, source="self",
        created_at=one.joined_at, recorded_at=one.joined_at, claimed_at=one.joined_at,
    )
    for one in accounts
])
"""
MEMBERS_IN_ALL = """
select count(*) from people_person p join accounts_account a on a.id = p.account_id
where a.is_active and p.merged_into_id is null and p.erased_at is null
"""


def asked(house: House, sql: str) -> list[tuple[object, ...]]:
    """Nothing while the database is away."""
    server = embedded.running(house.home)
    if server is None:
        return []
    try:
        with psycopg.connect(
            host=server.socket, user="vezi", dbname="vezi", passfile=str(Cluster(house.home).passfile)
        ) as connection:
            return connection.execute(sql).fetchall()
    except psycopg.OperationalError:
        return []


def letters(house: House, *, sent: bool = False) -> int:
    sql = "select count(*) from core_outgoingmail where kind = 'notices.house'" + (
        " and state = 'sent'" if sent else ""
    )
    return int(str((asked(house, sql) or [(0,)])[0][0]))


def test_killed_one_after_the_other_the_house_forgets_nobody_and_tells_nobody_twice(house: House) -> None:
    made = house.vezi("shell", "-v", "0", "-c", MEMBERS)
    assert made.returncode == 0, made.stderr
    said = house.vezi("tell", "The house rests on Sunday.", "--way", "now")
    assert said.returncode == 0, said.stderr

    for after, killed in ((1, "database"), (600, "worker"), (1_200, "web"), (1_800, "database")):
        until(lambda after=after: letters(house) >= after, what=f"{after} letters")
        kill(house, killed)

    until(lambda: letters(house, sent=True) >= MANY, what="all letters")
    (members,) = [number for (number,) in asked(house, MEMBERS_IN_ALL)]
    told = Counter(
        person for (person,) in asked(house, "select person_id from notices_notice where kind = 'notices.house'")
    )
    written = Counter(
        person for (person,) in asked(house, "select person_id from core_outgoingmail where kind = 'notices.house'")
    )
    assert (len(told), set(told.values())) == (members, {1})
    assert written == told


def kill(house: House, what: str) -> None:
    if what == "database":
        server = embedded.running(house.home)
        assert server is not None
        os.kill(server.server, signal.SIGKILL)
    elif what == "worker":
        for worker in house.workers():
            os.kill(worker, signal.SIGKILL)
    else:
        os.kill(house.process("granian"), signal.SIGKILL)
