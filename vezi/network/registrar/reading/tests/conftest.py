import datetime
import os
from collections.abc import Callable
from pathlib import Path

import django
import pytest
from django.conf import settings

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(USE_I18N=True, LANGUAGE_CODE="en")
    django.setup()

Written = Callable[..., Path]


@pytest.fixture
def today() -> datetime.date:
    return datetime.date(2024, 6, 8)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes a text or bytes into a file and gives its path."""

    def write(content: str | bytes, *, encoding: str = "utf-8", name: str = "registrar.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write
