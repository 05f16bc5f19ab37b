"""What every test stands on."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from pytest_django import DjangoDbBlocker


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins in English, whatever language the page of the one before was asked in."""
    with translation.override("en"):
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Tests read the translations as they are now, and hold kept questions against what they would be anew."""
    from vezi.core import kept

    kept.is_checked = True
    if not hasattr(config, "workerinput"):  # once, also with several test processes
        from vezi.core import translations

        translations.main(["compile"])


@pytest.fixture(autouse=True)
def no_jobs_left_behind(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A test that commits leaves no jobs to the next one."""
    yield
    mark = request.node.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        from vezi.core.tests.workers import forget_all_jobs

        with django_db_blocker.unblock():
            forget_all_jobs()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,  # noqa: ARG001 - in this order
    request: pytest.FixtureRequest,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The first test that asks for the database starts the server; see vezi/core/database/testing.py."""
    from vezi.core.database.testing import cloned_database

    with django_db_blocker.unblock(), cloned_database(anew=request.config.getvalue("create_db")):
        django_db_blocker.block()
        try:
            yield
        finally:
            django_db_blocker.unblock()
