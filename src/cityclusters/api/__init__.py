"""Records leave by feed, plain files and JSON, so that a parent portal can list them. No models."""
