"""Pages of questions, mail and digests that no link leads to, or that stand in a certain state: for
`states`, which brings them up and has them looked at."""

from tests.browser.states import EMPTY, OFFICER, State

PREPARE = """
import json
from django.urls import reverse
from cityclusters.digests import choosing, stopping
from cityclusters.incoming.models import IncomingMail
from cityclusters.people.models import Person
from cityclusters.questions import asking, direct, following, moderation, replying
from cityclusters.questions.models import Asked, Question
from cityclusters.questions.standing import usual
def who(address):
    return Person.objects.get(email=f"{address}.example")
steward, hub, mayor = who("steward@programme"), who("hub.manager@amman"), who("delegate@kokand")
space = Question.objects.get().space
def ask(person, title):
    written = asking.Text(language="en", title=title, text="At home and online.")
    return asking.ask(person, space, written, themes=[], standing=usual(person))
question, removed = ask(mayor, "Who packs parcels?"), ask(who("delegate@angren"), "Buy our parcels")
answer = asking.answer(hub, question, asking.Text(language="en", text="We do."), standing=usual(hub))
decision = moderation.take_away(removed, steward, "removed", "It sells.")
replying.begin(question, who("officer@programme"))
mail = IncomingMail.objects.create(digest="1" * 64, recipient="e-commerce@localhost", via="smtp", size=1,
    raw=b"1", state="asked", reason="not_sure", person=mayor, sender=mayor.email, subject="Кто?", text="Кто?")
choosing.choose(mayor, themes=[], languages=["en"], audiences=[], kinds=["reply"], rhythm="daily")
print(json.dumps({
    "question": question.public_id, "answer": answer.public_id, "removed": removed.public_id,
    "decision": decision.public_id,
    "asked": direct.page_of(Asked.objects.create(question=question, person=hub, by=steward)),
    "follow_stop": following.stop_path(question, mayor),
    "digest_stop": "/" + stopping.address(mayor).split("/", 3)[3],
    "confirm": reverse("incoming:confirm", args=[mail.code]),
}))
"""
QUESTION = "/questions/{question}/"
ANSWER = "/questions/posts/answer/{answer}/"
DECIDED = "/questions/decisions/{decision}/"
STATES: dict[str, list[State]] = {
    "": [
        State("/questions/?q=zzzz", EMPTY),
        State("/questions/?space=e-commerce&state=unanswered", 200),
        State("/questions/replies/?language=pt", EMPTY),
        State("/search/?q=zzzz", EMPTY),
        State("/search/?q=women", 200),
        State(QUESTION, 200),
        State("/questions/{removed}/", 200),
        State("{asked}", 200),
        State("{follow_stop}", 200),
        State("{digest_stop}", 200),
        State("{confirm}", 200),
        State(DECIDED, 200),
    ],
    "Newcomer without a post": [
        State("/questions/mine/", EMPTY),
        State("/me/e-mail/", 200),
        State("/me/e-mail/preview/", 200),
        State("/spaces/e-commerce/questions/new/", form="[name=title]"),
        State(f"{QUESTION}answers/", form="[name=text]"),
        State(f"{QUESTION}ours-too/", 200),
        State(f"{ANSWER}report/", form="[name=reason]"),
        State(DECIDED, 404),
    ],
    "Deputy mayor, Angren": [
        State("/questions/mine/", 200),
        State(DECIDED, form="[name=words]"),
    ],
    OFFICER: [
        State("/questions/desk/", 200),
        State(f"{QUESTION}people/", form="[name=organisation]", fields=(("organisation", "zzzz"),)),
        State(f"{QUESTION}due/", form="[name=reason]"),
        State(f"{QUESTION}reply/writing/", 200),
        State(f"{QUESTION}reply/preview/", 200),
        State(f"{QUESTION}reply/writing/", form="[name=introduction]", fields=(("title", ""),)),
        State(f"{ANSWER}measure/", form="[name=reason]"),
        State("/mail/", 200),
    ],
}
