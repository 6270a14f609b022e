"""Everything about a producer's products in one file that she takes along (rule HU10)."""

import io
import json
import zipfile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from cityclusters.groups.models import Member, Product

SAID = (
    "public_id", "names", "summary", "story", "language", "value_chain", "traits", "made_in_unit", "price",
    "currency", "price_unit", "shows_price", "shown_as", "contact", "shows_people", "state", "created_at",
)  # fmt: skip
SOLD = ("starts", "ends", "amount", "currency", "basis", "proof", "stated_at", "withdrawn_at")


def described(product: Product) -> dict[str, Any]:
    """One product with its enquiries (their words, nobody's name), its sales and its certificates."""
    return {
        **{name: getattr(product, name) for name in SAID},
        "enquiries": [
            {
                "state": one.state,
                "sent_at": one.sent_at,
                "quantity": one.quantity,
                "letters": [
                    {"side": letter.side, "text": letter.text, "at": letter.sent_at}
                    for letter in one.messages.all()
                ],
            }
            for one in product.enquiries.all()
        ],
        "sales": [{name: getattr(sale, name) for name in SOLD} for sale in product.sales.all()],
        "standards": [
            {"standard": one.standard, "state": one.state, "body": one.body, "expires_on": one.expires_on}
            for one in product.compliance.all()
        ],
        "pictures": [f"pictures/{one.public_id}.jpg" for one in product.pictures.all()],
    }


def products_of(member: Member) -> list[Product]:
    """All hers with what `described` reads; the number of queries does not grow with them."""
    rows = Product.objects.filter(member=member).order_by("pk")
    return list(rows.prefetch_related("enquiries__messages", "sales", "compliance", "pictures"))


def packed(member: Member) -> bytes:
    """A ZIP with `products.json` and her pictures."""
    rows = products_of(member)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(
            {"producer": member.name, "products": [described(row) for row in rows]},
            cls=DjangoJSONEncoder,
            ensure_ascii=False,
            indent=1,
        )
        archive.writestr("products.json", text)
        for row in rows:
            for picture in row.pictures.all():
                with picture.file.open("rb") as file:
                    archive.writestr(f"pictures/{picture.public_id}.jpg", file.read())
    return out.getvalue()
