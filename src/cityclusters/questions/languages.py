"""A guess at the language of a letter, by its script and its most frequent small words.

Only a proposal: what the guess gives is marked as guessed until the author or a steward has looked at it."""

import unicodedata
from collections import Counter

from cityclusters.places.folding import fold
from cityclusters.questions.models.choices import LANGUAGES

SMALL_WORDS = {
    "en": "the and of to in is for we our how what with are have which this that you can from it on as at",
    "fr": "le la les des et en du un une pour nous notre est dans que qui sur avec comment quelle quels au",
    "es": "el la los las de y en que un una para con por como nuestra nuestro es se del cual cuales al su",
    "pt": "o a os as de e em que um uma para com por como nossa nosso do da dos das no na qual sao ao se",
    "uz": "va uchun bilan bu biz qanday bizning shahar bor yoki ham kerak nima qaysi haqida edi emas lekin",
    "ru": "и в на не что как для мы наш с по это к у из за или от мне нам есть так при",
}
WORDS = {language: frozenset(fold(words).split()) for language, words in SMALL_WORDS.items()}
UZBEK_LETTERS = set("ўқғҳ")
UZBEK_CYRILLIC = frozenset(
    fold("ва учун билан бу биз қандай бизнинг шаҳар бор ёки ҳам керак нима қайси").split()
)


def _script(text: str) -> str:
    """The script of most letters: 'LATIN', 'CYRILLIC', 'ARABIC', 'CJK' or another first word of a name."""
    letters = Counter(
        unicodedata.name(letter, "").split(" ", 1)[0] for letter in text[:2000] if letter.isalpha()
    )
    return letters.most_common(1)[0][0] if letters else ""


def _by_words(words: list[str], among: tuple[str, ...], otherwise: str) -> str:
    counts = {language: sum(word in WORDS[language] for word in words) for language in among}
    best = max(among, key=lambda language: counts[language])
    return best if counts[best] > 0 else otherwise


def guess(text: str, otherwise: str = "en") -> str:
    """One of settings.CONTENT_LANGUAGES; `otherwise` (the writer's own language) where the text does not
    say."""
    codes = {code for code, _name in LANGUAGES}
    otherwise = otherwise if otherwise in codes else "en"
    script = _script(text)
    if script == "ARABIC":
        return "ar"
    if script in ("CJK", "HIRAGANA"):
        return "zh"
    words = fold(text).split()[:400]
    if script == "CYRILLIC":
        uzbek = any(letter in UZBEK_LETTERS for letter in text.lower())
        uzbek = uzbek or sum(word in UZBEK_CYRILLIC for word in words) > sum(w in WORDS["ru"] for w in words)
        return "uz" if uzbek else "ru"
    if script == "LATIN":
        return _by_words(words, ("en", "fr", "es", "pt", "uz"), otherwise)
    return otherwise
