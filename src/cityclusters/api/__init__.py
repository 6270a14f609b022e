"""Records leave by feed, plain files and JSON, so that a parent portal can list them. No models.

Takes what everybody may see of the apps below; gives it in forms that other programs read."""
