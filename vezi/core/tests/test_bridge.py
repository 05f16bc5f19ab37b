"""The bridge between the web server and Django, by a real server on loopback."""

import ast
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from vezi.core.bridge import LARGEST
from vezi.core.tests.processes import until

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        number = int(trial.getsockname()[1])
    command = ["-m", "granian", "--interface", "rsgi", "--port", str(number), "--log-level", "critical", "--no-ws"]
    server = subprocess.Popen([sys.executable, *command, "vezi.core.tests.bridged:application"])
    until(lambda: stands(number), seconds=30, what="the server")
    yield number
    server.terminate()
    server.wait(20)


def stands(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def ask(
    port: int, path: str, method: str = "GET", body: object = None, **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, headers, encode_chunked=not isinstance(body, bytes))  # type: ignore[arg-type]
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def send(port: int, said: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.sendall(said)
    return connection


def test_the_application_reads_what_was_asked(port) -> None:
    _answer, said = ask(port, "/a%20b/%C4%8D?q=%C4%8D+1", Cookie="a=1", **{"X-Real": "yes"})

    assert said.decode("latin-1").splitlines() == [
        "REQUEST_METHOD=GET", "PATH_INFO=/a b/" + "č".encode().decode("latin-1"), "QUERY_STRING=q=%C4%8D+1",
        "HTTP_X_REAL=yes", "HTTP_COOKIE=a=1", f"HTTP_HOST=127.0.0.1:{port}", "REMOTE_ADDR=127.0.0.1",
        "wsgi.url_scheme=http",
    ]  # fmt: skip


def test_a_header_with_an_underscore_does_not_pass_for_one_of_the_proxy(port) -> None:
    assert b"HTTP_X_REAL=\n" in ask(port, "/", X_Real="forged")[1]


def test_status_and_headers_arrive_also_those_said_twice(port) -> None:
    answer, _said = ask(port, "/nowhere")

    assert (answer.status, answer.headers.get_all("set-cookie")) == (404, ["a=1", "b=2"])


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_000_000])
def test_a_body_is_read_whole_with_its_size_said_or_not(port, size) -> None:
    body = b"x" * size

    said = (
        ask(port, "/read", "POST", body),
        ask(port, "/read", "POST", iter([body]), **{"Transfer-Encoding": "chunked"}),
    )

    assert [one[1].decode() for one in said] == [f"{size} of {size}"] * 2


def test_too_large_a_body_is_refused_unread(port) -> None:
    with send(port, f"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: {LARGEST + 1}\r\n\r\nxxx".encode()) as left:
        assert left.recv(100).startswith(b"HTTP/1.1 413")


def test_a_long_answer_arrives_whole(port) -> None:
    answer, said = ask(port, "/long")

    assert (len(said), set(said), answer.headers["content-length"]) == (10_000_000, {120}, "10000000")


def test_an_answer_that_cannot_be_made_is_a_500(port) -> None:
    assert [ask(port, "/refuses")[0].status, ask(port, "/")[0].status] == [500, 200]


def test_nobody_waits_for_somebody_elses_slow_line(port) -> None:
    half = send(port, b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nxxx")
    unread = send(port, b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
    unread.recv(10)

    began = time.monotonic()
    status = ask(port, "/")[0].status
    took = time.monotonic() - began

    half.close()
    unread.close()
    assert (status, took < 1) == (200, True)


def test_who_leaves_is_worked_for_no_more(port, tmp_path) -> None:
    begun = tmp_path / "begun"
    with send(port, f"GET /slow?{begun} HTTP/1.1\r\nHost: x\r\n\r\n".encode()):
        until(begun.exists, seconds=20, what="the work")

    said = ast.literal_eval(ask(port, "/ended")[1].decode())

    assert len(said) == 1
    assert said[0] < 200
