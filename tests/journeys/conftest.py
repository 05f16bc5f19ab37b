"""Journeys in a real browser against the whole house. Run by `make journeys`."""

import os
from typing import Any

import pytest

from tests import chromium

# Playwright keeps an event loop running in the tests' own thread; their database calls are not made inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium.find()
    assert found, "No Chromium: run `make journeys`, which installs it."
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses root its sandbox
    return {**browser_type_launch_args, "executable_path": found, "args": sandbox}
