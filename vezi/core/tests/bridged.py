"""A small application behind the bridge, for its tests; a server calls `application`."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from vezi.core.bridge import Bridge

ended: list[int] = []


def pages(environ: dict[str, Any], start: Callable[..., Any]) -> Iterator[bytes] | list[bytes]:
    path = environ["PATH_INFO"]
    if path == "/refuses":
        raise ValueError
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    start("404 Not Found" if path == "/nowhere" else "200 OK", headers)
    if path == "/long":
        return (b"x" * 100_000 for _ in range(100))
    if path == "/slow":
        return slowly(Path(environ["QUERY_STRING"]))
    if path == "/ended":
        return [str(ended).encode()]
    if path == "/read":
        return [str(len(environ["wsgi.input"].read())).encode(), b" of ", environ.get("CONTENT_LENGTH", "0").encode()]
    asked = {name: environ.get(name, "") for name in ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_X_REAL",
             "HTTP_COOKIE", "HTTP_HOST", "REMOTE_ADDR", "wsgi.url_scheme")}  # fmt: skip
    return ["\n".join(f"{name}={value}" for name, value in asked.items()).encode("latin-1")]


def slowly(begun: Path) -> Iterator[bytes]:
    made = 0
    begun.touch()
    try:
        while made < 200:
            time.sleep(0.02)
            made += 1
            yield b"x"
    finally:
        ended.append(made)


application = Bridge(pages).answer
