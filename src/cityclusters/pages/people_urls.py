"""Addresses of the acts on accounts, organisations and posts; part of pages/urls.py."""

from django.urls import path

from cityclusters.pages.people_views import account, admin, grave, organisations, posts, welcome

urlpatterns = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/organisation/", welcome.organisation, name="welcome-organisation"),
    path("welcome/agreements/", welcome.agreements, name="welcome-agreements"),
    path("welcome/post/<str:public_id>/", welcome.post, name="welcome-post"),
    path("me/profile/", account.profile, name="profile"),
    path("me/agreements/", account.agreements, name="agreements"),
    path("me/devices/", account.devices, name="devices"),
    path("me/devices/end/", account.end_devices, name="devices-end"),
    path("me/posts/", posts.mine, name="my-posts"),
    path("me/proof/", grave.prove, name="prove"),
    path("me/address/", grave.address, name="address"),
    path("me/address/code/", grave.address_code, name="address-code"),
    path("me/data/", grave.data, name="my-data"),
    path("me/erasure/", grave.erase, name="erase-me"),
    path("organisations/new/", organisations.new, name="organisation-new"),
    path("organisations/waiting/", organisations.waiting, name="organisations-waiting"),
    path("organisations/<str:public_id>/edit/", organisations.edit, name="organisation-edit"),
    path("organisations/<str:public_id>/offices/new/", organisations.office, name="organisation-office"),
    path("organisations/<str:public_id>/check/", organisations.check, name="organisation-check"),
    path(
        "organisations/<str:public_id>/check/again/", organisations.check_again, name="organisation-recheck"
    ),
    path("organisations/<str:public_id>/merger/", organisations.merge, name="organisation-merge"),
    path("organisations/<str:public_id>/posts/", posts.of_organisation, name="organisation-posts"),
    path("organisations/<str:public_id>/posts/ask/", posts.ask, name="post-ask"),
    path("posts/waiting/", posts.waiting, name="posts-waiting"),
    path("posts/<str:public_id>/", posts.decide, name="post"),
    path("posts/<str:public_id>/end/", posts.end, name="post-end"),
    path("posts/<str:public_id>/successor/", posts.hand_over, name="post-hand-over"),
    path("posts/<str:public_id>/renewal/", posts.renew, name="post-renew"),
    path("people/", admin.people, name="people"),
    path("people/<str:public_id>/", admin.person, name="person"),
    path("people/<str:public_id>/roles/", admin.give_role, name="role-give"),
    path("people/<str:public_id>/roles/<int:grant>/end/", admin.end_role, name="role-end"),
    path("people/<str:public_id>/suspension/", admin.suspension, name="suspension"),
    path("data-requests/", admin.data_requests, name="data-requests"),
    path("data-requests/<str:public_id>/", admin.data_request, name="data-request"),
    path("data-requests/<str:public_id>/fulfilment/", admin.fulfil, name="data-request-fulfil"),
    path("organisations/table/", organisations.table, name="organisations-table"),
]
