"""Two thousand people for five hundred seats from a hundred clients at once, and the pages of a large event, over HTTP."""

import http.client
import time
from functools import partial
from typing import Any
from urllib.parse import urlencode

from bench.figures import Bar, Figure, Group, percentile
from bench.load import TIMEOUT, Visitor, at_once
from bench.networks import Network
from bench.servers import web

WANTING, SEATS, CLIENTS, COMING = 2_000, 500, 100, 2_300
ROUNDS = 4
CSRF = "b" * 32
FLOOR = "a press that chooses a language, by the same clients"
PAGE_FLOOR = "a page with the same frame and no matter of its own"


class WrongAnswer(Exception):
    """An answer that was neither a seat nor a place in the queue."""


def measure(networks: list[Network]) -> list[Group]:
    return [measured(networks[0])]


def measured(network: Network) -> Group:
    with network.house.with_database():
        network.populate()
        found = network.house.does("happening", wanting=WANTING, seats=SEATS, coming=COMING).answer
        with web(network.house, processes=2) as _server:
            bare = pressed(network.house.port, found["wanting"], "/language/", {"language": "en", "next": "/"})
            taken = pressed(
                network.house.port, found["wanting"], found["register"], {"answer": "yes", "is_shown": "on"}
            )
            pages = {name: asked(network.house.port, cookies, path) for name, cookies, path in (
                ("frame", found["readers"], "/help/"), ("page", found["readers"], found["page"]),
                ("list", [found["organiser"]] * 50, f"{found['page']}coming/"),
            )}  # fmt: skip
        became = network.house.does("happening", ended=found["event"]).answer
    assert became == {"coming": SEATS, "waiting": WANTING - SEATS, "in_order": True}, became
    return told(taken, bare, pages)


def told(taken: list[float], bare: list[float], pages: dict[str, list[float]]) -> Group:
    a_second, of_bare = WANTING / taken[-1], WANTING / bare[-1]
    frame = percentile(pages["frame"], 0.95) * 1000
    return Group(
        "Events",
        f"{WANTING:,} people press “I’m coming” for {SEATS} seats from {CLIENTS} clients at once, two web processes: exactly"
        f" {SEATS} came in, the others wait in the order in which they came, and nobody met an error. Pages of an event with"
        f" {COMING:,} who come, one after the other.",
        [
            Figure("registrations", a_second, "a second", of_bare, FLOOR, (Bar(100.0, at_least=True),)),
            Figure("an answer to a press, p50", percentile(taken[:-1], 0.5) * 1000, "ms"),
            Figure("an answer to a press, p95", percentile(taken[:-1], 0.95) * 1000, "ms"),
            Figure("page of the event, p95", percentile(pages["page"], 0.95) * 1000, "ms", frame, PAGE_FLOOR, (Bar(60.0),)),
            Figure("the organisers’ list, p95", percentile(pages["list"], 0.95) * 1000, "ms", frame, PAGE_FLOOR, (Bar(120.0),)),
        ],
    )  # fmt: skip


def pressed(port: int, cookies: list[str], path: str, form: dict[str, str]) -> list[float]:
    """Seconds of each press, and of all of them at the end. Raises WrongAnswer for whatever is no redirect."""
    shares = [cookies[number::CLIENTS] for number in range(CLIENTS)]
    parts, seconds = at_once([partial(pressed_by, some, port, path, form) for some in shares])
    return [*(took for part in parts for took in part), seconds]


def pressed_by(cookies: list[str], port: int, path: str, form: dict[str, str]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        return [once(connection, cookie, path, form) for cookie in cookies]
    finally:
        connection.close()


def once(connection: http.client.HTTPConnection, cookie: str, path: str, form: dict[str, str]) -> float:
    headers: dict[str, Any] = {
        "Cookie": f"{cookie}; csrftoken={CSRF}", "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF,
    }  # fmt: skip
    began = time.perf_counter()
    connection.request("POST", path, urlencode(form), headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 302:
        raise WrongAnswer(f"{path}: {answer.status} {body[:200]!r}")
    return time.perf_counter() - began


def asked(port: int, cookies: list[str], path: str) -> list[float]:
    """Seconds of each; the first of each reader is to warm up."""
    found = list[float]()
    for cookie in cookies:
        found += Visitor(port, cookie).asks([("page", path)] * ROUNDS).all[1:]
    return found
