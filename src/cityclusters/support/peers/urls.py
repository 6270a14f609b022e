"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.support.peers import views

PEERS: list[URLPattern] = [
    path("peers/", views.peers, name="peers"),
    path("peers.xlsx", views.spreadsheet, name="peers-table"),
]
