"""Exchanges: programme, partners, registration, attendance, certificates.

Takes people, spaces and places; gives who really attended what, which the surveys start from."""
