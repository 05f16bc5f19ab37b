from pathlib import Path

import pytest

from vezi.config.environment import Environment
from vezi.core.database import settings


def read(**variables: str) -> dict[str, object]:
    return settings.from_environment(Environment(variables), home=Path("/nowhere"))


def test_without_a_url_the_embedded_one_is_meant() -> None:
    found = read()

    assert found["NAME"] == "vezi"
    assert found["HOST"] == "/nowhere/postgres/socket"
    assert found["OPTIONS"] == {"passfile": "/nowhere/postgres/pgpass"}
    assert settings.is_embedded(found, home=Path("/nowhere"))


def test_a_url_names_another_server() -> None:
    found = read(DATABASE_URL="postgresql://ada:p%40ss@db.example.org:5433/alumni?sslmode=require")

    assert found["HOST"] == "db.example.org"
    assert found["PORT"] == "5433"
    assert found["USER"] == "ada"
    assert found["PASSWORD"] == "p@ss"
    assert found["NAME"] == "alumni"
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert not settings.is_embedded(found, home=Path("/nowhere"))


def test_a_url_can_name_a_socket() -> None:
    assert read(DATABASE_URL="postgres://ada@%2Fvar%2Frun%2Fpostgresql/alumni")["HOST"] == "/var/run/postgresql"


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "postgresql://host:port/name", "alumni"])
def test_a_wrong_url_is_one_line(url: str) -> None:
    with pytest.raises(SystemExit, match="DATABASE_URL must read"):
        read(DATABASE_URL=url)


def test_a_pool_forbids_lasting_connections() -> None:
    found = read(VEZI_DATABASE_POOL="4")

    assert found["OPTIONS"]["pool"] == {"min_size": 2, "max_size": 4, "timeout": 5}  # type: ignore[index]
    assert found["CONN_MAX_AGE"] == 0
