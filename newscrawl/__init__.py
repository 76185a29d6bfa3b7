"""newscrawl turns a newspaper's web site into a corpus."""
