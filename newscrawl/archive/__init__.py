"""The archive: what is known of a site, in one SQLite file, a page at a time."""
