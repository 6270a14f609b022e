"""Reading a feed."""

from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(answer: bytes) -> list[str]:
    """The titles of its entries, in order."""
    root = ElementTree.fromstring(answer)
    return [entry.findtext(f"{ATOM}title") or "" for entry in root.iter(f"{ATOM}entry")]
