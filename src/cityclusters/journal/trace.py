"""What a worker leaves on disk, so that the next one knows where it died.

Every worker keeps one small file locked for as long as it lives: the kernel releases the lock at the very
instant of a SIGKILL, so whoever gets the lock knows that the worker is dead, without waiting. The file holds
the stage of the letter that was being handed over to the mail server. A write survives the death of the
process by itself; the word that matters most, `accepted`, is also forced to the disk."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

STAGES = {"idle", "sending", "given", "accepted"}
LENGTH = 32
SUFFIX = ".trace"


class Last(NamedTuple):
    """The last letter (its public id) and how far it got: `given` means that the server had all of it
    and had not answered yet; `accepted` that it took it."""

    stage: str
    letter: str


class Trace:
    """The file of one living worker."""

    def __init__(self, folder: Path, worker: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{worker}{SUFFIX}"
        self.file = _locked(self.path)
        self.say("idle")

    def say(self, stage: str, letter: str = "") -> None:
        """Notes the stage of a letter, in one write."""
        os.pwrite(self.file, f"{stage} {letter}".ljust(LENGTH - 1).encode() + b"\n", 0)
        if stage == "accepted":
            os.fsync(self.file)

    def last(self) -> Last:
        """What was noted last."""
        return _read(self.file)

    def close(self) -> None:
        """The worker ends in good order."""
        self.path.unlink(missing_ok=True)
        os.close(self.file)


def _locked(path: Path) -> int:
    """Opens and locks the file; again where somebody took it for a dead worker's in between."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        if path.exists() and os.fstat(file).st_ino == path.stat().st_ino:
            return file
        os.close(file)


def _read(file: int) -> Last:
    stage, _blank, letter = os.pread(file, LENGTH, 0).decode(errors="replace").strip().partition(" ")
    return Last(stage if stage in STAGES else "idle", letter)


def known(folder: Path) -> list[str]:
    """The workers, living or dead, that left a file in this folder."""
    return sorted(path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}"))


@contextmanager
def buried(folder: Path, worker: str) -> Iterator[Last | None]:
    """Gives a dead worker's last word and takes its file away afterwards; None where it lives, or where
    another process is burying it just now."""
    path = folder / f"{worker}{SUFFIX}"
    try:
        file = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        yield None
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        yield None
        return
    try:
        yield _read(file)
        path.unlink(missing_ok=True)
    finally:
        os.close(file)
