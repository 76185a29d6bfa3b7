"""Crawls that die, again and again: nothing may be lost, stored twice or torn."""
