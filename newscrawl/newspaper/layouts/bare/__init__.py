"""Today's page with no sign that only a machine would read."""
