"""A mail server for the tests: a real process that takes letters, slowly, and sometimes says 'later'.

    python mail_server.py FOLDER

writes its port into FOLDER/port and appends the Message-ID of every letter to FOLDER/accepted just before
it answers 250: the instants before and after are where a killed sender can't know what happened."""

import asyncio
import random
import re
import sys
from pathlib import Path

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
SLOWEST = 0.006  # seconds
LATER = 0.03  # share of letters that are put off once


async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One conversation, as RFC 5321 has it."""

    def say(line: str) -> None:
        writer.write(f"{line}\r\n".encode())

    say("220 mail.test ready")
    while line := (await reader.readline()).decode(errors="replace").strip():
        verb = line[:4].upper()
        if verb == "RCPT" and "refused" in line:
            say("550 no such person")
        elif verb == "RCPT" and random.random() < LATER:
            say("451 come back later")
        elif verb == "DATA":
            say("354 go on")
            content = await reader.readuntil(b"\r\n.\r\n")
            await asyncio.sleep(random.uniform(0, SLOWEST))
            found = re.search(rb"(?mi)^Message-ID: <([^@]+)@", content)
            assert found
            with (FOLDER / "accepted").open("ab") as accepted:
                accepted.write(found[1] + b"\n")
            await asyncio.sleep(random.uniform(0, SLOWEST))
            say("250 accepted")
        elif verb == "QUIT":
            say("221 good-bye")
            break
        else:
            say("250 mail.test" if verb == "EHLO" else "250 fine")
        await writer.drain()
    writer.close()


async def safely(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A conversation whose other side may die at any word."""
    try:
        await talk(reader, writer)
    except (ConnectionError, asyncio.IncompleteReadError):
        writer.close()


async def main() -> None:
    """Listens on a free port until it is stopped."""
    server = await asyncio.start_server(safely, "127.0.0.1", 0)
    (FOLDER / "port.new").write_text(str(server.sockets[0].getsockname()[1]))
    (FOLDER / "port.new").rename(FOLDER / "port")
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
