"""With real, small children."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from vezi.config.supervisor import Child, GaveUp, Supervisor
from vezi.core.tests.processes import alive, until

pytestmark = pytest.mark.enable_socket  # asyncio wakes itself through a pair of sockets


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


async def written(path: Path) -> str:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if path.exists() and (text := path.read_text()):
            return text
        await asyncio.sleep(0.01)
    raise AssertionError(f"{path.name} was never written")


def running(supervisor: Supervisor, *jobs: Coroutine[Any, Any, None]) -> None:
    asyncio.run(supervisor.run_until_asked(*jobs))


def test_gives_up_on_what_keeps_falling_and_ends_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    pauses: list[float] = []
    steady = Child("steady", python("import time; time.sleep(60)"))
    falling = Child("falling", python("raise SystemExit(3)"))

    async def scene() -> None:
        supervisor = Supervisor(say=said.append)
        monkeypatch.setattr(supervisor, "pause", lambda seconds: _noted(pauses, seconds))
        try:
            await supervisor.run_until_asked(supervisor.keep(steady), supervisor.keep(falling))
        finally:
            assert supervisor.groups == {}

    with pytest.raises(GaveUp, match="falling fell 5 times within 60 seconds"):
        asyncio.run(scene())

    assert said == ["falling fell (with code 3) and is started again."] * 4
    assert pauses == [0.1, 0.4, 1.6, 6.4]


async def _noted(pauses: list[float], seconds: float) -> None:
    pauses.append(round(seconds, 3))


def test_starts_again_what_was_killed(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    child = Child(
        "child", python(f"import os, time; open({str(pids)!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(60)")
    )

    async def scene() -> list[str]:
        supervisor = Supervisor(say=lambda _line: None)
        keeping = asyncio.create_task(supervisor.keep(child))
        os.kill(int(await written(pids)), 9)
        while len(pids.read_text().split()) < 2:
            await asyncio.sleep(0.01)
        supervisor.ask_to_stop()
        await supervisor.stop()
        await keeping
        return pids.read_text().split()

    first, second = asyncio.run(scene())

    assert first != second
    assert not alive(int(second))


def test_ends_what_a_child_started(tmp_path: Path) -> None:
    grandchild = tmp_path / "grandchild"
    code = (
        "import os, subprocess, sys, time; from pathlib import Path\n"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"Path({str(grandchild)!r}).write_text(str(p.pid)); time.sleep(60)"
    )

    async def scene() -> int:
        supervisor = Supervisor(say=lambda _line: None)
        job = asyncio.create_task(supervisor.run_until_asked(supervisor.keep(Child("child", python(code)))))
        pid = int(await written(grandchild))
        supervisor.ask_to_stop()
        await job
        return pid

    pid = asyncio.run(scene())

    until(lambda: not alive(pid), seconds=5)


def test_asked_twice_kills_what_does_not_listen(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"open({str(deaf)!r}, 'w').write('ready'); time.sleep(60)"
    )

    async def scene() -> None:
        supervisor = Supervisor(say=lambda _line: None)
        job = asyncio.create_task(supervisor.run_until_asked(supervisor.keep(Child("deaf", python(code)))))
        await written(deaf)
        supervisor.ask_to_stop()
        await asyncio.sleep(0.1)
        supervisor.ask_to_stop()
        await job

    begun = time.monotonic()
    asyncio.run(scene())

    assert time.monotonic() - begun < 5


def test_one_that_ends_by_itself_gives_its_code() -> None:
    async def scene() -> int | None:
        return await Supervisor(say=lambda _line: None).run_once(Child("once", python("raise SystemExit(7)")))

    assert asyncio.run(scene()) == 7


def test_one_that_is_cut_off_gives_none() -> None:
    async def scene() -> int | None:
        supervisor = Supervisor(say=lambda _line: None)
        asyncio.get_running_loop().call_later(0.3, supervisor.ask_to_stop)
        return await supervisor.run_once(Child("once", python("import time; time.sleep(60)")))

    assert asyncio.run(scene()) is None


@pytest.mark.skipif(sys.platform != "linux", reason="The kernel tells of a parent's death on Linux alone.")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_supervisor_takes_its_children_along(tmp_path: Path, sign: signal.Signals) -> None:
    pids, deaf = tmp_path / "pids", "signal.signal(signal.SIGTERM, signal.SIG_IGN)" if sign == signal.SIGKILL else ""
    child = f"import os, signal, time\n{deaf}\nopen({str(pids)!r}, 'w').write(f'{{os.getpid()}} '); time.sleep(60)"
    code = (
        "import asyncio, signal; from vezi.config.supervisor import Child, Supervisor\n"
        f"child = Child('child', {list(python(child))!r}, orphaned=signal.Signals({int(sign)}))\n"
        "asyncio.run(Supervisor(say=print).keep(child))"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", code])
    pid = int(asyncio.run(written(pids)))

    supervisor.kill()
    supervisor.wait()

    until(lambda: not alive(pid), seconds=5)
