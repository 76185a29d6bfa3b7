"""A corpus as people hand it on: files that explain themselves and can be checked."""
