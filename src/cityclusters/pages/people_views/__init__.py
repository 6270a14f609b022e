"""Acts of people on their account, their organisations and posts, and of those who run the platform."""
