"""Django, which answers one request after the other (WSGI), in a web server that keeps many open (granian's RSGI).

One thread works, as one interpreter does one thing at a time, and waits for nobody's slow line: a request is there
whole before the thread hears of it, and an answer is whole before it leaves. Who goes away is worked for no more.

The figures, and why no library stands here: decision 20.
"""

import asyncio
import io
import logging
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, Any, cast

log = logging.getLogger(__name__)

IN_MEMORY = 1_000_000  # bytes of a body; what is more lies in a file that has no name
LARGEST = 300 * 1024 * 1024  # bytes of a request: more is nobody's file. Areas set limits of their own below it
LONGEST_UPLOAD = 600.0  # seconds
SOON_OPENED = 30.0  # seconds until the server has certainly opened what it sends
OWN_FILES = "/proc/self/fd" if sys.platform == "linux" else "/dev/fd"

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class TooLarge(Exception):
    """Of a request's body."""


class Left(Exception):
    """Nobody waits for the answer any more."""


class Bridge:
    def __init__(self, application: Application) -> None:
        self.application = application
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="pages")
        self.environ = {
            "SCRIPT_NAME": "",
            "SERVER_SOFTWARE": "granian",
            "wsgi.version": (1, 0),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    async def answer(self, scope: Any, proto: Any) -> None:
        try:
            body = await read(scope, proto)
        except TooLarge:
            proto.response_empty(413, [("connection", "close")])
            return
        except (RuntimeError, TimeoutError):  # left in the middle
            proto.response_empty(400, [("connection", "close")])
            return
        loop, answer = asyncio.get_running_loop(), Answer()
        gone = asyncio.ensure_future(proto.client_disconnect())
        gone.add_done_callback(answer.nobody_waits)
        with body:
            await loop.run_in_executor(self.thread, self.work, self.environ_of(scope, body), answer)
        gone.remove_done_callback(answer.nobody_waits)
        gone.cancel()
        answer.send(proto, loop)

    def work(self, environ: dict[str, Any], answer: "Answer") -> None:
        """In the thread."""
        made: Iterable[bytes] = ()
        try:
            made = self.application(environ, answer.start)
            for piece in made:
                answer.write(piece)
        except Left:
            pass
        except Exception:
            log.exception("An answer could not be made.")
            answer.fail()
        finally:
            if hasattr(made, "close"):
                made.close()

    def environ_of(self, scope: Any, body: IO[bytes]) -> dict[str, Any]:
        environ = self.environ | {
            "REQUEST_METHOD": scope.method,
            "PATH_INFO": scope.path.encode().decode("latin-1"),
            "QUERY_STRING": scope.query_string,
            "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
            "REMOTE_ADDR": _parted(scope.client)[0],
            "wsgi.url_scheme": scope.scheme,
            "wsgi.input": body,
        }
        environ["SERVER_NAME"], environ["SERVER_PORT"] = _parted(scope.server)
        for name, value in scope.headers.items():
            if "_" in name:  # would pass for one with hyphens, which only a proxy of ours may set
                continue
            key = name.upper().replace("-", "_")
            key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
            parted = "; " if name == "cookie" else ","
            environ[key] = f"{environ[key]}{parted}{value}" if key in environ else value
        environ.setdefault("HTTP_HOST", scope.authority or "")
        size = body.seek(0, io.SEEK_END)
        body.seek(0)
        if size or "CONTENT_LENGTH" in environ:
            environ["CONTENT_LENGTH"] = str(size)
        return environ


async def read(scope: Any, proto: Any) -> IO[bytes]:
    """The whole body of a request. Raises TooLarge, TimeoutError, or RuntimeError when it never comes whole."""
    said = scope.headers.get("content-length") or ""
    if said == "0" or (not said and "transfer-encoding" not in scope.headers and scope.http_version[0] == "1"):
        return io.BytesIO()
    if said.isdecimal() and int(said) > LARGEST:
        raise TooLarge
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by who asked for it
    size = 0
    try:
        async with asyncio.timeout(LONGEST_UPLOAD):
            async for piece in proto:
                size += len(piece)
                if size > LARGEST:
                    raise TooLarge
                body.write(piece)
        if said.isdecimal() and size != int(said):
            raise RuntimeError("The request came in part.")
    except BaseException:
        body.close()
        raise
    return cast("IO[bytes]", body)


class Answer:
    """Made in the thread, then sent by the server: a long one from a file, at the pace of who reads it."""

    def __init__(self) -> None:
        self.status, self.headers = 500, cast("Headers", [])
        self.body: IO[bytes] = io.BytesIO()
        self.size = 0
        self.is_wanted = True

    def start(self, status: str, headers: Headers, _fault: Any = None) -> Callable[[bytes], None]:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower(), value) for name, value in headers]
        return self.write

    def write(self, piece: bytes) -> None:
        """Raises Left."""
        if not self.is_wanted:
            raise Left
        if self.size <= IN_MEMORY < self.size + len(piece):
            file = TemporaryFile()  # noqa: SIM115 - closed when it was sent
            file.write(cast("io.BytesIO", self.body).getbuffer())
            self.body = file
        self.size += self.body.write(piece)

    def fail(self) -> None:
        self.status, self.headers, self.body, self.size = 500, [], io.BytesIO(), 0

    def nobody_waits(self, _gone: Any) -> None:
        self.is_wanted = False

    def send(self, proto: Any, loop: asyncio.AbstractEventLoop) -> None:
        if isinstance(self.body, io.BytesIO):
            proto.response_bytes(self.status, self.headers, self.body.getvalue())
            return
        self.body.flush()
        if not any(name == "content-length" for name, _value in self.headers):
            self.headers.append(("content-length", str(self.size)))
        # The file has no name, and so is gone whatever happens; the server opens it once more for itself.
        proto.response_file(self.status, self.headers, f"{OWN_FILES}/{self.body.fileno()}")
        loop.call_later(SOON_OPENED, self.body.close)


def _parted(address: str) -> tuple[str, str]:
    host, _colon, port = address.rpartition(":")
    return host.strip("[]"), port
