"""A real WordPress on loopback, filled with invented posts of known truth."""
