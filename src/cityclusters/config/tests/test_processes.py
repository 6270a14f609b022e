"""The processes of one server: a dead one comes back, all end together, none outlives its parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# A server of two children; each writes its process id into the folder and then waits.
SERVER = """
import sys
from cityclusters.config.processes import Child, run
wait = "import os, sys, time; open(f'{sys.argv[1]}/{os.getpid()}', 'w').close(); time.sleep(600)"
run([Child(name, [sys.executable, "-c", wait, sys.argv[1]]) for name in ("web", "worker")], print)
"""


def _until(true: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.fixture
def server(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    _until(lambda: len(_children(tmp_path)) == 2)
    yield process
    process.kill()
    process.communicate()


def _children(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir()]


def test_a_child_that_dies_is_started_again(server: "subprocess.Popen[str]", tmp_path: Path) -> None:
    first, second = _children(tmp_path)
    os.kill(first, signal.SIGKILL)
    _until(lambda: len(_children(tmp_path)) == 3)
    new = (set(_children(tmp_path)) - {first, second}).pop()
    assert (_alive(first), _alive(second), _alive(new)) == (False, True, True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_them_all(server: "subprocess.Popen[str]", tmp_path: Path, number: int) -> None:
    server.send_signal(number)
    assert server.wait(10) == 0
    assert not any(map(_alive, _children(tmp_path)))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_no_child_outlives_a_killed_parent(server: "subprocess.Popen[str]", tmp_path: Path) -> None:
    server.kill()
    server.wait(10)
    _until(lambda: not any(map(_alive, _children(tmp_path))))
