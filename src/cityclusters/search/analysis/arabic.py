"""Arabic words to stems: letters folded, then the light stemmer known as light10.

Method: L. S. Larkey, L. Ballesteros, M. E. Connell, "Light stemming for Arabic information retrieval" (2007):
one conjunction and one article are taken off the front, the usual endings off the back, and nothing else."""

FOLDED = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        **{"ؤ": "و", "ة": "ه", "ک": "ك", "ء": None},
    }
)
ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
GLUED = "لبكف"  # for, with, as, so: written onto the next word
SHORTEST = 2
SHORTEST_AFTER_AND = 3


def light(word: str) -> str:
    """The stem of a folded word."""
    if word.startswith("و") and len(word) - 1 >= SHORTEST_AFTER_AND:
        word = word[1:]
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST:
            word = word[len(article) :]
            break
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
    return word


def stems(word: str) -> list[str]:
    """The stem, and a second one where the first letter, or the one after 'and', may be a glued preposition
    ('لإدارة', 'وللنساء')."""
    folded = word.translate(FOLDED)
    first = light(folded)
    bare = folded[1:] if folded.startswith("و") and len(folded) > SHORTEST_AFTER_AND else folded
    if bare[:1] and bare[0] in GLUED and len(bare) > SHORTEST_AFTER_AND + 1 and bare[:2] != "لل":
        second = light(bare[1:])
        if second != first and len(second) >= SHORTEST:
            return [first, second]
    return [first]
