"""Addresses of this room."""

from django.urls import URLPattern, path, re_path

from cityclusters.support.giving.views import (
    evidence,
    keeping,
    overview,
    pledges,
    requests,
    sheets,
    shipments,
)

REQUEST = "aid/requests/<str:public_id>/"
PLEDGE = "aid/pledges/<str:public_id>/"
SHIPMENT = "aid/shipments/<str:public_id>/"
GIVING: list[URLPattern] = [
    path("aid/", overview.aid, name="aid"),
    path("aid/rows/", overview.rows, name="aid-rows"),
    path("aid/aid.xlsx", overview.xlsx, name="aid-xlsx"),
    path("aid/aid.csv", overview.csv, name="aid-csv"),
    path("aid/mine/", overview.mine, name="aid-mine"),
    path("aid/drives/new/", keeping.edit_drive, name="drive-new"),
    path("aid/drives/<str:public_id>/", keeping.drive, name="drive"),
    path("aid/drives/<str:public_id>/text/", keeping.edit_drive, name="drive-edit"),
    path("aid/drives/<str:public_id>/picture/<slug:part>", keeping.drive_picture, name="drive-picture"),
    path("aid/items/", keeping.listing, name="items"),
    path("aid/items/new/", keeping.edit_item, name="item-new"),
    path("aid/items/<slug:code>/", keeping.edit_item, name="item"),
    path("aid/requests/", requests.listing, name="requests"),
    path("aid/requests/new/", requests.new, name="request-new"),
    path(REQUEST, requests.detail, name="request"),
    path(f"{REQUEST}closing/", requests.close, name="request-close"),
    path(f"{REQUEST}pledge/", pledges.new, name="request-pledge"),
    path("aid/pledges/new/", pledges.new, name="pledge-new"),
    path(PLEDGE, pledges.detail, name="pledge"),
    path(f"{PLEDGE}agreement/", pledges.agree, name="pledge-agree"),
    path(f"{PLEDGE}withdrawal/", pledges.withdraw, name="pledge-withdraw"),
    path("aid/shipments/new/", shipments.new, name="shipment-new"),
    path(SHIPMENT, shipments.detail, name="shipment"),
    re_path(
        r"^aid/shipments/(?P<public_id>\w+)/(?P<act>departure|customs)/$",
        shipments.move,
        name="shipment-move",
    ),
    path(f"{SHIPMENT}receipt/", shipments.receipt, name="receipt"),
    path(f"{SHIPMENT}distribution/", shipments.distribution, name="distribution"),
    path(f"{SHIPMENT}correction/", shipments.correction, name="correction"),
    path(f"{SHIPMENT}evidence/", evidence.add, name="evidence-new"),
    path(f"{SHIPMENT}evidence/<str:evidence_id>/", evidence.change, name="evidence"),
    path(f"{SHIPMENT}evidence/<str:evidence_id>/<slug:part>", evidence.file, name="evidence-file"),
    re_path(r"^aid/upload/(?P<kind>shipments|pledges)/$", sheets.upload, name="aid-upload"),
    re_path(r"^aid/upload/(?P<kind>shipments|pledges)/kept/$", sheets.confirm, name="aid-upload-confirm"),
    re_path(r"^aid/upload/(?P<kind>shipments|pledges)\.xlsx$", sheets.table, name="aid-table"),
]
