"""Writing the journal: one line per act, in the act's own transaction."""

from cityclusters.journal.models.entry import id_of, kind_of, line, record, record_all, url_of

__all__ = ["id_of", "kind_of", "line", "record", "record_all", "url_of"]
