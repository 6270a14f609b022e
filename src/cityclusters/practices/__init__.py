"""What cities did and what came of it: calls, reviews, versions, translations, adaptations.

Takes people, places and spaces; gives practices in versions that stay as they were published."""
