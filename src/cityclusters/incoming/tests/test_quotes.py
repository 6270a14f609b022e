"""What somebody wrote now, out of what mail programs send, in the languages of the platform."""

import time

import pytest

from cityclusters.incoming.quotes import reply_alone

ANSWER = {
    "en": "We did this in two markets.\n\n- stalls were painted\n- women got keys",
    "fr": "Nous l'avons fait dans deux marchés.\nVoici comment.",
    "es": "Lo hicimos en dos mercados.\nFuncionó.",
    "pt": "Fizemos isso em dois mercados.\nFuncionou.",
    "ar": "قمنا بذلك في سوقين.\nنجحت التجربة.",
    "zh": "我们在两个市场做了这件事。\n效果很好。",
    "ru": "Мы сделали это на двух рынках.\nПолучилось.",
    "uz": "Biz buni ikki bozorda qildik.\nNatija yaxshi.",
}
US = "Cities Clusters <answer+abc@cities.example>"
HEADS = {
    "gmail-en": "On Thu, Oct 27, 2022 at 3:04 PM {us} wrote:",
    "gmail-en-broken": "On Thu, Oct 27, 2022 at 3:04 PM Cities Clusters <\nanswer+abc@cities.example> wrote:",
    "apple-en": "On 27 Oct 2022, at 15:04, {us} wrote:",
    "gmail-fr": "Le jeu. 27 oct. 2022 à 15:04, {us} a écrit :",
    "gmail-fr-broken": "Le jeu. 27 oct. 2022 à 15:04, {us} a\nécrit :",
    "gmail-es": "El jue, 27 oct 2022 a las 15:04, {us}\nescribió:",
    "gmail-pt": "Em qui., 27 de out. de 2022 às 15:04, {us}\nescreveu:",
    "gmail-ar": "في الخميس، 27 أكتوبر 2022 في 3:04 م تمت كتابة ما يلي بواسطة ‪{us}‬‏:",
    "apple-ar": "في ٢٧ أكتوبر ٢٠٢٢، الساعة ٣:٠٤ م، كتب {us}:",
    "gmail-zh": "{us} 于2022年10月27日周四 15:04写道：",
    "apple-zh": "在 2022年10月27日，15:04，{us} 写道：",
    "gmail-ru": "чт, 27 окт. 2022 г. в 15:04, {us}:",
    "apple-ru": "27 окт. 2022 г., в 15:04, {us} написал(а):",
    "gmail-uz": "2022-yil 27-okt, Pay, 15:04 da {us} yozdi:",
    "thunderbird-en": "On 27/10/2022 15:04, Cities Clusters wrote:",
    "thunderbird-ru": "27.10.2022 15:04, Cities Clusters пишет:",
}
GMAIL = HEADS["gmail-en"].replace("{us}", US)
THUNDERBIRD = HEADS["thunderbird-en"]
QUOTED = "> How do you keep women traders safe?\n>\n> Steward of the e-commerce space"
OUTLOOK = {
    "en": "________________________________\nFrom: {us}\n"
    "Sent: Thursday, October 27, 2022 3:04 PM\nTo: Deputy mayor\nSubject: A question",
    "fr": "De : {us}\nEnvoyé : jeudi 27 octobre 2022 15:04\nÀ : Maire adjointe\nObjet : Une question",
    "es": "De: {us}\nEnviado el: jueves, 27 de octubre de 2022 15:04\n"
    "Para: Teniente de alcalde\nAsunto: Una pregunta",
    "pt": "De: {us}\nEnviado: quinta-feira, 27 de outubro de 2022 15:04\n"
    "Para: Vice-prefeita\nAssunto: Uma pergunta",
    "ar": "من: {us}\nتم الإرسال: الخميس، 27 أكتوبر 2022\nإلى: نائبة العمدة\nالموضوع: سؤال",
    "zh": "发件人: {us}\n发送时间: 2022年10月27日 15:04\n收件人: 副市长\n主题: 一个问题",
    "ru": "От: {us}\nОтправлено: 27 октября 2022 г. 15:04\nКому: Заместитель мэра\nТема: Вопрос",
}
PHONES = {
    "en": "Sent from my iPhone",
    "en-android": "Sent from Outlook for Android",
    "fr": "Envoyé de mon iPhone",
    "es": "Enviado desde mi iPhone",
    "pt": "Enviado do meu iPhone",
    "ar": "أُرسلت من الـ iPhone الخاص بي",
    "ar-samsung": "تم الإرسال من هاتف Samsung Galaxy",
    "zh": "发自我的iPhone",
    "ru": "Отправлено с iPhone",
    "uz": "iPhone'dan yuborildi",
}
CLOSINGS = {
    "en": "Best regards,\nDeputy mayor\n+998 62 000 00 00",
    "fr": "Bien cordialement,\nMaire adjointe",
    "es": "Saludos cordiales\nTeniente de alcalde",
    "pt": "Atenciosamente,\nVice-prefeita",
    "ar": "مع أطيب التحيات،\nنائبة العمدة",
    "zh": "此致\n敬礼\n副市长",
    "ru": "С уважением,\nзаместитель мэра",
    "uz": "Hurmat bilan,\nhokim oʻrinbosari",
}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("language", ["en", "ar", "zh", "ru"])
def test_above_a_quotation(head: str, language: str) -> None:
    text = f"{ANSWER[language]}\n\n{HEADS[head].replace('{us}', US)}\n\n{QUOTED}\n"
    assert reply_alone(text) == ANSWER[language]


