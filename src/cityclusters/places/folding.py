"""One written form for searching: case, accents, apostrophes and script variants folded away.

Pure functions without Django; used for the names of places, organisations and people alike."""

import re
import unicodedata
from functools import cache
from itertools import product

# Every sign that people type for the Uzbek oʻ and gʻ, and for the apostrophe of romanised names.
APOSTROPHES = dict.fromkeys("'`´‘’‛ʹʻʼʽʾʿˈˊˋ′‵＇ꞌ", "")
# Letters that Unicode does not decompose into a base letter and a mark.
LATIN = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "ŋ": "n",
}
LATIN |= {"ŋ": "n", "ə": "a", "ŧ": "t", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ɛ": "e", "ɔ": "o", "ʋ": "v", "ɖ": "d"}
LATIN |= {letter.upper(): plain for letter, plain in LATIN.items() if len(letter.upper()) == 1}
# Arabic script: one alef, one ya, one ha, Persian and Urdu forms with their Arabic sisters, no tatweel.
ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ې": "ي", "ؤ": "و", "ة": "ه"}
ARABIC |= {"ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ء": "", "ـ": ""}
DIGITS = dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True))
PLAIN = str.maketrans(APOSTROPHES | LATIN | ARABIC | DIGITS)
# Vowel signs of Indic scripts are no letters to the regular expression, but belong to the word.
MARKS = "".join(chr(code) for code in range(0x300, 0xFFFF) if unicodedata.category(chr(code))[0] == "M")
WORD_BREAKS = re.compile(rf"[^\w{MARKS}]+|_+")
# Over Latin, Greek, Cyrillic, Hebrew and Arabic letters a mark is an accent that people leave out; in Indic
# scripts it is a vowel and stays.
ACCENTS = re.compile(rf"(?<=[\u0000-\u077f\u1e00-\u1fff])[{MARKS}]+")

# Cyrillic letters and what they become in Uzbek Latin (1995) and in the usual English romanisation of
# Russian; after folding, so oʻ is o and gʻ is g.
UZBEK = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "x", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "",
    "э": "e", "ю": "yu", "я": "ya", "ў": "o", "қ": "q", "ғ": "g", "ҳ": "h",
}  # fmt: skip
RUSSIAN = UZBEK | {"ж": "zh", "х": "kh", "щ": "shch", "ы": "y", "ў": "u", "қ": "k", "ғ": "g", "ҳ": "kh"}
# Spellings of one sound in names of Central Asia: (Latin spelling, the same sound otherwise).
SISTERS = (("kh", "x"), ("x", "kh"), ("dzh", "j"), ("zh", "j"), ("dj", "j"))
MOST_SPELLINGS = 8
LONG_ENOUGH = 4  # shorter texts are beginnings, which sisters would make find everything

# The first word of a letter's Unicode name → its script.
SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "CJK": "Hani", "HANGUL": "Hang", "GREEK": "Grek",
    "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "HEBREW": "Hebr", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "THAI": "Thai", "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym",
    "GUJARATI": "Gujr", "GURMUKHI": "Guru", "ORIYA": "Orya", "SINHALA": "Sinh", "MYANMAR": "Mymr",
    "KHMER": "Khmr", "LAO": "Laoo", "TIBETAN": "Tibt", "GEORGIAN": "Geor", "ARMENIAN": "Armn",
    "ETHIOPIC": "Ethi", "MONGOLIAN": "Mong", "THAANA": "Thaa", "TIFINAGH": "Tfng", "NKO": "Nkoo",
    "SYRIAC": "Syrc", "CHEROKEE": "Cher", "CANADIAN": "Cans", "JAVANESE": "Java", "OL": "Olck", "YI": "Yiii",
    "BOPOMOFO": "Bopo", "MEETEI": "Mtei", "BALINESE": "Bali", "SUNDANESE": "Sund", "GOTHIC": "Goth",
}  # fmt: skip


def _without_accents(text: str) -> str:
    """Drops the marks over letters of the alphabets in which they are optional."""
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def _case_and_signs(text: str) -> str:
    """Compatibility forms, case, apostrophes and letters of many forms: what comes before accents go."""
    plain = text.translate(PLAIN)
    if not unicodedata.is_normalized("NFKC", plain):
        plain = unicodedata.normalize("NFKC", plain).translate(PLAIN)
    return plain.casefold()


def fold(text: str) -> str:
    """The form under which a name is stored and looked up: 'Qoʻqon' and "QO'QON" → 'qoqon'.

    Words are separated by one space; apostrophes vanish, other signs separate words. Letters keep their
    script: 'Қўқон' → 'қуқон' (see `spellings` for its Latin forms). Returns '' for text without letters
    or digits."""
    if text.isascii():
        return WORD_BREAKS.sub(" ", text.replace("'", "").replace("`", "").lower()).strip()
    return WORD_BREAKS.sub(" ", _without_accents(_case_and_signs(text))).strip()


def _romanised(text: str, table: dict[str, str]) -> str:
    """Cyrillic text letter by letter in Latin; a 'е' that begins a word is 'ye' in both tables."""
    words = []
    for word in _case_and_signs(text).split():
        letters = "".join(table.get(letter, letter) for letter in word)
        words.append("y" + letters if word.startswith("е") else letters)
    return fold(" ".join(words))


def spellings(text: str) -> set[str]:
    """The folded forms under which the same name may be stored, at most 8 and always with `fold(text)`.

    Cyrillic is also written in Latin, the Uzbek and the Russian way; kh/x and zh/dj/dzh/j are tried for
    one another from four letters on: 'Қўқон' → {'қуқон', 'qoqon', 'kukon'}. Returns an empty set for text
    without letters."""
    folded = fold(text)
    if not folded:
        return set()
    found = [folded]
    if any("Ѐ" <= letter <= "ӿ" for letter in text):
        found += [_romanised(text, UZBEK), _romanised(text, RUSSIAN)]
    found += [
        name.replace(sound, sister)
        for name, (sound, sister) in product(list(found), SISTERS)
        if sound in name and len(name) >= LONG_ENOUGH
    ]
    return set(list(dict.fromkeys(found))[:MOST_SPELLINGS])


@cache
def _script_of_letter(letter: str) -> str:
    return SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], "")


def script_of(text: str) -> str:
    """The script of the first letter as an ISO 15924 code ('Latn', 'Cyrl', 'Hani' …); '' where unknown."""
    first = next(filter(str.isalpha, text), "")
    return _script_of_letter(first) if first else ""
