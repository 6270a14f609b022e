"""An index of a few texts, as `cityclusters search-file` makes it."""

from cityclusters.search.index.page import Page
from cityclusters.search.search_file import FileIndex, Id, Query


def index_of(*texts: tuple[str, str]) -> FileIndex:
    """Texts with their languages: ('en', 'Clean water'); their ids are 0, 1, 2 …"""
    pages = [Page("document", str(at), language, "", text) for at, (language, text) in enumerate(texts)]
    return FileIndex(list(enumerate(pages)))


def found(index: FileIndex, text: str, language: str = "", top: int = 10) -> list[Id]:
    """The ids that a question finds, the best first."""
    return index.ranked(Query("q", text, language), top)
