"""One search over everything, in every language: analysis of words, postings, ranking, and the box."""
