"""Addresses of the desk and of the card: words that say nothing in a browser's history."""

from django.urls import path

from cityclusters.groups.counselling import card, views, views_others

COUNSELLING = [
    path("card/", card.card, name="open-card"),
    path("card/<slug:public_id>/", card.card_of, name="card"),
    path("desk/", views.overview, name="desk"),
    path("desk/reads/", views_others.reads, name="desk-reads"),
    path("desk/g/<slug:public_id>/", views.counts, name="desk-counts"),
    path("desk/g/<slug:public_id>/new/", views.new, name="desk-new"),
    path("desk/g/<slug:public_id>/card/", views.door, name="desk-door"),
    path("desk/g/<slug:public_id>/over/", views_others.hand_over, name="desk-handover"),
    path("desk/g/<slug:public_id>/ask/", views_others.ask, name="desk-ask"),
    path("desk/c/<slug:public_id>/", views.case, name="desk-case"),
    path("desk/c/<slug:public_id>/name/", views.label, name="desk-label"),
    path("desk/c/<slug:public_id>/away/", views.erase, name="desk-erase"),
    path("desk/c/<slug:public_id>/state/<slug:act>/", views.act, name="desk-case-act"),
    path("desk/s/<slug:public_id>/", views.session, name="desk-session"),
    path("desk/s/<slug:public_id>/away/", views.remove, name="desk-session-remove"),
    path("desk/h/<slug:public_id>/", views_others.handover_answer, name="desk-handover-answer"),
    path("desk/e/<slug:public_id>/", views_others.access, name="desk-emergency"),
    path("desk/e/<slug:public_id>/answer/", views_others.decision, name="desk-decision"),
    path("desk/e/<slug:public_id>/choice/", views_others.choice, name="desk-choice"),
]
