"""A machine's draft of a translation: takes texts in one language, gives them in another through a service
that the operator of the server chose; off by default."""
