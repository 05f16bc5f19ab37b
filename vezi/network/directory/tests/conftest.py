"""An index of its own for each test that asks for one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from vezi.network.directory.index import writing


@pytest.fixture
def node(settings, tmp_path: Path) -> Path:
    """A node without an index yet."""
    settings.VEZI_HOME = tmp_path
    return tmp_path


@pytest.fixture
def index_now(node: Path) -> Callable[[], str]:
    """Call it when the people of the test are written: it makes the index of them."""
    return writing.make_anew
