"""Worlds by the dozen, each thrown away."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction


@pytest.fixture
def rolled_back(settings) -> Callable[[Callable[[], None]], None]:
    """Runs each example in a node and a transaction of its own."""

    def run(act: Callable[[], None]) -> None:
        with TemporaryDirectory() as home, transaction.atomic():
            settings.VEZI_HOME = Path(home)
            act()
            transaction.set_rollback(True)

    return run
