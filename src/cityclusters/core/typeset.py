"""Typesets a document as PDF in a process of its own: its memory is given back, and it can be stopped.

    document = render(folder / "certificate.typ", {"lang": "ar", "name": "…"})
    document.pdf, document.accessible, document.unshown

The template (Typst) reads its data from `sys.inputs.data`, a JSON text: what people wrote never becomes part
of the source. Where a character is in none of the fonts, `sys.inputs.unshown` tells the template. Fonts are
our own (core/fonts), so a document looks the same on every server."""

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

import typst

FONTS = Path(__file__).resolve().parent / "fonts"
TIMEOUT = 30  # seconds; a page takes a tenth of one
MEMORY = 1_500_000_000  # bytes of addresses that the process may ask for
BACKTICK = "`"


class Document(NamedTuple):
    """A PDF. `accessible` says that it is a tagged PDF/UA-1; where a character is in none of our fonts it
    can't be, and `unshown` holds the text that the reader will see as empty boxes."""

    pdf: bytes
    accessible: bool
    unshown: str = ""


class TypesettingFailed(Exception):
    """No document could be made; `str()` is the reason for the log."""


def render(
    template: Path, data: Mapping[str, Any], *, made_at: datetime | None = None, timeout: float = TIMEOUT
) -> Document:
    """Sets the template with the data; `made_at` is the date of creation that the file states.

    Raises TypesettingFailed when the template is wrong, or the process dies or takes longer than `timeout`
    seconds."""
    stamp = int(made_at.timestamp()) if made_at else None
    about, pdf = _ordered({"template": str(template), "data": data, "made_at": stamp}, timeout)
    return Document(pdf, about["accessible"], about["unshown"])


def pictures(
    template: Path, data: Mapping[str, Any], *, ppi: int = 96, timeout: float = TIMEOUT
) -> list[bytes]:
    """The pages of the template as PNG pictures, `ppi` pixels an inch. Raises TypesettingFailed."""
    order = {"template": str(template), "data": data, "made_at": None, "ppi": ppi}
    about, content = _ordered(order, timeout)
    found, start = [], 0
    for size in about["sizes"]:
        found.append(content[start : start + size])
        start += size
    return found


def _ordered(order: Mapping[str, Any], timeout: float) -> tuple[dict[str, Any], bytes]:
    """What the process says about what it made, and that."""
    command = [sys.executable, "-m", "cityclusters.core.typeset"]
    try:
        done = subprocess.run(  # noqa: S603  # our own program, nothing of it from outside
            command, input=json.dumps(order).encode(), capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingFailed(f"took longer than {timeout} seconds") from error
    if done.returncode:
        raise TypesettingFailed(done.stderr.decode(errors="replace")[-500:])
    head, _newline, content = done.stdout.partition(b"\n")
    return json.loads(head), content


def _compile(order: Mapping[str, Any], standard: Literal["ua-1"] | None, unshown: str = "") -> bytes:
    template = Path(order["template"])
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(order["data"]), **({"unshown": unshown} if unshown else {})},
        pdf_standards=standard,
        timestamp=order["made_at"],
    )


def _set(order: Mapping[str, Any]) -> Document:
    """The document as PDF/UA-1; where its rules can't be kept (a glyph is missing), as plain tagged PDF."""
    try:
        return Document(_compile(order, "ua-1"), accessible=True)
    except typst.TypstError as error:
        text = str(error)
        if "could not be displayed" not in text:
            raise
        unshown = text.split(BACKTICK)[1].strip('"')
        return Document(_compile(order, None, unshown), accessible=False, unshown=unshown)


def _drawn(order: Mapping[str, Any]) -> list[bytes]:
    template = Path(order["template"])
    made = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="png",
        ppi=order["ppi"],
        sys_inputs={"data": json.dumps(order["data"])},
    )
    return made if isinstance(made, list) else [made]  # one page comes without a list


def _made(order: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    if order.get("ppi"):
        drawn = _drawn(order)
        return {"sizes": list(map(len, drawn))}, b"".join(drawn)
    document = _set(order)
    return {"accessible": document.accessible, "unshown": document.unshown}, document.pdf


def main() -> int:
    """The process: an order as JSON on standard input; one line of JSON and what it made on standard
    output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        about, content = _made(json.load(sys.stdin))
    except typst.TypstError as error:
        print(error, file=sys.stderr)  # noqa: T201  # the parent process reads it
        return 1
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
