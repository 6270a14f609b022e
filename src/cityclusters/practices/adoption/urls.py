"""Addresses of adoption: adaptations, the family, pictures and voices."""

from django.urls import URLPattern, path

from cityclusters.practices.views import adaptations, family, pictures, voices

ONE = "practices/<str:public_id>/adaptations"
VOICES = "practices/<str:public_id>/voices"
ADOPTION: list[URLPattern] = [
    path("practices/<str:public_id>/family/", family.tree, name="family"),
    path(f"{ONE}/", adaptations.listing, name="adaptations"),
    path(f"{ONE}/new/", adaptations.declare, name="adapt"),
    path(f"{ONE}/named/", adaptations.name, name="name-adapter"),
    path(f"{ONE}/<str:adaptation_id>/", adaptations.detail, name="adaptation"),
    path(f"{ONE}/<str:adaptation_id>/confirmation/", adaptations.confirm, name="confirm-adaptation"),
    path(f"{ONE}/<str:adaptation_id>/denial/", adaptations.deny, name="deny-adaptation"),
    path(f"{ONE}/<str:adaptation_id>/report/", adaptations.report, name="report-adaptation"),
    path(f"{ONE}/<str:adaptation_id>/ending/", adaptations.end, name="end-adaptation"),
    path(f"{ONE}/<str:adaptation_id>/practice/", adaptations.own_practice, name="adaptation-practice"),
    path(f"{VOICES}/", voices.overview, name="voices"),
    path(f"{VOICES}/pictures/", pictures.add, name="add-picture"),
    path(f"{VOICES}/pictures/<str:picture_id>/", pictures.change, name="change-picture"),
    path(f"{VOICES}/pictures/<str:picture_id>/position/", pictures.move, name="move-picture"),
    path(f"{VOICES}/pictures/<str:picture_id>/removal/", pictures.remove, name="remove-picture"),
    path(f"{VOICES}/testimonials/", voices.add_testimonial, name="add-testimonial"),
    path(
        f"{VOICES}/testimonials/<str:testimonial_id>/removal/",
        voices.remove_testimonial,
        name="remove-testimonial",
    ),
    path(f"{VOICES}/requests/", voices.ask, name="ask-testimonial"),
    path(
        "practices/<str:public_id>/pictures/<str:picture_id>/<slug:part>", pictures.file, name="picture-file"
    ),
    path("voices/<str:request_id>/", voices.give, name="give-testimonial"),
    path("consents/<str:code>/", voices.withdraw, name="withdraw-consent"),
]
