"""Addresses of the screens that show several subjects together."""

from django.urls import URLPattern, path

from cityclusters.pages import home_views, people_urls

app_name = "pages"
urlpatterns: list[URLPattern] = [
    path("", home_views.home, name="home"),
    path("about/", home_views.about, name="about"),
    *people_urls.urlpatterns,
]
