"""Pages of booklets: the library for everybody, and the work of editors."""
