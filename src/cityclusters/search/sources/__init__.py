"""What can be found, one small file for each app: its pages, what changed, and what a reader may see now."""

from cityclusters.search.sources.base import Source
from cityclusters.search.sources.booklets import BOOKLETS
from cityclusters.search.sources.drives import DRIVES
from cityclusters.search.sources.exchanges import EXCHANGES
from cityclusters.search.sources.groups import GROUPS
from cityclusters.search.sources.needs import NEEDS
from cityclusters.search.sources.offers import OFFERS
from cityclusters.search.sources.people import ORGANISATIONS
from cityclusters.search.sources.practices import CALLS, GUIDES, PRACTICES
from cityclusters.search.sources.projects import PROJECTS
from cityclusters.search.sources.questions import QUESTIONS, REPLIES
from cityclusters.search.sources.spaces import SPACES

# In the order in which the kinds are offered.
SOURCES: dict[str, Source] = {
    source.kind: source
    for source in (
        PRACTICES, QUESTIONS, REPLIES, EXCHANGES, OFFERS, NEEDS, GROUPS, ORGANISATIONS, SPACES, CALLS, GUIDES,
        BOOKLETS, DRIVES, PROJECTS,
    )
}  # fmt: skip

__all__ = ["SOURCES", "Source"]
