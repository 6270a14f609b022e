"""Practices chosen, ordered and frozen into editions to print and to read.

Takes published versions of practices; gives editions as PDF, EPUB and DOCX."""