@pytest.mark.parametrize("language", OUTLOOK)
def test_above_the_head_that_outlook_writes(language: str) -> None:
    text = f"{ANSWER[language]}\n\n{OUTLOOK[language].replace('{us}', US)}\n\nHow do you do it?\n"
    assert reply_alone(text) == ANSWER[language]


@pytest.mark.parametrize("phone", PHONES)
def test_a_phone_signs(phone: str) -> None:
    language = phone.partition("-")[0]
    assert reply_alone(f"{ANSWER[language]}\n\n{PHONES[phone]}\n") == ANSWER[language]


@pytest.mark.parametrize("language", CLOSINGS)
def test_a_closing_formula_and_a_name(language: str) -> None:
    assert reply_alone(f"{ANSWER[language]}\n\n{CLOSINGS[language]}") == ANSWER[language]
    assert reply_alone(f"{ANSWER[language]}\n-- \n{CLOSINGS[language]}") == ANSWER[language]


def test_an_answer_below_or_between_what_is_quoted_stays() -> None:
    below = f"{THUNDERBIRD}\n{QUOTED}\n\n{ANSWER['en']}"
    assert reply_alone(below) == ANSWER["en"]
    between = f"{GMAIL}\n> One?\n\nYes.\n\n> Two?\n\nNo."
    assert reply_alone(between) == "Yes.\n\nNo."


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, this is what we did:\n- lamps\n- keys\n- a guard\n\nIt took a year.",
        "On 5 May 2021 at 10:30 the council wrote:\nwomen first.\nThat was that.",
        "In 2019 the mayor wrote:\nwomen first.\nWe do so since.",
        "Date: 5 May\nTo be decided: who pays.\nWe meet at 10:30.",
        "Best,\nthough slow, was the second way: it took two years and cost half.\n" + "More words. " * 20,
        "From: one market\nwe went on to ten.",
        "-----\nA line above stays.",
    ],
)
def test_what_is_not_surely_old_stays(text: str) -> None:
    assert reply_alone(text) == text.strip()


def test_nothing_but_a_quotation_is_nothing() -> None:
    assert reply_alone(f"{GMAIL}\n{QUOTED}") == ""


@pytest.mark.parametrize(
    "evil",
    [
        "On " + "a " * 60_000 + "wrote:",
        "From: x\n" * 20_000,
        "On 1 at 10:00\n" * 20_000,
        ">" * 100_000,
        "-" * 100_000,
        "\n" * 100_000,
        "> On " * 25_000,
        "Le " * 40_000 + "a écrit",
        "مع " * 40_000,
    ],
)
def test_made_to_be_slow(evil: str) -> None:
    start = time.perf_counter()
    reply_alone(evil)
    assert time.perf_counter() - start < 5
