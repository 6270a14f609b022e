"""The demo's producers and processors in Ghana (seed item C22); quantities are illustrative."""

from decimal import Decimal

from cityclusters.core.ids import secret_code
from cityclusters.pages.demo.records import give_post, person, read
from cityclusters.people.models import Organisation, Person
from cityclusters.support.models import Trade
from cityclusters.support.trade import acts

SOURCE = (
    "Text on a competitiveness programme in Ghana (2019–2023) for the mango cluster in Dodowa and the links"
    " between producers and processors; quantities, months and standards are illustrative."
)
QUESTION = "Could you keep 60 tonnes for us in June? We fetch them and pay by the week."
ANSWER = "Yes, from the second week of June on. Come and see the sorting first."


def make_trade(organisations: dict[str, Organisation], officer: Person) -> list[Trade]:
    """What is sold and looked for; the processing centre has asked the growers, and got an answer."""
    made = []
    for row in read("trade"):
        organisation = organisations[row["organisation"]]
        address, name = row["person"]
        who = person(address, name, language="en", zone="Africa/Accra")
        if not who.mandates.exists():
            give_post(who, organisation, name, officer)
        fields = {name: row[name] for name in ("side", "product", "months", "standard", "note")}
        made.append(
            acts.state(
                who,
                organisation,
                once=secret_code(),
                language="en",
                volume=Decimal(row["volume"]),
                unit="t",
                illustrative=True,
                source=SOURCE,
                **fields,
            )
        )
    growers, centre = made[0], made[1]
    assert growers.by is not None
    assert centre.by is not None
    enquiry = acts.enquire(growers, centre.by, centre.organisation, text=QUESTION, language="en")
    acts.answer(enquiry, growers.by, text=ANSWER, shows_address=False)
    return made
