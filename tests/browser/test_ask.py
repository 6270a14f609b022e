"""A question from the first mail to the last letter: asked by mail, answered by mail from three cities, made
one good reply, and found by those who speak another language."""

import time

from tests.browser import ask_story as story
from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.steps import sign_in


def test_from_a_mail_to_one_good_reply(reader: Reader, own_site: Site) -> None:
    visitor, steward = reader(at=own_site), reader(at=own_site)
    phone = reader(device="phone", javascript=False, at=own_site)
    newcomer = reader(device="phone", language="es", at=own_site)
    story.choose_digest(phone)
    question = story.ask_by_mail(own_site, visitor)
    sign_in(steward, "Steward of the e-commerce space")
    story.ask_three_cities(steward, question)
    story.answer_by_mail(own_site)
    story.read_answers(visitor, question)
    story.share(phone, question)
    sign_in(newcomer, "Newcomer without a post")
    story.post_a_link(newcomer, question)
    story.release(steward, visitor, own_site, question)
    story.write_reply(steward, question)
    story.check_excerpt(steward)
    reply = story.publish_reply(steward)
    published = time.monotonic()
    story.bring_the_morning(own_site)
    story.read_reply(visitor, reply)
    story.get_reply(own_site)
    story.report(phone, question)
    story.hide(steward, visitor, question)
    story.appeal(own_site, newcomer)
    officer = reader(at=own_site)
    sign_in(officer, "Programme officer")
    story.decide_appeal(own_site, steward, officer, visitor, question)
    story.find(reader(language="fr", at=own_site), "vendre la broderie à l'étranger", reply, since=published)
    arab = reader(device="phone", language="ar", at=own_site)
    story.find(arab, "كيف تبيع النساء التطريز عبر الإنترنت", question, reply, since=published)
    story.stop_digest(own_site, phone, reply)
