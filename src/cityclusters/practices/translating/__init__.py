"""A practice in other languages: asked for, translated, reviewed, drafted by a machine."""
