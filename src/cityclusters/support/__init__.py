"""Help: needs, offers, and which host helps which city.

Takes needs, offers with their room, and scored pairs; gives proposals with their reasons, their prices and
a proof of how good they are.
"""
