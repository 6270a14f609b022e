"""Facilities, machines, tools and hours of advice of a group: booked, approved, used, given back."""
