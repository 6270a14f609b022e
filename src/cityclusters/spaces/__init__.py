"""Themes as data, and the thematic spaces where cities meet around them.

Takes people; gives themes for tagging, spaces with members and stewards."""
