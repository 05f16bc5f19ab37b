"""Tries are counted in the database, for all processes, and nobody can make the house forget its count."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from vezi.config import settings as earnest
from vezi.network.accounts.tests.factories import make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared_cache(settings) -> None:
    """The cache of a house in earnest, instead of that of the tests."""
    settings.CACHES = earnest.CACHES
    call_command("createcachetable", verbosity=0)


def try_password(mail: str, password: str = "wrong", address: str = "192.0.2.1"):
    """Each try from a browser of its own."""
    return Client(REMOTE_ADDR=address).post(reverse("account_login"), {"login": mail, "password": password})


def test_tries_are_counted_for_all_processes(shared_cache) -> None:
    make_account("ada@example.org")

    answers = [try_password("ada@example.org", address=f"192.0.2.{number}") for number in range(8)]

    assert b"Too many tries" in answers[-1].content


def test_a_flood_of_other_tries_does_not_make_the_house_forget(shared_cache) -> None:
    make_account("ada@example.org")
    for number in range(8):
        try_password("ada@example.org", address=f"192.0.2.{number}")

    for number in range(2_000):
        cache.set(f"zzz-counted-for-{number}", [1.0], 300)

    assert b"Too many tries" in try_password("ada@example.org", address="192.0.2.99").content
