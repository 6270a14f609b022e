"""Booklets with what they hold, editions with their files, and what is known of their use."""

from cityclusters.booklets.models.booklet import Booklet, BookletEditor, BookletItem
from cityclusters.booklets.models.edition import (
    Edition,
    EditionFile,
    EditionItem,
    EditionVoice,
    PrintPicture,
    editions_of,
)
from cityclusters.booklets.models.use import DeclaredUse, EditionDownload

__all__ = [
    "Booklet", "BookletEditor", "BookletItem", "DeclaredUse", "Edition", "EditionDownload", "EditionFile",
    "EditionItem", "EditionVoice", "PrintPicture",
    "editions_of",
]  # fmt: skip
