"""Web servers as `vezi up` runs them."""

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.houses import House, Running
from vezi.config import up

LONGEST_START = 60.0
APPLICATION = "vezi.config.rsgi:application"
BARE = "bench.bare:application"
FRAMED = {"DJANGO_SETTINGS_MODULE": "bench.framed_settings"}
#: So that the house opens with the rules of a real network.
NOTICE = {f"VEZI_PRIVACY_{name}": "Bench" for name in ("CONTROLLER", "ADDRESS", "CONTACT", "DATA_PROTECTION_CONTACT")}


class DoesNotStart(Exception):
    """A web server said nothing for a minute."""


@contextmanager
def web(
    house: House, *, processes: int, application: str = APPLICATION, port: int | None = None, **variables: str
) -> Iterator[Running]:
    port = port or house.port
    asked = up.House(
        home=house.home, bind="127.0.0.1", port=port, workers=processes, address=f"http://localhost:{port}", demo=False,
        embedded=True,
    )  # fmt: skip
    child = next(child for child in up.children(asked) if child.name == "web")
    command = [application if part == APPLICATION else part for part in child.command[2:]]  # after “python -m”
    with house.running(*command, **child.environment, **NOTICE, **variables) as running:
        wait_until_it_answers(port)
        yield running


def wait_until_it_answers(port: int) -> None:
    until = time.monotonic() + LONGEST_START
    while not answers(port):
        if time.monotonic() > until:
            raise DoesNotStart(f"port {port}")
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Whether the first page comes whole."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        answer = connection.getresponse()
        return answer.status == 200 and bool(answer.read())
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
