"""Many newspapers at once, each in a process of its own."""
