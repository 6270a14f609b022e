"""Words on which search with the usual settings fails: each finds the text that was meant, and it first."""

import pytest

from cityclusters.search.analysis import analyze, guess_language, words
from cityclusters.search.tests.files import found, index_of

ARABIC = [
    "تعمل المدينة على تحسين خدماتها",
    "أطلقت البلدية برنامجا جديدا",
    "قدمت الجمعية قروضا صغيرة وللنساء الأولوية",
    "خطة جديدة لإدارة مياه الأمطار",
    "زار وفد من البيرو الأسواق المحلية",
    "جمع النفايات من البيوت وفرزها",
    "تدريب المعلمين في المدارس الريفية",
    "شبكة من المدن المتوسطة تتبادل الخبرات",
]
CHINESE = [
    "妇女合作社在网上销售手工艺品",
    "青年创业培训中心帮助毕业生",
    "学校里的孩子们学习洗手",
    "伊春市保护森林资源",
    "宜春市发展农村旅游",
    "电子商务平台连接农民和市场",
    "修建新的自行车道",
]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("مدينة", 0),
        ("بلدية", 1),
        ("النساء", 2),
        ("ادارة", 3),
        ("إدارة", 3),
        ("البيرو", 4),
        ("بيرو", 4),
        ("نفايات", 5),
        ("النفايات", 5),
        ("الْمُعَلِّمِينَ", 6),  # with vowel signs
        ("المـــدارس", 6),  # stretched
    ],
)
@pytest.mark.parametrize("language", ["ar", ""])
def test_an_arabic_word_finds_its_text(asked: str, wanted: int, language: str) -> None:
    index = index_of(*(("ar", text) for text in ARABIC))
    assert found(index, asked, language)[0] == wanted


def test_a_broken_plural_finds_its_singular_by_the_list_of_ideas() -> None:
    index = index_of(*(("ar", text) for text in ARABIC if "المدن" not in text))
    assert found(index, "مدن", "ar")[0] == 0


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("妇女", 0),
        ("婦女", 0),  # traditional
        ("女性", 0),  # another word for the same, by the list of ideas
        ("创业", 1),
        ("創業", 1),
        ("洗手", 2),
        ("洗 手", 2),  # typed with a gap
        ("伊春", 3),
        ("宜春", 4),
        ("电子商务", 5),
        ("電子商務", 5),
        ("怎么发展电子商务？", 5),
    ],
)
@pytest.mark.parametrize("language", ["zh", ""])
def test_a_chinese_word_finds_its_text(asked: str, wanted: int, language: str) -> None:
    index = index_of(*(("zh", text) for text in CHINESE))
    assert found(index, asked, language)[0] == wanted


def test_the_two_yichuns_are_told_apart() -> None:
    index = index_of(*(("zh", text) for text in CHINESE))
    assert 4 not in found(index, "伊春", "zh")
    assert 3 not in found(index, "宜春", "zh")


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("La ciudad de Medellín y sus escaleras", "es", "Medellin"),
        ("La ciudad de Medellin y sus escaleras", "es", "Medellín"),
        ("Programas de educación para mujeres", "es", "educacion"),
        ("Programas de educacion para mujeres", "es", "educación"),
        ("Los jóvenes sin empleo", "es", "jovenes"),
        ("Le développement durable de l’économie", "fr", "economie"),
        ("La gestion de l'eau potable", "fr", "eau"),
        ("A gestão dos resíduos sólidos", "pt", "gestao residuos"),
        ("Сбор и вывоз отходов", "ru", "отходы"),
        ("Ещё один ёмкий рынок", "ru", "еще рынки"),
        ("Toʻqimachilik korxonalari", "uz", "to'qimachilik"),
        ("To‘qimachilik korxonalari", "uz", "toqimachilik"),
        ("Women sell online", "en", "woman"),
        ("A course for a woman", "en", "women’s"),
        ("The children's library", "en", "child"),
        ("E-commerce for farmers", "en", "ecommerce"),
        ("Ecommerce for farmers", "en", "e-commerce"),
        ("Answers to COVID-19", "en", "covid19"),
        ("Answers to COVID 19", "en", "COVID-19"),
        ("Gender-based violence (GBV)", "en", "gbv"),
        ("Public–private partnership (PPP)", "en", "PPP"),
        ("The U.N. office", "en", "UN"),
        ("A budget of 1,500 dollars", "en", "1500"),
        ("٢٥ مدينة", "ar", "25"),
        ("Write to women@hub.example for help", "en", "women@hub.example"),
        ("5G in small towns", "en", "5g"),
        ("Straßenbahn für alle", "de", "strassenbahn"),
    ],
)
def test_a_word_is_found_however_it_is_written(text: str, language: str, asked: str) -> None:
    other = {"ar": "شارع جديد", "ru": "Новая улица", "uz": "Yangi koʻcha"}.get(language, "Nothing of it here")
    index = index_of((language, other), (language, text))
    assert found(index, asked, language)[:1] == [1]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how do we collect waste", "en"),
        ("comment trier les déchets de la ville", "fr"),
        ("cómo separar los residuos de la ciudad", "es"),
        ("como separar os resíduos da cidade", "pt"),
        ("كيف نجمع النفايات", "ar"),
        ("如何收集垃圾", "zh"),
        ("как собирать отходы", "ru"),
    ],
)
def test_the_language_of_a_sentence_is_seen(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_words_that_say_nothing_leave_questions_unless_nothing_else_is_left() -> None:
    assert analyze("who is it for the women", "en", question=True) == ["woman"]
    assert analyze("to be or not to be", "en", question=True) != []
    assert analyze("what is the", "en") == analyze("what is the", "en", question=True)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "…!?", "🙂", "\ud83d".encode("utf-8", "replace").decode(), "́"]
)
def test_what_has_no_words_finds_nothing_and_breaks_nothing(text: str) -> None:
    assert [word.form for word in words(text, "en") if word.form.isalnum()] == []
    assert found(index_of(("en", "Some text")), text, "en") == []


def test_a_very_long_word_is_no_word() -> None:
    assert words("a" * 100_000, "en") == []
