"""What products, standards and processes keep about a person, and how she is forgotten (rules SA4, HU10)."""

from typing import Any

from cityclusters.core.files import delete_on_commit
from cityclusters.groups.models import (
    ComplianceRecord,
    EnquiryMessage,
    Process,
    ProcessVersion,
    ProducerConsent,
    Product,
    ProductEnquiry,
    ProductPicture,
    SalesRecord,
    StandardAnswer,
)
from cityclusters.groups.products.taking import described
from cityclusters.people.models import Person

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """Her products with all that belongs to them, what she agreed to and wrote, and what she kept for
    others."""
    made = Product.objects.filter(member__person=person).order_by("pk")
    made = made.prefetch_related("enquiries__messages", "sales", "compliance", "pictures")
    return {
        "products": [described(row) for row in made],
        "product_consents": [
            {"how": row.how, "words": row.words, "given_on": row.given_on, "withdrawn_at": row.withdrawn_at}
            for row in ProducerConsent.objects.filter(member__person=person).order_by("pk")
        ],
        "product_enquiries": [
            {"product": str(row.product), "state": row.state, "quantity": row.quantity, "at": row.sent_at}
            for row in ProductEnquiry.objects.filter(by=person).select_related("product").order_by("pk")
        ],
        "product_letters": [
            {"product": str(row.enquiry.product), "text": row.text, "sent_at": row.sent_at}
            for row in EnquiryMessage.objects.filter(by=person)
            .select_related("enquiry__product")
            .order_by("pk")
        ],
        **_kept_for_others(person),
        **_quality(person),
    }


def _kept_for_others(person: Person) -> Tables:
    return {
        "products_written_down": [
            {"product": str(row), "created_at": row.created_at}
            for row in Product.objects.filter(by=person).order_by("pk")
        ],
        "product_consents_written_down": [
            {"given_on": row.given_on, "how": row.how}
            for row in ProducerConsent.objects.filter(recorded_by=person).order_by("pk")
        ],
        "product_pictures_added": [
            {"product": str(row.product), "alt": row.alt, "added_at": row.added_at}
            for row in ProductPicture.objects.filter(added_by=person).select_related("product").order_by("pk")
        ],
        "sales_written_down": [
            {"product": str(row.product), "starts": row.starts, "ends": row.ends, "stated_at": row.stated_at}
            for row in SalesRecord.objects.filter(by=person).select_related("product").order_by("pk")
        ],
    }


def _quality(person: Person) -> Tables:
    return {
        "standards_started": [
            {"standard": row.standard, "created_at": row.created_at}
            for row in ComplianceRecord.objects.filter(by=person).order_by("pk")
        ],
        "standard_answers": [
            {"item": row.item, "met": row.met, "evidence": row.evidence, "changed_at": row.changed_at}
            for row in StandardAnswer.objects.filter(by=person).order_by("pk")
        ],
        "processes_written": [
            {"process": str(row), "created_at": row.created_at}
            for row in Process.objects.filter(by=person).order_by("pk")
        ],
        "process_versions": [
            {"process": str(row.process), "number": row.number, "note": row.note, "made_at": row.made_at}
            for row in ProcessVersion.objects.filter(made_by=person).select_related("process").order_by("pk")
        ],
    }


def erase(person: Person) -> None:
    """Her own products are shown to nobody and lose her name, her contact, her story and every picture in
    which she could be known; what she wrote to others loses its words. Amounts stay, as the group's, without
    her. Runs before her name goes from the list of members."""
    mine = Product.objects.filter(member__person=person)
    for picture in ProductPicture.objects.filter(product__in=mine, of_people=True):
        delete_on_commit(picture.file.storage, picture.file.name, picture.light.name)
        picture.delete()
    ProducerConsent.objects.filter(member__person=person).update(words="")
    mine.update(
        state=Product.State.WITHDRAWN,
        shown_as="",
        contact="",
        story={},
        shows_people=False,
        shows_price=False,
    )
    EnquiryMessage.objects.filter(by=person).update(by=None, text="")
    ProductEnquiry.objects.filter(by=person).update(by=None, quantity="")
    for model in (Product, SalesRecord, ComplianceRecord, StandardAnswer, Process):
        model._default_manager.filter(by=person).update(by=None)
    ProducerConsent.objects.filter(recorded_by=person).update(recorded_by=None)
    ProductPicture.objects.filter(added_by=person).update(added_by=None)
    ProcessVersion.objects.filter(made_by=person).update(made_by=None)
