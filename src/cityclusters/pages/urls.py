"""Addresses of the screens that show several subjects together."""

from django.urls import URLPattern, path

from cityclusters.pages import audit_views, home_views, people_urls, place_urls, work_views

app_name = "pages"
urlpatterns: list[URLPattern] = [
    path("", home_views.home, name="home"),
    path("about/", home_views.about, name="about"),
    path("my-work/", work_views.my_work, name="my-work"),
    path("journal/", audit_views.audit, name="audit"),
    *people_urls.urlpatterns,
    *place_urls.urlpatterns,
]
