"""The newspapers: one file a site."""
