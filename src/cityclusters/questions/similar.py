"""Earlier questions with words in common, shown while somebody asks."""

from cityclusters.people.readers import Reader
from cityclusters.places.folding import fold
from cityclusters.questions.models import Question

SHOWN = 5
LOOKED_AT = 200
LONG_ENOUGH = 4  # shorter words are mostly particles; Chinese has no spaces and is compared by pairs


def marks(text: str) -> set[str]:
    """What is compared: the longer words, cut to their first six letters so that endings don't matter; of
    Chinese each pair of signs."""
    found: set[str] = set()
    for word in fold(text).split():
        if any("\u4e00" <= sign <= "\u9fff" for sign in word):
            found |= {word[start : start + 2] for start in range(len(word) - 1)}
        elif len(word) >= LONG_ENOUGH:
            found.add(word[:6])
    return found


def similar(title: str, reader: Reader, limit: int = SHOWN) -> list[Question]:
    """The questions she may read whose titles share the most words with this one: at least two words, or
    the only one there is. Newer ones first among equals. One query."""
    wanted = marks(title)
    if not wanted:
        return []
    enough = min(2, len(wanted))
    rows = Question.objects.visible_to(reader).shown().select_related("space").order_by("-asked_at")
    scored = [(len(wanted & marks(row.title)), row) for row in rows[:LOOKED_AT]]
    fitting = [(score, row) for score, row in scored if score >= enough]
    fitting.sort(key=lambda pair: pair[0], reverse=True)
    return [row for _score, row in fitting[:limit]]
