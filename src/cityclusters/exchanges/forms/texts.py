"""The field for texts in several languages lives in core, because organisations use it too."""

from cityclusters.core.text_fields import LANGUAGES, TextsField, TextsWidget, Typed

__all__ = ["LANGUAGES", "TextsField", "TextsWidget", "Typed"]
