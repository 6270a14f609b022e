"""Child processes of one server: started together, restarted when they die, ended together."""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from time import monotonic, sleep
from types import FrameType

LONGEST_PAUSE = 30.0  # seconds between two starts of a child that dies again and again
LOOK_EVERY = 0.2
PATIENCE = 15.0  # seconds that children get to finish what they are doing
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, see prctl(2)
C_LIBRARY = ctypes.CDLL(None)


def _end_with_parent() -> None:
    """On Linux: ask the kernel to end this child when the parent is killed, so that no orphan serves on."""
    if sys.platform == "linux":
        C_LIBRARY.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


class Child:
    """One command that should always be running."""

    def __init__(self, name: str, command: Sequence[str], inherit: Sequence[int] = ()) -> None:
        self.name = name
        self.command = command
        self.inherit = tuple(inherit)
        self.pause = 0.0
        self.start()

    def start(self) -> None:
        """Starts the command in a session of its own: Ctrl+C reaches the parent alone, which ends it."""
        self.started = monotonic()
        self.process = subprocess.Popen(  # noqa: S603 -- our own commands
            self.command, pass_fds=self.inherit, start_new_session=True, preexec_fn=_end_with_parent
        )

    def restart_when_dead(self, say: Callable[[str], None]) -> None:
        """Starts it again; one that keeps dying waits longer each time, so that it does not burn the CPU."""
        status = self.process.poll()
        if status is None:
            return
        lived = monotonic() - self.started
        if lived < self.pause:
            return
        say(f"{self.name} ended with status {status} after {lived:.0f} s; starting it again.")
        self.pause = 0.0 if lived > 2 * LONGEST_PAUSE else min(LONGEST_PAUSE, 2 * self.pause or 1.0)
        self.start()


def run(children: Sequence[Child], say: Callable[[str], None]) -> None:
    """Keeps the children running until SIGTERM or SIGINT, then ends them and returns."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        for child in children:
            child.restart_when_dead(say)
        sleep(LOOK_EVERY)
    end(children)


def end(children: Sequence[Child]) -> None:
    """Asks all to finish, then kills those that have not after some seconds."""
    for child in children:
        child.process.terminate()
    deadline = monotonic() + PATIENCE
    for child in children:
        try:
            child.process.wait(max(0.1, deadline - monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()
