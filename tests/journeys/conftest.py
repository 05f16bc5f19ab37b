"""Journeys in a real browser against the whole house. Run by `make journeys`.

`JOURNEYS_HOME` names the home of a demo that runs already (`vezi up`): quick while writing a journey.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests import chromium, house
from tests.house import House
from tests.journeys.visitors import NewClub, Visitors
from vezi.demo.cast import BY_KEY

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium.find()
    assert found, "No Chromium: run `make journeys`, which installs it."
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses root its sandbox
    return {**browser_type_launch_args, "executable_path": found, "args": sandbox}


@pytest.fixture(scope="session")
def the_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    if given := os.environ.get("JOURNEYS_HOME"):
        yield house.running(Path(given))
        return
    with house.standing(tmp_path_factory.mktemp("house") / "home") as opened:
        yield opened


@pytest.fixture(scope="session")
def signed_in() -> dict[str, list[Any]]:
    """The cookies of whoever of the cast has signed in already: once is enough, and more would be too many tries."""
    return {}


@pytest.fixture
def visit(browser: Browser, the_house: House, signed_in: dict[str, list[Any]]) -> Iterator[Visitors]:
    """Whatever a page complains of (console, content security policy) fails the journey."""
    visitors = Visitors(browser, the_house, signed_in)
    yield visitors
    for context in visitors.opened:
        context.close()
    assert visitors.unexpected() == []


@pytest.fixture
def new_club(the_house: House) -> NewClub:
    """A club without anybody in it but Grace, who runs its office."""

    def found(joining: str = "approval") -> str:
        slug = f"klub-{secrets.token_hex(4)}"
        the_house.told(
            "club", "create", "--slug", slug, "--name", f"Klub {slug[5:]}", "--institution", "Fakulteta za poskuse",
            "--founded", "1999", "--joining", joining, "--officer", BY_KEY["grace"].mail,
        )  # fmt: skip
        return slug

    return found
