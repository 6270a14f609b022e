"""Which offers come into question for a need: hard filters, then likeness. No Django."""
