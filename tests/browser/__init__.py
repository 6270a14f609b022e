"""The pages in a real browser: Chromium against `cityclusters serve` on a prepared demo."""
