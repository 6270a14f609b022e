"""Groups: hubs, self-help groups, producer clusters, cooperatives, associations, and what they do together.

Takes people, places, exchanges and the group's own entries; gives one record for a group with its members by
sex over time, bookings, counselling that nobody else reads, products with claims that hold, and meetings.
"""
