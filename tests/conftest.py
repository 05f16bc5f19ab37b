"""What tests over all areas share."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction


@pytest.fixture
def rolled_back(settings, django_capture_on_commit_callbacks) -> Callable[[Callable[[], None]], None]:
    """Runs each example with an index, and in a transaction, of its own."""

    def run(example: Callable[[], None]) -> None:
        with TemporaryDirectory() as home, transaction.atomic():
            settings.VEZI_HOME = Path(home)
            example()
            transaction.set_rollback(True)

    return run
