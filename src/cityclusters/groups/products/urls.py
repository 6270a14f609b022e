"""Addresses of products."""

from django.urls import URLPattern, path

from cityclusters.groups.products.views import enquiries, pages, producers, sales, working

ONE = "products/<str:public_id>"
GROUP = "groups/<str:public_id>"
PRODUCTS: list[URLPattern] = [
    path("products/", pages.listed, name="products"),
    path("products/enquiries/", enquiries.listed, name="product-enquiries"),
    path("products/enquiries/<str:public_id>/", enquiries.detail, name="product-enquiry"),
    path("products/enquiries/<str:public_id>/state/", enquiries.step, name="product-enquiry-state"),
    path(f"{ONE}/", pages.detail, name="product"),
    path(f"{ONE}/qr.svg", pages.qr, name="product-qr"),
    path(f"{ONE}/sheet/", pages.sheet, name="product-sheet"),
    path(f"{ONE}/edit/", working.edit, name="product-edit"),
    path(f"{ONE}/choices/", working.choices, name="product-choices"),
    path(f"{ONE}/state/", working.move, name="product-state"),
    path(f"{ONE}/pictures/", working.picture_list, name="product-pictures"),
    path(f"{ONE}/pictures/<str:picture_id>/removal/", working.picture_remove, name="product-picture-remove"),
    path(f"{ONE}/pictures/<str:picture_id>/<slug:part>", pages.picture_file, name="product-picture"),
    path(f"{ONE}/enquiry/", enquiries.ask, name="product-ask"),
    path(f"{ONE}/sales/", sales.of_product, name="product-sales"),
    path(f"{ONE}/sales/<str:sale_id>/removal/", sales.take_back, name="product-sale-remove"),
    path(f"{GROUP}/products/", working.of_group, name="group-products"),
    path(f"{GROUP}/products/new/", working.create, name="product-new"),
    path(f"{GROUP}/sales/", sales.of_group, name="group-sales"),
    path(f"{GROUP}/producers/", producers.listed, name="producers"),
    path(f"{GROUP}/producers/<str:member_id>/consent/", producers.consent, name="producer-consent"),
    path(
        f"{GROUP}/producers/<str:member_id>/consent/removal/",
        producers.take_back,
        name="producer-consent-remove",
    ),
    path(f"{GROUP}/producers/<str:member_id>/products.zip", producers.take_along, name="producer-take-along"),
]
