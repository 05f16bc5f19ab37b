"""Django's DATABASES entry. Only reads: no folder is made and no server started by importing settings."""

from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from vezi.core.database.cluster import DATABASE, USER, Cluster


class Variables(Protocol):
    """What is read of the environment; the configuration's own reader satisfies it."""

    def text(self, name: str, *, default: str = "") -> str: ...
    def number(self, name: str, *, default: int) -> int: ...


def from_environment(environment: Variables, *, home: Path) -> dict[str, Any]:
    """The server DATABASE_URL names, else the embedded one under `home`."""
    url = environment.text("DATABASE_URL")
    settings = from_url(url) if url else embedded(home)
    settings["ENGINE"] = "django.db.backends.postgresql"
    settings["CONN_MAX_AGE"] = 0  # the pool keeps connections, and demands this
    if size := environment.number("VEZI_DATABASE_POOL", default=0):
        # A new connection costs 7 ms (scram), one from the pool 0.7 ms.
        settings["CONN_HEALTH_CHECKS"] = True  # else each of the pool costs somebody a page after PostgreSQL has fallen
        settings["OPTIONS"]["pool"] = {"min_size": min(2, size), "max_size": size, "timeout": 5}
    return settings


def embedded(home: Path) -> dict[str, Any]:
    cluster = Cluster(home)
    return {
        "NAME": DATABASE,
        "USER": USER,
        "HOST": str(cluster.socket_folder),
        "OPTIONS": {"passfile": str(cluster.passfile)},
    }


def from_url(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name?sslmode=require`; a socket folder as host is written %2Fvar%2Frun."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("postgres", "postgresql") or not name or port == -1:
        raise SystemExit("DATABASE_URL must read postgresql://user:password@host:port/name.")
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def is_embedded(settings: dict[str, Any], *, home: Path) -> bool:
    return settings.get("HOST") == str(Cluster(home).socket_folder)
