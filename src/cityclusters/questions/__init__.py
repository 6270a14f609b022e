"""Questions of cities, the answers they get, moderation, and the steward's consolidated reply.

Takes spaces and people; gives questions with answers and replies that others can cite."""
