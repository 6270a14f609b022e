"""The demo's records: two real exchanges told from their published texts, and one to try things out on.

Takes an empty platform with places and themes; gives people by role, exchanges, answers and follow-ups."""
