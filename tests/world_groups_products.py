"""A cooperative of the focal point's city with a product, a certificate and a process, for the access table.

The focal point manages it, the delegate is a member with an account, `maker` one without; the other asked."""

from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from cityclusters.core.ids import secret_code
from cityclusters.groups.models import Group, ProductPicture, StepPicture
from cityclusters.groups.process import acts as process_acts
from cityclusters.groups.products import enquiries, sales
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_products import agreed, certified, in_force, listed, product, step
from cityclusters.people.models import Organisation, Person


def things(city: Organisation, focal: Person, other: Person, delegate: Person) -> dict[str, Any]:
    """`product` is shown to everybody, `product_idea` to whoever keeps it; both are the group's own."""
    assert city.place is not None
    group = making.group(city.place, Group.Kind.COOPERATIVE, focal, names={"_": "en", "en": "Makers"})
    making.member(group, "Delegate", person=delegate)
    maker = making.member(group, "Maker")
    agreed(focal, maker)
    shown = listed(focal, group)
    day = group.today()
    sale = sales.report(
        focal,
        shown,
        once=secret_code(),
        starts=day,
        ends=day,
        currency="UZS",
        amount=Decimal(5),
        basis="self_reported",
    )
    return {
        "makers": group,
        "maker": maker,
        "product": shown,
        "product_idea": product(focal, group),
        "product_picture": ProductPicture.objects.create(
            product=shown, digest="1", alt="A jar", language="en", of_people=False,
            file=ContentFile(b"large", "large.jpg"), light=ContentFile(b"light", "light.webp"),
        ),
        "product_enquiry": enquiries.ask(
            other, shown, text="How much?", quantity="", language="en", once=secret_code()
        ),
        "product_sale": sale,
        "compliance": _certificate(focal, group),
        **_process(focal, group),
    }  # fmt: skip


def _certificate(focal: Person, group: Group) -> Any:
    found = certified(focal, group, "haccp")
    found.paper.save("paper.pdf", ContentFile(b"%PDF-1.4"))
    return found


def _process(focal: Person, group: Group) -> dict[str, Any]:
    """Two versions that everybody reads, and a draft with a step."""
    made = in_force(focal, group, "Wash", "Grind").process
    picture = StepPicture.objects.create(
        process=made, digest="1", alt="Peppers",
        file=ContentFile(b"large", "large.jpg"), light=ContentFile(b"light", "light.webp"),
    )  # fmt: skip
    process_acts.begin(made, focal)
    step(made, focal, "Fill", picture=picture)
    process_acts.put_in_force(made, focal, "One more step")
    process_acts.show(made, focal, True)
    draft = process_acts.begin(made, focal)
    first = draft.steps.first()
    return {"process": made, "process_step": first, "step_picture": picture}
