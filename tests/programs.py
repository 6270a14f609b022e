"""The programs that some tests need, and what to do where one is missing.

`python -m tests.programs postgres COMMAND…` runs the command where the programs are there. Elsewhere it says
aloud that these tests do not run; with CITYCLUSTERS_CI=1 that is a failure."""

import glob
import os
import shutil
import sys

INSTALL = {
    "postgres": "PostgreSQL (initdb and postgres) is not installed. Debian: apt-get install postgresql",
    "chromium": "Chromium is not installed. Debian: apt-get install chromium",
}


def postgres(name: str) -> str | None:
    """A program of PostgreSQL: on PATH, else in the newest of Debian's version folders."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[4]))
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(reversed(folders)))


def chromium() -> str | None:
    """Debian's Chromium, or one that calls itself so elsewhere."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing(what: str) -> str:
    """Why tests of this kind can't run here; empty where they can."""
    found = chromium() if what == "chromium" else postgres("initdb") and postgres("postgres")
    return "" if found else INSTALL[what]


def main(what: str, *command: str) -> int:
    """Runs the command, or says why not."""
    if why := missing(what):
        print(f"NOT RUN: {' '.join(command)}\n{why}", file=sys.stderr)
        return 1 if os.environ.get("CITYCLUSTERS_CI") else 0
    print(" ".join(command), flush=True)
    os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
