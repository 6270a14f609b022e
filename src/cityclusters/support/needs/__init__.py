"""Needs: stated, signed for an organisation, open for twelve months."""
