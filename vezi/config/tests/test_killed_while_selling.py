"""Web, worker and database killed while hundreds press for few seats: each who pressed has one answer, never more come than
there are seats, whoever came first is first, and everybody is told once."""

import http.client
import json
import threading
import time
from urllib.parse import urlencode

import pytest

from vezi.config.tests import test_up
from vezi.config.tests.test_up import House, asked, kill, until

pytestmark = pytest.mark.enable_socket
prepared, house = test_up.prepared, test_up.house

PEOPLE, SEATS, AT_ONCE = 240, 30, 8
EVENT = f"""
import json
from datetime import timedelta
from django.utils import timezone
from vezi.activities.events import answers
from vezi.activities.events.tests.factories import make_event
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
club, now = make_club("economics"), timezone.now()
event = make_event(club, capacity={SEATS}, starts_at=now + timedelta(days=30), now=now)
people = [make_member(club, "Ada", f"Of {{number}}", f"of{{number}}@example.org") for number in range({PEOPLE})]
print(json.dumps([answers.address_of(event, one) for one in people]))
"""


#: Beside what the demo has.
OURS = "(select max(id) from events_event)"


def test_killed_one_after_the_other_the_house_sells_no_seat_twice_and_forgets_nobody(house: House) -> None:
    made = house.vezi("shell", "-v", "0", "-c", EVENT)
    assert made.returncode == 0, made.stderr
    ways: list[str] = json.loads(made.stdout.strip().splitlines()[-1])
    threads = [threading.Thread(target=press_all, args=(house.port, ways[part::AT_ONCE])) for part in range(AT_ONCE)]
    for thread in threads:
        thread.start()

    for after, killed in ((10, "web"), (60, "database"), (110, "worker"), (150, "web")):
        until(lambda after=after: sum(standings(house).values()) >= after, what=f"{after} answers")
        kill(house, killed)
    for thread in threads:
        thread.join(test_up.PATIENCE)

    until(lambda: standings(house) == {"coming": SEATS, "waiting": PEOPLE - SEATS}, what="an answer of each")
    seats = f"select count(*) from events_seat s join events_registration r on r.id = s.registration_id where r.event_id = {OURS}"
    assert asked(house, seats) == [(PEOPLE,)]
    last_in = f"(select max(id) from events_registration where event_id = {OURS} and standing = 'coming')"
    past = (
        f"select count(*) from events_registration where event_id = {OURS} and standing = 'waiting' and id < {last_in}"
    )
    assert asked(house, past) == [(0,)]
    until(lambda: told(house) == {"sent": SEATS}, what="one confirmation of each")
    until(lambda: notices(house) == {"coming": SEATS, "waiting": PEOPLE - SEATS}, what="one notice of each")


def press_all(port: int, ways: list[str]) -> None:
    """Whoever is not answered presses again, as people do."""
    for way in ways:
        while not is_answered(port, way):
            time.sleep(0.2)


def is_answered(port: int, way: str) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        form = urlencode({"press": "1", "answer": "yes"})
        line.request("POST", way, form, {"Content-Type": "application/x-www-form-urlencoded"})
        return line.getresponse().status == 302
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def standings(house: House) -> dict[str, int]:
    return counted(
        house, f"select standing, count(*) from events_registration where event_id = {OURS} group by standing"
    )


def told(house: House) -> dict[str, int]:
    ours = "where kind = 'events.confirmed' and to_name like 'Ada Of %'"
    return counted(house, f"select state, count(*) from core_outgoingmail {ours} group by state")


def notices(house: House) -> dict[str, int]:
    ours = "where n.kind in ('events.coming', 'events.waiting') and p.family like 'Of %'"
    people = "notices_notice n join people_person p on p.id = n.person_id"
    return counted(house, f"select substr(n.kind, 8), count(*) from {people} {ours} group by n.kind")


def counted(house: House, sql: str) -> dict[str, int]:
    return {str(name): int(str(count)) for name, count in asked(house, sql)}
