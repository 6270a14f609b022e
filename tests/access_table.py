"""Who gets what: every route, for GET and for an empty POST, in every role. A missing route fails the tests.

A row: route, arguments | GET | POST. An argument is `name=` a path into the world of tests/world.py, or a
plain word in quotes. One status for all roles, or one for each of ROLES. `in`: sent to the sign-in page."""

ROLES = ("visitor", "member", "focal", "other", "delegate", "steward", "officer", "administrator")

TABLE = """
# core
core:language                               | 405 | 302
core:zone                                   | 200 | 302
core:health                                 | 200 | 405
core:robots                                 | 200 | 405
"""
